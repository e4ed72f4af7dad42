import Diagnostics

/// Reads a nodelist as VMoodle does: no quotes, a separator that values write as an entity, comments by their first character.
public struct NodelistReading {
    private let source: SourceText
    private let separator: UInt8
    private var report: ImportReport
    private var columns: [(name: String, place: Place)] = []
    private var records: [VMoodleRecord] = []

    /// The rows of a nodelist; nil if its header makes them unreadable.
    public static func records(
        of file: SourceFile, separator: UInt8 = UInt8(ascii: ";"), reporting report: inout ImportReport
    ) -> [VMoodleRecord]? {
        if file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF]) {
            report.lost(
                .notUnderstood, "the nodelist is UTF-16; it must be UTF-8", at: Place(file, line: 1, column: 1))
            return nil
        }
        var reading = NodelistReading(
            source: SourceText(file, reporting: &report), separator: separator, report: report)
        let isRead = reading.run()
        report = reading.report
        return isRead ? reading.records : nil
    }

    private init(source: SourceText, separator: UInt8, report: ImportReport) {
        self.source = source
        self.separator = separator
        self.report = report
    }

    /// VMoodle reads lines with `fgets(…, 1024)`, which takes at most 1,023 bytes.
    static let longestLine = 1023

    private mutating func run() -> Bool {
        var number = 0
        for line in source.file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let end = line.lastIndex { $0 != 0x0D }.map { $0 + 1 } ?? line.startIndex
            let text = line[line.startIndex..<end]
            guard !Self.isComment(text) else { continue }
            if line.count + 1 > Self.longestLine {
                report.changed(
                    .longLine,
                    "the line has \(line.count) bytes; VMoodle reads it as two, here it is one",
                    at: Place(source.file, line: number, column: 1))
            }
            let cells = cells(of: text, line: number)
            if columns.isEmpty {
                guard readHeader(cells) else { return false }
            } else {
                readRow(cells, line: number)
            }
        }
        guard !columns.isEmpty else {
            report.lost(
                .notUnderstood, "there is no header; the first line must name the columns, 'vhostname' among them",
                at: Place(source.file, line: max(number, 1), column: 1))
            return false
        }
        return true
    }

    /// Empty, or beginning with one of `( [ - # /` and a space.
    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return true }
        return "([-#/ ".utf8.contains(first)
    }

    // MARK: Lines

    private mutating func readHeader(_ cells: [VMoodleRecord.Cell]) -> Bool {
        columns = cells.map { ($0.text, $0.place) }
        let names = Set(columns.map(\.name))
        let missing = (VMoodleRecord.required + ["vdbpass"]).filter { !names.contains($0) }
        guard missing.isEmpty else {
            let isQuoted = names.contains { $0.hasPrefix("\"") }
            let hint =
                isQuoted
                ? "; a nodelist has no quotes"
                : names.count < 2 ? "; is the separator '\(Character(Unicode.Scalar(separator)))'?" : ""
            let columns = missing.map { "'\($0)'" }.joined(separator: ", ")
            report.lost(.notUnderstood, "the header has no column \(columns)\(hint)", at: cells.first?.place)
            return false
        }
        for (index, column) in columns.enumerated() {
            if columns[..<index].contains(where: { $0.name == column.name }) {
                report.lost(
                    .valueNotCarried, "the column '\(column.name)' stands twice; the last one counts", at: column.place)
            } else if !VMoodleRecord.known.contains(column.name), VMoodleRecord.Setting(column: column.name) == nil {
                let hint =
                    suggestion(for: column.name, among: VMoodleRecord.known).map { "; did you mean '\($0)'?" } ?? ""
                report.lost(
                    .valueNotCarried, "unknown column '\(column.name)'; it is not carried\(hint)", at: column.place)
            }
        }
        return true
    }

    private mutating func readRow(_ written: [VMoodleRecord.Cell], line: Int) {
        var cells = written
        let place = Place(source.file, line: line, column: 1)
        if cells.count > columns.count { cells = joinedAtEntities(cells) }
        // A row that ends in separators has empty values too many.
        while cells.count > columns.count, cells.last?.text.isEmpty ?? false { cells.removeLast() }
        guard cells.count <= columns.count else {
            report.lost(
                .hostNotCarried,
                "the row has \(cells.count) values for \(columns.count) columns; write a separator inside a value as '&#\(separator)'",
                at: cells[columns.count].place)
            return
        }
        if cells.count < columns.count {
            let rest = columns[cells.count...].map(\.name)
            report.changed(
                .assumed,
                "the row has \(cells.count) values for \(columns.count) columns; \(rest.map { "'\($0)'" }.joined(separator: ", ")) \(rest.count == 1 ? "is" : "are") empty",
                at: place)
        }
        var record = VMoodleRecord(place: place, cells: [:])
        for (column, cell) in zip(columns, cells) where !cell.text.isEmpty {
            record.cells[column.name] = VMoodleRecord.Cell(
                Self.decoded(cell.text, separator: separator), at: cell.place)
        }
        records.append(record)
    }

    /// The values of a line, trimmed as PHP's `trim` does, entities still in them.
    private func cells(of line: ArraySlice<UInt8>, line number: Int) -> [VMoodleRecord.Cell] {
        line.split(separator: separator, omittingEmptySubsequences: false).map { part in
            let isSpace: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D, 0x00, 0x0B].contains($0) }
            let start = part.firstIndex { !isSpace($0) } ?? part.startIndex
            let end = part.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
            let column = line[line.startIndex..<start].count { $0 & 0xC0 != 0x80 } + 1
            let text = String(decoding: part[start..<end], as: UTF8.self)
            return VMoodleRecord.Cell(
                text, at: Place(source.file, line: number, column: column, length: text.unicodeScalars.count))
        }
    }

    /// `&#59;` in a file separated by `;` was split at its end. Where that alone makes the row too long, it is one value.
    private mutating func joinedAtEntities(_ cells: [VMoodleRecord.Cell]) -> [VMoodleRecord.Cell] {
        let cut = cells.dropLast().indices.filter { Self.endsInEntity(cells[$0].text) }
        guard separator == UInt8(ascii: ";"), !cut.isEmpty, cells.count - cut.count == columns.count else {
            return cells
        }
        var joined: [VMoodleRecord.Cell] = []
        for (index, cell) in cells.enumerated() {
            if index > 0, cut.contains(index - 1), let last = joined.popLast() {
                joined.append(VMoodleRecord.Cell(last.text + cell.text, at: last.place))
            } else {
                joined.append(cell)
            }
        }
        report.changed(
            .valueChanged, "an entity ends in ';', which VMoodle takes for the separator; it was read as '&#59'",
            at: cells[cut[0]].place)
        return joined
    }

    private static func endsInEntity(_ text: String) -> Bool { text.hasSuffix("&#59") || text.hasSuffix("&#44") }

    /// `&#44` is the separator, whatever it is, and `&#59` is `;`; each with or without an entity's own `;`.
    static func decoded(_ text: String, separator: UInt8) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var decoded: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            let isComma = rest.starts(with: "&#44".utf8)
            if isComma || rest.starts(with: "&#59".utf8) {
                decoded.append(isComma ? separator : UInt8(ascii: ";"))
                rest = rest.dropFirst(4)
                if rest.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
            } else {
                decoded.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
