import Diagnostics
import Glibc

/// stdout is data, stderr is talk.
enum Terminal {
    static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func say(_ text: String) { write(text, to: STDERR_FILENO) }

    /// At most fifty findings in full, then the rest as a number.
    static func show(_ diagnostics: Diagnostics) {
        let sorted = diagnostics.sorted
        say(sorted.prefix(50).map(\.text).joined())
        if sorted.count > 50 { say("… and \(sorted.count - 50) more\n") }
        let errors = sorted.count { $0.severity == .error }
        if errors > 0 { say("\(counted(errors, "error"))\n") }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// `1 file`, `2 files`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// A text as JSON writes it, quotes included.
func json(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\n": json += "\\n"
        case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}

/// The same for bytes of the registry, which are UTF-8.
func json(_ bytes: [UInt8]) -> String { json(String(decoding: bytes, as: UTF8.self)) }
