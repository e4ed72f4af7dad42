import Foundation
import TestSupport
import Testing

/// A registry that was built with the real binary, and php-fpm and a web server that run on what it wrote.
final class VirtualSites {
    let port: UInt16
    /// For servers with TLS.
    let securePort: UInt16
    let output: URL
    let tree: URL
    private let temporary: TemporaryDirectory
    let directory: URL
    private let server: WebServer
    private var running: [RunningServer] = []

    /// - Parameter registry: the text for a directory of the test's own, a code tree and a port; nil: that of this file.
    init(on server: WebServer, registry: ((URL, URL, UInt16) -> String)? = nil) throws {
        self.server = server
        temporary = try TemporaryDirectory()
        directory = temporary.url
        output = directory.appending(path: "out")
        tree = directory.appending(path: "moodle tree")  // A blank has to be quoted everywhere.
        (port, securePort) = (try LoopbackConnection.freePort(), try LoopbackConnection.freePort())
        let secrets = directory.appending(path: "secrets")
        try FileManager.default.createDirectory(at: secrets, withIntermediateDirectories: true)
        for id in Self.ids { try Data("secret of \(id)\n".utf8).write(to: secrets.appending(path: id)) }
        let standIn = try StandIn(in: tree)
        try build((registry ?? Self.registry)(directory, tree, port))
        try standIn.configure(with: output.appending(path: "current/php/m45/config.php"))
    }

    /// Publishes a registry in the place of the previous one; `@secure@` in it is the port for TLS.
    func build(_ text: String) throws {
        let registry = directory.appending(path: "registry.yaml")
        let whole = try server.adapted(text).replacingOccurrences(of: "@secure@", with: "\(securePort)")
        try Data(whole.utf8).write(to: registry)
        let build = try run(Program.vmoodleGen(), ["build", registry.path, "--out", output.path, "--force"])
        guard build.status == 0 else { throw ServerFailure("build ended with \(build.status):\n\(build.errors)") }
    }

    /// The text of a registry for these sites' directory, code tree and port.
    func text(_ registry: (URL, URL, UInt16) -> String) -> String { registry(directory, tree, port) }

    deinit {
        for server in running { server.stop() }
    }

    /// Starts both servers.
    func start(php settings: [String] = []) throws {
        let folder = directory.appending(path: "fpm")
        running.append(try FastCGI.start(on: directory.path + "/fpm.sock", in: folder, settings: settings))
        running.append(
            try server.start(
                including: pattern, on: port, and: securePort, php: settings, in: directory.appending(path: "web")))
    }

    /// Leaves the web server without php-fpm.
    func stopPHP() { running.first?.stop() }

    /// What both servers said.
    var logs: String { running.map(\.log).joined(separator: "\n") }

    /// What the web server said, and PHP through it.
    var serverLog: String { running.last?.log ?? "" }

    /// What the server's own test of the generated files says.
    func complaints() throws -> String {
        try server.complaints(including: pattern, on: port, in: directory.appending(path: "web"))
    }

    /// The names that the server itself lists, once each, without the catch-all's.
    func namesOfServer() throws -> Set<String> {
        try server.names(including: pattern, on: port, in: directory.appending(path: "web"))
    }

    /// Asks for a page; whatever the answer is, it never holds PHP source or a file for a password.
    func get(
        _ target: String, host: String?, method: String = "GET", headers: [String] = [], body: String = "",
        location: SourceLocation = #_sourceLocation
    ) throws -> HTTPAnswer {
        let answer = try LoopbackHTTP(port: port).get(target, host: host, method: method, headers: headers, body: body)
        #expect(!answer.text.contains("<?php"), "source of \(target)", sourceLocation: location)
        #expect(!answer.text.contains("/secrets/"), "a secret's path in \(target)", sourceLocation: location)
        return answer
    }

    /// The JSON of one of the stand-in's pages, with `$CFG`'s members beside the rest.
    func page(
        _ target: String, host: String, method: String = "GET", headers: [String] = [], body: String = "",
        location: SourceLocation = #_sourceLocation
    ) throws -> [String: String] {
        let answer = try get(target, host: host, method: method, headers: headers, body: body, location: location)
        let json = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        guard answer.status == 200, var page = json else {
            throw ServerFailure("\(host) \(target): \(answer.status) \(answer.text)\n\(logs)")
        }
        for group in ["CFG", "POST"] {
            page.merge(page.removeValue(forKey: group) as? [String: Any] ?? [:]) { given, _ in given }
        }
        return page.compactMapValues { $0 as? String }
    }

    private var pattern: String { output.path + "/current/\(server.target)/*.conf" }

    private static let ids = [
        "alpha", "sub", "deep", "shut", "beta", "betasub", "gamma", "closed", "gone", "goneopen", "lone",
    ]

    /// A registry of hosts that have nothing unusual but their names.
    ///
    /// - Parameter secret: the file of a host's password; each has its own, if it is one of those that the directory has.
    convenience init(on server: WebServer, secret: String = "{id}", hosts: @escaping (UInt16) -> String) throws {
        try self.init(on: server) { directory, tree, port in
            """
            version: 1
            platforms:
              m45: { root: "\(tree.path)", php: /usr/bin/php, user: www-data, fpm: "\(directory.path)/fpm.sock" }
            dbservers: { main: { type: mariadb, host: 127.0.0.1 } }
            defaults:
              platform: m45
              dataroot: /srv/moodledata/{id}
              db: { server: main, name: "m_{id}", user: "m_{id}", password: { file: "\(directory.path)/secrets/\(secret)" } }
              web: { listen: "127.0.0.1:\(port)" }
            hosts:
            \(hosts(port))

            """
        }
    }

    static func registry(_ directory: URL, _ tree: URL, _ port: UInt16) -> String {
        """
        version: 1
        platforms:
          m45: { root: "\(tree.path)", php: /usr/bin/php, user: www-data, fpm: "\(directory.path)/fpm.sock" }
        dbservers:
          main: { type: mariadb, host: 127.0.0.1 }
        defaults:
          platform: m45
          dataroot: /srv/moodledata/{id}
          db: { server: main, name: "m_{id}", user: "m_{id}", password: { file: "\(directory.path)/secrets/{id}" } }
          web: { listen: "127.0.0.1:\(port)" }
        hosts:
          alpha:
            url: http://alpha.example.test
            name: Alpha
            aliases: [ www.alpha.example.test, { host: old.example.test, mode: redirect } ]
          sub: { url: http://alpha.example.test/ecole-3 }
          deep: { url: http://alpha.example.test/ecole-3/v1.2 }
          shut: { url: http://alpha.example.test/shut, state: disabled }
          beta: { url: "http://beta.example.test:\(port)", state: maintenance }
          betasub: { url: "http://beta.example.test:\(port)/open" }
          gamma: { url: "http://gamma.example.test:\(port)" }
          closed: { url: http://closed.example.test, state: disabled }
          gone: { url: http://gone.example.test, state: archived }
          goneopen: { url: http://gone.example.test/open }
          lone: { url: http://rootless.example.test/one }

        """
    }
}
