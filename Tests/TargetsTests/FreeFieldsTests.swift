import Diagnostics
import HostTable
import OutputTree
import Registry
import TestSupport
import Testing

@_spi(Testing) @testable import RegistryYAML
@testable import Targets

/// What a host's free fields reach: its fragment, and the records that name that.
@Suite struct FreeFieldsTests {
    /// All but those of which a build of few hosts knows that it cannot be one.
    private static let targets = OptionalTarget.allCases.filter { $0 != .aliases }.map { "\($0.rawValue): true" }
        .joined(separator: ", ")

    private static let head = """
        version: 1
        targets: { \(targets) }
        platforms:
          p: { root: /srv/p, pool: { max_children: 5 } }
        dbservers: { s: { type: pgsql, host: db } }
        defaults:
          platform: p
          sslproxy: true
          dataroot: /data/{id}
          db: { server: s, name: "{id}", user: "{id}", password: { file: /x } }
        hosts:

        """

    /// A host that has something in every file, with lines of its own.
    private func text(_ lines: [String], below: String = "") -> String {
        Self.head.replacing("defaults:\n", with: "defaults:\n\(below)") + """
              one:
                url: https://one.example.edu
                aliases: [ www.one.example.edu, { host: old.one.example.edu, mode: redirect } ]
                dev: { behat: { url: "https://behat.one.example.edu", dataroot: /b/one, prefix: b_ } }
                cron: { jobs: { night: { hour: 2, task: '\\core\\task\\x' } } }
            \(lines.map { "    \($0)\n" }.joined())  two:
                url: https://three.example.edu/sub
              three:
                url: https://three.example.edu
                cron: { mode: systemd }
              four:
                url: https://four.example.edu
                sslproxy: false
                web: { pool: { user: four }, tls: { certificate: /c.pem, key: /k.pem } }

            """
    }

    private func read(_ text: String) throws -> Registry {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "registry.yaml", bytes: Array(text.utf8))
        let read = Registry.read(file, byPiecesOf: 100, reporting: &diagnostics)
        let registry = try #require(read.registry, "\(diagnostics.all.map(\.message)): \(text)")
        try #require(read.isByPiece && diagnostics.all.isEmpty, "\(diagnostics.all.map(\.message)): \(text)")
        return registry
    }

    private func tree(of registry: Registry) throws -> OutputTree {
        var diagnostics = Diagnostics()
        let out = try #require(AbsolutePath(Array("/srv/out".utf8)))
        return try #require(
            OutputTree(
                registry, for: allTargets(servedFrom: out, secrets: [:]), from: TemplateSet(),
                reporting: &diagnostics))
    }

    private func fixed(_ registry: Registry) throws -> [LineDigests] {
        try registry.hosts.map { try #require($0.lines) }
    }

    /// Two values of each.
    private static let values: [(field: HostField, one: String, other: String)] = [
        (.name, "name: One", "name: Other"), (.text, "description: One", "description: Other"),
        (.labels, "labels: { a: one }", "labels: { b: other, c: more }"),
        (.config, "config: { theme: boost }", "config: { theme: classic, lang: fr, supportname: '{name}' }"),
        (.plugins, "plugins: { mod_quiz: { a: 1 } }", "plugins: { mod_quiz: { a: 2 }, mod_book: { b: x } }"),
        (
            .tasks, "tasks: { '\\core\\task\\x': { disabled: true } }",
            "tasks: { '\\core\\task\\x': { schedule: '1 2 * * *' } }"
        ),
        (.hardening, "hardening: true", "hardening: false"),
        (.upgradeKey, "upgradekey: { file: /u }", "upgradekey: { file: /v }"),
        (.salt, "password_salt: { main: { file: /u } }", "password_salt: { main: { file: /v } }"),
        (
            .oldSalts, "password_salt: { main: { file: /u }, old: [ { file: /w } ] }",
            "password_salt: { main: { file: /u }, old: [ { file: /x }, { file: /y } ] }"
        ),
        (.peppers, "password_peppers: [ { file: /u } ]", "password_peppers: [ { file: /u }, { file: /v } ]"),
        (.databasePassword, "db: { password: { file: /u } }", "db: { password: { file: /v } }"),
        (.isPersistent, "db: { persist: true }", "db: { persist: false }"),
        (
            .collation, "db: { options: { collation: utf8mb4_bin } }",
            "db: { options: { collation: utf8mb4_unicode_ci } }"
        ),
        (.databaseSchema, "db: { options: { schema: a } }", "db: { options: { schema: b } }"),
        (.handlesOptions, "db: { options: { handles_options: true } }", "db: { options: { handles_options: false } }"),
        (.transactions, "db: { options: { transactions: true } }", "db: { options: { transactions: false } }"),
        (
            .versionFromDatabase, "db: { options: { version_from_db: true } }",
            "db: { options: { version_from_db: false } }"
        ),
        (.databaseTLS, "db: { options: { ssl: require } }", "db: { options: { ssl: verify-full } }"),
        (.fetchBufferSize, "db: { options: { fetch_buffer_size: 0 } }", "db: { options: { fetch_buffer_size: 9 } }"),
        (.clientCompress, "db: { options: { client_compress: true } }", "db: { options: { client_compress: false } }"),
        (.connectTimeout, "db: { options: { connect_timeout: 1 } }", "db: { options: { connect_timeout: 2 } }"),
        (.logAll, "db: { options: { log_all: true } }", "db: { options: { log_all: false } }"),
        (.logSlow, "db: { options: { log_slow: 1 } }", "db: { options: { log_slow: 2 } }"),
        (.logErrors, "db: { options: { log_errors: true } }", "db: { options: { log_errors: false } }"),
        (.bulkInsertSize, "db: { options: { bulk_insert_size: 1 } }", "db: { options: { bulk_insert_size: 2 } }"),
        (
            .readOnly, "db: { options: { readonly: { latency: 1 } } }",
            "db: { options: { readonly: { instance: [ replica ] } } }"
        ),
        (.mailPolicy, "mail: { policy: never }", "mail: { policy: normal }"),
        (
            .mailDivertTo, "mail: { policy: divert, divert_to: a@example.org }",
            "mail: { policy: divert, divert_to: b@example.org }"
        ),
        (
            .mailDivertExcept, "mail: { policy: divert, divert_to: a@example.org, divert_except: [ a ] }",
            "mail: { policy: divert, divert_to: a@example.org, divert_except: [ b, c ] }"
        ),
        (.mailNoReply, "mail: { no_reply: a@example.org }", "mail: { no_reply: b@example.org }"),
        (.mailSupport, "mail: { support: a@example.org }", "mail: { support: b@example.org }"),
        (.mailDomain, "mail: { domain: a.example.org }", "mail: { domain: b.example.org }"),
        (.mailPrefix, "mail: { prefix: abcd }", "mail: { prefix: abce }"),
        (.smtpHosts, "mail: { smtp: { hosts: a.example.org } }", "mail: { smtp: { hosts: b.example.org } }"),
        (
            .smtpSecurity, "mail: { smtp: { hosts: a.example.org, security: tls } }",
            "mail: { smtp: { hosts: a.example.org, security: ssl } }"
        ),
        (.smtpUser, "mail: { smtp: { user: a } }", "mail: { smtp: { user: b } }"),
        (
            .smtpPassword, "mail: { smtp: { user: a, password: { file: /u } } }",
            "mail: { smtp: { user: a, password: { file: /v } } }"
        ),
        (
            .smtpAuthentication, "mail: { smtp: { user: a, auth: LOGIN } }", "mail: { smtp: { user: a, auth: PLAIN } }"
        ),
        (.mnet, "mnet: off", "mnet: 2"), (.template, "vtemplate: a", "vtemplate: b"),
        (.services, "services: default", "services: subnetwork"),
        (.vmoodleID, "vmoodle: { id: 1 }", "vmoodle: { id: 2 }"),
        (.vmoodleForcedDNS, "vmoodle: { forcedns: true }", "vmoodle: { forcedns: false }"),
        (.vmoodleCreated, "vmoodle: { timecreated: 1 }", "vmoodle: { timecreated: 2 }"),
        (.vmoodleLastCron, "vmoodle: { lastcron: 1 }", "vmoodle: { lastcron: 2 }"),
        (.vmoodleCronGap, "vmoodle: { lastcrongap: 1 }", "vmoodle: { lastcrongap: 2 }"),
        (.vmoodleCronCount, "vmoodle: { croncount: 1 }", "vmoodle: { croncount: 2 }"),
        (.vmoodleMetadata, "vmoodle: { metadata: a }", "vmoodle: { metadata: b }"),
    ]

    @Test func eachIsTried() {
        let tried = FieldSet(fields: Self.values.map(\.field.rawValue))
        let left = (HostField.free & ~tried).numbers + (tried & ~HostField.free).numbers
        #expect(left.isEmpty, "\(left.map { HostField(rawValue: $0)?.path ?? "" })")
    }

    @Test(arguments: 0..<FreeFieldsTests.values.count) func reachNothingElse(_ number: Int) throws {
        let (field, one, other) = Self.values[number]
        #expect(try isFree(field, [one], [other]), "\(field)")
    }

    /// PHP of a pool of a host's own may read the files of the host's secrets, and the pool says which these are.
    @Test(arguments: 0..<FreeFieldsTests.values.count) func reachNothingElseWhereTheHostHasAPool(_ number: Int) throws {
        let (field, one, other) = Self.values[number]
        let pool = "web: { pool: { user: one } }"
        let holdsSecrets = HostField.holdingSecrets.contains(field.rawValue)
        #expect(try isFree(field, [pool, one], [pool, other]) != holdsSecrets, "\(field)")
    }

    @Test(arguments: [
        "db: { password: { file: '/{name}' } }", "config: { jabberpassword: { file: '/{name}' } }",
    ])
    func aNameThatASecretsFileHasReachesThePool(_ secret: String) throws {
        let pool = "web: { pool: { user: one } }"
        #expect(try !isFree(.name, [secret, pool, "name: one"], [secret, pool, "name: other"]))
        #expect(try isFree(.name, [secret, "name: one"], [secret, "name: other"]))
    }

    /// Whether a change counts as one of settings, as which it must change nothing else.
    private func isFree(_ field: HostField, _ one: [String], _ other: [String]) throws -> Bool {
        let (before, after) = (try read(text(one)), try read(text(other)))
        let (old, new) = (try fixed(before), try fixed(after))
        #expect(zip(old, new).count { $0.all != $1.all } == 1, "\(field)")
        guard zip(old, new).allSatisfy({ $0.fixed == $1.fixed }) else { return false }
        let trees = (try tree(of: before), try tree(of: after))
        let changed = Set(trees.0.files.map(Bytes.init)).symmetricDifference(trees.1.files.map(Bytes.init)).map(\.path)
        #expect(Set(changed).isSubset(of: ["hosts.php", "ids.php"]), "\(field): \(changed)")
        let fragments = Set(trees.0.stored.map(\.name)).symmetricDifference(trees.1.stored.map(\.name))
        #expect(fragments.count <= 2 && trees.0.stored.count == trees.1.stored.count, "\(field)")
        return true
    }

    private struct Bytes: Hashable {
        let path: String
        let bytes: [UInt8]

        init(_ file: OutputFile) { (path, bytes) = (file.path, file.bytes) }
    }

    /// A value of every other kind, and a name that more is made from.
    @Test(arguments: [
        ("", "state: maintenance"), ("", "url: https://one.example.org"), ("", "web: { timeout: 7 }"),
        ("", "groups: []"), ("", "shortname: other"), ("", "platform: p"), ("", "db: { prefix: x_ }"),
        ("", "session: { cookie: { name: x } }"), ("", "tempdir: /t"),
        ("  web: { headers: { X-A: '{name}' } }\n", "name: Other"),
        ("  shortname: '{name}'\n", "name: Other"), ("", "web: { headers: { X-A: '{name}' } }"),
    ])
    func whateverElseSaysIsFixed(_ below: String, _ line: String) throws {
        let lines = ["name: one"].filter { _ in !line.hasPrefix("name") }
        var before = text(lines, below: below)
        var after = text(lines + [line], below: below)
        if line.hasPrefix("url") {
            after = before.replacing("https://one.example.edu", with: "https://one.example.org")
            before = text(lines, below: below)
        }
        let (old, new) = (try fixed(read(before)), try fixed(read(after)))
        #expect(zip(old, new).count { $0.fixed != $1.fixed } == 1)
    }
}
