import CIDN2
import HostTable

/// Host names as a registry may write them: in ASCII, or international ones, which become their A-labels.
public enum HostName {
    /// An authority with its international labels in ASCII (UTS 46, non-transitional); one in ASCII stays as it is, and its
    /// `xn--` labels must be what such a label would become.
    static func ascii(_ authority: [UInt8]) throws(ValueRefusal) -> [UInt8] {
        let colon = authority.lastIndex(of: 0x3A) ?? authority.endIndex
        let host = Array(authority[..<colon])
        let isInternational = host.contains { $0 >= 0x80 }
        guard isInternational || hasALabel(host) else { return authority }
        guard let ascii = toASCII(host) else {
            throw ValueRefusal(
                "must have a host name that UTS 46 allows in its international labels", isInternationalName: true)
        }
        guard isInternational || ascii == host else {
            let unicode = toUnicode(host).map { ", '\(String(decoding: $0, as: UTF8.self))'" } ?? ""
            throw ValueRefusal(
                "must have 'xn--' labels in canonical form; write the name itself\(unicode)", isInternationalName: true)
        }
        return ascii + authority[colon...]
    }

    /// Whether two hyphens stand next to each other, as they do in each A-label and hardly anywhere else.
    static func mayHaveALabel(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var last: UInt8 = 0
        for byte in bytes {
            if byte == 0x2D, last == 0x2D { return true }
            last = byte
        }
        return false
    }

    /// Why bytes are not a host name in canonical form.
    static func refusal(of bytes: [UInt8]) -> ValueRefusal {
        if bytes.isEmpty { return ValueRefusal("must have a host name") }
        if bytes.contains(0x5B) { return ValueRefusal("must not be an IPv6 address") }
        if bytes.contains(0x2A) { return ValueRefusal("must not be a pattern") }
        return ValueRefusal("must have a host name of letters, digits, '-' and '_' in labels joined by '.'")
    }

    private static func hasALabel(_ host: [UInt8]) -> Bool {
        host.split(separator: 0x2E).contains { label in
            label.count > 3 && label.prefix(4).map { $0 | 0x20 }.elementsEqual("xn--".utf8)
        }
    }

    /// UTS 46 ToASCII by libidn2; nil if it refuses.
    private static func toASCII(_ host: [UInt8]) -> [UInt8]? {
        let flags = UInt32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        return convert(host) { idn2_lookup_u8($0, $1, Int32(bitPattern: flags)) }
    }

    private static func toUnicode(_ host: [UInt8]) -> [UInt8]? {
        convert(host) { input, output in
            input.withMemoryRebound(to: CChar.self, capacity: host.count + 1) { name in
                var converted: UnsafeMutablePointer<CChar>?
                let status = idn2_to_unicode_8z8z(name, &converted, 0)
                output.pointee = UnsafeMutableRawPointer(converted)?.assumingMemoryBound(to: UInt8.self)
                return status
            }
        }
    }

    private static func convert(
        _ host: [UInt8],
        _ function: (UnsafePointer<UInt8>, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
    ) -> [UInt8]? {
        guard !host.contains(0) else { return nil }
        var converted: UnsafeMutablePointer<UInt8>?
        let status = (host + [0]).withUnsafeBufferPointer { input -> Int32 in
            guard let name = input.baseAddress else { return -1 }
            return function(name, &converted)
        }
        guard status == IDN2_OK.rawValue, let converted else { return nil }
        defer { idn2_free(converted) }
        var count = 0
        while converted[count] != 0 { count += 1 }
        return Array(UnsafeBufferPointer(start: converted, count: count))
    }
}

/// `host[:port]` of an alias, in canonical form.
public struct AliasName: RegistryValue, Hashable {
    public let authority: HostKey.Authority

    public static let requirement = "must be 'host[:port]'"
    public static let schemaPattern: String? = #"^[^/\s]+$"#

    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        let canonical = bytes.withUnsafeBufferPointer { buffer in
            HostName.mayHaveALabel(buffer) ? nil : HostKey.canonicalAuthority(buffer)
        }
        if let canonical {
            authority = HostKey.Authority(
                host: canonical.hostCount == bytes.count ? bytes : Array(bytes[..<canonical.hostCount]),
                port: canonical.port)
            return
        }
        guard !bytes.contains(0x2F) else {
            throw ValueRefusal("must be a host name without scheme and sub-directory")
        }
        let ascii = try HostName.ascii(bytes)
        guard let authority = HostKey.authority(ascii) else { throw HostName.refusal(of: ascii) }
        let isInternational = bytes.contains { $0 >= 0x80 }
        guard authority.key == bytes || isInternational && authority.key == ascii else {
            throw ValueRefusal("must be written '\(String(decoding: authority.key, as: UTF8.self))'")
        }
        self.authority = authority
    }
}
