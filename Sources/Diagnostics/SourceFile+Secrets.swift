extension SourceFile {
    /// A line as a person may see it: secrets, texts in the place of maps that hold some, and the user names and passwords of
    /// addresses are dots.
    ///
    /// - Parameter column: from where on all is, counted from 1 in code points.
    func shownLine(_ number: Int, hiddenFrom column: Int = .max) -> [UInt8] {
        let line = Array(self.line(number))
        let start = min(secretStart(number), mapStart(number), Self.byte(ofColumn: column, in: line))
        let credentials = Self.credentials(in: line)
        var shown: [UInt8] = []
        for (at, byte) in line.enumerated() {
            // Code point by code point, so that a caret stays where it belongs.
            guard at >= start || credentials[at], !SecretLines.isBlank(byte) else {
                shown.append(byte)
                continue
            }
            if byte & 0xC0 != 0x80 { shown.append(UInt8(ascii: ".")) }
        }
        return shown
    }

    private static func byte(ofColumn column: Int, in line: [UInt8]) -> Int {
        let scalars = line.indices.lazy.filter { line[$0] & 0xC0 != 0x80 }
        return column == .max ? .max : scalars.dropFirst(column - 1).first ?? .max
    }

    /// Which bytes are an address's user name and password: those behind "://", or the word if that has a ':', up to '@'.
    private static func credentials(in line: [UInt8]) -> [Bool] {
        var isHidden = [Bool](repeating: false, count: line.count)
        var (start, hasColon, hasScheme) = (0, false, false)
        for (at, byte) in line.enumerated() {
            switch byte {
            case UInt8(ascii: "\""): (start, hasColon, hasScheme) = (at + 1, false, false)
            // A password may hold blanks, wrongly.
            case 0x20 where !hasScheme, 0x09 where !hasScheme: (start, hasColon) = (at + 1, false)
            case UInt8(ascii: ":"):
                hasColon = true
                if !hasScheme, line[at...].starts(with: "://".utf8) { (start, hasScheme) = (at + 3, true) }
            case UInt8(ascii: "@") where hasColon && start < at:
                for hidden in start..<at { isHidden[hidden] = true }
                start = at + 1
            default: break
            }
        }
        return isHidden
    }
}

/// Whether a value may hold a user name and password, as `https://user:password@host` does.
public func holdsCredentials(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return bytes[..<end].contains(UInt8(ascii: ":"))
}
