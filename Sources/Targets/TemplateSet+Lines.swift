import Diagnostics

extension TemplateSet {
    /// The line of a target's templates that wrote a line of its files, if there is only one that can have: its text between tags
    /// stands in the written line, in its order.
    public func lines(thatMayWrite written: ArraySlice<UInt8>, for target: String) -> [Place] {
        var found: [Place] = []
        for path in paths where path.hasPrefix("\(target)/") {
            guard let file = file(path) else { continue }
            let count = file.bytes.count { $0 == 0x0A } + 1
            for line in 1...count where Self.pieces(of: file.line(line)).map({ Self.match($0, written) }) ?? false {
                found.append(Place(file, line: line, column: 1, length: file.line(line).count))
            }
        }
        return found.count == 1 ? found : []
    }

    /// The text around and between the tags of a line; nil if it writes nothing of its own.
    private static func pieces(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = line
        while let open = rest.firstRange(of: Array("{{".utf8)) {
            pieces.append(rest[..<open.lowerBound])
            let close = rest[open.upperBound...].firstRange(of: Array("}}".utf8))
            rest = close.map { rest[$0.upperBound...] } ?? []
        }
        pieces.append(rest)
        return pieces.contains { $0.contains { $0 != 0x20 && $0 != 0x09 } } ? pieces : nil
    }

    private static func match(_ pieces: [ArraySlice<UInt8>], _ line: ArraySlice<UInt8>) -> Bool {
        guard pieces.count > 1 else { return pieces.first == line }
        guard let first = pieces.first, let last = pieces.last, line.starts(with: first) else { return false }
        var rest = line.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count) == last
    }
}
