import Digests

/// One file.
///
/// Its bytes are here, or can be made again: the files of a hundred thousand hosts are too much memory to hold until they are
/// written. A class, though nothing of it ever changes: lists of so many are sorted and passed along.
public final class OutputFile: Sendable {
    public enum Access: Sendable, Hashable {
        case everyone
        /// The owner and a group, by name.
        case group([UInt8])
    }

    private enum Content {
        case kept([UInt8])
        case remade(size: Int, digest: Digest, sha256: String?, @Sendable (Renderings) -> [UInt8])
    }

    public let path: String
    private let content: Content
    public let access: Access
    /// Cron refuses files with more than one hard link, and reads one again only if its time of change is new.
    public let needsFreshCopy: Bool
    /// Of all that it was made from; nil: nobody knows.
    public let inputs: Digest?

    public convenience init(
        path: String, bytes: [UInt8], access: Access = .everyone, needsFreshCopy: Bool = false, inputs: Digest? = nil
    ) {
        self.init(path, .kept(bytes), access, needsFreshCopy: needsFreshCopy, inputs: inputs)
    }

    /// One that is made each time that its bytes are asked for, as it was made the first time.
    public convenience init(
        path: String, remaking bytes: [UInt8], inputs: Digest?, by make: @escaping @Sendable (Renderings) -> [UInt8]
    ) {
        let sum = SHA256.hexadecimal(bytes)
        guard let digest = Digest(hexadecimal: sum.prefix(32)) else { preconditionFailure("a sum is of such digits") }
        let content = Content.remade(
            size: bytes.count, digest: digest, sha256: String(decoding: sum, as: UTF8.self), make)
        self.init(path, content, .everyone, needsFreshCopy: false, inputs: inputs)
    }

    /// The same of one that is named by its content.
    convenience init(
        path: String, remaking size: Int, of digest: Digest, access: Access, inputs: Digest?,
        by make: @escaping @Sendable (Renderings) -> [UInt8]
    ) {
        let content = Content.remade(size: size, digest: digest, sha256: nil, make)
        self.init(path, content, access, needsFreshCopy: false, inputs: inputs)
    }

    private init(_ path: String, _ content: Content, _ access: Access, needsFreshCopy: Bool, inputs: Digest?) {
        precondition(
            !path.isEmpty && !path.utf8.contains { $0 < 0x21 || $0 > 0x7E || $0 == 0x22 || $0 == 0x5C }, "a plain path")
        self.path = path
        self.content = content
        self.access = access
        self.needsFreshCopy = needsFreshCopy
        self.inputs = inputs
    }

    /// In bytes.
    public var size: Int {
        switch content {
        case .kept(let bytes): bytes.count
        case .remade(let size, _, _, _): size
        }
    }

    public var bytes: [UInt8] { bytes(by: Renderings()) }

    /// - Parameter renderings: what one thread makes files with.
    public func bytes(by renderings: Renderings) -> [UInt8] {
        switch content {
        case .kept(let bytes): return bytes
        case .remade(_, let digest, _, let make):
            let bytes = make(renderings)
            // Under that name or sum it will be published.
            precondition(Digest(of: bytes) == digest, "what is made twice is the same")
            return bytes
        }
    }

    /// As 64 lower-case hex digits.
    public var sha256: String {
        if case .remade(_, _, let sum?, _) = content { return sum }
        return String(decoding: SHA256.hexadecimal(bytes), as: UTF8.self)
    }
}

/// What a thread makes files again with, which is the faster the more of them it makes.
public final class Renderings {
    private var known: [ObjectIdentifier: (kind: AnyObject, rendering: AnyObject)] = [:]

    public init() {}

    /// What makes files of a kind: made where it is asked for the first time.
    ///
    /// - Parameter kind: what knows how to make it.
    public func one<Rendering: AnyObject>(for kind: AnyObject, _ make: () -> Rendering) -> Rendering {
        let key = ObjectIdentifier(kind)
        if let rendering = known[key]?.rendering as? Rendering { return rendering }
        let rendering = make()
        // No other kind can come to have its identity while it is kept.
        known[key] = (kind, rendering)
        return rendering
    }
}
