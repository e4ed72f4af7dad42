import CLibYAML
import Diagnostics

/// A YAML text as a tree of what stands in it, each with its place in the source, and the comments between.
struct SourceTree {
    /// A scalar, or a bracket of a flow collection: what comments stand before or behind.
    struct Token {
        var start: Int
        var end: Int
        var line: Int
        var endLine: Int
        var column: Int
    }

    indirect enum Node {
        /// The token, and whether it is a block scalar.
        case scalar(Int, isBlock: Bool)
        case map([(key: Int, value: Node)], Collection)
        case list([Node], Collection)
    }

    /// The brackets of a flow collection, or the column of a block's entries.
    enum Collection {
        case flow(open: Int, close: Int)
        case block(column: Int)
    }

    /// What stands between two tokens.
    enum Filling: Equatable {
        case blankLine
        case comment([UInt8], column: Int)
    }

    let bytes: [UInt8]
    private(set) var tokens: [Token] = []
    private(set) var root: Node?
    /// Own-line comments and blank lines before each token; behind the last one those at the end of the text.
    private(set) var leading: [[Filling]] = []
    /// The comment behind each token on its line.
    private(set) var trailing: [[UInt8]?] = []
    private let lineStarts: [Int]

    /// - Parameter bytes: what the reader takes; with line feeds and without a byte order mark.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        guard build() else { return nil }
        findComments()
    }

    /// All comments in reading order, without blanks at their ends.
    var comments: [[UInt8]] {
        zip(leading, trailing + [nil]).flatMap { fillings, comment in
            fillings.compactMap { if case .comment(let text, _) = $0 { text } else { nil } }
                + (comment.map { [$0] } ?? [])
        }
    }

    // MARK: Structure

    private mutating func build() -> Bool {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer {
            parser.deallocate()
            event.deallocate()
        }
        precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory")
        defer { yaml_parser_delete(parser) }
        return bytes.withUnsafeBufferPointer { bytes in
            var nothing: UInt8 = 0
            withUnsafePointer(to: &nothing) {
                yaml_parser_set_input_string(parser, bytes.baseAddress ?? $0, bytes.count)
            }
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            var depth = 0
            while yaml_parser_parse(parser, event) == 1 {
                let type = event.pointee.type
                defer { yaml_event_delete(event) }
                if type == YAML_STREAM_END_EVENT { return root != nil }
                guard type != YAML_STREAM_START_EVENT, type != YAML_DOCUMENT_START_EVENT,
                    type != YAML_DOCUMENT_END_EVENT
                else { continue }
                guard root == nil, let node = node(event.pointee, parser, &depth) else { return false }
                root = node
            }
            return false
        }
    }

    /// Reads the node that an event begins.
    private mutating func node(
        _ event: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, _ depth: inout Int
    ) -> Node? {
        guard depth <= Document.deepestNesting else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let style = event.data.scalar.style
            let isBlock = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE
            return .scalar(token(event.start_mark, event.end_mark, isBlock: isBlock), isBlock: isBlock)
        case YAML_MAPPING_START_EVENT:
            return collection(event, event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, parser, &depth) {
                tree, depth, collection, next in
                var pairs: [(Int, Node)] = []
                while let key = next(&tree, &depth) {
                    guard case .scalar(let token, _) = key, let value = next(&tree, &depth) else { return nil }
                    pairs.append((token, value))
                }
                return { .map(pairs, $0) }
            }
        case YAML_SEQUENCE_START_EVENT:
            return collection(event, event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, parser, &depth) {
                tree, depth, collection, next in
                var items: [Node] = []
                while let item = next(&tree, &depth) { items.append(item) }
                return { .list(items, $0) }
            }
        default: return nil
        }
    }

    private typealias Next = (inout SourceTree, inout Int) -> Node?

    /// Reads what is between the events of a collection's begin and end.
    private mutating func collection(
        _ event: yaml_event_t, _ isFlow: Bool, _ parser: UnsafeMutablePointer<yaml_parser_t>, _ depth: inout Int,
        _ read: (inout SourceTree, inout Int, Bool, Next) -> ((Collection) -> Node)?
    ) -> Node? {
        // An implicit map of one pair in a flow list has no bracket of its own.
        let column = Int(event.start_mark.column)
        let hasBracket = isFlow && [0x5B, 0x7B].contains(bytes[offset(event.start_mark)])
        guard !isFlow || hasBracket else { return nil }
        let open = isFlow ? token(event.start_mark, event.start_mark, isBlock: false, length: 1) : 0
        var end: yaml_mark_t?
        var isBroken = false
        let node = read(&self, &depth, isFlow) { tree, depth in
            let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
            defer { event.deallocate() }
            guard end == nil, !isBroken, yaml_parser_parse(parser, event) == 1 else {
                isBroken = isBroken || end == nil
                return nil
            }
            defer { yaml_event_delete(event) }
            if event.pointee.type == YAML_MAPPING_END_EVENT || event.pointee.type == YAML_SEQUENCE_END_EVENT {
                end = event.pointee.start_mark
                return nil
            }
            guard let node = tree.node(event.pointee, parser, &depth) else {
                isBroken = true
                return nil
            }
            return node
        }
        guard let node, let end, !isBroken else { return nil }
        let close = isFlow ? token(end, end, isBlock: false, length: 1) : 0
        return node(isFlow ? .flow(open: open, close: close) : .block(column: column))
    }

    private mutating func token(_ start: yaml_mark_t, _ end: yaml_mark_t, isBlock: Bool, length: Int = 0) -> Int {
        let from = offset(start)
        var to = max(offset(end) + length, from)
        // A block scalar's end lies behind the empty lines after it, which are its own only with '+'.
        let header = bytes[from..<to].prefix { $0 != 0x0A }
        if isBlock, !header.contains(UInt8(ascii: "+")) {
            while to > from, [0x0A, 0x20].contains(bytes[to - 1]) { to -= 1 }
        } else if isBlock {
            // Only to the begin of the line on which it ends.
            while to > from, bytes[to - 1] == 0x20 { to -= 1 }
            if to > from, bytes[to - 1] == 0x0A { to -= 1 }
        }
        let endLine = Int(start.line) + bytes[from..<to].count { $0 == 0x0A }
        tokens.append(
            Token(start: from, end: to, line: Int(start.line), endLine: endLine, column: Int(start.column)))
        return tokens.count - 1
    }

    /// The byte of a mark, whose column counts code points.
    private func offset(_ mark: yaml_mark_t) -> Int {
        guard Int(mark.line) < lineStarts.count else { return bytes.count }
        var at = lineStarts[Int(mark.line)]
        for _ in 0..<Int(mark.column) {
            at += 1
            while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
        }
        return min(at, bytes.count)
    }

    // MARK: Comments

    private mutating func findComments() {
        leading = Array(repeating: [], count: tokens.count + 1)
        trailing = Array(repeating: nil, count: tokens.count)
        var start = 0
        for index in 0...tokens.count {
            let end = index < tokens.count ? tokens[index].start : bytes.count
            gap(from: min(start, end), to: end, before: index)
            if index < tokens.count { start = tokens[index].end }
        }
    }

    /// Comments and blank lines between a token and the next one; indicators such as ':' and '-' stand there too.
    private mutating func gap(from start: Int, to end: Int, before index: Int) {
        var lineStart = start
        var isFirst = index > 0
        while lineStart <= end {
            let lineEnd = bytes[lineStart..<end].firstIndex(of: 0x0A) ?? end
            let line = bytes[lineStart..<lineEnd]
            if let hash = line.firstIndex(of: 0x23) {
                var comment = line[hash...]
                while let last = comment.last, last == 0x20 || last == 0x09 || last == 0x0D {
                    comment = comment.dropLast()
                }
                let begin = bytes[..<hash].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                if isFirst {
                    trailing[index - 1] = Array(comment)
                } else {
                    leading[index].append(.comment(Array(comment), column: hash - begin))
                }
            } else if !isFirst, lineEnd < end, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                if leading[index].last != .blankLine { leading[index].append(.blankLine) }
            }
            isFirst = false
            lineStart = lineEnd + 1
        }
    }
}
