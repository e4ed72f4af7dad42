import CLibYAML
import Diagnostics

extension Document {
    /// Maps and lists inside each other: more than a registry needs, less than what makes libyaml slow (its flow nesting is quadratic).
    static let deepestNesting = 16
    /// Bytes of a registry: what the 32-bit places can count with room to spare.
    static let largestFile = 1 << 30
    /// Bytes of one value.
    static let longestValue = 1024

    /// Reads one document; nil, with what is wrong reported, if it is not one map in plain YAML.
    static func parse(_ file: SourceFile, reporting diagnostics: inout Diagnostics) -> Document? {
        guard file.bytes.count <= largestFile else {
            diagnostics.error(
                Code(105), "the registry has \(file.bytes.count) bytes; at most \(largestFile) are read",
                at: Place(file, line: 1, column: 1))
            return nil
        }
        guard !file.bytes.starts(with: [0xFF, 0xFE]), !file.bytes.starts(with: [0xFE, 0xFF]) else {
            diagnostics.error(
                Code(102), "the registry is UTF-16; it must be UTF-8", at: Place(file, line: 1, column: 1))
            return nil
        }
        let document = Document(file: file)
        var reading = Reading(document: document, diagnostics: diagnostics)
        reading.run()
        diagnostics = reading.diagnostics
        return reading.failed ? nil : document
    }
}

/// libyaml's events on their way onto the tape.
private struct Reading {
    let document: Document
    var diagnostics: Diagnostics
    var failed = false
    /// The open maps and lists: their node, and in a map whether a key comes next.
    private var open: [(node: Int, wantsKey: Bool)] = []
    private var documents = 0

    init(document: Document, diagnostics: Diagnostics) {
        self.document = document
        self.diagnostics = diagnostics
    }

    mutating func run() {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer {
            parser.deallocate()
            event.deallocate()
        }
        precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory")
        defer { yaml_parser_delete(parser) }
        document.file.bytes.withUnsafeBufferPointer { bytes in
            // An empty array may have no address, which libyaml refuses.
            var nothing: UInt8 = 0
            withUnsafePointer(to: &nothing) {
                yaml_parser_set_input_string(parser, bytes.baseAddress ?? $0, bytes.count)
            }
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            while !failed {
                guard yaml_parser_parse(parser, event) == 1 else {
                    syntaxError(parser.pointee)
                    return
                }
                let type = event.pointee.type
                take(event.pointee)
                yaml_event_delete(event)
                if type == YAML_STREAM_END_EVENT { break }
            }
        }
        if !failed, document.nodes.isEmpty || document.nodes[0].kind != .map {
            let message =
                document.nodes.isEmpty || document.isNull(0) ? "the registry is empty" : "the registry is not a map"
            fail(106, message + "; it must have 'version', 'platforms', 'dbservers' and 'hosts'", 1, 1)
        }
    }

    @inline(__always)
    private mutating func take(_ event: yaml_event_t) {
        let line = UInt32(truncatingIfNeeded: event.start_mark.line + 1)
        let column = UInt32(truncatingIfNeeded: event.start_mark.column + 1)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            guard scalar.anchor == nil, scalar.tag == nil else { return refuse(line, column) }
            append(.scalar, line, column, plain: scalar.style == YAML_PLAIN_SCALAR_STYLE) { node, arena in
                node.start = UInt32(arena.count)
                node.count = UInt32(scalar.length)
                arena.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            }
        case YAML_MAPPING_START_EVENT:
            guard event.data.mapping_start.anchor == nil, event.data.mapping_start.tag == nil else {
                return refuse(line, column)
            }
            begin(.map, line, column)
        case YAML_SEQUENCE_START_EVENT:
            guard event.data.sequence_start.anchor == nil, event.data.sequence_start.tag == nil else {
                return refuse(line, column)
            }
            begin(.list, line, column)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            finish()
        case YAML_ALIAS_EVENT:
            refuse(line, column)
        case YAML_DOCUMENT_START_EVENT:
            let start = event.data.document_start
            documents += 1
            if start.version_directive != nil || start.tag_directives.start != start.tag_directives.end {
                fail(103, "directives ('%…') are not used here", line, 1)
            } else if documents > 1 {
                fail(106, "a second document begins here; a registry is one document", line, column)
            }
        default: break
        }
    }

    private mutating func begin(_ kind: Document.Kind, _ line: UInt32, _ column: UInt32) {
        guard open.count < Document.deepestNesting else {
            return fail(105, "maps and lists are nested more than \(Document.deepestNesting) deep", line, column)
        }
        append(kind, line, column, plain: false) { _, _ in }
        if !failed { open.append((document.nodes.count - 1, kind == .map)) }
    }

    @inline(__always)
    private mutating func append(
        _ kind: Document.Kind, _ line: UInt32, _ column: UInt32, plain: Bool,
        fill: (inout Document.Node, inout [UInt8]) -> Void
    ) {
        var node = Document.Node(kind: kind, isPlain: plain, line: line, column: column, start: 0, count: 0, end: 0)
        fill(&node, &document.arena)
        document.nodes.append(node)
        let index = document.nodes.count - 1
        document.nodes[index].end = Int32(index + 1)
        if kind == .scalar { checkScalar(index) }
        guard let top = open.indices.last else { return }
        if document.nodes[open[top].node].kind == .map {
            if open[top].wantsKey, kind != .scalar { return fail(103, "a key must be a single value", line, column) }
            open[top].wantsKey.toggle()
        }
    }

    private mutating func finish() {
        guard let (map, _) = open.popLast() else { return }
        document.nodes[map].end = Int32(document.nodes.count)
        if document.nodes[map].kind == .map { checkKeys(of: map) }
    }

    /// libyaml delivers a key twice without complaint.
    private mutating func checkKeys(of map: Int) {
        let keys = Array(document.keys(of: map))
        if keys.count <= 16 {
            for (position, key) in keys.enumerated() {
                for earlier in keys[..<position] where document.bytes(earlier) == document.bytes(key) {
                    duplicate(key, earlier)
                }
                if document.nodes[key].isPlain, document.equals(key, "<<") {
                    refuse(document.nodes[key].line, document.nodes[key].column)
                }
            }
            return
        }
        var first: [ArraySlice<UInt8>: Int] = [:]
        first.reserveCapacity(keys.count)
        for key in keys {
            if document.nodes[key].isPlain, document.equals(key, "<<") {
                refuse(document.nodes[key].line, document.nodes[key].column)
            }
            if let earlier = first.updateValue(key, forKey: document.bytes(key)) { duplicate(key, earlier) }
        }
    }

    private mutating func duplicate(_ key: Int, _ earlier: Int) {
        diagnostics.error(
            Code(104), "the key '\(document.text(key))' stands twice in one map", at: document.place(key),
            notes: [Note("first used here", at: document.place(earlier))])
    }

    private mutating func refuse(_ line: UInt32, _ column: UInt32) {
        fail(
            103,
            "anchors, aliases ('&x', '*x'), tags ('!x') and '<<' are not used here; quote the value, or use 'defaults' and 'groups'",
            line, column)
    }

    private mutating func fail(_ code: Int, _ message: String, _ line: UInt32, _ column: UInt32) {
        failed = true
        diagnostics.error(Code(code), message, at: Place(document.file, line: Int(line), column: Int(column)))
    }

    /// Decoded values can hold what the file cannot: `"\0"`, `"\x01"`, `"\u202e"`.
    @inline(__always)
    private mutating func checkScalar(_ index: Int) {
        let node = document.nodes[index]
        var suspicious = node.count > Document.longestValue
        document.arena.withUnsafeBufferPointer { arena in
            for byte in arena[Int(node.start)..<Int(node.start + node.count)] where byte < 0x20 || byte >= 0x7F {
                suspicious = true
                break
            }
        }
        if suspicious { checkUnusualScalar(index) }
    }

    private mutating func checkUnusualScalar(_ index: Int) {
        if document.nodes[index].count > Document.longestValue {
            diagnostics.error(
                Code(105),
                "the value has \(document.nodes[index].count) bytes; at most \(Document.longestValue) are allowed",
                at: Place(
                    document.file, line: Int(document.nodes[index].line), column: Int(document.nodes[index].column)))
        }
        var position = 0
        for scalar in document.text(index).unicodeScalars {
            position += 1
            guard scalar.isRefused else { continue }
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            diagnostics.error(
                Code(102),
                "the value holds the character U+\(padded) at position \(position), which no output could carry safely",
                at: Place(
                    document.file, line: Int(document.nodes[index].line), column: Int(document.nodes[index].column)))
            return
        }
    }

    private mutating func syntaxError(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "unknown problem"
        guard parser.error == YAML_READER_ERROR else {
            var message = "the registry is not YAML: \(problem)"
            if problem == "mapping values are not allowed in this context" {
                message += " (a ': ' in a value needs quotes; a key must fit on one line)"
            }
            let mark = parser.problem_mark
            return fail(101, message, UInt32(mark.line + 1), UInt32(mark.column + 1))
        }
        // The mark of a reader error stays at the start of the file; only the offset in bytes is right.
        let before = document.file.bytes.prefix(parser.problem_offset)
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        let found = parser.problem_offset < document.file.bytes.count ? document.file.bytes[parser.problem_offset] : 0
        let hex = String(found, radix: 16, uppercase: true)
        fail(102, "the registry is not UTF-8 text: \(problem) (byte 0x\(hex))", UInt32(line), UInt32(column))
    }
}

extension Unicode.Scalar {
    /// Controls, line separators, marks that reorder text, the byte order mark and noncharacters.
    fileprivate var isRefused: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
