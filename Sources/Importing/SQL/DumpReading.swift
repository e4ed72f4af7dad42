import Diagnostics

/// Finds VMoodle's register in a dump of mysqldump's, mariadb-dump's or pg_dump's and reads its rows.
///
/// Tables are found by a name that ends in `local_vmoodle`, or else in the older `block_vmoodle`, whatever stands before it.
public struct DumpReading {
    private let file: SourceFile
    private var scanner: SQLScanner
    private var report: ImportReport
    /// Columns by table, as CREATE TABLE has them.
    private var columns: [String: [String]] = [:]
    private var rows: [String: [VMoodleRecord]] = [:]
    /// Places are counted from the last one on: a dump is long.
    private var counted = (position: 0, line: 1, column: 1)
    /// Columns that have no place in the registry, with the first value of each.
    private var unknown: [String: Place] = [:]

    /// The rows of the register; nil if the dump has none that could be read.
    ///
    /// - Parameter table: its name, if a dump has more than one.
    public static func records(
        of file: SourceFile, table: String? = nil, reporting report: inout ImportReport
    ) -> [VMoodleRecord]? {
        guard !isPacked(file, reporting: &report) else { return nil }
        let head = file.bytes.prefix(4096)
        let isPostgreSQL = String(decoding: head, as: UTF8.self).contains("PostgreSQL database dump")
        let isMySQL = !isPostgreSQL && !String(decoding: head, as: UTF8.self).contains("standard_conforming_strings")
        var reading = DumpReading(file: file, dialect: isMySQL ? .mysql : .postgresql, report: report)
        reading.run()
        let records = reading.chosen(table)
        report = reading.report
        return records
    }

    private init(file: SourceFile, dialect: SQLDialect, report: ImportReport) {
        self.file = file
        self.report = report
        scanner = SQLScanner(file.bytes, dialect)
    }

    /// Whether a file is no text yet; says what makes it one.
    private static func isPacked(_ file: SourceFile, reporting report: inout ImportReport) -> Bool {
        let kinds: [([UInt8], String)] = [
            ([0x1F, 0x8B], "compressed by gzip; 'gunzip' makes it plain text"),
            ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd; 'unzstd' makes it plain text"),
            (Array("BZh".utf8), "compressed by bzip2; 'bunzip2' makes it plain text"),
            (Array("PGDMP".utf8), "in pg_dump's own format; 'pg_restore -f -' makes it plain text"),
        ]
        guard let kind = kinds.first(where: { file.bytes.starts(with: $0.0) }) else { return false }
        report.lost(.notUnderstood, "the dump is \(kind.1)", at: Place(file, line: 1, column: 1))
        return true
    }

    /// Whether a table is VMoodle's register.
    static func isRegister(_ name: String) -> Bool {
        name.hasSuffix("local_vmoodle") || name.hasSuffix("block_vmoodle")
    }

    private mutating func run() {
        while true {
            switch scanner.next() {
            case .end: return reportEnd()
            case .word("create"): readCreate()
            case .word("insert"), .word("replace"): readInsert()
            case .word("copy"): readCopy()
            case .symbol(UInt8(ascii: ";")): break
            // psql's own commands, such as pg_dump's \restrict, are a line each.
            case .symbol(UInt8(ascii: "\\")): _ = scanner.line()
            default: scanner.skipStatement()
            }
        }
    }

    private mutating func reportEnd() {
        guard scanner.isCutOff else { return }
        report.lost(.notUnderstood, "the dump ends inside a value or comment; it is not whole", at: place())
    }

    private mutating func chosen(_ table: String?) -> [VMoodleRecord]? {
        var names = Set(columns.keys.filter(Self.isRegister)).union(rows.keys)
        if let table { names.formIntersection([table]) }
        let current = names.filter { $0.hasSuffix("local_vmoodle") }
        if !current.isEmpty { names = current }
        guard let name = names.first else {
            let wanted = table.map { "no table '\($0)'" } ?? "no table whose name ends in 'local_vmoodle'"
            report.lost(.notUnderstood, "the dump has \(wanted)", at: Place(file, line: 1, column: 1))
            return nil
        }
        guard names.count == 1 else {
            let list = names.sorted().map { "'\($0)'" }.joined(separator: ", ")
            report.lost(
                .notUnderstood, "the dump has more than one register: \(list); name one with --table",
                at: Place(file, line: 1, column: 1))
            return nil
        }
        for (column, place) in unknown.sorted(by: { $0.key < $1.key }) {
            report.lost(.valueNotCarried, "unknown column '\(column)'; it is not carried", at: place)
        }
        return rows[name, default: []]
    }

    // MARK: Statements

    /// The last part of `database.table`, and the token behind it.
    private mutating func tableName() -> (name: String, next: SQLToken)? {
        var token = scanner.next()
        while [.word("if"), .word("not"), .word("exists"), .word("into"), .word("ignore"), .word("only")].contains(
            token)
        {
            token = scanner.next()
        }
        guard var name = token.identifier else { return nil }
        var next = scanner.next()
        while next == .symbol(UInt8(ascii: ".")), let part = scanner.next().identifier {
            name = part
            next = scanner.next()
        }
        return (name, next)
    }

    private mutating func readCreate() {
        guard scanner.next() == .word("table"), let (name, next) = tableName(), Self.isRegister(name),
            next == .symbol(UInt8(ascii: "("))
        else { return scanner.skipStatement() }
        let keys: Set<String> = [
            "primary", "key", "unique", "constraint", "index", "fulltext", "foreign", "check", "spatial", "exclude",
        ]
        var found: [String] = []
        var depth = 1
        var isFirst = true
        while depth > 0 {
            let token = scanner.next()
            if isFirst {
                isFirst = false
                switch token {
                case .word(let word) where keys.contains(word): break
                default: if let name = token.identifier { found.append(name) }
                }
            }
            switch token {
            case .symbol(UInt8(ascii: "(")): depth += 1
            case .symbol(UInt8(ascii: ")")): depth -= 1
            case .symbol(UInt8(ascii: ",")) where depth == 1: isFirst = true
            case .end: return
            default: break
            }
        }
        columns[name] = found
        scanner.skipStatement()
    }

    /// Names between brackets; the opening one was read.
    private mutating func names() -> [String] {
        var names: [String] = []
        while true {
            switch scanner.next() {
            case .symbol(UInt8(ascii: ")")), .end: return names
            case let token: if let name = token.identifier { names.append(name) }
            }
        }
    }

    private mutating func readInsert() {
        guard let (name, first) = tableName(), Self.isRegister(name) else { return scanner.skipStatement() }
        var token = first
        var columns = columns[name] ?? []
        if token == .symbol(UInt8(ascii: "(")) {
            columns = names()
            token = scanner.next()
        }
        while token == .word("overriding") || token == .word("system") || token == .word("value") {
            token = scanner.next()
        }
        guard token == .word("values") else {
            report.lost(.notUnderstood, "an INSERT into '\(name)' has no VALUES; it is not carried", at: place())
            return scanner.skipStatement()
        }
        repeat {
            guard scanner.next() == .symbol(UInt8(ascii: "(")) else { break }
            readTuple(of: name, columns)
            token = scanner.next()
        } while token == .symbol(UInt8(ascii: ","))
        if token != .symbol(UInt8(ascii: ";")), token != .end { scanner.skipStatement() }
    }

    /// `(…, …)`; the opening bracket was read.
    private mutating func readTuple(of table: String, _ columns: [String]) {
        let start = place()
        var cells: [VMoodleRecord.Cell?] = [nil]
        var depth = 1
        while true {
            let token = scanner.next()
            switch token {
            case .symbol(UInt8(ascii: "(")): depth += 1
            case .symbol(UInt8(ascii: ")")): depth -= 1
            case .symbol(UInt8(ascii: ",")) where depth == 1: cells.append(nil)
            case .string(let bytes), .number(let bytes):
                let sign = cells[cells.count - 1]?.text == "-" ? "-" : ""
                let text = decoded(bytes)
                cells[cells.count - 1] = VMoodleRecord.Cell(sign + text, at: place())
            case .symbol(UInt8(ascii: "-")): cells[cells.count - 1] = VMoodleRecord.Cell("-", at: place())
            case .word("true"): cells[cells.count - 1] = VMoodleRecord.Cell("1", at: place())
            case .word("false"): cells[cells.count - 1] = VMoodleRecord.Cell("0", at: place())
            // NULL, DEFAULT, and `::text` behind a value.
            case .word, .name, .symbol: break
            case .end: depth = 0
            }
            if depth == 0 { break }
        }
        add(cells, columns, to: table, at: start)
    }

    private mutating func readCopy() {
        guard let (name, first) = tableName() else { return scanner.skipStatement() }
        let listed = first == .symbol(UInt8(ascii: "(")) ? names() : nil
        var token = listed == nil ? first : scanner.next()
        var isInline = false
        while token != .symbol(UInt8(ascii: ";")), token != .end {
            if token == .word("stdin") { isInline = true }
            token = scanner.next()
        }
        guard isInline else { return }
        _ = scanner.line()
        while let line = scanner.line(), !line.elementsEqual("\\.".utf8) {
            guard Self.isRegister(name) else { continue }
            let start = place()
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { field in
                field.elementsEqual("\\N".utf8)
                    ? nil : VMoodleRecord.Cell(decoded(CopyFormat.unescaped(field)), at: start)
            }
            add(cells, listed ?? columns[name] ?? [], to: name, at: start)
        }
    }

    // MARK: Rows

    private mutating func add(
        _ cells: [VMoodleRecord.Cell?], _ columns: [String], to table: String, at place: Place
    ) {
        guard cells.count == columns.count else {
            let reason =
                columns.isEmpty ? "but no CREATE TABLE or list names the columns" : "for \(columns.count) columns"
            return report.lost(
                .hostNotCarried, "a row of '\(table)' has \(cells.count) values, \(reason); it is not carried",
                at: place)
        }
        var record = VMoodleRecord(place: place, cells: [:])
        for (column, cell) in zip(columns, cells) where !(cell?.text ?? "").isEmpty {
            record.cells[column] = cell
            let isKnown = VMoodleRecord.known.contains(column) || VMoodleRecord.Setting(column: column) != nil
            if !isKnown, unknown[column] == nil { unknown[column] = cell?.place ?? place }
        }
        rows[table, default: []].append(record)
    }

    private mutating func decoded(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        report.changed(.encoding, "a value is not UTF-8; it was read as Windows-1252 (Latin-1)", at: place())
        return String(decoding: SourceText.windows1252(bytes), as: UTF8.self)
    }

    /// Where the scanner's last token began.
    private mutating func place() -> Place {
        let target = scanner.start
        if target < counted.position { counted = (0, 1, 1) }
        for byte in file.bytes[counted.position..<target] {
            if byte == 0x0A {
                counted.line += 1
                counted.column = 1
            } else if byte & 0xC0 != 0x80 {
                counted.column += 1
            }
        }
        counted.position = target
        return Place(file, line: counted.line, column: counted.column)
    }
}

/// PostgreSQL's text format of rows.
enum CopyFormat {
    static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        guard field.contains(UInt8(ascii: "\\")) else { return Array(field) }
        var value: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                value.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "b"): value.append(0x08)
            case UInt8(ascii: "f"): value.append(0x0C)
            case UInt8(ascii: "n"): value.append(0x0A)
            case UInt8(ascii: "r"): value.append(0x0D)
            case UInt8(ascii: "t"): value.append(0x09)
            case UInt8(ascii: "v"): value.append(0x0B)
            case 0x30...0x37: value.append(octal(next, &rest))
            case UInt8(ascii: "x"): value.append(hex(&rest) ?? next)
            default: value.append(next)
            }
        }
        return value
    }

    private static func octal(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8 {
        var value = Int(first - 0x30)
        for _ in 0..<2 {
            guard let digit = rest.first, (0x30...0x37).contains(digit) else { break }
            value = value * 8 + Int(digit - 0x30)
            rest.removeFirst()
        }
        return UInt8(truncatingIfNeeded: value)
    }

    private static func hex(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
        var value: Int?
        for _ in 0..<2 {
            guard let digit = rest.first.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { break }
            value = (value ?? 0) * 16 + digit
            rest.removeFirst()
        }
        return value.map { UInt8($0) }
    }
}
