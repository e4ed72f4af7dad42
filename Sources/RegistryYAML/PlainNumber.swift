/// What an unquoted scalar is as a number.
enum PlainNumber: Equatable {
    case int(Int)
    case float
    /// A number, time, date or truth value to some YAML reader, and not plainly one to a person.
    case ambiguous
    case none

    /// The number, if it is a whole one.
    var int: Int? { if case .int(let number) = self { number } else { nil } }

    private static let truths: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", ".nan", ".inf", "+.inf", "-.inf",
    ]

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let unsigned = bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
        let parts = unsigned.split(separator: 0x2E, omittingEmptySubsequences: false)
        let isWhole =
            parts[0].allSatisfy(Self.isDigit) && !parts[0].isEmpty && (parts[0].count == 1 || parts[0].first != 0x30)
        if isWhole, parts.count == 1 {
            self = Int(text).map { .int($0) } ?? .ambiguous
        } else if isWhole, parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(Self.isDigit) {
            self = .float
        } else if Self.truths.contains(text.lowercased()) || Self.looksNumeric(bytes) {
            self = .ambiguous
        } else {
            self = .none
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// `08`, `0x1F`, `1_000`, `1e3`, `22:22`, `2026-01-31`, `+1`, `.5`; not `4.5.1` and not `10.0.0.1`.
    private static func looksNumeric(_ bytes: [UInt8]) -> Bool {
        guard let start = bytes.firstIndex(where: { $0 != 0x2B && $0 != 0x2D && $0 != 0x2E }), start <= 2,
            isDigit(bytes[start])
        else { return false }
        guard bytes.count(where: { $0 == 0x2E }) < 2 else { return false }
        return bytes[start...].allSatisfy { byte in
            isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
                || [0x2B, 0x2D, 0x2E, 0x3A, 0x5F, 0x6F, 0x78].contains(byte)
        }
    }
}
