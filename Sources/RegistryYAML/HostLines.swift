import Digests
import Glibc

/// The lines of a piece, host by host in the order in which they stand.
///
/// What stands before a piece's first host, and behind each, counts as its own: a comment that changes makes no host another, but
/// nothing is ever left out.
struct HostLines {
    private let pieces: HostPieces
    private var start: Int
    private let end: Int
    private var line: UInt32

    init(_ pieces: HostPieces, _ number: Int) {
        let piece = pieces.pieces[number]
        self.pieces = pieces
        (start, end, line) = (piece.bytes.lowerBound, piece.bytes.upperBound, piece.line)
    }

    /// Of all lines up to one, and behind those that were asked for before.
    ///
    /// - Parameter next: where the next host's begin; nil: there is none.
    mutating func digest(to next: UInt32?) -> Digest {
        pieces.file.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { preconditionFailure("a piece has bytes") }
            var stop = start
            if let next {
                while line < next {
                    guard let found = memchr(base + stop, 0x0A, end - stop) else {
                        preconditionFailure("a host stands in its piece")
                    }
                    stop = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
                    line += 1
                }
            } else {
                stop = end
            }
            defer { start = stop }
            return Digest(of: UnsafeBufferPointer(start: base + start, count: stop - start))
        }
    }
}

extension RegistryReading {
    /// Of the registry's head, and of the files that it includes with their names.
    func digestBesideHosts(of pieces: HostPieces) -> Digest {
        var bytes = Array(pieces.file.bytes[pieces.head])
        for (file, _) in document.files where file !== pieces.file {
            // A name holds no line feed's worth of doubt: its length and the text's stand before them.
            bytes += Array("\n\(file.name.utf8.count) \(file.bytes.count) \(file.name)\n".utf8)
            bytes += file.bytes
        }
        return Digest(of: bytes)
    }
}
