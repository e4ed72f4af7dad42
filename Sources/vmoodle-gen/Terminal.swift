import Diagnostics
import Glibc

/// stdout is data, stderr is talk.
enum Terminal {
    static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func print(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    static func say(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Findings in full, at most fifty unless all are asked for, and how many there are.
    static func show(_ diagnostics: Diagnostics, all: Bool = false) {
        let sorted = diagnostics.sorted
        let shown = all ? sorted[...] : sorted.prefix(50)
        let style: Diagnostic.Style = isColoured ? .coloured : .plain
        say(shown.map { $0.text(in: style) }.joined())
        if sorted.count > shown.count { say("… and \(sorted.count - shown.count) more (--all-errors shows them)\n") }
        let errors = sorted.count { $0.severity == .error }
        let warnings = sorted.count - errors
        guard !sorted.isEmpty else { return }
        // What was said of it has to be said again.
        ReadInputs.noteUnknown()
        say(
            [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }.joined(
                separator: ", ") + "\n")
    }

    /// Whether people read stderr on a terminal that moves its cursor.
    static let isScreen = isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } ?? "dumb" != "dumb"

    /// no-color.org, force-color.org.
    private static var isColoured: Bool {
        let isSet = { (name: String) in getenv(name).map { $0.pointee != 0 } ?? false }
        if isSet("NO_COLOR") { return false }
        if isSet("FORCE_COLOR") { return true }
        return isScreen
    }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    /// Part of a line of stderr that is drawn over and over.
    static func draw(_ text: String) { writeAll(Array(text.utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        ProgressBar.hide()
        writeAll(bytes, to: descriptor)
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// `1 file`, `2 files`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
