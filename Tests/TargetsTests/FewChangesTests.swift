import Diagnostics
import Digests
import HostTable
import OutputTree
import Registry
import TestSupport
import Testing

@testable import Publishing
@_spi(Testing) @testable import RegistryYAML
@testable import Targets

/// A release in which only some hosts are others is what a build of all makes.
@Suite struct FewChangesTests {
    /// What the last build made, and from what.
    private struct Former {
        let tree: OutputTree
        let beside: Digest?
        /// In the order of the text.
        let lines: [LineDigests]
        let footprints: Footprints
        var files: [(path: String, size: Int, sha256: String)] {
            tree.files.map { ($0.path, $0.bytes.count, String(decoding: SHA256.hexadecimal($0.bytes), as: UTF8.self)) }
        }
    }

    private let templates = TemplateSet()
    private let out: AbsolutePath

    init() throws { out = try #require(AbsolutePath(Array("/srv/out".utf8))) }

    private func whole(_ file: SourceFile) -> Former? {
        var diagnostics = Diagnostics()
        let targets = allTargets(servedFrom: out, secrets: [:])
        guard let registry = Registry.read(file, byPiecesOf: 500, reporting: &diagnostics).registry,
            let tree = OutputTree(registry, for: targets, from: templates, reporting: &diagnostics),
            diagnostics.all.isEmpty
        else { return nil }
        let inOrder = registry.hosts.sorted { $0.id.place.line < $1.id.place.line }
        return Former(
            tree: tree, beside: registry.beside, lines: inOrder.compactMap(\.lines),
            footprints: Footprints(of: inOrder, in: registry, for: targets))
    }

    private func tables(_ tree: OutputTree) throws -> (keys: HostTableReader, ids: HostTableReader) {
        let shards = Dictionary(
            tree.stored.map { ($0.reference, $0.file.bytes) }, uniquingKeysWith: { first, _ in first })
        let reader = { (name: String) in
            try HostTableReader(root: #require(tree.files.first { $0.path == name }).bytes) { shards[Array($0)] ?? [] }
        }
        return (try reader("hosts.php"), try reader("ids.php"))
    }

    /// What builds of few did.
    private struct Few {

        let tree: OutputTree
        let areFragments: Bool
    }

    /// The same by those hosts alone that have other lines; nil: more may be another.
    private func few(_ file: SourceFile, over former: Former) throws -> Few? {
        let pieces = HostPieces(file, size: 500, digesting: true)
        let unread = try #require(UnreadRegistry(pieces))
        let changes = LineChanges(from: former.lines.map(\.all), to: unread.written)
        guard let registry = unread.read(only: changes.new), registry.beside == former.beside else { return nil }
        let inOrder = registry.hosts.sorted { $0.id.place.line < $1.id.place.line }
        var diagnostics = Diagnostics()
        let tables = try tables(former.tree)
        let php = PHP(outputDirectory: out, secrets: [:])
        if changes.old.count == changes.new.count,
            zip(inOrder, changes.old).allSatisfy({ $0.lines?.fixed == former.lines[$1].fixed })
        {
            let replaced = try #require(
                php.replacingFragments(
                    of: registry, from: templates, in: tables.keys, tables.ids, reporting: &diagnostics))
            #expect(diagnostics.all.isEmpty)
            return try Few(tree: tree(replaced, over: former), areFragments: true)
        }
        let new = SharedFiles.NewHosts(inOrder, of: registry, among: unread.written.count)
        guard let shared = SharedFiles(of: registry, new, insteadOf: changes.old, among: former.footprints) else {
            return nil
        }
        let places = (changes.new + shared.neighbours.map(changes.place)).sorted()
        guard let all = unread.read(only: places),
            let made = shared.made(of: all, servedFrom: out, from: templates, reporting: &diagnostics),
            let replaced = php.replacing(
                changes.old.map { former.footprints[$0] }, by: registry, from: templates, in: tables.keys, tables.ids,
                reporting: &diagnostics), diagnostics.all.isEmpty
        else { return nil }
        return try Few(tree: tree(replaced, made.files, over: former), areFragments: false)
    }

    private func tree(
        _ replaced: ReplacedFragments, _ shared: [OutputFile] = [], over former: Former
    ) throws -> OutputTree {
        try #require(
            OutputTree(replacing: replaced, shared, in: former.files, storedFiles: former.tree.stored.count))
    }

    private func expect(_ few: OutputTree, toBe now: Former, after former: Former, _ what: String) throws {
        try #require(few.releaseID == now.tree.releaseID && few.count == now.tree.count, "\(what)")
        let (old, new) = (Set(former.tree.stored.map(\.name)), Set(now.tree.stored.map(\.name)))
        #expect(Set(few.stored.map(\.name)).subtracting(old) == new.subtracting(old), "\(what)")
        #expect(Set(few.stored.map(\.name)).count == few.stored.count, "\(what)")
        let access = Dictionary(
            now.tree.stored.map { ($0.name, $0.file.access) }, uniquingKeysWith: { first, _ in first })
        let former = Dictionary(
            former.tree.stored.map { ($0.name, $0.file.access) }, uniquingKeysWith: { first, _ in first })
        let made = Set(few.stored.map(\.name))
        #expect(few.stored.allSatisfy { access[$0.name] == $0.file.access }, "\(what)")
        #expect(access.allSatisfy { made.contains($0.key) || former[$0.key] == $0.value }, "\(what)")
    }

    private func file(_ head: [String], _ hosts: [String]) -> SourceFile {
        SourceFile(name: "registry.yaml", bytes: Array(((head + hosts).joined(separator: "\n") + "\n").utf8))
    }

    /// Where keys are ids, the tables have shards in common.
    @Test(arguments: [
        "    aliases: [alias.example.org]", "    name: Other", "    state: disabled",
        "    url: http://site5.example.org",
    ])
    func tablesMayShareShards(_ line: String) throws {
        let head = EarlierBuildTests.Edited(0).head.filter { $0 != "  sslproxy: true" }
        func hosts(_ line: String) -> [String] {
            (0..<700).flatMap {
                ["  site\($0):", $0 == 5 && line.contains("url") ? line : "    url: http://site\($0)"]
                    + ($0 == 5 && !line.contains("url") ? [line] : [])
            }
        }
        let (before, after) = (file(head, hosts("    name: Site")), file(head, hosts(line)))
        for (from, to) in [(before, after), (after, before)] {
            let (former, now) = (try #require(whole(from)), try #require(whole(to)))
            guard let few = try few(to, over: former) else { continue }
            try expect(few.tree, toBe: now, after: former, line)
        }
    }

    /// The same bytes, for another group.
    @Test func readersOfAFragmentMayChangeAlone() throws {
        var head = EarlierBuildTests.Edited(0).head
        head[3] = "  q: { root: /srv/q, group: adm }"
        let hosts =
            (0..<30).flatMap { ["  h\($0):", "    url: https://h\($0).example.edu"] } + ["    db: { password: \"\" }"]
        let (before, after) = (file(head, hosts), file(head, hosts + ["    platform: q"]))
        let (former, now) = (try #require(whole(before)), try #require(whole(after)))
        let made = try #require(try few(after, over: former))
        try expect(made.tree, toBe: now, after: former, "another group")
        #expect(made.tree.stored.contains { $0.file.access == .group(Array("adm".utf8)) })
    }

    /// 1,000 changes, most of them of what reaches fragments alone.
    @Test(arguments: [11, 12, 13, 14] as [UInt64]) func areWhatABuildOfAllWouldMake(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var edited = EarlierBuildTests.Edited(30)
        // The host that commands are for which name none has a record more.
        edited.head[0] += "\ncli: { without_host: h1 }"
        var last: Former?
        var (built, madeByFew, madeByMore) = (0, 0, 0)
        for number in 0..<250 {
            let before = edited
            let isFree = random.next(below: 4) > 0
            for _ in 0...random.next(below: 3) {
                if isFree { edited.editFreely(&random) } else { edited.edit(&random) }
            }
            if edited.hosts.count > 60 { edited.hosts.removeLast(20) }
            let what = "edit \(number) of seed \(seed)\n\(before.text)---\n\(edited.text)"
            let file = SourceFile(name: "registry.yaml", bytes: Array(edited.text.utf8))
            guard let now = whole(file) else {
                if let former = last { #expect(try few(file, over: former) == nil, "\(what)") }
                edited = before
                continue
            }
            built += 1
            if let former = last, let few = try few(file, over: former) {
                if few.areFragments { madeByFew += 1 } else { madeByMore += 1 }
                try expect(few.tree, toBe: now, after: former, what)
            } else if last != nil {
                // Files of secrets reach a pool.
                let isMeant = !isFree || edited.text.contains("pool:")
                #expect(isMeant, "\(what)")
            }
            last = now
        }
        #expect(built > 150 && madeByFew > 120, "\(built) built, \(madeByFew) by the few")
    }

    /// What reaches other files than fragments, and often what other hosts have.
    @Test(
        arguments: [(21, 40, 250), (22, 40, 250), (23, 40, 250), (24, 1300, 40), (25, 4300, 8)] as [(UInt64, Int, Int)])
    func sharedFilesAreWhatABuildOfAllWouldMake(_ seed: UInt64, _ count: Int, _ edits: Int) throws {
        var random = SplitMix64(seed: seed)
        var edited = EarlierBuildTests.Edited(count)
        var last: Former?
        var (made, refused) = (0, 0)
        for number in 0..<edits {
            let before = edited
            // Then all is read until it is gone.
            let isOdd = random.next(below: 20) == 0
            if isOdd { edited.edit(&random) } else { edited.editPlainly(&random) }
            let what = "edit \(number) of seed \(seed)\n\(count > 100 ? "" : "\(before.text)---\n\(edited.text)")"
            let file = SourceFile(name: "registry.yaml", bytes: Array(edited.text.utf8))
            let now = whole(file)
            if let former = last {
                let few = try few(file, over: former)
                if let few, let now {
                    made += few.areFragments ? 0 : 1
                    try expect(few.tree, toBe: now, after: former, what)
                } else if now == nil {
                    refused += 1
                    #expect(few == nil, "\(what)")
                }
            }
            if let now, !isOdd || random.next(below: 2) == 0 { last = now } else { edited = before }
        }
        // Each of these has several files of each kind.
        let least = count > 100 ? edits / 4 : 100
        #expect(made > least && (count > 100 || refused > 20), "\(made) made, \(refused) refused")
    }

    /// Its certificate is the one that a browser sees that names no host.
    @Test func theFirstOfAnAddressIsReadWithAll() throws {
        func text(_ hosts: [Int], _ more: String = "") -> SourceFile {
            let lines = hosts.map { number in
                "  h\(number):\n    url: https://h\(number).example.edu\n    web: { tls: { certificate: /c/\(number), key: /k } }\n"
            }
            let head = EarlierBuildTests.Edited(0).head.map {
                $0 == "  sslproxy: true" ? "  web: { layout: per-host }" : $0
            }
            return SourceFile(
                name: "registry.yaml", bytes: Array((head.joined(separator: "\n") + "\n" + lines.joined() + more).utf8))
        }
        let all = Array(100..<700)
        let former = try #require(whole(text(all)))
        // The second is in another file than the first.
        let isOfFew = try few(text(Array(all.dropFirst())), over: former) != nil
        #expect(!isOfFew)
        let without = text(all.filter { $0 != 300 })
        try expect(
            try #require(try few(without, over: former)).tree, toBe: try #require(whole(without)), after: former,
            "one less"
        )
        let first = text(
            all, "  a:\n    url: https://a.example.edu\n    web: { tls: { certificate: /c/a, key: /k } }\n")
        try expect(
            try #require(try few(first, over: former)).tree, toBe: try #require(whole(first)), after: former,
            "another first")
    }
}
