import Diagnostics

/// From values to records.
extension DumpReading {
    mutating func add(
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

    mutating func decoded(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        report.changed(.encoding, "a value is not UTF-8; it was read as Windows-1252 (Latin-1)", at: place())
        return String(decoding: SourceText.windows1252(bytes), as: UTF8.self)
    }

    /// Where the scanner's last token began.
    mutating func place() -> Place {
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
