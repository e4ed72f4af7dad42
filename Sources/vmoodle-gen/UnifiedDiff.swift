/// How one text becomes another, as `diff -u` has it.
struct UnifiedDiff {
    /// Lines around a change.
    private static let context = 3
    /// More lines than that on either side are taken for one change: what is compared are templates.
    private static let longest = 4000

    private enum Edit {
        case kept(ArraySlice<UInt8>)
        case removed(ArraySlice<UInt8>)
        case added(ArraySlice<UInt8>)

        var isKept: Bool { if case .kept = self { true } else { false } }
        var isRemoved: Bool { if case .removed = self { true } else { false } }
        var isAdded: Bool { if case .added = self { true } else { false } }
    }

    private let edits: [Edit]

    /// Empty if there is no difference.
    let text: [UInt8]

    init(from old: (name: String, bytes: [UInt8]), to new: (name: String, bytes: [UInt8])) {
        edits = Self.edits(Self.lines(old.bytes), Self.lines(new.bytes))
        var text: [UInt8] = []
        for hunk in Self.hunks(edits) {
            if text.isEmpty { text += Array("--- \(old.name)\n+++ \(new.name)\n".utf8) }
            text += Self.text(hunk, of: edits)
        }
        self.text = text
    }

    /// With their line feeds.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }

    private static func edits(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Edit] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let (removed, added) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
        let middle =
            max(removed.count, added.count) > longest
            ? removed.map(Edit.removed) + added.map(Edit.added) : edits(Array(removed), shortest: Array(added))
        return old[..<head].map(Edit.kept) + middle + old.suffix(tail).map(Edit.kept)
    }

    private static func edits(_ old: [ArraySlice<UInt8>], shortest new: [ArraySlice<UInt8>]) -> [Edit] {
        var (removed, added) = (Set<Int>(), Set<Int>())
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var edits: [Edit] = []
        var (from, to) = (0, 0)
        while from < old.count || to < new.count {
            if from < old.count, removed.contains(from) {
                edits.append(.removed(old[from]))
                from += 1
            } else if to < new.count, added.contains(to) {
                edits.append(.added(new[to]))
                to += 1
            } else {
                edits.append(.kept(old[from]))
                from += 1
                to += 1
            }
        }
        return edits
    }

    /// Changes with what stands around them; those whose surroundings meet are one.
    private static func hunks(_ edits: [Edit]) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in edits.indices where !edits[index].isKept {
            let start = max(index - context, 0)
            let end = min(index + 1 + context, edits.count)
            if let last = hunks.last, last.upperBound >= start {
                hunks[hunks.count - 1] = last.lowerBound..<end
            } else {
                hunks.append(start..<end)
            }
        }
        return hunks
    }

    private static func text(_ hunk: Range<Int>, of edits: [Edit]) -> [UInt8] {
        let before = edits[..<hunk.lowerBound]
        let old = (start: before.count { !$0.isAdded }, count: edits[hunk].count { !$0.isAdded })
        let new = (start: before.count { !$0.isRemoved }, count: edits[hunk].count { !$0.isRemoved })
        // Of no lines the line before is named.
        func range(_ side: (start: Int, count: Int)) -> String {
            let start = side.count == 0 ? side.start : side.start + 1
            return side.count == 1 ? "\(start)" : "\(start),\(side.count)"
        }
        var text = Array("@@ -\(range(old)) +\(range(new)) @@\n".utf8)
        for edit in edits[hunk] {
            let (sign, line): (UInt8, ArraySlice<UInt8>) =
                switch edit {
                case .kept(let line): (0x20, line)
                case .removed(let line): (UInt8(ascii: "-"), line)
                case .added(let line): (UInt8(ascii: "+"), line)
                }
            text.append(sign)
            text += line
            if line.last != 0x0A { text += Array("\n\\ No newline at end of file\n".utf8) }
        }
        return text
    }
}
