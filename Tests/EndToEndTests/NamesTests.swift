import Foundation
import TestSupport
import Testing

/// That the registry, the table, the fragments, the crontabs and the servers' own listings have the same names, and that each name
/// is answered for by its host: in each layout.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct NamesTests {
    /// `make names` asks for 10,000.
    private static let sizes =
        ProcessInfo.processInfo.environment["VMOODLE_NAMES"].flatMap { Int($0) }.map { [$0] } ?? [10, 1000]

    /// A made-up registry, and what it says.
    private struct Fleet {
        var hosts = ""
        /// By name, with the id of the host that answers.
        var served: [String: String] = [:]
        var redirected: [String: String] = [:]
        /// Those in sub-directories, by path.
        var below: [String: String] = [:]
        var inMaintenance: Set<String> = []
        var ids: Set<String> = []

        init(_ count: Int) {
            for number in 0..<count {
                let (id, name) = ("h\(number)", "h\(number).names.test")
                let isBelow = number % 50 == 9
                ids.insert(id)
                var fields = ["url: http://\(isBelow ? "h\(number - 1).names.test/below" : name)"]
                if isBelow { below["h\(number - 1).names.test/below"] = id } else { served[name] = id }
                if number % 10 == 3 {
                    fields.append("aliases: [www.\(name)]")
                    served["www.\(name)"] = id
                }
                if number % 10 == 5 {
                    fields.append("aliases: [{ host: old.\(name), mode: redirect }]")
                    redirected["old.\(name)"] = name
                }
                if number % 10 == 7 {
                    fields.append("state: maintenance")
                    inMaintenance.insert(id)
                }
                hosts += "  \(id): { \(fields.joined(separator: ", ")) }\n"
            }
        }

        var names: Set<String> { Set(served.keys).union(redirected.keys) }
        var keys: Set<String> { names.union(below.keys) }
    }

    @Test(arguments: WebServer.allCases.filter(\.asksPHPFPM), sizes)
    func allListingsAgreeAndEachNameIsItsHosts(server: WebServer, size: Int) throws {
        // Caddy goes through sites of hosts' own one by one.
        let fleet = Fleet(server == .caddy ? min(size, 1000) : size)
        let sites = try VirtualSites(on: server) { _ in fleet.hosts }
        for id in fleet.ids {
            try Data("secret of \(id)\n".utf8).write(to: sites.directory.appending(path: "secrets/\(id)"))
        }
        let output = sites.output.path
        #expect(try keysOfTable(in: output) == fleet.keys)
        #expect(try idsOfFragments(in: output) == fleet.ids)
        #expect(try hostsOfCrontabs(in: output) == cronKeys(of: fleet))
        #expect(try sites.namesOfServer() == fleet.names)
        try sites.start()
        #expect(try wrongAnswers(of: sites, for: fleet) == [])
    }

    /// The names that are not answered as they should be.
    private func wrongAnswers(of sites: VirtualSites, for fleet: Fleet) throws -> [String] {
        var wrong: [String] = []
        for (key, id) in fleet.served.merging(fleet.below, uniquingKeysWith: { $1 }) {
            let name = String(key.prefix { $0 != "/" })
            let answer = try sites.get("\(key.dropFirst(name.count))/course/view.php", host: name)
            let isRight =
                fleet.inMaintenance.contains(id)
                ? answer.status == 503 : answer.status == 200 && answer.text.contains("\"dbname\":\"m_\(id)\"")
            if !isRight { wrong.append("\(key): \(answer.status)") }
        }
        for (old, name) in fleet.redirected {
            let answer = try sites.get("/a?b", host: old)
            if answer.status != 308 || answer.header("Location") != "http://\(name)/a?b" { wrong.append(old) }
        }
        return wrong
    }

    // MARK: Listings

    private func keysOfTable(in output: String) throws -> Set<String> {
        let program = """
            $root = require "$argv[1]/current/hosts.php";
            $files = $root[4] === '' ? [$root] : [];
            foreach ($files ? [] : str_split($root[4], 32) as $name) {
                $files[] = require "$argv[1]/shards/" . substr($name, 0, 2) . '/' . substr($name, 2) . '.php';
            }
            foreach ($files as $file) {
                foreach (explode("\\n", rtrim($file[10], "\\n")) as $row) {
                    echo explode("\\t", $row)[0], "\\n";
                }
            }
            """
        let outcome = try run("/usr/bin/php", ["-n", "-r", program, output])
        try #require(outcome.status == 0, "\(outcome.errors)\(outcome.text)")
        return Set(outcome.text.split(separator: "\n").map(String.init))
    }

    private func idsOfFragments(in output: String) throws -> Set<String> {
        var ids: Set<String> = []
        for text in try texts(below: output + "/fragments") {
            if let match = text.firstMatch(of: /'vmoodle-gen fragment 2', '([a-z0-9-]+)'/) {
                ids.insert(String(match.1))
            }
        }
        return ids
    }

    private func hostsOfCrontabs(in output: String) throws -> Set<String> {
        var keys: Set<String> = []
        for text in try texts(below: output + "/current/cron") {
            for match in text.matches(of: #/--host=http://(\S+)/#) { keys.insert(String(match.1)) }
        }
        return keys
    }

    private func cronKeys(of fleet: Fleet) -> Set<String> {
        let roots = fleet.served.filter { !fleet.inMaintenance.contains($0.value) && !$0.key.hasPrefix("www.") }
        return Set(roots.keys).union(fleet.below.keys)
    }

    private func texts(below path: String) throws -> [String] {
        let root = URL(filePath: path).resolvingSymlinksInPath()
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return try paths.map { root.appending(path: $0) }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }
}
