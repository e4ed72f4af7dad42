import Diagnostics
import Glibc
import Registry
import Threads

/// The hosts of a large registry as pieces of its text, which can be read one by one and on any thread, so that no more of the
/// tape is ever in memory than fits a processor's cache.
///
/// This is for registries that are written in the way that is read by lines, and have `hosts:` last. Where any of that does not
/// hold, and wherever anything is wrong, the registry is read whole: what is said of it does not depend on its size.
@_spi(Testing) public struct HostPieces: Sendable {
    struct Piece: Sendable {
        let bytes: Range<Int>
        /// Of its first byte, counted from 1.
        let line: UInt32
    }

    let file: SourceFile
    /// What stands before the first line behind `hosts:`.
    let head: Range<Int>
    /// Spaces before each id.
    let indent: Int
    let pieces: [Piece]
    let limits: Limits
    /// Whether hosts have digests of their lines, which take a tenth of the reading.
    let haveDigests: Bool

    /// What has to be kept for a registry to be read by the piece.
    @_spi(Testing) public struct Limits: Sendable {
        /// Bytes of texts in the head and in included files: each thread has a copy of them.
        public var beside = 4 << 20
        /// Nodes, and bytes of texts, which places count in 32 bits.
        public var nodes = Int(Int32.max)
        public var texts = Int(UInt32.max)

        public init() {}
    }

    /// Bytes of a piece: its tape is about as long, so that both stay in a processor's second cache.
    static let size = 256 << 10

    /// Nil for a registry that is read whole.
    init?(
        _ file: SourceFile, size: Int = HostPieces.size, within limits: Limits = Limits(), digesting: Bool = false
    ) {
        guard file.bytes.count > 2 * size, file.bytes.count <= Document.largestFile else { return nil }
        let found = file.bytes.withUnsafeBufferPointer { bytes -> (start: Int, indent: Int, cuts: [Int])? in
            guard let start = Self.startOfHosts(bytes, within: limits.beside), let indent = Self.indent(bytes, start)
            else { return nil }
            return (start, indent, Self.cuts(bytes, start, indent, size))
        }
        guard let found else { return nil }
        (self.file, self.limits, haveDigests) = (file, limits, digesting)
        (head, indent) = (0..<found.start, found.indent)
        let ranges = zip(found.cuts, found.cuts.dropFirst() + [file.bytes.count]).map { $0..<$1 }
        let lineFeeds = concurrentMap(ranges.count) { Self.lineFeeds(file.bytes[ranges[$0]]) }
        var line = 1 + Self.lineFeeds(file.bytes[head])
        pieces = zip(ranges, lineFeeds).map { range, lineFeeds in
            defer { line += lineFeeds }
            return Piece(bytes: range, line: UInt32(truncatingIfNeeded: line))
        }
    }

    /// Some of another's hosts, each a piece of its own or together with the one before it.
    init(_ other: HostPieces, only pieces: [Piece]) {
        (file, head, indent, limits, haveDigests) = (other.file, other.head, other.indent, other.limits, true)
        self.pieces = pieces
    }

    private static func lineFeeds(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { bytes in
            let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
            var (count, at) = (0, 0)
            while at + 8 <= bytes.count {
                // A byte is zero where it is a line feed; the highest bit of each other one is set.
                let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
                count += (~((word & sevens) &+ sevens | word | sevens)).nonzeroBitCount
                at += 8
            }
            return count + bytes[at...].count { $0 == 0x0A }
        }
    }

    /// Where the line behind `hosts:` begins; nil also where more stands before it than may.
    private static func startOfHosts(_ bytes: UnsafeBufferPointer<UInt8>, within limit: Int) -> Int? {
        let mark = Array("hosts:".utf8)
        var line: Int? = 0
        while let at = line, at <= limit, !bytes[at...].starts(with: mark) { line = nextLine(bytes, at) }
        guard let line, line <= limit else { return nil }
        var at = line + mark.count
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        guard at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x23 && bytes[at - 1] == 0x20 else { return nil }
        return nextLine(bytes, at)
    }

    /// Where the next line begins.
    static func nextLine(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        guard let base = bytes.baseAddress, at < bytes.count, let found = memchr(base + at, 0x0A, bytes.count - at)
        else { return nil }
        let next = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        return next < bytes.count ? next : nil
    }

    /// The spaces before the first id.
    private static func indent(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var line: Int? = start
        while let at = line {
            let spaces = self.spaces(bytes, at)
            if at + spaces < bytes.count, bytes[at + spaces] != 0x0A, bytes[at + spaces] != 0x23 {
                return spaces > 0 ? spaces : nil
            }
            line = nextLine(bytes, at)
        }
        return nil
    }

    private static func spaces(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        var end = at
        while end < bytes.count, bytes[end] == 0x20 { end += 1 }
        return end - at
    }

    /// Whether a line has a host's id, if it is written in lines.
    static func isID(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ indent: Int) -> Bool {
        let first = at + indent
        return spaces(bytes, at) == indent && first < bytes.count && bytes[first] != 0x0A && bytes[first] != 0x23
    }

    /// Where pieces begin: each in a line with an id.
    private static func cuts(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ indent: Int, _ size: Int) -> [Int] {
        var cuts = [start]
        while let last = cuts.last, last + size < bytes.count {
            var line = nextLine(bytes, last + size)
            while let at = line {
                if isID(bytes, at, indent) { break }
                line = nextLine(bytes, at)
            }
            guard let line else { break }
            cuts.append(line)
        }
        return cuts
    }
}

extension Document {
    /// Reads what stands before the hosts; gives the node of the registry's map, or nil where it is not read by lines.
    func parseHead(of pieces: HostPieces, reporting diagnostics: inout Diagnostics) -> Int? {
        let root = count
        begin(pieces.file, bytes: pieces.head.count)
        let unusual = pieces.file.bytes.withUnsafeBufferPointer { bytes in
            readLines(of: UnsafeBufferPointer(rebasing: bytes[pieces.head]))
        }
        guard let unusual else { return nil }
        for scalar in unusual { checkScalar(scalar, reporting: &diagnostics) }
        return root
    }

    /// Whether pieces can be read beside what was read: each thread has a copy of that, and places count 32 bits.
    func hasRoom(for pieces: HostPieces) -> Bool {
        let limits = pieces.limits
        return arenaCount <= limits.beside && count + pieces.file.bytes.count < limits.nodes
            && arenaCount + pieces.file.bytes.count * 3 / 2 < limits.texts
    }

    /// Reads one piece in the place of the one before; false where it is not read by lines. Ids are the first keys behind `base`.
    func read(_ number: Int, of pieces: HostPieces, reporting diagnostics: inout Diagnostics) -> Bool {
        let piece = pieces.pieces[number]
        beginPiece(number)
        let unusual = pieces.file.bytes.withUnsafeBufferPointer { bytes in
            readLines(
                of: UnsafeBufferPointer(rebasing: bytes[piece.bytes]), inMapAt: pieces.indent, fromLine: piece.line)
        }
        guard let unusual else { return false }
        for scalar in unusual { checkScalar(scalar, reporting: &diagnostics) }
        return true
    }
}

extension Registry {
    /// Reads a registry by pieces of about so many bytes; whether it was read so, for the tests.
    @_spi(Testing) public static func read(
        _ file: SourceFile, byPiecesOf size: Int, within limits: HostPieces.Limits = HostPieces.Limits(),
        reporting diagnostics: inout Diagnostics
    ) -> (registry: Registry?, isByPiece: Bool) {
        if let pieces = HostPieces(file, size: size, within: limits, digesting: true) {
            switch read(pieces, including: .none, reporting: &diagnostics) {
            case .taken(let registry): return (registry, true)
            case .refused: return (nil, true)
            case .unfit: break
            }
        }
        guard let reading = RegistryReading(file, including: .none, reporting: &diagnostics) else {
            return (nil, false)
        }
        return (Registry(checked: reading, reporting: &diagnostics), false)
    }
}
