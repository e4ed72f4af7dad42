import Diagnostics
import Foundation
import Registry
@_spi(Testing) import RegistryYAML
import TestSupport
import Testing

/// A large registry is read by the piece, a small one whole: what comes of it is the same.
@Suite struct HostPiecesTests {
    private static func texts() throws -> [(name: String, text: String)] {
        let accepted = Repository.names(in: "Tests/Accepted").map { "Tests/Accepted/\($0)/registry.yaml" }
        let rejected = Repository.names(in: "Tests/Rejected").map { "Tests/Rejected/\($0)" }
        let files = try (["registry.yaml"] + accepted + rejected).map {
            ($0, String(decoding: try Repository.bytes($0), as: UTF8.self))
        }
        return files + [("fleet", fleet(60))]
    }

    /// Hosts in no order, each with something of its own.
    private static func fleet(_ count: Int) -> String {
        let hosts = (0..<count).map { number in
            let id = "h\((number * 37) % 1000)-\(number)"
            var lines = ["  \(id):", "    url: https://\(id).example.org", "    sslproxy: true"]
            switch number % 6 {
            case 0: lines += ["    groups: [g, p]", "    aliases:", "    - www.\(id).example.org"]
            case 1: lines += ["    config: { a: \"{name} é\", b: null }", "    name: 'Ü \(number)'"]
            case 2: lines += ["    mail: { support: \"a@{host}\" }", "    # a comment", "    groups: [g]"]
            case 3: lines += ["    db: { name: \"x{id}\", prefix: p\(number)_ }", "", "    platform: q"]
            case 4: lines += ["    aliases: [ { host: old-\(number).example.net, mode: redirect } ]"]
            default: lines += ["    description: none", "    labels: { k: v }", "    state: maintenance"]
            }
            return lines.joined(separator: "\n") + "\n"
        }
        return """
            version: 1
            platforms: { p: { root: /srv/p }, q: { root: /srv/q, defaults: { config: { c: 1 } } } }
            dbservers: { m: { type: mariadb, host: db } }
            defaults:
              platform: p
              dataroot: "/srv/d/{id}"
              db: { server: m, name: "m_{id}", user: "u_{id}", password: { file: "/etc/s/{id}" } }
              mail: { no_reply: "no@{host}" }
              config: { b: "{id}", d: "{shortname}", secret_token: { secret: { file: "/etc/t/{id}" } } }
            groups: { g: { config: { e: "{host}" } }, p: { shortname: short } }
            expect: { hosts: \(count) }
            hosts:

            """ + hosts.joined()
    }

    private func read(_ text: String, byPiecesOf size: Int) -> (outcome: String, isByPiece: Bool) {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "r", bytes: Array(text.utf8))
        let (registry, isByPiece) = Registry.read(file, byPiecesOf: size, reporting: &diagnostics)
        let hosts = registry?.hosts.map { host in
            "\(host.id) \(host.url) \(host.name ?? []) \(host.aliases) \(host.state) \(host.platform) \(host.dataRoot) "
                + "\(host.database) \(host.config) \(host.typedConfig) \(host.cron as Any) \(host.sslProxy) "
                + "\(host.web.listens) \(host.web.certificate as Any) \(host.web.headers) \(host.settings.groups) "
                + "\(host.settings.directories) \(host.settings.session) \(host.settings.databaseOptions)"
        }
        let findings = diagnostics.sorted.map(\.text)
        return ((hosts ?? ["no registry"]).joined(separator: "\n") + findings.joined(separator: "\n"), isByPiece)
    }

    @Test(arguments: [1, 40, 300, 2000]) func registriesAreReadAlikeByThePiece(_ size: Int) throws {
        var byPiece = 0
        for (name, text) in try Self.texts() {
            let whole = read(text, byPiecesOf: .max / 4)
            let inPieces = read(text, byPiecesOf: size)
            #expect(!whole.isByPiece && whole.outcome == inPieces.outcome, "\(name)")
            if inPieces.isByPiece { byPiece += 1 }
        }
        #expect(byPiece >= (size < 300 ? 4 : 1), "\(byPiece)")
    }

    /// What is wrong is said as for the whole, wherever the pieces begin.
    @Test func changedRegistriesAreJudgedAlike() throws {
        var random = SplitMix64(seed: 7)
        let texts = try Self.texts().map { Array($0.text.utf8) } + [Array(Self.fleet(12).utf8)]
        let marks = Array("\n  :-#\"'[]{},hw1é".utf8)
        var byPiece = 0
        for _ in 0..<400 {
            var bytes = texts[random.next(below: texts.count)]
            let at = random.next(below: bytes.count)
            switch random.next(below: 4) {
            case 0: bytes.insert(marks[random.next(below: marks.count)], at: at)
            case 1: bytes.remove(at: at)
            case 2: bytes.removeSubrange(at...)
            default:
                // A host twice, or moved.
                let start = random.next(below: bytes.count)
                bytes.insert(contentsOf: bytes[start..<min(start + 120, bytes.count)], at: at)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let whole = read(text, byPiecesOf: .max / 4)
            let inPieces = read(text, byPiecesOf: 1 + random.next(below: 200))
            #expect(whole.outcome == inPieces.outcome, "\(text)")
            if inPieces.isByPiece { byPiece += 1 }
        }
        #expect(byPiece > 8, "\(byPiece)")
    }

    /// Which warnings are kept of too many is a matter of the order in which hosts are read.
    @Test func tooManyWarningsAreTheSameOnes() {
        let hosts = ["h9", "h1"].map { id in
            "  \(id):\n    url: http://\(id).example.org\n    config:\n      my_token:\n"
                + String(repeating: "      - \"x\"\n", count: 6000)
        }
        let text = Self.fleet(0).replacingOccurrences(of: "hosts: 0", with: "hosts: 2") + hosts.joined()
        let file = SourceFile(name: "r", bytes: Array(text.utf8))
        var (whole, inPieces) = (Diagnostics(), Diagnostics())
        _ = Registry.read(file, byPiecesOf: .max / 4, reporting: &whole)
        _ = Registry.read(file, byPiecesOf: 1000, reporting: &inPieces)
        #expect(whole.all == inPieces.all && whole.all.count == 1001 && !whole.hasErrors)
    }

    /// Pieces need room beside what was read before them, and places count 32 bits.
    @Test func whatDoesNotFitBesideThePiecesIsReadWhole() {
        let file = SourceFile(name: "r", bytes: Array(Self.fleet(40).utf8))
        var limits = [HostPieces.Limits](repeating: HostPieces.Limits(), count: 4)
        (limits[1].beside, limits[2].nodes, limits[3].texts) = (100, file.bytes.count, file.bytes.count)
        let read = limits.map { limits in
            var diagnostics = Diagnostics()
            let (registry, isByPiece) = Registry.read(file, byPiecesOf: 100, within: limits, reporting: &diagnostics)
            #expect(registry?.hosts.count == 40)
            return isByPiece
        }
        #expect(read == [true, false, false, false])
    }

    /// So that a registry of another kind costs no more than its first mistakes, wherever the pieces begin.
    @Test func ofTooManyErrorsTheFirstInTheFileAreShown() {
        let hosts = (0..<1500).reversed().map { "  h\($0): { url: nowhere, upgradekey: \"x\" }\n" }
        // Not written in lines: nobody looks there any more.
        let file = SourceFile(name: "r", bytes: Array((Self.fleet(40) + hosts.joined() + "  ? x\n").utf8))
        let findings = [500, 2000, 5000].map { size in
            var diagnostics = Diagnostics()
            let (registry, isByPiece) = Registry.read(file, byPiecesOf: size, reporting: &diagnostics)
            #expect(registry == nil && isByPiece)
            return diagnostics.all
        }
        #expect(
            findings[0] == findings[1] && findings[1] == findings[2]
                && findings[0].count { $0.severity == .error } == 1001)
        // Warnings end with the errors.
        #expect((900...1000).contains(findings[0].count { $0.severity == .warning }))
        #expect(findings[0].last?.message == "there are more than 1000 errors; the others are not shown")
        #expect(findings[0].allSatisfy { $0.place?.line ?? .max < 1300 })
    }

    @Test func aHostThatStandsTwiceIsFoundInAnotherPiece() {
        let text = Self.fleet(40) + "  h0-0: { url: https://twice.example.org, sslproxy: true }\n"
        let (outcome, isByPiece) = read(text, byPiecesOf: 100)
        #expect(!isByPiece && outcome.contains("VM104"))
    }

    /// Maps of layers and of a host are one, whoever else has them; what is not the host's own is filled in late.
    @Test func mapsInConfigAreMergedAndFilledIn() throws {
        let text = """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { m: { type: mariadb } }
            defaults:
              platform: p
              dataroot: "/d/{id}"
              db: { server: m, name: "{id}", user: u, password: { file: /x } }
              config: { m: { a: "{id}", b: { c: "{host}", d: 1 } }, l: ["{name}", x], s: { t: { secret: { env: S } } } }
            groups: { g: { config: { m: { b: { d: 2, e: "{{" } } } } }
            hosts:
              one: { url: http://one.example }
              two: { url: http://two.example, groups: [g], config: { m: { a: 9, f: "{id}" } } }
              three: { url: http://three.example, groups: [g], name: T }
            """
        var diagnostics = Diagnostics()
        let registry = try #require(
            Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics))
        let configs = registry.hosts.map { host in
            host.config.map { "\(String(decoding: $0.name, as: UTF8.self)): \(Self.shown($0.value))" }
        }
        #expect(
            configs == [
                ["l: [one, x]", "m: {a: one, b: {c: one.example, d: 1}}", "s: {t: secret}"],
                ["l: [T, x]", "m: {a: three, b: {c: three.example, d: 2, e: {}}", "s: {t: secret}"],
                ["l: [two, x]", "m: {a: 9, b: {c: two.example, d: 2, e: {}, f: two}", "s: {t: secret}"],
            ])
        #expect(registry.secretReferences.count == 1)
    }

    private static func shown(_ value: ConfigValue) -> String {
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        return switch value {
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .float(let bytes), .string(let bytes): text(bytes)
        case .list(let items): "[\(items.map(shown).joined(separator: ", "))]"
        case .map(let pairs): "{\(pairs.map { "\(text($0.key)): \(shown($0.value))" }.joined(separator: ", "))}"
        case .secret: "secret"
        }
    }
}
