/// Ids as a registry takes them: `[a-z][a-z0-9-]{0,30}`.
enum HostID {
    /// The nearest id to a text; empty if nothing of it remains.
    static func made(from text: String) -> String {
        var id = ""
        for scalar in text.unicodeScalars {
            // The accents of letters written in two code points.
            if ("\u{300}"..."\u{36F}").contains(scalar) { continue }
            let letters = plain(scalar)
            if !letters.isEmpty {
                id += letters
            } else if !id.isEmpty, !id.hasSuffix("-") {
                id += "-"
            }
        }
        id = String(id.drop { $0 == "-" })
        if let first = id.utf8.first, (0x30...0x39).contains(first) { id = "h-" + id }
        return trimmed(id, to: 31)
    }

    /// The id itself, or with `-2`, `-3`, … behind it.
    static func unique(_ id: String, among taken: Set<String>) -> String {
        guard taken.contains(id) else { return id }
        var number = 2
        while true {
            let suffix = "-\(number)"
            let candidate = trimmed(id, to: 31 - suffix.utf8.count) + suffix
            if !taken.contains(candidate) { return candidate }
            number += 1
        }
    }

    private static func trimmed(_ id: String, to length: Int) -> String {
        var id = id.prefix(length)
        while id.last == "-" { id.removeLast() }
        return String(id)
    }

    /// Lower-case letters and digits that stand for a character; accents are dropped.
    private static func plain(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "a"..."z", "0"..."9": String(scalar)
        case "A"..."Z": String(scalar).lowercased()
        case "à"..."å", "À"..."Å": "a"
        case "æ", "Æ": "ae"
        case "ç", "Ç": "c"
        case "è"..."ë", "È"..."Ë": "e"
        case "ì"..."ï", "Ì"..."Ï": "i"
        case "ñ", "Ñ": "n"
        case "ò"..."ö", "Ò"..."Ö", "ø", "Ø": "o"
        case "œ", "Œ": "oe"
        case "ù"..."ü", "Ù"..."Ü": "u"
        case "ý", "ÿ", "Ý", "Ÿ": "y"
        case "ß": "ss"
        default: ""
        }
    }
}
