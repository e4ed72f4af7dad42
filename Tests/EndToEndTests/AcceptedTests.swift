import Foundation
import TestSupport
import Testing

/// Tests/Accepted: registries with their whole output, byte for byte; `make golden` writes it anew.
@Suite struct AcceptedTests {
    private static let cases = Repository.names(in: "Tests/Accepted")

    private func files(below root: URL) throws -> [String: Data] {
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        var files: [String: Data] = [:]
        for path in paths {
            let file = root.appending(path: path)
            if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false {
                files[path] = try Data(contentsOf: file)
            }
        }
        return files
    }

    private func build(_ name: String, into directory: TemporaryDirectory) throws -> URL {
        let out = directory.url.appending(path: "out")
        let registry = Repository.root.appending(path: "Tests/Accepted/\(name)/registry.yaml").path
        let outcome = try run(
            Program.vmoodleGen(), ["build", registry, "--out", out.path, "--served-from", "/srv/vmoodle", "--quiet"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let warnings = outcome.errors.split(separator: "\n").filter { $0.contains("warning: VM") }
        #expect(outcome.text.isEmpty && (outcome.errors.isEmpty || !warnings.isEmpty))
        #expect(warnings.allSatisfy { $0.contains("VM211: a secret in the registry") }, "\(outcome.errors)")
        return out
    }

    @Test(arguments: cases) func outputIsWhatWasReviewed(_ name: String) throws {
        let directory = try TemporaryDirectory()
        let out = try build(name, into: directory)
        var found: [String: Data] = [:]
        for folder in ["fragments", "shards"] {
            for (path, bytes) in try files(below: out.appending(path: folder)) { found["\(folder)/\(path)"] = bytes }
        }
        let release = out.appending(path: "current").resolvingSymlinksInPath()
        for (path, bytes) in try files(below: release) { found["release/\(path)"] = bytes }
        let expected = try files(below: Repository.root.appending(path: "Tests/Accepted/\(name)/output"))
        #expect(Set(found.keys) == Set(expected.keys))
        for (path, bytes) in expected {
            let now = found[path].map { String(decoding: $0, as: UTF8.self) }
            #expect(now == String(decoding: bytes, as: UTF8.self), "\(path)")
        }
    }

    @Test(arguments: cases) func phpReadsEveryFile(_ name: String) throws {
        let output = Repository.root.appending(path: "Tests/Accepted/\(name)/output")
        for path in try files(below: output).keys where path.hasSuffix(".php") {
            let outcome = try run("/usr/bin/php", ["-n", "-l", output.appending(path: path).path])
            #expect(outcome.status == 0 && outcome.text.hasPrefix("No syntax errors"), "\(path): \(outcome.text)")
        }
    }

    /// Certificates and ports are those of the test's, all else is as generated.
    @Test(.enabled(if: WebServer.areInstalled), arguments: cases, WebServer.programs)
    func serversFindNothingToSay(_ name: String, _ server: WebServer) throws {
        let directory = try TemporaryDirectory()
        let generated = Repository.root.appending(path: "Tests/Accepted/\(name)/output/release/\(server.rawValue)")
        let tls = directory.url.appending(path: "tls").path
        for (path, bytes) in try files(below: generated) {
            var text = String(decoding: bytes, as: UTF8.self)
            let folders = "(/tls|/etc/letsencrypt/live)/[a-z.']+"
            for pattern in [folders + #"/fullchain\.pem"#, folders + #"/privkey\.pem"#] {
                let file = pattern.contains("fullchain") ? "\(tls)/certificate.pem" : "\(tls)/key.pem"
                text = text.replacingOccurrences(of: pattern, with: file, options: .regularExpression)
            }
            // The generated document roots need not exist for a test of the syntax, but Apache would say so.
            text = text.replacingOccurrences(
                of: #"DocumentRoot .*"#, with: "DocumentRoot \(directory.path)", options: .regularExpression)
            // A port of the test's own for each; an ordinary user may not take the real ones.
            text.replace(/listen "?(\[::\]:|[0-9.]+:)?([0-9]+)"?/) { match in
                "listen 127.0.0.1:\((Int(match.2) ?? 0) + (match.1 == "[::]:" ? 40_000 : 20_000))"
            }
            _ = try directory.write(text, to: "conf/\(path)")
        }
        try Certificate.make(in: tls)
        let asksModule = try files(below: generated)["00-preamble.conf"].map { String(decoding: $0, as: UTF8.self) }?
            .contains("mod_php")
        let complaints = try (asksModule == true ? .apacheModPHP : server).complaints(
            including: directory.path + "/conf/*.conf", on: 18999, in: directory.url.appending(path: "server"))
        #expect(complaints == "")
    }

    @Test func workedExampleCompilesWithoutAWord() throws {
        let registry = Repository.root.appending(path: "registry.yaml").path
        let outcome = try run(Program.vmoodleGen(), ["check", registry, "--strict", "--quiet"])
        #expect(outcome.status == 0 && outcome.text.isEmpty && outcome.errors.isEmpty, "\(outcome.errors)")
    }

    /// Debian's cron drops a whole file for one bad line; its own check reads a user's crontab, which has no user field.
    @Test(arguments: cases) func cronTakesEveryLine(_ name: String) throws {
        let directory = try TemporaryDirectory()
        let folder = Repository.root.appending(path: "Tests/Accepted/\(name)/output/release/cron")
        for (path, bytes) in try files(below: folder) {
            #expect(path.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" })
            #expect(bytes.last == 0x0A)
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
                line.replacingOccurrences(
                    of: #"^(\S+ \S+ \S+ \S+ \S+) [a-z_-]+ "#, with: "$1 ", options: .regularExpression)
            }
            let file = try directory.write(lines.joined(separator: "\n") + "\n", to: "crontab")
            let outcome = try run("/usr/bin/crontab", ["-n", file])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }
}
