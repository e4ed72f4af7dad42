import Diagnostics
import Digests
import Glibc
import OutputTree
@_spi(Testing) import Registry
@_spi(Testing) import RegistryYAML
import TestSupport
import Testing

@testable import Targets

/// What is kept of an earlier build is what would be made.
@Suite struct EarlierBuildTests {
    /// Lines of a registry, a list of them for each host, which edits change.
    struct Edited {
        var head = [
            "version: 1", "platforms:", "  p: { root: /srv/p }", "  q: { root: /srv/q, public: true, router: true }",
            "dbservers: { s: { type: pgsql } }", "defaults:", "  platform: p", "  sslproxy: true",
            "  dataroot: /data/{id}",
            "  db: { server: s, name: \"{id}\", user: \"{id}\", password: { file: /x } }", "groups:",
            "  g: { config: { theme: boost } }", "  m: { web: { layout: map } }", "hosts:",
        ]
        var hosts: [[String]] = []
        private var number = 0

        init(_ count: Int) { for _ in 0..<count { hosts.append(host("https://h\(number).example.edu")) } }

        var text: String { (head + hosts.joined()).joined(separator: "\n") + "\n" }

        private mutating func host(_ url: String) -> [String] {
            number += 1
            return ["  h\(number):", "    url: \(url)"]
        }

        /// What an administrator may do, some of it wrong.
        mutating func edit(_ random: inout SplitMix64) {
            let index = random.next(below: hosts.count)
            number += 1
            switch random.next(below: 17) {
            case 0: hosts.remove(at: index)
            case 1: hosts.insert(host("https://n\(number).example.edu"), at: index)
            case 2: hosts.insert(host("https://shared.example.edu/s\(number)"), at: index)
            case 3: hosts.insert(host("http://shared.example.edu"), at: index)
            case 4: hosts.swapAt(index, random.next(below: hosts.count))
            case 5: hosts[index].insert("  # \(number)", at: 0)
            case 6: set("state", ["enabled", "maintenance", "disabled", "archived"][random.next(below: 4)], of: index)
            case 7: set("groups", ["[g]", "[m]", "[g, m]", "[]"][random.next(below: 4)], of: index)
            case 8:
                set("aliases", "[a\(number).example.edu, { host: r\(number).example.edu, mode: redirect }]", of: index)
            case 9: set("aliases", "[\"*.w\(number).example.edu\", shared.example.edu:8080]", of: index)
            case 10:
                set("web", "{ tls: { certificate: /tls/\(number).pem, key: /tls/\(number).key } }", of: index)
                set("sslproxy", "false", of: index)
            case 11: set("platform", ["p", "q"][random.next(below: 2)], of: index)
            case 12: set("sslproxy", "true", of: index)
            case 13:
                set(
                    "dev", "{ behat: { url: \"https://b\(number).example.edu\", dataroot: \"/b/{id}\", prefix: b_ } }",
                    of: index)
            case 15: set("web", "{ pool: { user: u\(number) } }", of: index)
            case 14: head[11] = "  g: { config: { theme: t\(number) } }"
            default: set("name", "Name \(number)", of: index)
            }
        }

        /// What reaches one host's fragment alone, and now and then not even that.
        mutating func editFreely(_ random: inout SplitMix64) {
            let index = random.next(below: hosts.count)
            number += 1
            switch random.next(below: 7) {
            case 0: hosts[index].append("    # \(number)")
            case 1: set("config", "{ theme: t\(number) }", of: index)
            case 2: set("mail", "{ support: s\(number)@example.org }", of: index)
            case 3: set("description", "Host \(number)", of: index)
            case 4: hosts[index].removeAll { $0.hasPrefix("    config:") }
            case 5: set("db", "{ password: { file: /p\(number) } }", of: index)
            default: set("name", "Name \(number)", of: index)
            }
        }

        /// What reaches files that hosts share, for hosts with nothing unusual; often something that another host has.
        mutating func editPlainly(_ random: inout SplitMix64) {
            let (index, other) = (random.next(below: hosts.count), random.next(below: hosts.count))
            number += 1
            let id = hosts[other].first { $0.hasPrefix("  h") }.map { $0.dropFirst(2).dropLast() } ?? "h1"
            switch random.next(below: 21) {
            case 0, 1: hosts.remove(at: index)
            case 2, 3, 4: hosts.insert(host("https://n\(number).example.edu"), at: index)
            case 5, 6:
                set("state", ["enabled", "maintenance", "disabled", "archived"][random.next(below: 4)], of: index)
            case 7: set("url", "https://m\(number).example.edu", of: index)
            case 8: set("url", ["https://\(id).example.edu", "http://h\(number)"][random.next(below: 2)], of: index)
            case 9:
                set("aliases", "[a\(number).example.edu, { host: r\(number).example.edu, mode: redirect }]", of: index)
            case 10: set("aliases", "[\(id).example.edu]", of: index)
            case 11: set("dataroot", "/data/\(id)\(["", "/sub", "-\(number)"][random.next(below: 3)])", of: index)
            case 12: set("db", "{ name: \(id), prefix: \(["", "m_"][random.next(below: 2)]) }", of: index)
            case 13:
                set(
                    "cron", ["{ every: 5m }", "{ enabled: false }", "{ mode: systemd }"][random.next(below: 3)],
                    of: index)
            case 14:
                set(
                    "session",
                    "{ driver: redis, server: r.example, prefix: \(random.next(below: 3) == 0 ? id : "s\(number)") }",
                    of: index)
            case 15:
                set("web", "{ tls: { certificate: /tls/\(number).pem, key: /tls/\(number).key } }", of: index)
                set("sslproxy", "false", of: index)
            case 16: hosts.swapAt(index, other)
            case 17: set("web", "{ max_body: \(number)M }", of: index)
            case 18: set("cron", "{ log: /log/\(id) }", of: index)
            case 19: hosts.insert(host("https://\(id).example.edu/s\(number)"), at: index)
            default: set("name", "Name \(number)", of: index)
            }
        }

        private mutating func set(_ field: String, _ value: String, of index: Int) {
            hosts[index].removeAll { $0.hasPrefix("    \(field):") }
            hosts[index].append("    \(field): \(value)")
        }
    }

    private func registry(_ text: String) -> Registry? {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "registry.yaml", bytes: Array(text.utf8))
        let read = Registry.read(file, byPiecesOf: 500, reporting: &diagnostics)
        guard let registry = read.registry else { return nil }
        #expect(read.isByPiece, "\(text)")
        return registry
    }

    private func tree(of registry: Registry, _ templates: TemplateSet, reusing earlier: EarlierBuild) -> OutputTree? {
        guard let out = AbsolutePath(Array("/srv/out".utf8)) else { return nil }
        var diagnostics = Diagnostics()
        return OutputTree(
            registry, for: allTargets(servedFrom: out, secrets: [:], reusing: earlier), from: templates,
            reporting: &diagnostics)
    }

    private func earlier(_ tree: OutputTree) -> EarlierBuild {
        var build = EarlierBuild()
        for file in tree.keepable { build.files[file.path] = file }
        for file in tree.keptStored { build.stored[file.inputs] = file }
        for file in tree.stored {
            guard let inputs = file.file.inputs else { continue }
            build.stored[inputs] = KeptStoredFile(folder: file.folder, name: file.name, inputs: inputs, stamp: inputs)
        }
        return build
    }

    private func names(_ tree: OutputTree) -> Set<Digest> { Set(tree.stored.map(\.name) + tree.keptStored.map(\.name)) }

    /// 1,000 edits, some of them several at once.
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func keepsWhatABuildOfAllWouldMake(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let templates = TemplateSet()
        var edited = Edited(30)
        var (last, beside): (OutputTree?, Digest?)
        var (built, kept) = (0, 0)
        for number in 0..<250 {
            let before = edited
            for _ in 0...random.next(below: 3) { edited.edit(&random) }
            if edited.hosts.count > 60 { edited.hosts.removeFirst(20) }
            guard let registry = registry(edited.text), let whole = tree(of: registry, templates, reusing: .none) else {
                edited = before
                continue
            }
            let earlier = beside == registry.beside ? last.map(earlier) ?? .none : .none
            let now = try #require(tree(of: registry, templates, reusing: earlier))
            built += 1
            kept += now.kept.count + now.keptStored.count
            try #require(
                now.releaseID == whole.releaseID && names(now) == names(whole),
                "edit \(number) of seed \(seed): \(now.files.map(\.path))\n\(before.text)---\n\(edited.text)")
            (last, beside) = (now, registry.beside)
        }
        #expect(built > 120 && kept > 10 * built, "\(built) built, \(kept) files kept")
    }
}
