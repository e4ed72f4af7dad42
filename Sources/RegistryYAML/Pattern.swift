import Diagnostics

/// What `{id}`, `{host}`, … stand for in the strings of one host.
struct Pattern {
    struct Refusal: Error { let reason: String }

    /// Name and value, in the order in which a message lists them.
    let values: [(name: StaticString, value: [UInt8])]

    /// Replaces `{name}`; `{{` and `}}` are braces.
    func fill(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        guard bytes.contains(where: { $0 == 0x7B || $0 == 0x7D }) else { return bytes }
        var filled: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            guard byte == 0x7B || byte == 0x7D else {
                filled.append(byte)
                at += 1
                continue
            }
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
            filled += try value(of: String(decoding: bytes[(at + 1)..<end], as: UTF8.self))
            at = end + 1
        }
        return filled
    }

    private func value(of name: String) throws(Refusal) -> [UInt8] {
        for value in values where value.name.description == name { return value.value }
        let names = values.map(\.name.description)
        let hint =
            suggestion(for: name, among: names).map { "; did you mean '{\($0)}'?" }
            ?? "; known are \(names.map { "{\($0)}" }.joined(separator: ", "))"
        throw Refusal(reason: "unknown name '{\(name)}' in a pattern\(hint)")
    }
}
