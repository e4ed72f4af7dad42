import Diagnostics

/// What `{id}`, `{host}`, … stand for in the strings of one host.
struct Pattern {
    struct Refusal: Error { let reason: String }

    static let names = ["id", "host", "name", "shortname"]
    static let known = "known are \(names.map { "{\($0)}" }.joined(separator: ", "))"

    /// In the order of the names; nil: not to be used in this field.
    var id: [UInt8]
    /// The URL's host name.
    var host: [UInt8]?
    var name: [UInt8]?
    var shortName: [UInt8]?

    /// Replaces `{name}`; `{{` and `}}` are braces.
    func fill(_ bytes: UnsafeBufferPointer<UInt8>) throws(Refusal) -> [UInt8] {
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
            let name = UnsafeBufferPointer(rebasing: bytes[(at + 1)..<end])
            if name.count == 2, name[0] == UInt8(ascii: "i"), name[1] == UInt8(ascii: "d") {
                filled += id
            } else {
                filled += try value(of: String(decoding: name, as: UTF8.self))
            }
            at = end + 1
        }
        return filled
    }

    private func value(of name: String) throws(Refusal) -> [UInt8] {
        let value: [UInt8]?
        switch name {
        case "host": value = host
        case "name": value = self.name
        case "shortname": value = shortName
        default:
            let hint =
                suggestion(for: name, among: Self.names).map { "; did you mean '{\($0)}'?" }
                ?? "; \(Self.known)"
            throw Refusal(reason: "unknown name \(Reader.quoted("{\(name)}")) in a pattern\(hint)")
        }
        guard let value else { throw Refusal(reason: "'{\(name)}' cannot be used in this field, on which it depends") }
        return value
    }
}
