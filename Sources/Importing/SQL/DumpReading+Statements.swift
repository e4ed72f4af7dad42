/// CREATE TABLE, INSERT and COPY.
extension DumpReading {
    /// The last part of `database.table`, and the token behind it.
    mutating func tableName() -> (name: String, next: SQLToken)? {
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

    mutating func readCreate() {
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
    mutating func names() -> [String] {
        var names: [String] = []
        while true {
            switch scanner.next() {
            case .symbol(UInt8(ascii: ")")), .end: return names
            case let token: if let name = token.identifier { names.append(name) }
            }
        }
    }

    mutating func readInsert() {
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
    mutating func readTuple(of table: String, _ columns: [String]) {
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

    mutating func readCopy() {
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
}
