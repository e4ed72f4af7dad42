import CLibYAML
import Diagnostics

/// libyaml's events on their way onto the tape; stops at the first thing that no registry may have.
struct EventReading {
    let file: SourceFile
    let document: Document
    /// Why the reading stopped.
    private(set) var refusal: Diagnostic?
    /// Whether it is that too much follows without a value's end.
    private(set) var hasEndlessValue = false
    /// Scalars with more than printable ASCII in them, or longer than most.
    private(set) var unusual: [Int] = []
    private struct Collection {
        let node: Int
        let isMap: Bool
        /// The registry's map of hosts, which alone may be of any size.
        let isOfHosts: Bool
        /// In a map: a key comes next.
        var wantsKey = true
        var entries = 0
    }

    private var open: [Collection] = []
    private var documents = 0
    private let first: Int
    /// Bytes of a byte order mark, which libyaml would take for a column of its first line.
    private let markCount: Int

    init(file: SourceFile, into document: Document) {
        self.file = file
        self.document = document
        first = document.count
        markCount = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        open.reserveCapacity(Document.deepestNesting)
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
        file.bytes.withUnsafeBufferPointer { bytes in
            let source = UnsafeMutablePointer<Source>.allocate(capacity: 1)
            source.initialize(to: Source(rest: UnsafeRawBufferPointer(bytes)[markCount...]))
            defer { source.deallocate() }
            yaml_parser_set_input(parser, { Source.handOut($0, $1, $2, $3) }, source)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            while refusal == nil {
                guard yaml_parser_parse(parser, event) == 1 else {
                    if source.pointee.isExhausted { return tooLong() }
                    return syntaxError(parser.pointee)
                }
                source.pointee.sinceEvent = 0
                let type = event.pointee.type
                take(event)
                yaml_event_delete(event)
                if type == YAML_STREAM_END_EVENT { break }
            }
        }
        guard refusal == nil, document.count == first || document.node(first).kind != .map else { return }
        let isEmpty = document.count == first || document.isNull(first)
        refuse(
            106,
            "the registry is \(isEmpty ? "empty" : "not a map"); it must have 'version', 'platforms', 'dbservers' and 'hosts'",
            1, 1)
    }

    /// Bytes between two values: enough for any value, and for long comments before it.
    static let longestGap = 1 << 20
    /// What libyaml takes at once and has ahead of what it gives.
    private static let reach = 1 << 20

    /// What libyaml is given, a part at a time: it reads a value whole, however long it is, before anything can be said about it.
    private struct Source {
        var rest: Slice<UnsafeRawBufferPointer>
        /// Bytes that were handed out since the last event.
        var sinceEvent = 0
        var isExhausted = false
        static func handOut(
            _ source: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int,
            _ count: UnsafeMutablePointer<Int>?
        ) -> CInt {
            guard let source = source?.assumingMemoryBound(to: Source.self), let buffer, let count else { return 0 }
            let part = source.pointee.rest.prefix(size)
            source.pointee.sinceEvent += part.count
            source.pointee.isExhausted = source.pointee.sinceEvent > longestGap + reach
            guard !source.pointee.isExhausted else { return 0 }
            UnsafeMutableRawBufferPointer(start: buffer, count: size).copyBytes(from: part)
            source.pointee.rest = source.pointee.rest.dropFirst(part.count)
            count.pointee = part.count
            return 1
        }
    }

    private mutating func tooLong() {
        hasEndlessValue = true
        let last = document.count > first ? document.node(document.count - 1) : nil
        refuse(
            105,
            "more than \(Self.longestGap) bytes follow without a value that ends; at most \(Document.longestText) are one",
            last?.line ?? 1, last?.column ?? 1)
    }

    @inline(__always)
    private mutating func take(_ event: UnsafeMutablePointer<yaml_event_t>) {
        let line = UInt32(truncatingIfNeeded: event.pointee.start_mark.line + 1)
        let column = UInt32(truncatingIfNeeded: event.pointee.start_mark.column + 1)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            guard event.pointee.data.scalar.anchor == nil, event.pointee.data.scalar.tag == nil,
                let value = event.pointee.data.scalar.value
            else { return refuseReference(line, column) }
            takeScalar(
                value, event.pointee.data.scalar.length, event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE,
                line, column)
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            guard start.anchor == nil, start.tag == nil else { return refuseReference(line, column) }
            begin(.map, line, column)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            guard start.anchor == nil, start.tag == nil else { return refuseReference(line, column) }
            begin(.list, line, column)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            if let collection = open.popLast() { document.close(collection.node) }
        case YAML_ALIAS_EVENT:
            refuseReference(line, column)
        case YAML_DOCUMENT_START_EVENT:
            let start = event.pointee.data.document_start
            documents += 1
            if start.version_directive != nil || start.tag_directives.start != start.tag_directives.end {
                refuse(103, "directives ('%…') are not used here", line, 1)
            } else if documents > 1 {
                refuse(106, "a second document begins here; a registry is one document", line, column)
            }
        default: break
        }
    }

    @inline(__always)
    private mutating func takeScalar(
        _ value: UnsafeMutablePointer<UInt8>, _ length: Int, _ isPlain: Bool, _ line: UInt32, _ column: UInt32
    ) {
        let (isUnusual, hasBrace) = Self.look(at: value, length)
        if isUnusual || length > Document.longestText { unusual.append(document.count) }
        let start = document.append(value, length)
        append(
            Document.Node(
                kind: .scalar, isPlain: isPlain, hasBrace: hasBrace, isASCII: !isUnusual, line: line, column: column,
                start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: length),
                end: Int32(truncatingIfNeeded: document.count + 1)))
    }

    /// Whether a byte is outside printable ASCII, and whether one is a brace; eight at a time.
    @inline(__always)
    static func look(at bytes: UnsafePointer<UInt8>, _ count: Int) -> (isUnusual: Bool, hasBrace: Bool) {
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        var unusual: UInt64 = 0
        var brace: UInt64 = 0
        var at = 0
        while at < count {
            var word: UInt64
            if at + 8 <= count {
                word = UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self)
            } else {
                word = 0x2020_2020_2020_2020
                for i in 0..<(count - at) { word = word << 8 | UInt64(bytes[at + i]) }
            }
            // A byte of 0x80 and more; below 0x20; 0x7F. A borrow can only mark more than there is, never less.
            unusual |= word | (word &- 0x20 &* ones) & ~word | (word &+ ones)
            let open = word ^ 0x7B7B_7B7B_7B7B_7B7B
            let close = word ^ 0x7D7D_7D7D_7D7D_7D7D
            brace |= (open &- ones) & ~open | (close &- ones) & ~close
            at += 8
        }
        return (unusual & high != 0, brace & high != 0)
    }

    private mutating func begin(_ kind: Document.Kind, _ line: UInt32, _ column: UInt32) {
        guard open.count < Document.deepestNesting else {
            return refuse(105, "maps and lists are nested more than \(Document.deepestNesting) deep", line, column)
        }
        let isOfHosts = open.count == 1 && kind == .map && document.equals(document.count - 1, "hosts")
        append(Document.Node(kind: kind, isPlain: false, line: line, column: column, start: 0, count: 0, end: 0))
        open.append(Collection(node: document.count - 1, isMap: kind == .map, isOfHosts: isOfHosts))
    }

    @inline(__always)
    private mutating func append(_ node: Document.Node) {
        document.append(node)
        let top = open.count - 1
        guard top >= 0 else { return }
        if !open[top].isMap || open[top].wantsKey { count(node) }
        guard open[top].isMap else { return }
        if open[top].wantsKey, node.kind != .scalar {
            return refuse(103, "a key must be a single value", node.line, node.column)
        }
        open[top].wantsKey.toggle()
    }

    /// A key or an item of the innermost collection.
    @inline(__always)
    private mutating func count(_ node: Document.Node) {
        let top = open.count - 1
        open[top].entries += 1
        guard open[top].entries > Document.mostEntries, !open[top].isOfHosts else { return }
        refuse(
            105, "a map or list has more than \(Document.mostEntries) entries; only 'hosts' may have more", node.line,
            node.column)
    }

    private mutating func refuseReference(_ line: UInt32, _ column: UInt32) {
        refuse(103, Document.noReferences, line, column)
    }

    private mutating func refuse(_ code: Int, _ message: String, _ line: UInt32, _ column: UInt32) {
        let place = Place(file, line: Int(line), column: Int(column))
        refusal = Diagnostic(severity: .error, code: Code(code), message: message, place: place)
    }

    private mutating func syntaxError(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "unknown problem"
        guard parser.error == YAML_READER_ERROR else {
            var message = "the registry is not YAML: \(problem)"
            if problem == "mapping values are not allowed in this context" {
                message += " (a ': ' in a value needs quotes; a key must fit on one line)"
            }
            let inside = open.last.map { top -> Place in
                let node = document.node(top.node)
                return Place(file, line: Int(node.line), column: Int(node.column))
            }
            refusal = SyntaxError(parser, in: file, inside: inside).diagnostic(message)
            return
        }
        // The mark of a reader error stays at the start of the file; only the offset in bytes is right.
        let offset = parser.problem_offset + markCount
        let place = Document.place(ofByte: offset, in: file)
        let found = offset < file.bytes.count ? file.bytes[offset] : 0
        let hex = String(found, radix: 16, uppercase: true)
        refuse(
            102, "the registry is not UTF-8 text: \(problem) (byte 0x\(hex))", UInt32(place.line), UInt32(place.column))
    }
}
