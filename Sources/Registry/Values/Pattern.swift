import Diagnostics

/// What `{id}`, `{host}`, … stand for in the strings of one host; it shares the host's texts.
public struct Pattern: Sendable {
    public struct Refusal: Error {
        public let reason: String
        /// What the reason quotes, which may be of any length.
        public let quoted: String?

        init(reason: String, quoted: String? = nil) {
            self.reason = reason
            self.quoted = quoted
        }
    }

    static let names = ["id", "host", "name", "shortname"]
    public static let known = "known are \(names.map { "{\($0)}" }.joined(separator: ", "))"

    /// Where the values lie. Nil: not to be used in this field.
    let texts: [UInt8]
    let id: Range<Int>
    /// The URL's host name.
    let host: Range<Int>?
    let name: Range<Int>?
    let shortName: Range<Int>?

    /// Replaces `{name}`; `{{` and `}}` are braces.
    public func fill(_ bytes: UnsafeBufferPointer<UInt8>) throws(Refusal) -> [UInt8] {
        var filled: [UInt8] = []
        filled.reserveCapacity(bytes.count + id.count)
        var at = 0
        while at < bytes.count {
            var next = at
            while next < bytes.count, bytes[next] != 0x7B, bytes[next] != 0x7D { next += 1 }
            if next > at {
                filled.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<next]))
                at = next
                continue
            }
            let byte = bytes[at]
            if at + 1 < bytes.count, bytes[at + 1] == byte {
                filled.append(byte)
                at += 2
                continue
            }
            guard byte == 0x7B, let end = bytes[at...].firstIndex(of: 0x7D) else {
                throw Refusal(
                    reason:
                        "a single '\(Character(Unicode.Scalar(byte)))' in a pattern; write it twice to mean the character"
                )
            }
            filled += texts[try range(of: String(decoding: bytes[(at + 1)..<end], as: UTF8.self))]
            at = end + 1
        }
        return filled
    }

    private func range(of name: String) throws(Refusal) -> Range<Int> {
        let value: Range<Int>?
        switch name {
        case "id": value = id
        case "host": value = host
        case "name": value = self.name
        case "shortname": value = shortName
        default:
            let hint =
                suggestion(for: name, among: Self.names).map { "; did you mean '{\($0)}'?" }
                ?? "; \(Self.known)"
            throw Refusal(reason: "unknown name '{\(name)}' in a pattern\(hint)", quoted: "{\(name)}")
        }
        guard let value else { throw Refusal(reason: "'{\(name)}' cannot be used in this field, on which it depends") }
        return value
    }
}
