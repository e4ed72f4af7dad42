import Diagnostics
import Digests
import Registry
import Threads

/// A registry whose hosts are told apart by their lines before any of them is read.
///
/// For registries that are read by the piece.
public struct UnreadRegistry {
    private struct Entry: Sendable {
        let start: Int
        let line: UInt32
        let written: Digest
    }

    private let pieces: HostPieces
    private let entries: [Entry]

    /// Of each host's lines, in the order in which they stand: as `LineDigests.all`.
    public var written: [Digest] { entries.map(\.written) }

    /// Nil for one that is read whole.
    public init?(_ file: SourceFile) { self.init(HostPieces(file, digesting: true)) }

    init?(_ pieces: HostPieces?) {
        guard let pieces else { return nil }
        self.pieces = pieces
        entries = concurrentMap(pieces.pieces.count) { Self.entries(of: pieces, $0) }.flatMap { $0 }
    }

    private static func entries(of pieces: HostPieces, _ number: Int) -> [Entry] {
        let piece = pieces.pieces[number]
        return pieces.file.bytes.withUnsafeBufferPointer { bytes in
            let part = UnsafeBufferPointer(rebasing: bytes[..<piece.bytes.upperBound])
            var starts: [(start: Int, line: UInt32)] = []
            var (next, line): (Int?, UInt32) = (piece.bytes.lowerBound, piece.line)
            while let at = next {
                if HostPieces.isID(part, at, pieces.indent) { starts.append((at, line)) }
                next = HostPieces.nextLine(part, at)
                line += 1
            }
            guard !starts.isEmpty else { return [] }
            // What stands before a piece's first host counts as its own: `HostLines`.
            starts[0] = (piece.bytes.lowerBound, piece.line)
            let ends = starts.dropFirst().map(\.start) + [piece.bytes.upperBound]
            return zip(starts, ends).map { first, end in
                let lines = UnsafeBufferPointer(rebasing: bytes[first.start..<end])
                return Entry(start: first.start, line: first.line, written: Digest(of: lines))
            }
        }
    }

    /// Reads the hosts at some places, and whatever stands beside the hosts; of `expect`, `without_host` and the rules across hosts
    /// it is held against all that those hosts decide.
    ///
    /// - Returns: nil where it has to be read whole, for which nothing has to be wrong.
    public func read(only places: [Int], including inclusion: Inclusion = .none) -> Registry? {
        let some = places.map { place in
            let end = place + 1 < entries.count ? entries[place + 1].start : pieces.file.bytes.count
            return HostPieces.Piece(bytes: entries[place].start..<end, line: entries[place].line)
        }
        let excerpt = HostPieces(pieces, only: some)
        var found = Diagnostics()
        guard let reading = RegistryReading(excerpt.file, in: excerpt, including: inclusion, reporting: &found),
            reading.sections.hosts.isEmpty, reading.document.hasRoom(for: pieces),
            var registry = reading.registry(amongHosts: entries.count), reading.reader.diagnostics.all.isEmpty,
            registry.hosts.count == places.count
        else { return nil }
        registry.beside = reading.digestBesideHosts(of: excerpt)
        registry.checkRules(reporting: &found)
        return found.all.isEmpty ? registry : nil
    }
}
