import Foundation
import TestSupport
import Testing

/// The generated list of certbot's commands, and the generated answers to challenges, with certbot and an ACME server.
@Suite(.enabled(if: ACMEServer.canRun, "certbot and pebble are needed"))
struct CertbotTests {
    private let directory: TemporaryDirectory
    private let (port, securePort): (UInt16, UInt16)
    private let server: ACMEServer

    init() throws {
        directory = try TemporaryDirectory()
        // nginx's workers read the challenges.
        chmod(directory.path, 0o755)
        (port, securePort) = (try LoopbackConnection.freePort(), try LoopbackConnection.freePort())
        server = try ACMEServer(in: directory.url.appending(path: "acme"), challengePort: port)
        try FileManager.default.createDirectory(
            at: directory.url.appending(path: "webroot"), withIntermediateDirectories: true)
    }

    private var script: String { directory.path + "/out/current/ssl/certbot.sh" }

    private func build(alias: String = "") throws {
        let registry = try directory.write(
            """
            version: 1
            targets: { ssl: true }
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults:
              platform: p
              dataroot: /data/{id}
              db: { server: s, name: "{id}", user: "{id}", password: { file: /x } }
              web: { listen: "127.0.0.1:\(securePort)", http: "127.0.0.1:\(port)", acme: "\(directory.path)/webroot", tls: { acme: "{host}" } }
            hosts:
              a: { url: https://a.example.edu, aliases: [www.a.example.edu, { host: old.example.org, mode: redirect }\(alias)] }
              b: { url: https://b.example.edu }
              below: { url: https://b.example.edu/below }
            """, to: "registry.yaml")
        let built = try run(Program.vmoodleGen(), ["build", registry, "--out", "\(directory.path)/out", "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
    }

    @Test func certbotGetsKeepsAndWidensWhatTheRegistryNames() throws {
        try build()
        let standalone = ["--standalone", "--http-01-port", "\(port)"]
        let first = try server.fetch(script, standalone[0], standalone[1], standalone[2])
        #expect(first.status == 0, "\(first.text)\(first.errors)")
        let names: Set = ["a.example.edu", "www.a.example.edu", "old.example.org"]
        #expect(try server.names(of: "a.example.edu") == names)
        #expect(try server.names(of: "b.example.edu") == ["b.example.edu"])
        let again = try server.fetch(script, standalone[0], standalone[1], standalone[2])
        #expect(again.status == 0 && again.text.matches(of: /not yet due for renewal; no action/).count == 2)
        guard Program.isRoot, FileManager.default.fileExists(atPath: "/etc/letsencrypt") else { return }

        // A new name; the challenges are answered from the webroot, by the server that people are sent to https by.
        try build(alias: ", { host: former.example.org, mode: redirect }")
        let nginx = try nginx()
        let wider = try server.fetch(script, "--webroot", "-w", "\(directory.path)/webroot")
        #expect(wider.status == 0, "\(wider.text)\(wider.errors)\(nginx.log)")
        #expect(try server.names(of: "a.example.edu") == names.union(["former.example.org"]))
        for name in ["a.example.edu", "b.example.edu"] {
            let seen = try run(
                "/bin/sh",
                [
                    "-c",
                    "openssl s_client -connect 127.0.0.1:\(securePort) -servername \(name) </dev/null 2>/dev/null | openssl x509 -noout -subject -ext subjectAltName",
                ])
            #expect(seen.text.contains("DNS:\(name)"), "\(seen)")
        }
    }

    /// With what certbot got in its place.
    private func nginx() throws -> RunningServer {
        let web = directory.url.appending(path: "web")
        let arguments = try WebServer.nginx.arguments(
            including: "\(directory.path)/out/current/nginx/*.conf", on: [port], in: web)
        let script = "mount --bind '\(server.folder)' /etc/letsencrypt && exec \"$0\" \"$@\""
        return try RunningServer(
            "unshare",
            ["--mount", "--propagation", "private", "/bin/sh", "-c", script, try Program.required("nginx")] + arguments,
            in: web
        ) { _ = try LoopbackHTTP(port: port).get("/", host: "ready.invalid") }
    }
}
