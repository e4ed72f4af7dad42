/// The answer to a web request, as the PHP runtime gives it: docs/resolution.md §3.
public struct Resolution: Sendable, Equatable {
    /// 200, 308, 400, 403, 404, 410, 421 or 503.
    public var status: Int
    /// The record that answered; nil for 400 and 404.
    public var record: HostRecord?
    /// The keys that were looked up, in their order.
    public var lookups: [Lookup] = []

    /// One look into the table.
    public struct Lookup: Sendable, Equatable {
        public var key: [UInt8]
        public var place: HostTableReader.Place
        public var record: HostRecord?
    }

    /// - Parameters:
    ///   - host: the `Host` header.
    ///   - script: SCRIPT_NAME.
    ///   - serverKey: what the virtual host vouches for; nil or empty if it does not.
    /// - Throws: `HostTableReader.Damage`, or what the reader's source of shards throws: a 503.
    public init(host: [UInt8], script: [UInt8], serverKey: [UInt8]? = nil, in table: HostTableReader) throws {
        guard let authority = HostKey.authority(host) else {
            status = 400
            return
        }
        var search = Search(table: table)
        record = try search.record(of: authority, script: script)
        lookups = search.lookups
        let isVouched = serverKey.map { !$0.isEmpty } ?? false
        status = record?.status.rawValue ?? 404
        if isVouched, record?.canonical != serverKey { status = 421 }
    }
}

/// The keys that a request may mean, tried one after another.
private struct Search {
    let table: HostTableReader
    private(set) var lookups: [Resolution.Lookup] = []

    init(table: HostTableReader) { self.table = table }

    mutating func record(of authority: HostKey.Authority, script: [UInt8]) throws -> HostRecord? {
        var isDeclared = false
        for base in authority.bases {
            guard let root = try record(of: base) else { continue }
            isDeclared = true
            if let record = try record(below: base, root, script: script) { return record }
        }
        // Where a name has sites in sub-directories only, a wildcard does not have the rest of it.
        return isDeclared ? nil : try wildcard(of: authority)
    }

    private mutating func wildcard(of authority: HostKey.Authority) throws -> HostRecord? {
        for key in authority.wildcards where table.forms.contains(KeyForms(wildcard: key)) {
            if let record = try record(of: key) { return record }
        }
        return nil
    }

    /// The record of the longest declared key below a base, in whole segments of the script's path.
    private mutating func record(below base: [UInt8], _ root: HostRecord, script: [UInt8]) throws -> HostRecord? {
        if root.depth > 0, script.first == 0x2F {
            // The last part is the script itself.
            let segments = script.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false).dropLast()
            for count in stride(from: min(root.depth, segments.count), to: 0, by: -1) {
                let key = base + segments.prefix(count).flatMap { [0x2F] + $0 }
                if let record = try record(of: key) { return record }
            }
        }
        return root.status == .rootless ? nil : root
    }

    private mutating func record(of key: [UInt8]) throws -> HostRecord? {
        let (place, bytes) = try table.lookUp(key)
        let record = bytes.flatMap { HostRecord($0) }
        lookups.append(Resolution.Lookup(key: key, place: place, record: record))
        guard bytes == nil || record != nil else { throw HostTableReader.Damage("a record of the table is malformed") }
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
