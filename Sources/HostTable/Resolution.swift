/// The answer to a web request, as the PHP runtime gives it: docs/resolution.md §3.
public struct Resolution: Sendable, Equatable {
    /// 200, 308, 400, 403, 404, 410, 421 or 503.
    public var status: Int
    /// The record that answered; nil for 400 and 404.
    public var record: HostRecord?

    /// - Parameters:
    ///   - host: the `Host` header.
    ///   - script: SCRIPT_NAME.
    ///   - serverKey: what the virtual host vouches for; nil or empty if it does not.
    /// - Throws: `HostTableReader.Damage`, or what the reader's source of shards throws: a 503.
    public init(host: [UInt8], script: [UInt8], serverKey: [UInt8]? = nil, in table: HostTableReader) throws {
        guard let authority = HostKey.authority(host) else {
            self.init(status: 400)
            return
        }
        let vouched = serverKey.map { !$0.isEmpty } ?? false
        let bases = authority.port == nil ? [authority.host] : [authority.key, authority.host]
        for base in bases {
            guard let record = try Self.record(below: base, script: script, in: table) else { continue }
            self.init(status: vouched && serverKey != record.canonical ? 421 : record.status.rawValue, record: record)
            return
        }
        self.init(status: vouched ? 421 : 404)
    }

    private init(status: Int, record: HostRecord? = nil) {
        self.status = status
        self.record = record
    }

    /// The record of the longest declared key below a base, in whole segments of the script's path.
    private static func record(below base: [UInt8], script: [UInt8], in table: HostTableReader) throws -> HostRecord? {
        guard let root = try record(of: base, in: table) else { return nil }
        if root.depth > 0, script.first == 0x2F {
            // The last part is the script itself.
            let segments = script.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false).dropLast()
            for count in stride(from: min(root.depth, segments.count), to: 0, by: -1) {
                let key = base + segments.prefix(count).flatMap { [0x2F] + $0 }
                if let record = try record(of: key, in: table) { return record }
            }
        }
        return root.status == .rootless ? nil : root
    }

    private static func record(of key: [UInt8], in table: HostTableReader) throws -> HostRecord? {
        guard let bytes = try table.record(of: key) else { return nil }
        guard let record = HostRecord(bytes) else { throw HostTableReader.Damage("a record of the table is malformed") }
        return record
    }
}

// MARK: Redirects

extension Resolution {
    /// Where a redirect sends to: the URL of its record, and path and query of REQUEST_URI; nil for other answers.
    public func location(of uri: [UInt8]) -> [UInt8]? {
        guard status == HostRecord.Status.redirect.rawValue, let record else { return nil }
        var rest = uri[...]
        if let end = Self.endOfAuthority(uri) { rest = rest[end...] }
        guard rest.first == 0x2F else { return record.payload + [0x2F] }
        return record.payload
            + rest.flatMap { $0 <= 0x20 || $0 == 0x7F ? [0x25] + hexadecimal(UInt32($0)).suffix(2).map(upper) : [$0] }
    }

    /// Behind `scheme://authority`; nil for what does not begin so.
    private static func endOfAuthority(_ uri: [UInt8]) -> Int? {
        guard let first = uri.first, (0x61...0x7A).contains(first | 0x20) else { return nil }
        let colon = uri.firstIndex { !HostKey.isLetterOrDigit($0) && $0 != 0x2B && $0 != 0x2D && $0 != 0x2E }
        guard let colon, uri[colon...].starts(with: "://".utf8) else { return nil }
        let authority = uri[(colon + 3)...]
        return authority.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? authority.endIndex
    }
}

private func upper(_ digit: UInt8) -> UInt8 { digit >= 0x61 ? digit - 0x20 : digit }
