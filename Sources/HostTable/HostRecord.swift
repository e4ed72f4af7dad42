/// What a table says of one key: docs/resolution.md §2.
public struct HostRecord: Sendable, Equatable {
    public enum Status: Int, Sendable {
        case enabled = 200
        case redirect = 308
        case disabled = 403
        /// No site at this key, but sub-paths below it.
        case rootless = 404
        case archived = 410
        case maintenance = 503
    }

    public var status: Status
    /// Segments of the longest sub-path declared below this key.
    public var depth: Int
    public var id: [UInt8]
    /// The key of the host's own URL.
    public var canonical: [UInt8]
    /// A fragment's reference, or the URL of a redirect.
    public var payload: [UInt8]

    public init(status: Status, depth: Int = 0, id: [UInt8] = [], canonical: [UInt8] = [], payload: [UInt8] = []) {
        self.status = status
        self.depth = depth
        self.id = id
        self.canonical = canonical
        self.payload = payload
    }

    /// The five fields joined by tabs.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(id.count + canonical.count + payload.count + 12)
        id.withUnsafeBufferPointer { id in
            canonical.withUnsafeBufferPointer { canonical in
                payload.withUnsafeBufferPointer { payload in
                    Self.append(status, depth: depth, id: id, canonical: canonical, payload: payload, to: &bytes)
                }
            }
        }
        return bytes
    }

    /// Appends the bytes of one whose parts are elsewhere.
    public static func append(
        _ status: Status, depth: Int, id: UnsafeBufferPointer<UInt8>, canonical: UnsafeBufferPointer<UInt8>,
        payload: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
    ) {
        bytes += String(status.rawValue).utf8
        bytes.append(0x09)
        bytes += String(depth).utf8
        for field in [id, canonical, payload] {
            bytes.append(0x09)
            bytes.append(contentsOf: field)
        }
    }

    /// Nil if the bytes are not a record.
    public init?(_ bytes: [UInt8]) {
        let fields = bytes.split(separator: 0x09, omittingEmptySubsequences: false)
        guard fields.count == 5, let number = Int(String(decoding: fields[0], as: UTF8.self)),
            let status = Status(rawValue: number), let depth = Int(String(decoding: fields[1], as: UTF8.self)),
            depth >= 0
        else { return nil }
        self.init(
            status: status, depth: depth, id: Array(fields[2]), canonical: Array(fields[3]), payload: Array(fields[4]))
    }
}
