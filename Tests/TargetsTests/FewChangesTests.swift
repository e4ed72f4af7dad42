import Diagnostics
import Digests
import HostTable
import OutputTree
import Registry
import TestSupport
import Testing

@_spi(Testing) @testable import RegistryYAML
@testable import Targets

/// A release in which only some hosts' fragments are others is what a build of all makes.
@Suite struct FewChangesTests {
    /// What the last build made, and from what.
    private struct Former {
        let tree: OutputTree
        let beside: Digest?
        /// In the order of the text.
        let lines: [LineDigests]
        var files: [(path: String, size: Int, sha256: String)] {
            tree.files.map { ($0.path, $0.bytes.count, String(decoding: SHA256.hexadecimal($0.bytes), as: UTF8.self)) }
        }
    }

    private let templates = TemplateSet()
    private let out: AbsolutePath

    init() throws { out = try #require(AbsolutePath(Array("/srv/out".utf8))) }

    private func whole(_ file: SourceFile) -> Former? {
        var diagnostics = Diagnostics()
        guard let registry = Registry.read(file, byPiecesOf: 500, reporting: &diagnostics).registry,
            let tree = OutputTree(
                registry, for: allTargets(servedFrom: out, secrets: [:]), from: templates, reporting: &diagnostics),
            diagnostics.all.isEmpty
        else { return nil }
        let inOrder = registry.hosts.sorted { $0.id.place.line < $1.id.place.line }
        return Former(tree: tree, beside: registry.beside, lines: inOrder.compactMap(\.lines))
    }

    private func tables(_ tree: OutputTree) throws -> (keys: HostTableReader, ids: HostTableReader) {
        let shards = Dictionary(
            tree.stored.map { ($0.reference, $0.file.bytes) }, uniquingKeysWith: { first, _ in first })
        let reader = { (name: String) in
            try HostTableReader(root: #require(tree.files.first { $0.path == name }).bytes) { shards[Array($0)] ?? [] }
        }
        return (try reader("hosts.php"), try reader("ids.php"))
    }

    /// The same by those hosts alone that have other lines; nil: more may be another.
    private func few(_ file: SourceFile, over former: Former) throws -> OutputTree? {
        let pieces = HostPieces(file, size: 500, digesting: true)
        let unread = try #require(UnreadRegistry(pieces))
        let written = unread.written
        guard written.count == former.lines.count else { return nil }
        let places = written.indices.filter { written[$0] != former.lines[$0].all }
        guard let registry = unread.read(only: places), registry.beside == former.beside else { return nil }
        let inOrder = registry.hosts.sorted { $0.id.place.line < $1.id.place.line }
        guard zip(inOrder, places).allSatisfy({ $0.lines?.fixed == former.lines[$1].fixed }) else { return nil }
        var diagnostics = Diagnostics()
        let tables = try tables(former.tree)
        let replaced = try #require(
            PHP(outputDirectory: out, secrets: [:]).replacingFragments(
                of: registry, from: templates, in: tables.keys, tables.ids, reporting: &diagnostics))
        #expect(diagnostics.all.isEmpty)
        return OutputTree(replacing: replaced, in: former.files, storedFiles: former.tree.stored.count)
    }

    /// 1,000 changes, most of them of what reaches fragments alone.
    @Test(arguments: [11, 12, 13, 14] as [UInt64]) func areWhatABuildOfAllWouldMake(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var edited = EarlierBuildTests.Edited(30)
        // The host that commands are for which name none has a record more.
        edited.head[0] += "\ncli: { without_host: h1 }"
        var last: Former?
        var (built, madeByFew) = (0, 0)
        for number in 0..<250 {
            let before = edited
            let isFree = random.next(below: 4) > 0
            for _ in 0...random.next(below: 3) {
                if isFree { edited.editFreely(&random) } else { edited.edit(&random) }
            }
            if edited.hosts.count > 60 { edited.hosts.removeLast(20) }
            let file = SourceFile(name: "registry.yaml", bytes: Array(edited.text.utf8))
            guard let now = whole(file) else {
                edited = before
                continue
            }
            built += 1
            if let former = last, let tree = try few(file, over: former) {
                madeByFew += 1
                try #require(
                    tree.releaseID == now.tree.releaseID && tree.count == now.tree.count,
                    "edit \(number) of seed \(seed)\n\(before.text)---\n\(edited.text)")
                let (old, new) = (Set(former.tree.stored.map(\.name)), Set(now.tree.stored.map(\.name)))
                #expect(Set(tree.stored.map(\.name)) == new.subtracting(old))
            } else if last != nil {
                // Files of secrets reach a pool.
                let isMeant = !isFree || edited.text.contains("pool:")
                #expect(isMeant, "edit \(number) of seed \(seed)\n\(before.text)---\n\(edited.text)")
            }
            last = now
        }
        #expect(built > 150 && madeByFew > 120, "\(built) built, \(madeByFew) by the few")
    }
}
