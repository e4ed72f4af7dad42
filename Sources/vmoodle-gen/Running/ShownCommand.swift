/// A command as people see it and as it is kept: quoted for a shell, without values that look like secrets.
enum ShownCommand {
    private static let secretNames = ["pass", "secret", "token", "apikey", "api-key", "credential"]

    /// Words without the values of options whose names speak of secrets; the process list of the machine shows them all the same.
    static func redacted(_ words: [String]) -> [String] {
        var isSecret = false
        return words.map { word in
            if isSecret {
                isSecret = false
                if !word.hasPrefix("-") { return Self.secret }
            }
            guard word.hasPrefix("-") else { return word }
            let sign = word.firstIndex(of: "=")
            let name = word[..<(sign ?? word.endIndex)].lowercased()
            guard secretNames.contains(where: { name.contains($0) }) else { return word }
            guard let sign else {
                isSecret = true
                return word
            }
            return word[...sign] + Self.secret
        }
    }

    static let secret = "«secret»"

    static func text(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// A word that POSIX shells read as it is.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x2B...0x3A).contains($0) || $0 == 0x3D || $0 == 0x40
                    || $0 == 0x5F
                    || $0 == 0x25
            }
        guard !isPlain || word.hasPrefix("=") else { return word }
        return "'" + word.unicodeScalars.map { $0 == "'" ? #"'\''"# : String($0) }.joined() + "'"
    }

    /// Text of somebody else's for a terminal, which takes control characters for commands.
    static func harmless(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
                        ? "\u{FFFD}" : scalar
                }))
    }
}
