import Diagnostics
import Foundation
import Registry
import RegistryYAML
import TestSupport
import Testing

/// The language as a whole: what is described is read, shown and explained; included files; nothing is dropped.
@Suite struct LanguageTests {
    private static let head = """
        version: 1
        platforms: { p: { root: /srv/p, defaults: { config: { from: platform } } } }
        dbservers: { s: { type: mariadb } }
        defaults: { platform: p, dataroot: "/d/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
        groups: { g: { config: { from: group, deep: { a: 1, b: 2 } }, labels: { l: "{shortname}" } } }

        """

    private func read(_ text: String, including inclusion: Inclusion = .none) -> (ReadRegistry?, Diagnostics) {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "r", bytes: Array(text.utf8))
        return (ReadRegistry(yaml: file, including: inclusion, reporting: &diagnostics), diagnostics)
    }

    private func fields(_ host: String, _ text: String) throws -> [String: ResolvedField] {
        let (read, diagnostics) = read(Self.head + text)
        let found = try #require(read?.host(Array(host.utf8)), "\(diagnostics.sorted.map(\.text).joined())")
        return Dictionary(uniqueKeysWithValues: found.fields.map { ($0.path, $0) })
    }

    // MARK: The description

    /// The paths of all fields of a host.
    private func hostFields() throws -> Set<String> {
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(RegistrySchema.text.utf8)) as? [String: Any])
        let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
        var paths: Set<String> = []
        func collect(_ object: [String: Any], _ prefix: String) {
            for (name, value) in object["properties"] as? [String: [String: Any]] ?? [:] {
                let inner = (value["anyOf"] as? [[String: Any]])?.first { $0["properties"] != nil }
                if let inner, value["description"] == nil {
                    collect(inner, prefix + name + ".")
                } else {
                    paths.insert(prefix + name)
                }
            }
        }
        collect(try #require(definitions["host"]), "")
        try #require(paths.count > 100)
        return paths
    }

    /// A field that nobody has ever set anywhere may be broken in any way.
    @Test func everyFieldStandsInTheCaseOfEveryField() throws {
        let bytes = try Repository.bytes("Tests/Accepted/every-field/registry.yaml")
        var diagnostics = Diagnostics()
        let read = ReadRegistry(yaml: SourceFile(name: "r", bytes: bytes), reporting: &diagnostics)
        let hosts = try ["all", "memcached", "certbot"].map { try #require(read?.host(Array($0.utf8))) }
        for path in try hostFields() { #expect(hosts.contains { $0.value(path) != nil }, "\(path)") }
    }

    /// `null` takes away what lies below, also what no host can be without.
    @Test func fieldThatIsTakenAwayIsMissingOrNotNeeded() throws {
        let needed: Set = [
            "url", "state", "platform", "dataroot", "db.server", "db.name", "db.user", "db.password", "db.prefix",
        ]
        for path in try hostFields() {
            let parts = path.split(separator: ".").map(String.init)
            let field = parts.dropLast().reversed().reduce("\(parts[parts.count - 1]): null") { "\($1): { \($0) }" }
            let host = path == "url" ? field : "url: http://h.example, " + field
            var diagnostics = Diagnostics()
            let file = SourceFile(name: "r", bytes: Array("\(Self.head)hosts: { h: { \(host) } }\n".utf8))
            let registry = Registry(yaml: file, reporting: &diagnostics)
            #expect((registry == nil) == needed.contains(path), "\(path): \(diagnostics.sorted.map(\.text).joined())")
            guard registry == nil else { continue }
            let message = "has no '\(parts[parts.count - 1])'"
            #expect(diagnostics.all.contains { $0.code == Code(203) && $0.message.hasSuffix(message) }, "\(path)")
        }
    }

    /// The last layer that has the header wins, however the others spell it.
    @Test func headersAreOneWhateverTheirCase() throws {
        let group = "groups: { h: { web: { headers: { X-Frame-Options: DENY, a: x } } } }\n"
        let text = Self.head.replacingOccurrences(of: "groups: {", with: group.dropLast(3) + ",")
        let (read, diagnostics) = read(
            text
                + "hosts: { h: { url: http://h.example, groups: [h], web: { headers: { x-frame-options: OK, A: null } } } }\n"
        )
        let found = try #require(read, "\(diagnostics.sorted.map(\.text).joined())")
        #expect(found.registry.hosts[0].web.headers.map { String(decoding: $0.value.bytes, as: UTF8.self) } == ["OK"])
        let fields = try #require(found.host(Array("h".utf8))?.fields).filter { $0.path.hasPrefix("web.headers") }
        #expect(fields.map(\.path) == ["web.headers.x-frame-options"] && fields[0].value.text == "OK")
    }

    @Test func everyFieldSaysWhatItIs() throws {
        let text = RegistrySchema.text
        #expect(!text.contains("\"description\": \"\""))
        #expect(text.components(separatedBy: "\"description\"").count > 120)
    }

    // MARK: Origins

    @Test func everyValueKnowsItsLayerAndPlace() throws {
        let fields = try fields(
            "h", "hosts:\n  h: { url: 'http://{id}.example', groups: [g], config: { deep: { b: 3 } } }\n")
        let origins = [
            "url": "host h r:7:13", "state": "built-in", "dataroot": "defaults r:4:36", "config.from": "group g r:5:32",
            "config.deep.a": "group g r:5:50", "config.deep.b": "host h r:7:70", "labels.l": "group g r:5:76",
        ]
        for (path, origin) in origins {
            let field = try #require(fields[path], "\(path)")
            #expect("\(field.layer)\(field.place.map { " \($0)" } ?? "")" == origin)
        }
        #expect(fields["url"]?.value.text == "http://h.example")
        #expect(fields["labels.l"]?.value.text == "h")
    }

    @Test func platformsDefaultsHaveAName() throws {
        let fields = try fields("h", "hosts: { h: { url: http://h.example } }\n")
        #expect(fields["config.from"]?.layer == "platform p")
    }

    @Test func whatNullTakesAwayIsNotShown() throws {
        let fields = try fields(
            "h", "hosts: { h: { url: http://h.example, groups: [g], labels: null, config: { deep: null }, mail: ~ } }\n"
        )
        #expect(!fields.keys.contains { $0.hasPrefix("labels") || $0.hasPrefix("config.deep") || $0.hasPrefix("mail") })
    }

    @Test func secretsAreNeverResolved() throws {
        let fields = try fields(
            "h",
            """
            hosts:
              h:
                url: http://h.example
                db: { password: "hunter2" }
                upgradekey: "hunter2"
                password_salt: { old: ["hunter2", { file: /f }] }
                config: { a: { secret: "hunter2" }, b: [{ secret: "hunter2" }], c: { secret: { env: KEY } } }
                plugins: { auth_x: { k: { secret: "hunter2" } } }

            """)
        #expect(!fields.values.contains { $0.value.text.contains("hunter2") })
        #expect(fields["db.password"]?.value.text == "«secret»")
        #expect(fields["config.c"]?.value.text == "secret=env=KEY")
    }

    /// A person who comes from config.php writes passwords where they stood there; who mistypes a key writes one there.
    @Test(arguments: [
        "config: { smtppass: \"hunter2\" }", "config: { dbpass: hunter2 }", "password_salt: hunter2",
        "password_peppers: hunter2",
        "db: { passwrd: \"hunter2\" }", "mail: { smtp: { pasword: hunter2 } }", "dbpass: \"hunter2\"",
        "upgradekey: hunter2",
        "db: { password: { hunter2: x } }", "db: { password: { file: hunter2 } }",
        "db: { password: { env: hunter2-1 } }",
        "db: { password: { command: hunter2 } }", "db: { password: [hunter2] }", "config: { my_token: \"hunter2\" }",
        "plugins: { auth_ldap: { bind_pw: hunter2 } }", "config: { a: { secret: hunter2 } }",
        "session: { password: hunter2 }", "config: { cronremotepassword: \"{hunter2}\" }",
        "config: { my_pasword: \"{hunter2}\" }", "upgradekey: { file: \"{hunter2}\" }",
        "upgradekey: { file: /x, hunter2 }",
        "upgradekey: { env: HUNTER-hunter2 }", "upgradekey: { command: [hunter2] }", "config: { api_key: hunter2 }",
        "config: { a: { secret: { file: /x }, hunter2: x } }",
        "config: { passphrase: \"hunter2\", consumersecret_1: \"hunter2\" }",
        "plugins: { auth_x: { private_key: \"hunter2\" } }", "dev: { behat: { url: \"https://u:hunter2@b.example\" } }",
        "aliases: [\"u:hunter2@b.example\"]",
        "\"https://u:hunter2@b.example\": x", "dataroot: \"https://u:{hunter2}@b.example\"",
        "db: { name: x, password:\n\"hunter2\", prefix: XX }",
        "mail: { smtp: hunter2 }", "db: hunter2", "session: \"hunter2\"",
        "db: hunter2, ulr: x", "mail: [hunter2]", "config: hunter2", "plugins: { auth_x: 'hunter2' }",
        "tasks: { '\\a\\b': hunter2 }", "cache: hunter2 }\n  i: { ulr: x",
    ])
    func noFindingShowsASecret(_ text: String) {
        let (read, diagnostics) = read(Self.head + "hosts:\n  h: { url: http://h.example, \(text) }\n")
        #expect(!diagnostics.all.isEmpty)
        let shown = diagnostics.sorted.map(\.text).joined() + diagnostics.json + diagnostics.sarif
        #expect(!shown.contains("hunter2"), "\(shown)")
        let values = read?.host(Array("h".utf8))?.fields.map(\.value.text).joined() ?? ""
        #expect(!values.contains("hunter2"))
    }

    /// Maps in which secrets stand, by what is said of the fields: a text in the place of one is shown nowhere.
    @Test func textInThePlaceOfAMapWithSecretsIsShownNowhere() throws {
        let rows = FieldTable.text.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("secret") }
        let paths = rows.map { $0.split(separator: "`")[0...1].last?.split(separator: ".").map(String.init) ?? [] }
        let maps = Set(paths.flatMap { path in path.indices.dropFirst().map { Array(path[..<$0]) } } + [["config"]])
        #expect(
            maps.isSuperset(of: [["db"], ["mail"], ["mail", "smtp"], ["session"], ["admin"], ["reader"]]), "\(maps)")
        for map in maps {
            for text in ["hunter2", "'hunter2'", "|\n   hunter2\n   hunter2", "\n   hunter2\n", "[hunter2]"] {
                let outer = map.dropLast().map { "\($0): { " }.joined()
                let isBlock = text.contains("\n") && map.count == 1
                guard isBlock || !text.contains("\n") else { continue }
                let value = "\(outer)\(map[map.count - 1]): \(text)" + map.dropFirst().map { _ in " }" }.joined()
                let isServer = [["admin"], ["reader"]].contains(map)
                let (_, diagnostics) = read(
                    isServer
                        ? "version: 1\nplatforms: {}\nhosts: {}\ndbservers:\n s:\n  type: pgsql\n  \(value)\n"
                        : Self.head + "hosts:\n h:\n  url: http://h.example\n  \(value)\n")
                let name = "'\(map[map.count - 1])' must be a map, not a \(text.contains("[") ? "list" : "text")"
                #expect(diagnostics.all.contains { $0.message == name }, "\(diagnostics.json)")
                let shown = diagnostics.sorted.map(\.text).joined() + diagnostics.json + diagnostics.sarif
                #expect(!shown.contains("hunter2"), "\(shown)")
                // Other findings may show the same lines.
                let file = try #require(diagnostics.all.first?.place?.file)
                for line in 1...12 {
                    let place = Place(file, line: line, column: 1)
                    let other = Diagnostic(severity: .error, code: Code(101), message: "m", place: place).text
                    #expect(!other.contains("hunter2"), "\(other)")
                }
            }
        }
    }

    /// An entry that should be a map may be an address with a password.
    @Test(arguments: [
        "hosts: { h: 'pgsql://u:hunter2@h' }", "hosts: {}\ngroups: { g: hunter2 }",
        "hosts: {}\ndbservers: { s: hunter2 }",
        "hosts: {}\nplatforms: { p: hunter2 }", "hosts: {}\nplatforms: { p: { root: /p, defaults: hunter2 } }",
        "hosts: hunter2", "hosts: {}\ndefaults: hunter2",
    ])
    func textInThePlaceOfAnEntryIsNotShown(_ text: String) {
        let (_, diagnostics) = read("version: 1\n\(text)\n")
        #expect(diagnostics.all.contains { $0.message.contains("must be a map") }, "\(diagnostics.json)")
        let shown = diagnostics.sorted.map(\.text).joined() + diagnostics.json + diagnostics.sarif
        #expect(!shown.contains("hunter2"), "\(shown)")
    }

    // MARK: Files

    private func files(_ files: [String: String]) -> Inclusion {
        Inclusion { pattern, _ in
            if pattern == "*" {
                return .files(
                    files.sorted { $0.key < $1.key }.map { SourceFile(name: $0.key, bytes: Array($0.value.utf8)) })
            }
            guard let text = files[pattern] else { return .refused("there is none") }
            return .files([SourceFile(name: pattern, bytes: Array(text.utf8))])
        }
    }

    @Test func includedFilesAddToTheRegistry() throws {
        let (read, diagnostics) = read(
            Self.head + "include: '*'\n",
            including: files([
                "b": "hosts: { b: { url: http://b.example, groups: [h] } }", "c": "groups: { h: {} }\nhosts: {}",
            ]))
        let hosts = try #require(read?.registry.hosts, "\(diagnostics.sorted.map(\.text).joined())")
        #expect(hosts.map { String(decoding: $0.id.value, as: UTF8.self) } == ["b"])
        #expect(hosts[0].url.place.description == "b:1:20")
    }

    @Test(
        arguments: [
            ("include: [b, b]", ["b": "hosts: {}"], "'b' is already included"),
            ("include: r", ["r": ""], "'r' is the registry itself"),
            ("include: b", ["b": "include: b\nhosts: {}"], "'b' is already included"),
            ("include: nowhere", [:], "'nowhere' cannot be included: there is none"),
            (
                "include: b", ["b": "defaults: {}\nhosts: {}"],
                "'defaults' belongs into the registry itself, not into a file that it includes"
            ),
            (
                "include: b", ["b": "proxies: 10.0.0.1\nhosts: {}"],
                "'proxies' belongs into the registry itself, not into a file that it includes"
            ),
            (
                "include: b", ["b": "cli: { without_host: a }\nhosts: {}"],
                "'cli.without_host' belongs into the registry itself, not into a file that it includes"
            ),
            (
                "include: b", ["b": "expect: { hosts: 1 }\nhosts: {}"],
                "'expect.hosts' belongs into the registry itself, not into a file that it includes"
            ),
            ("include: b", ["b": "version: 2\nhosts: {}"], "'version' must be 1, the one this program reads, not '2'"),
            (
                "include: b\nhosts: { a: { url: http://a.example } }", ["b": "hosts: { a: { url: http://b.example } }"],
                "the key 'a' stands twice in one map"
            ),
            ("include: b\nhosts: {}", ["b": "hosts:\n"], "'hosts' has no value; write '{}' to mean no host"),
            ("include: b\nhosts: {}", ["b": "groups: ~\n"], "'groups' has no value; write '{}' to mean no group"),
            (
                "include: b\nhosts: {}", ["b": "dbservers:\n"],
                "'dbservers' has no value; write '{}' to mean no database server"
            ),
            ("include: b\nhosts: {}", ["b": "groups: { g: {} }"], "the key 'g' stands twice in one map"),
            (
                "include: b\nhosts: {}", ["b": "- a"],
                "the registry is not a map; it must have 'version', 'platforms', 'dbservers' and 'hosts'"
            ),
        ] as [(String, [String: String], String)])
    func whatCannotBeIncludedIsAnError(_ text: String, _ others: [String: String], _ message: String) {
        let (read, diagnostics) = read(Self.head + text, including: files(others))
        #expect(read == nil)
        #expect(diagnostics.sorted.map(\.message).contains(message), "\(diagnostics.sorted.map(\.text).joined())")
    }

    @Test func filesDoNotIncludeEachOtherWithoutEnd() {
        let chain = Dictionary(uniqueKeysWithValues: (0..<20).map { ("f\($0)", "include: f\($0 + 1)\nhosts: {}") })
        let (read, diagnostics) = read(Self.head + "include: f0\n", including: files(chain))
        #expect(read == nil && diagnostics.all.contains { $0.message.contains("more than 16 deep") })
    }

    @Test func patternThatFitsNothingIsAWarning() {
        let (read, diagnostics) = read(
            Self.head + "include: 'x*'\nhosts: {}\n", including: Inclusion { _, _ in .files([]) })
        #expect(read != nil && diagnostics.all.map(\.code) == [Code(107)])
    }

    // MARK: Conservation

    /// However a registry is cut, each of its hosts is in the model or there is an error; what remains is whole.
    @Test func everyHostIsInTheModelOrInAnError() {
        let text =
            Self.head + "hosts:\n"
            + (0..<10).map { "  h\($0):\n    url: http://h\($0).example\n    groups: [g]\n" }.joined()
        let bytes = Array(text.utf8)
        var whole = 0
        for cut in 0...bytes.count {
            var diagnostics = Diagnostics()
            let file = SourceFile(name: "r", bytes: Array(bytes[..<cut]))
            guard let registry = Registry(yaml: file, reporting: &diagnostics) else {
                #expect(diagnostics.hasErrors)
                continue
            }
            whole += 1
            let written = String(decoding: bytes[..<cut], as: UTF8.self).components(separatedBy: "\n  h").count - 1
            #expect(registry.hosts.count == written)
        }
        #expect(whole >= 10)
        // With the number of hosts in the registry not one of the shorter ones passes.
        let guarded = Array(("expect: { hosts: 10 }\n" + text).utf8)
        for cut in 0...guarded.count {
            var diagnostics = Diagnostics()
            let registry = Registry(yaml: SourceFile(name: "r", bytes: Array(guarded[..<cut])), reporting: &diagnostics)
            #expect(registry == nil || registry?.hosts.count == 10)
        }
    }
}
