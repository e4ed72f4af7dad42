import Diagnostics
import Foundation
import OutputTree
import Registry
import RegistryYAML
import Targets
import TestSupport
import Testing

/// Hosts of a fleet share what they do not say themselves, in memory too. What a host gets among many others is what it gets
/// when it is alone: nothing of another's.
@Suite struct HostsApartTests {
    /// Fields that stand in any layer; `@` becomes a number, so that each layer has values of its own.
    private static let fields = [
        "name: 'N@'", "description: 'about {name} @'", "shortname: s@", "state: maintenance", "platform: q",
        "sslproxy: false",
        "cron: { every: 5m }", "cron: { enabled: false }", "db: { prefix: p@_ }", "db: { user: '{id}-@' }",
        "db: { persist: true }",
        "db: { password: '@' }", "db: { password: { file: '/s/{id}/@' } }",
        "db: { options: { log_slow: @, collation: '{shortname}' } }",
        "db: { options: null }", "config: { a: @, m: { x: @, y: '{name}' } }",
        "config: { b: '{host}', m: { z: { w: @ } } }",
        "config: null", "config: { m: null }", "config: { a: null, t: { secret: { file: '/f/{id}/@' } } }",
        "config: { m: @ }",
        "plugins: { auth_x: { k: @, l: '{id}' } }", "plugins: { auth_x: null, mod_y: { k: @ } }", "plugins: null",
        "tasks: { '\\core\\task\\x': { schedule: '@ * * * *' } }", "tasks: { '\\core\\task\\x': { disabled: true } }",
        "mail: { no_reply: 'a@@{host}', smtp: { user: u@ } }", "mail: { policy: never }",
        "mail: { smtp: { password: { file: /m@ } } }",
        "mail: null", "session: { driver: redis, server: r@, prefix: '{id}@' }",
        "session: { driver: file, save_path: '/ss/{id}' }",
        "session: { cookie: { name: c@ } }", "session: null", "permissions: { directories: '07@@' }",
        "cachedir: '/c@/{id}'", "tempdir: null",
        "tempdir: '/t/{shortname}-{id}'", "upgradekey: 'k@'", "hardening: true", "hardening: null",
        "password_salt: { old: ['@', 'x'] }",
        "web: { fpm: '/run/{id}@' }", "web: { headers: { X-A: '@', X-B: '{id}' } }", "web: { headers: { X-A: null } }",
        "web: { max_body: @M }", "web: { extra: { nginx: ['set $a \"{id}@\";'] } }", "web: { extra: { nginx: null } }",
        "web: { extra: { apache: ['SetEnv A {host}@', '# @'], nginx: ['# @'] } }",
        "labels: { l: '@' }", "dev: { phpunit: { prefix: t@_ } }", "sendfile: x-accel-redirect",
        "sendfile_aliases: { /x@/: '/data/{id}/x' }",
    ]

    private static func layer(
        _ numbers: inout SplitMix64, _ count: ClosedRange<Int>, indent: String, without: [String] = []
    ) -> String {
        var names: Set<String> = Set(without)
        return (0..<Int.random(in: count, using: &numbers)).map { _ in
            let field = fields.randomElement(using: &numbers) ?? ""
            guard names.insert(String(field.prefix { $0 != ":" })).inserted else { return "" }
            return
                "\(indent)\(field.replacingOccurrences(of: "@@{", with: "\u{1}").replacingOccurrences(of: "@", with: String(Int.random(in: 1...7, using: &numbers))).replacingOccurrences(of: "\u{1}", with: "@{"))\n"
        }.joined()
    }

    /// What a host's files say, by host; nil if the registry is refused.
    private func compiled(_ text: String) -> [String: String]? {
        var diagnostics = Diagnostics()
        guard let out = AbsolutePath(Array("/out".utf8)),
            let registry = Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics),
            let tree = OutputTree(
                registry, for: allTargets(servedFrom: out, secrets: [:]), from: TemplateSet(), reporting: &diagnostics)
        else { return nil }
        var files: [String: String] = [:]
        for file in tree.stored.map(\.file) where file.path.hasPrefix("fragments/") {
            let fragment = String(decoding: file.bytes, as: UTF8.self)
            let id = fragment.split(separator: "'").dropFirst(3).first.map(String.init) ?? ""
            files[id] = "\(fragment) \(file.access)"
        }
        for host in registry.hosts {
            let id = String(decoding: host.id.value, as: UTF8.self)
            let headers = host.web.headers.map { "\($0.name.bytes)\($0.value.bytes)" }
            files[id, default: ""] +=
                "\(host.state) \(host.platform) \(String(describing: host.cron)) \(String(describing: host.web.fpm)) "
                + "\(String(describing: host.web.nginxLines?.lines)) \(String(describing: host.web.apacheLines?.lines)) "
                + "\(String(describing: host.web.maxBody)) \(headers) \(host.sslProxy) \(host.settings.groups) \(String(describing: host.name))"
        }
        return files
    }

    @Test(arguments: 1...20) func aHostAmongOthersIsTheHostAlone(_ seed: Int) throws {
        var numbers = SplitMix64(seed: UInt64(seed) &* 7919)
        let groups = (0..<4).map {
            "  g\($0):\n    labels: { g: x }\n"
                + Self.layer(&numbers, 0...2, indent: "    ", without: ["labels", "platform"])
        }
        let head = """
            version: 1
            dbservers: { s: { type: mariadb }, t: { type: pgsql } }
            platforms:
              p:
                root: /srv/p
                defaults:
                  labels: { p: x }
            \(Self.layer(&numbers, 0...2, indent: "      ", without: ["labels", "platform"]))  q: { root: /srv/q }
            defaults:
              platform: p
              dataroot: "/data/{id}"
              db: { server: s, name: "d_{id}", user: u, password: { file: "/pw/{id}" } }
            \(Self.layer(&numbers, 0...2, indent: "  ", without: ["db", "platform"]))groups:
            \(groups.joined())hosts:

            """
        let hosts = (0..<40).map { number -> (id: String, text: String) in
            // Few lists, so that many hosts share what lies below them.
            let own =
                ["", "    groups: [g0]\n", "    groups: [g1, g2]\n", "    groups: null\n"].randomElement(
                    using: &numbers) ?? ""
            return (
                "h\(number)",
                "  h\(number):\n    url: http://h\(number).example\n\(own)"
                    + Self.layer(&numbers, 0...2, indent: "    ", without: ["groups"])
            )
        }
        // A host that is refused by itself would hide the others.
        let whole = hosts.filter { compiled(head + $0.text) != nil }
        #expect(whole.count >= 20, "\(seed): \(head)")
        guard let together = compiled(head + whole.map(\.text).joined()) else {
            // Rules across hosts, such as one session prefix for two: halves of the fleet still stand beside each other.
            return try check(whole, head)
        }
        for host in whole { #expect(together[host.id] == compiled(head + host.text)?[host.id], "\(head)\(host.text)") }
        #expect(together.count == whole.count)
    }

    private func check(_ hosts: [(id: String, text: String)], _ head: String) throws {
        var pairs = 0
        for (one, other) in zip(hosts, hosts.dropFirst()) {
            guard let pair = compiled(head + one.text + other.text) else { continue }
            pairs += 1
            for host in [one, other] {
                #expect(pair[host.id] == compiled(head + host.text)?[host.id], "\(head)\(one.text)\(other.text)")
            }
        }
        #expect(pairs >= 5, "\(pairs)")
    }
}
