/// The canonical layout of a tree: two columns a level, one space in braces, comments where they were.
struct Layout {
    private let tree: SourceTree
    private var leading: [[SourceTree.Filling]]
    private var lines: [Line] = []
    /// The last token that was written, whose followers' comments come next.
    private var last = -1
    /// Columns of the widest flow collection on one line.
    static let width = 120

    private struct Line {
        var text: [UInt8]
        var comment: [UInt8]?
    }

    init(_ tree: SourceTree) {
        self.tree = tree
        leading = tree.leading
        guard let root = tree.root else { return }
        switch root {
        case .map(let pairs, .block(let column)): map(pairs, column, depth: 0)
        case .list(let items, .block(let column)): list(items, column, depth: 0)
        default:
            fillings(before: firstToken(of: root), depth: 0)
            inline(root, after: [], depth: 0)
        }
        dangling(column: 0, depth: 0)
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < lines.count {
            // Comments behind lines that follow each other stand below each other.
            var end = index
            while end < lines.count, lines[end].comment != nil { end += 1 }
            let column = lines[index..<end].map { Self.columns($0.text) }.max() ?? 0
            for line in lines[index..<max(end, index + 1)] {
                bytes += line.text
                if let comment = line.comment {
                    bytes += [UInt8](repeating: 0x20, count: column - Self.columns(line.text) + 2) + comment
                }
                bytes.append(0x0A)
            }
            index = max(end, index + 1)
        }
        return bytes
    }

    private static func columns(_ text: [UInt8]) -> Int { text.count { $0 & 0xC0 != 0x80 } }

    // MARK: Blocks

    private mutating func map(_ pairs: [(key: Int, value: SourceTree.Node)], _ column: Int, depth: Int) {
        for (index, pair) in pairs.enumerated() {
            let before = lines.count
            fillings(before: pair.key, depth: depth, isFirst: index == 0)
            if depth == 0, index > 0, isTall(pair.value) || isTall(pairs[index - 1].value), !hasBlankLine(from: before)
            {
                lines.insert(Line(text: []), at: before)
            }
            entry(pair.key, pair.value, prefix: indent(depth), depth: depth)
        }
        dangling(column: column, depth: depth)
    }

    /// One `key: value`, behind what its line begins with.
    private mutating func entry(_ key: Int, _ value: SourceTree.Node, prefix: [UInt8], depth: Int) {
        let head = prefix + text(key) + [UInt8(ascii: ":")]
        last = key
        switch value {
        case .map(let pairs, .block(let column)):
            lines.append(Line(text: head, comment: tree.trailing[key]))
            map(pairs, column, depth: depth + 1)
        case .list(let items, .block(let column)):
            lines.append(Line(text: head, comment: tree.trailing[key]))
            list(items, column, depth: depth + 1)
        default:
            inline(value, after: head, depth: depth, behindKey: key)
            // What is commented out below a key without a value stays below it.
            if case .scalar(let token, _) = value, text(token).isEmpty {
                dangling(column: tree.tokens[key].column + 1, depth: depth + 1)
            }
        }
    }

    private mutating func list(_ items: [SourceTree.Node], _ column: Int, depth: Int) {
        let dash = indent(depth) + Array("- ".utf8)
        for (index, item) in items.enumerated() {
            fillings(before: firstToken(of: item), depth: depth, isFirst: index == 0)
            switch item {
            case .map(let pairs, .block(let column)):
                for (number, pair) in pairs.enumerated() {
                    if number > 0 { fillings(before: pair.key, depth: depth + 1) }
                    entry(pair.key, pair.value, prefix: number == 0 ? dash : indent(depth + 1), depth: depth + 1)
                }
                dangling(column: column, depth: depth + 1)
            case .list(let inner, .block(let column)):
                lines.append(Line(text: indent(depth) + [UInt8(ascii: "-")]))
                list(inner, column, depth: depth + 1)
            default: inline(item, after: indent(depth) + [UInt8(ascii: "-")], depth: depth)
            }
        }
        dangling(column: column, depth: depth)
    }

    /// Blank lines and comments above a token.
    private mutating func fillings(before token: Int, depth: Int, isFirst: Bool = false) {
        for filling in leading[token] {
            switch filling {
            case .blankLine
            where lines.isEmpty || isFirst && lines.last?.comment == nil && depth > 0
                || lines.last?.text.isEmpty ?? true:
                break
            case .blankLine: lines.append(Line(text: []))
            case .comment(let text, _): lines.append(Line(text: indent(depth) + text))
            }
        }
        leading[token] = []
    }

    /// Comments behind a block's last entry that are indented like it.
    private mutating func dangling(column: Int, depth: Int) {
        let next = last + 1
        guard next < leading.count else { return }
        var taken = 0
        for (index, filling) in leading[next].enumerated() {
            guard case .comment(let text, let own) = filling else { continue }
            guard own >= column, own > 0 || next == leading.count - 1 else { break }
            if index > taken, !lines.isEmpty { lines.append(Line(text: [])) }
            lines.append(Line(text: indent(depth) + text))
            taken = index + 1
        }
        leading[next].removeFirst(taken)
    }

    private func hasBlankLine(from start: Int) -> Bool {
        start < lines.count && lines[start...].contains { $0.text.isEmpty }
    }

    private func isTall(_ node: SourceTree.Node) -> Bool {
        switch node {
        case .map(_, .block), .list(_, .block): true
        case .map(_, .flow(let open, let close)), .list(_, .flow(let open, let close)): hasComments(open...close)
        case .scalar(_, let isBlock): isBlock
        }
    }

    // MARK: Values on a line

    /// A scalar or a flow collection behind a key or a dash.
    private mutating func inline(_ node: SourceTree.Node, after head: [UInt8], depth: Int, behindKey key: Int? = nil) {
        let above = key.flatMap { tree.trailing[$0] }
        switch node {
        case .scalar(let token, let isBlock):
            // A comment between a key and its value stands above both.
            let own = key == nil ? [] : leading[token]
            if key != nil { leading[token] = [] }
            let hasOwn = own.contains { if case .comment = $0 { true } else { false } }
            if hasOwn, let above { lines.append(Line(text: indent(depth) + above)) }
            for case .comment(let text, _) in own { lines.append(Line(text: indent(depth) + text)) }
            last = token
            let above = hasOwn ? nil : above
            if isBlock { return block(token, after: head, above, depth: depth) }
            let parts = text(token).split(separator: 0x0A, omittingEmptySubsequences: false)
            if parts.count > 1, let above { lines.append(Line(text: indent(depth) + above)) }
            let comment = tree.trailing[token] ?? (parts.count > 1 ? nil : above)
            if parts.count == 1, let above, tree.trailing[token] != nil {
                lines.append(Line(text: indent(depth) + above))
            }
            for (index, part) in parts.enumerated() {
                let trimmed = Self.trimmed(Array(part), atStart: index > 0, atEnd: index < parts.count - 1)
                let space =
                    index == 0
                    ? (head.isEmpty || trimmed.isEmpty ? head : head + [0x20])
                    : trimmed.isEmpty ? [] : indent(depth + 1)
                lines.append(Line(text: space + trimmed, comment: index == parts.count - 1 ? comment : nil))
            }
        case .map(_, .flow(let open, let close)), .list(_, .flow(let open, let close)):
            let flat = head + (head.isEmpty ? [] : [0x20]) + self.flat(node)
            let isFlat = !hasComments(open...close) && Self.columns(flat) <= Self.width && !spansLines(node)
            for case .comment(let text, _) in leading[open] where key != nil {
                lines.append(Line(text: indent(depth) + text))
            }
            if key != nil { leading[open] = [] }
            if let above { lines.append(Line(text: indent(depth) + above)) }
            if isFlat {
                last = close
                lines.append(Line(text: flat, comment: tree.trailing[close]))
            } else {
                flow(node, after: head + (head.isEmpty ? [] : [0x20]), behind: [], depth: depth)
            }
        default: preconditionFailure("a block stands behind nothing")
        }
    }

    /// A flow collection with an entry a line.
    private mutating func flow(_ node: SourceTree.Node, after head: [UInt8], behind: [UInt8], depth: Int) {
        let (open, close, items) = flowItems(node)
        lines.append(Line(text: head + [tree.bytes[tree.tokens[open].start]], comment: tree.trailing[open]))
        last = open
        for (index, item) in items.enumerated() {
            fillings(before: item.key ?? firstToken(of: item.value), depth: depth + 1, isFirst: index == 0)
            let comma: [UInt8] = index < items.count - 1 ? [UInt8(ascii: ",")] : []
            let key = item.key.map { text($0) + Array(": ".utf8) } ?? []
            let flat = indent(depth + 1) + key + self.flat(item.value) + comma
            if isNested(item.value), hasComments(tokens(of: item.value)) || Self.columns(flat) > Self.width {
                if let key = item.key {
                    let open = tokens(of: item.value).lowerBound
                    let between = leading[open].compactMap { if case .comment(let text, _) = $0 { text } else { nil } }
                    for comment in (tree.trailing[key].map { [$0] } ?? []) + between {
                        lines.append(Line(text: indent(depth + 1) + comment))
                    }
                    leading[open] = []
                }
                flow(item.value, after: indent(depth + 1) + key, behind: comma, depth: depth + 1)
            } else {
                let tokens = tokens(of: item.value)
                let all = (item.key.map { [$0] } ?? []) + tokens
                let comments = all.compactMap { tree.trailing[$0] }
                for comment in comments.dropLast() { lines.append(Line(text: indent(depth + 1) + comment)) }
                for token in all where token != all[0] {
                    for case .comment(let text, _) in leading[token] {
                        lines.append(Line(text: indent(depth + 1) + text))
                    }
                    leading[token] = []
                }
                lines.append(Line(text: flat, comment: comments.last))
                last = tokens.upperBound
            }
        }
        fillings(before: close, depth: depth + 1)
        lines.append(
            Line(text: indent(depth) + [tree.bytes[tree.tokens[close].start]] + behind, comment: tree.trailing[close]))
        last = close
    }

    /// A node of a flow collection on one line.
    private func flat(_ node: SourceTree.Node) -> [UInt8] {
        guard isNested(node) else {
            guard case .scalar(let token, _) = node else { return [] }
            let parts = text(token).split(separator: 0x0A, omittingEmptySubsequences: false)
            return Array(
                parts.enumerated().map { index, part in
                    Self.trimmed(Array(part), atStart: index > 0, atEnd: index < parts.count - 1)
                }.joined(separator: [0x20]))
        }
        let (open, close, items) = flowItems(node)
        let inner = items.map { item -> [UInt8] in
            let value = flat(item.value)
            guard let key = item.key else { return value }
            return text(key) + [UInt8(ascii: ":")] + (value.isEmpty ? [] : [0x20]) + value
        }
        let isMap = tree.bytes[tree.tokens[open].start] == UInt8(ascii: "{")
        let space: [UInt8] = isMap && !items.isEmpty ? [0x20] : []
        return [tree.bytes[tree.tokens[open].start]] + space + Array(inner.joined(separator: Array(", ".utf8))) + space
            + [tree.bytes[tree.tokens[close].start]]
    }

    private func flowItems(_ node: SourceTree.Node) -> (
        open: Int, close: Int, items: [(key: Int?, value: SourceTree.Node)]
    ) {
        switch node {
        case .map(let pairs, .flow(let open, let close)): (open, close, pairs.map { ($0.key, $0.value) })
        case .list(let values, .flow(let open, let close)): (open, close, values.map { (nil, $0) })
        default: preconditionFailure("a block stands in a flow collection")
        }
    }

    private func isNested(_ node: SourceTree.Node) -> Bool { if case .scalar = node { false } else { true } }

    private func tokens(of node: SourceTree.Node) -> ClosedRange<Int> {
        switch node {
        case .scalar(let token, _): token...token
        case .map(_, .flow(let open, let close)), .list(_, .flow(let open, let close)): open...close
        default: preconditionFailure("a block has no range of its own")
        }
    }

    private func hasComments(_ tokens: ClosedRange<Int>) -> Bool {
        tokens.contains { token in
            tree.trailing[token] != nil && token != tokens.upperBound
                || token != tokens.lowerBound
                    && leading[token].contains { if case .comment = $0 { true } else { false } }
        }
    }

    /// A scalar of several lines can only be kept as it is where it stands alone.
    private func spansLines(_ node: SourceTree.Node) -> Bool {
        tokens(of: node).contains { token in
            let it = tree.tokens[token]
            return tree.bytes[it.start..<it.end].split(separator: 0x0A, omittingEmptySubsequences: false).contains {
                $0.allSatisfy { $0 == 0x20 } && it.endLine > it.line
            }
        }
    }

    // MARK: Block scalars

    /// `|` and `>`: the lines keep their distances from each other.
    private mutating func block(_ token: Int, after head: [UInt8], _ above: [UInt8]?, depth: Int) {
        let parts = text(token).split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        var header = parts[0]
        var comment: [UInt8]?
        if let hash = header.firstIndex(of: 0x23) {
            comment = Array(header[hash...])
            header = Self.trimmed(Array(header[..<hash]), atStart: false, atEnd: true)
        }
        if let above { lines.append(Line(text: indent(depth) + above)) }
        lines.append(Line(text: head + [0x20] + header, comment: comment))
        let body = parts.dropFirst()
        let filled = body.filter { line in line.contains { $0 != 0x20 } }
        let hasIndicator = header.contains { (0x31...0x39).contains($0) }
        var margin = Int.max
        for line in filled { margin = min(margin, line.firstIndex { $0 != 0x20 } ?? 0) }
        for line in body {
            // With an indentation of its own a scalar stays where it is, if that is right; the check afterwards says so.
            let isEmpty = !line.contains { $0 != 0x20 }
            let moved = isEmpty ? [] : indent(depth + 1) + Array(line.dropFirst(isEmpty ? 0 : margin))
            lines.append(Line(text: hasIndicator ? line : moved))
        }
        if let comment = tree.trailing[token] { lines.append(Line(text: indent(depth) + comment)) }
    }

    // MARK: Bytes

    private func text(_ token: Int) -> [UInt8] { Array(tree.bytes[tree.tokens[token].start..<tree.tokens[token].end]) }

    private func indent(_ depth: Int) -> [UInt8] { [UInt8](repeating: 0x20, count: 2 * depth) }

    private func firstToken(of node: SourceTree.Node) -> Int {
        switch node {
        case .scalar(let token, _): token
        case .map(_, .flow(let open, _)), .list(_, .flow(let open, _)): open
        case .map(let pairs, .block): pairs.isEmpty ? last + 1 : pairs[0].key
        case .list(let items, .block): items.isEmpty ? last + 1 : firstToken(of: items[0])
        }
    }

    private static func trimmed(_ text: [UInt8], atStart: Bool, atEnd: Bool) -> [UInt8] {
        var text = text[...]
        if atStart { text = text.drop { $0 == 0x20 || $0 == 0x09 } }
        while atEnd, let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return Array(text)
    }
}
