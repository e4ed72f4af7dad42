private import CIDN2

/// UTS 46 ToASCII by libidn2, non-transitional and with STD3 rules but for '_'. Only its UTF-8 functions: the others follow the locale.
enum InternationalName {
    /// A host whose labels are in ASCII, otherwise as written; most hosts need no look at Unicode and never come here.
    static func ascii(_ host: ArraySlice<UInt8>) throws(ValueRefusal) -> [UInt8] {
        var ascii: [UInt8] = []
        for label in host.split(separator: 0x2E, omittingEmptySubsequences: false) {
            if label.startIndex != host.startIndex { ascii.append(0x2E) }
            ascii += try asciiLabel(label)
        }
        return ascii
    }

    private static func asciiLabel(_ written: ArraySlice<UInt8>) throws(ValueRefusal) -> [UInt8] {
        let isASCII = written.allSatisfy { $0 < 0x80 }
        let label = isASCII ? written.map { isUppercase($0) ? $0 + 0x20 : $0 } : Array(written)
        // '_' has a place in names of hosts, and no label of ASCII one in UTS 46's tables.
        guard !isASCII || isALabel(label) else { return Array(written) }
        let ascii: [UInt8]
        do {
            ascii = try encoded(label)
            for label in ascii.split(separator: 0x2E) where isALabel(label) { try checkRoundTrip(Array(label)) }
        } catch {
            throw refusal(written, error.reason)
        }
        guard isASCII else { return ascii }
        guard ascii == label else {
            throw refusal(written, "stands for what is written '\(String(decoding: ascii, as: UTF8.self))'")
        }
        return Array(written)
    }

    /// What is written as an A-label stands for a name that is not ASCII, whose only A-label it is.
    private static func checkRoundTrip(_ label: [UInt8]) throws(Failure) {
        let decoded = try decoded(label)
        guard decoded.contains(where: { $0 >= 0x80 }), try encoded(decoded) == label else {
            throw Failure(reason: "is not the A-label of a name")
        }
    }

    private static func isALabel(_ label: some Collection<UInt8>) -> Bool { label.starts(with: "xn--".utf8) }

    private static func refusal(_ label: ArraySlice<UInt8>, _ reason: String) -> ValueRefusal {
        ValueRefusal(
            "must have a host name that UTS 46 allows ('\(String(decoding: label, as: UTF8.self))' \(reason))",
            isInternationalName: true)
    }
}

// MARK: libidn2

extension InternationalName {
    private struct Failure: Error {
        let reason: String

        init(reason: String) { self.reason = reason }

        /// libidn2's own texts follow the locale.
        init(_ code: Int32) {
            reason =
                switch idn2_rc(code) {
                case IDN2_ENCODING_ERROR: "is not UTF-8"
                case IDN2_TOO_BIG_DOMAIN, IDN2_TOO_BIG_LABEL: "is too long"
                case IDN2_PUNYCODE_BAD_INPUT, IDN2_PUNYCODE_BIG_OUTPUT, IDN2_PUNYCODE_OVERFLOW, IDN2_INVALID_ALABEL,
                    IDN2_ALABEL_ROUNDTRIP_FAILED:
                    "is not the A-label of a name"
                case IDN2_2HYPHEN, IDN2_HYPHEN_STARTEND: "has a '-' first, last or third and fourth"
                case IDN2_LEADING_COMBINING: "begins with a combining character"
                case IDN2_BIDI: "mixes directions of writing"
                default: "holds a character that names cannot have"
                }
        }
    }

    // Without IDN2_USE_STD3_ASCII_RULES, with which libidn2 2.3.3 drops what maps to a forbidden character ('a⩴80' would be
    // 'a80'); without, it keeps that character, and `encoded` refuses it.
    private static let flags = Int32(bitPattern: IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)

    private static func encoded(_ label: [UInt8]) throws(Failure) -> [UInt8] {
        // C would end the text at a NUL.
        guard !label.contains(0) else { throw Failure(Int32(IDN2_DISALLOWED.rawValue)) }
        var output: UnsafeMutablePointer<UInt8>?
        let code = idn2_lookup_u8(label + [0], &output, flags)
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else { throw Failure(code) }
        let ascii = Array(UnsafeBufferPointer(start: output, count: length(of: output)))
        guard ascii.allSatisfy({ isLowercase($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E }) else {
            throw Failure(Int32(IDN2_DISALLOWED.rawValue))
        }
        return ascii
    }

    private static func decoded(_ label: [UInt8]) throws(Failure) -> [UInt8] {
        var output: UnsafeMutablePointer<CChar>?
        let code = idn2_to_unicode_8z8z(label.map(CChar.init(bitPattern:)) + [0], &output, flags)
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else { throw Failure(code) }
        return UnsafeMutableRawPointer(output).withMemoryRebound(to: UInt8.self, capacity: 1) {
            Array(UnsafeBufferPointer(start: $0, count: length(of: $0)))
        }
    }

    private static func length(of text: UnsafePointer<UInt8>) -> Int {
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }
}
