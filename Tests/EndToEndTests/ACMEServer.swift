import Foundation
import TestSupport

/// Let's Encrypt's own test server, pebble, for which every name is 127.0.0.1, and certbot with directories of its own.
final class ACMEServer {
    static let canRun = ["certbot", "pebble", "pebble-challtestsrv"].allSatisfy { Program.path($0) != nil }

    /// Where certbot puts what it gets: `/etc/letsencrypt`.
    let folder: String
    /// Where challenges are answered by http.
    let challengePort: UInt16
    private let directory: URL
    private let port: UInt16
    private var running: [RunningServer] = []

    init(in directory: URL, challengePort: UInt16) throws {
        self.directory = directory
        self.challengePort = challengePort
        folder = directory.path + "/letsencrypt"
        port = try LoopbackConnection.freePort()
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let here = directory.path
        try Certificate.make(in: here)
        let ports = try (0..<4).map { _ in try LoopbackConnection.freePort() }
        let configuration: [String: Any] = [
            "pebble": [
                "listenAddress": "127.0.0.1:\(port)", "managementListenAddress": "127.0.0.1:\(ports[0])",
                "certificate": "\(here)/certificate.pem", "privateKey": "\(here)/key.pem",
                "httpPort": Int(challengePort),
                "tlsPort": Int(ports[1]), "ocspResponderURL": "", "externalAccountBindingRequired": false,
            ]
        ]
        try JSONSerialization.data(withJSONObject: configuration).write(to: directory.appending(path: "pebble.json"))
        let (names, management) = (ports[2], ports[3])
        running.append(
            try RunningServer(
                "pebble-challtestsrv",
                [
                    "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dns01", "127.0.0.1:\(names)", "-http01", "",
                    "-https01", "", "-tlsalpn01", "", "-management", "127.0.0.1:\(management)",
                ], in: try folder(named: "names")
            ) { _ = try LoopbackConnection(port: management) })
        // Without the pauses and the refusals by chance that it teaches clients with.
        running.append(
            try RunningServer(
                "env",
                [
                    "PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0", try Program.required("pebble"), "-config",
                    "\(here)/pebble.json", "-dnsserver", "127.0.0.1:\(names)",
                ], in: try folder(named: "pebble")
            ) { [port] in _ = try LoopbackConnection(port: port) })
    }

    deinit {
        for server in running { server.stop() }
    }

    private func folder(named name: String) throws -> URL {
        let folder = directory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs a generated list of certbot's commands.
    func fetch(_ script: String, _ way: String...) throws -> Outcome {
        try run(
            "/bin/sh",
            [
                script, "--config-dir", folder, "--work-dir", "\(directory.path)/work", "--logs-dir",
                "\(directory.path)/logs", "--server", "https://127.0.0.1:\(port)/dir", "--no-verify-ssl", "--agree-tos",
                "--register-unsafely-without-email",
            ] + way)
    }

    /// The names of a certificate that it got.
    func names(of certificate: String) throws -> Set<String> {
        let outcome = try run(
            "/usr/bin/openssl",
            ["x509", "-in", "\(folder)/live/\(certificate)/fullchain.pem", "-noout", "-ext", "subjectAltName"])
        return Set(outcome.text.matches(of: /DNS:([^,\s]+)/).map { String($0.1) })
    }
}
