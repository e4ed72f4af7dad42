import Diagnostics

/// Reads VMoodle's register from a running server, through the server's own client program.
///
/// Each value comes as hexadecimal digits, so that neither line feeds nor NULL nor a client's escapes can be mistaken.
public struct DatabaseReading {
    private let address: DatabaseAddress
    private let password: String?

    /// The client could not be run, or the server refused.
    public struct Failure: Error { public let reason: String }

    public init(_ address: DatabaseAddress, password: String?) {
        self.address = address
        self.password = password
    }

    /// The rows of the register.
    ///
    /// - Parameter table: its name, if the database has more than one.
    /// - Throws: `Failure` if the server cannot be asked.
    public func records(
        table: String? = nil, reporting report: inout ImportReport
    ) throws(Failure) -> [VMoodleRecord]? {
        let file = SourceFile(name: address.text, bytes: [])
        let place = Place(file, line: 1, column: 1)
        var tables: [String: [String]] = [:]
        for row in try rows(of: columnsQuery, count: 2) {
            tables[row[0] ?? "", default: []].append(row[1] ?? "")
        }
        if let table { tables = tables.filter { $0.key == table } }
        let current = tables.filter { $0.key.hasSuffix("local_vmoodle") }
        if !current.isEmpty { tables = current }
        guard tables.count < 2 else {
            let list = tables.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
            report.lost(
                .notUnderstood, "the database has more than one register: \(list); name one with --table", at: place)
            return nil
        }
        guard let (name, columns) = tables.first else {
            let wanted = table.map { "no table '\($0)'" } ?? "no table whose name ends in 'local_vmoodle'"
            report.lost(.notUnderstood, "the database has \(wanted)", at: place)
            return nil
        }
        let rows = try rows(of: query(name, columns), count: columns.count)
        return records(rows, columns, in: SourceFile(name: "\(address.text) \(name)", bytes: []), reporting: &report)
    }

    private func records(
        _ rows: [[String?]], _ columns: [String], in file: SourceFile, reporting report: inout ImportReport
    ) -> [VMoodleRecord] {
        for (index, column) in columns.enumerated()
        where !VMoodleRecord.known.contains(column) && rows.contains(where: { !($0[index] ?? "").isEmpty }) {
            report.lost(
                .valueNotCarried, "unknown column '\(column)'; it is not carried",
                at: Place(file, line: 1, column: index + 1))
        }
        return rows.enumerated().map { number, row in
            var record = VMoodleRecord(place: Place(file, line: number + 1, column: 1), cells: [:])
            for (index, column) in columns.enumerated() {
                guard let text = row[index], !text.isEmpty else { continue }
                record.cells[column] = VMoodleRecord.Cell(
                    text, at: Place(file, line: number + 1, column: index + 1))
            }
            return record
        }
    }

    /// The names of the server's databases, sorted, without those that every server has.
    ///
    /// - Throws: `Failure` if the server cannot be asked.
    public func databases() throws(Failure) -> [String] {
        let query =
            address.kind == .mariadb
            ? "SELECT \(value("schema_name")) FROM information_schema.schemata "
                + "WHERE schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')"
            : "SELECT \(value("datname")) FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'"
        return try rows(of: query, count: 1).compactMap { $0[0] }.sorted()
    }

    // MARK: Queries

    private var columnsQuery: String {
        let schema = address.kind == .mariadb ? "= DATABASE()" : "= ANY (current_schemas(false))"
        return "SELECT \(value("table_name")), \(value("column_name")) FROM information_schema.columns "
            + "WHERE table_schema \(schema) AND (table_name LIKE '%local|_vmoodle' ESCAPE '|' "
            + "OR table_name LIKE '%block|_vmoodle' ESCAPE '|') ORDER BY table_name, ordinal_position"
    }

    private func query(_ table: String, _ columns: [String]) -> String {
        let order = columns.contains("id") ? " ORDER BY \(quoted("id"))" : ""
        return "SELECT \(columns.map { value(quoted($0)) }.joined(separator: ", ")) FROM \(quoted(table))\(order)"
    }

    /// `=` and hexadecimal digits, or `-` for NULL.
    private func value(_ expression: String) -> String {
        address.kind == .mariadb
            ? "IFNULL(CONCAT('=', HEX(CONVERT(\(expression) USING utf8mb4))), '-')"
            : "COALESCE('=' || ENCODE(CONVERT_TO(\(expression)::text, 'UTF8'), 'hex'), '-')"
    }

    private func quoted(_ name: String) -> String {
        let quote: Character = address.kind == .mariadb ? "`" : "\""
        return "\(quote)" + name.map { $0 == quote ? "\(quote)\(quote)" : String($0) }.joined() + "\(quote)"
    }

    // MARK: Answers

    private func rows(of query: String, count: Int) throws(Failure) -> [[String?]] {
        let output = try answer(to: query)
        var rows: [[String?]] = []
        for line in output.split(separator: 0x0A) {
            let cells = line.split { $0 == 0x20 || $0 == 0x09 }
            guard cells.count == count else { throw Failure(reason: "the client's answer cannot be read") }
            rows.append(cells.map { $0.first == UInt8(ascii: "=") ? Self.text($0.dropFirst()) : nil })
        }
        return rows
    }

    private func answer(to query: String) throws(Failure) -> [UInt8] {
        for program in address.programs {
            let client = ClientProgram(
                name: program, arguments: address.arguments(for: query),
                environment: password.map { [address.passwordVariable: $0] } ?? [:])
            guard let outcome = client.run() else { continue }
            guard outcome.status == 0 else {
                let said = outcome.errors.split(separator: "\n").first.map(String.init) ?? "no reason was given"
                throw Failure(reason: "\(program) ended with status \(outcome.status): \(said)")
            }
            return outcome.output
        }
        throw Failure(reason: "the program '\(address.programs[0])' cannot be run; is it installed?")
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String {
        let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        let bytes = stride(from: 0, to: values.count - values.count % 2, by: 2)
            .map { UInt8(values[$0] << 4 | values[$0 + 1]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
