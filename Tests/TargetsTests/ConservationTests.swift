import Diagnostics
import OutputTree
import Registry
import Testing

@testable import Targets

/// No host is lost and none is made up on the way from the registry to what programs read.
@Suite struct ConservationTests {
    /// What a host is by its number, in coprime rounds so that all combinations come.
    private struct Traits {
        let number: Int
        var isEnabled: Bool { number % 5 != 4 }
        var state: String { isEnabled ? "enabled" : ["maintenance", "disabled", "archived"][number / 5 % 3] }
        var mode: String { ["lines", "systemd", "none"][number % 3] }
        var hasPool: Bool { number % 7 == 0 }
        var hasLog: Bool { number % 2 == 0 }

        var text: String {
            let pool = hasPool ? ", web: { pool: { user: \"u-{id}\" } }" : ""
            let log = hasLog ? ", log: \"/var/log/m/{id}.log\"" : ""
            return ", state: \(state), cron: { mode: \(mode)\(log) }\(pool)"
        }
    }

    private func files(_ target: any Target, _ registry: Registry) -> [OutputFile] {
        var diagnostics = Diagnostics()
        let files = target.artifacts(for: registry, from: TemplateSet(), reporting: &diagnostics).map(\.file)
        #expect(diagnostics.all.isEmpty, "\(diagnostics)")
        return files
    }

    /// The ids in what stands between two texts, sorted.
    private func ids(_ files: [OutputFile], _ before: String, _ after: String) -> [String] {
        files.flatMap { file in
            String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").compactMap { line -> String? in
                guard let start = line.firstRange(of: before)?.upperBound,
                    let end = line[start...].firstRange(of: after)?.lowerBound
                else { return nil }
                return String(line[start..<end])
            }
        }.sorted()
    }

    private func expected(_ count: Int, _ isIn: (Traits) -> Bool) -> [String] {
        (0..<count).map(Traits.init).filter(isIn).map { "h\($0.number)" }.sorted()
    }

    @Test(arguments: [10, 1000, 10_000]) func everyHostIsWhereItBelongs(_ count: Int) throws {
        let registry = try Fleet.registry(
            hosts: count, platform: "root: /srv/m, pool: { max_children: 9 }", top: "targets: { aliases: true }"
        ) {
            Traits(number: $0).text
        }
        let out = try #require(AbsolutePath(Array("/out".utf8)))
        #expect(
            ids(files(Cron(), registry), "--host=https://", ".example.edu")
                == expected(count) { $0.isEnabled && $0.mode == "lines" })
        let units = files(Systemd(), registry)
        let timed = expected(count) { $0.isEnabled && $0.mode == "systemd" }
        #expect(ids(units, "Wants=vmoodle-cron@", ".timer") == timed)
        #expect(ids(units, "--host=https://", ".example.edu") == timed)
        #expect(units.count == 4 + 2 * timed.count)
        #expect(
            ids(files(PHPFPM(outputDirectory: out), registry), "[host-", "]") == expected(count) { $0.hasPool })
        let all = expected(count) { _ in true }
        let aliases = files(Aliases(), registry)
        #expect(aliases.map(\.path) == ["aliases/sites.yaml", "aliases/hosts.json", "aliases/hosts.sh"])
        #expect(ids([aliases[0]], "uri: \"https://", ".example.edu\"") == all)
        #expect(ids([aliases[1]], "{\"id\": \"", "\"") == all)
        #expect(ids([aliases[2]], "    '", "') vmoodle_root=") == all)
        #expect(
            ids(files(Logrotate(), registry), "\"/var/log/m/", ".log\"")
                == expected(count) { $0.hasLog && $0.mode != "none" })
    }

    /// All that hosts may ask for, less what the registry leaves out; without a host's word of it.
    @Test func targetsThatARegistryLeavesOutHaveNoFiles() throws {
        var registry = try Fleet.registry(hosts: 40)
        let targets = allTargets(servedFrom: try #require(AbsolutePath(Array("/out".utf8))), secrets: [:])
        func folders() throws -> Set<String> {
            var diagnostics = Diagnostics()
            let tree = try #require(
                OutputTree(registry, for: targets, from: TemplateSet(), reporting: &diagnostics), "\(diagnostics)")
            return Set(tree.files.compactMap { $0.path.split(separator: "/").dropLast().first.map(String.init) })
        }
        registry.targets = Set(OptionalTarget.allCases)
        let all = try folders()
        #expect(all.isSuperset(of: ["php", "nginx", "apache", "caddy", "cron"]))
        for target in OptionalTarget.allCases where all.contains(target.rawValue) {
            registry.targets = Set(OptionalTarget.allCases).subtracting([target])
            #expect(try folders() == all.subtracting([target.rawValue]))
        }
        registry.targets = []
        #expect(try folders() == ["php"])
        #expect(Set(OptionalTarget.allCases.map(\.rawValue) + ["php"]).isSubset(of: targets.map(\.name)))
    }

    /// A registry that asks for none of these has no file of them.
    @Test func nobodyGetsFilesThatHeDidNotAskFor() throws {
        let registry = try Fleet.registry(hosts: 20)
        let targets = allTargets(
            servedFrom: try #require(AbsolutePath(Array("/out".utf8))), secrets: [:])
        let made = targets.filter { registry.makes($0.name) && !files($0, registry).isEmpty }.map(\.name)
        #expect(made == ["apache", "caddy", "cron", "nginx", "php"])
    }
}
