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
        try fill(bytes) { filled.append(contentsOf: $0) }
        return filled
    }

    /// The same of a text that was kept because every host can fill it in; the closure gets the pieces.
    public func fillKept(_ text: [UInt8], _ append: (UnsafeBufferPointer<UInt8>) -> Void) {
        text.withUnsafeBufferPointer { text in
            do throws(Refusal) {
                try fill(text, append)
            } catch {
                preconditionFailure("a pattern was kept that no host can fill in: \(error.reason)")
            }
        }
    }

    private func fill(
        _ bytes: UnsafeBufferPointer<UInt8>, _ append: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(Refusal) {
        var at = 0
        while at < bytes.count {
            var next = at
            while next < bytes.count, bytes[next] != 0x7B, bytes[next] != 0x7D { next += 1 }
            if next > at {
                append(UnsafeBufferPointer(rebasing: bytes[at..<next]))
                at = next
                continue
            }
            let byte = bytes[at]
            if at + 1 < bytes.count, bytes[at + 1] == byte {
                append(UnsafeBufferPointer(rebasing: bytes[at..<(at + 1)]))
                at += 2
                continue
            }
            guard byte == 0x7B, let end = bytes[at...].firstIndex(of: 0x7D) else {
                throw Refusal(
                    reason:
                        "a single '\(Character(Unicode.Scalar(byte)))' in a pattern; write it twice to mean the character"
                )
            }
            let range = try range(of: UnsafeBufferPointer(rebasing: bytes[(at + 1)..<end]))
            texts.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
            at = end + 1
        }
    }

    private func range(of name: UnsafeBufferPointer<UInt8>) throws(Refusal) -> Range<Int> {
        let value: Range<Int>?
        if name.equals("id") {
            value = id
        } else if name.equals("host") {
            value = host
        } else if name.equals("name") {
            value = self.name
        } else if name.equals("shortname") {
            value = shortName
        } else {
            let name = String(decoding: name, as: UTF8.self)
            let hint =
                suggestion(for: name, among: Self.names).map { "; did you mean '{\($0)}'?" }
                ?? "; \(Self.known), and '{{' and '}}' write braces"
            throw Refusal(reason: "unknown name '{\(name)}' in a pattern\(hint)", quoted: "{\(name)}")
        }
        guard let value else {
            let name = String(decoding: name, as: UTF8.self)
            throw Refusal(reason: "'{\(name)}' cannot be used in this field, on which it depends")
        }
        return value
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] != text.utf8Start[index] { return false }
        return true
    }
}
