import Diagnostics

/// Finds VMoodle's register in a dump of mysqldump's, mariadb-dump's or pg_dump's and reads its rows.
///
/// Tables are found by a name that ends in `local_vmoodle`, or else in the older `block_vmoodle`, whatever stands before it.
public struct DumpReading {
    let file: SourceFile
    var scanner: SQLScanner
    var report: ImportReport
    /// Columns by table, as CREATE TABLE has them.
    var columns: [String: [String]] = [:]
    var rows: [String: [VMoodleRecord]] = [:]
    /// Places are counted from the last one on: a dump is long.
    var counted = (position: 0, line: 1, column: 1)
    /// Columns that have no place in the registry, with the first value of each.
    var unknown: [String: Place] = [:]

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
    static func isPacked(_ file: SourceFile, reporting report: inout ImportReport) -> Bool {
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

    mutating func run() {
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

    mutating func reportEnd() {
        guard scanner.isCutOff else { return }
        report.lost(.notUnderstood, "the dump ends inside a value or comment; it is not whole", at: place())
    }

    mutating func chosen(_ table: String?) -> [VMoodleRecord]? {
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
}
