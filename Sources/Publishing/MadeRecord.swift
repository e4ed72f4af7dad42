import Digests
import OutputTree

/// What the last build made, and from what: `.made` in the output directory.
struct MadeRecord {
    private static let file = RecordFile(name: ".made", kind: "vmoodle-gen made 2")
    /// Of a digest.
    private static let width = 16

    /// Of all that is the same for every file.
    var context: Digest
    /// Which was current then.
    var release: String
    /// Of the release, each with what the file system said of it.
    var files: [(file: KeptFile, stamp: Digest)] = []
    /// Stored files by the directory that they are in.
    var stored: [Folder] = []
    /// Of each host's lines, in the order in which they stand: all, and those of what reaches more than its fragment. Empty: nobody
    /// knows, or there was something to say about them.
    var lines = Digests(width: 2)

    struct Folder {
        /// `fragments`, and the two digits below it.
        let folder: String
        let part: String
        /// Of each file: what it was made from, its name, and what the file system said of it.
        var files = Digests(width: 3)
    }

    init(context: Digest, release: String) { (self.context, self.release) = (context, release) }

    /// Nil if there is none that is whole.
    init?(in directory: Directory) {
        guard var record = Self.file.read(from: directory), let context = record.digest(), let release = record.text(),
            let count = record.number()
        else { return nil }
        self.init(context: context, release: release)
        for _ in 0..<count {
            guard let path = record.text(), let size = record.number(), let sha256 = record.text(),
                let inputs = record.digest(), let stamp = record.digest()
            else { return nil }
            files.append((KeptFile(path: path, size: size, sha256: sha256, inputs: inputs), stamp))
        }
        guard let folders = record.number() else { return nil }
        for _ in 0..<folders {
            guard let folder = record.text(), let part = record.text(), let files = record.digests(width: 3) else {
                return nil
            }
            stored.append(Folder(folder: folder, part: part, files: files))
        }
        guard let lines = record.digests(width: 2), record.isAtEnd else { return nil }
        self.lines = lines
    }

    func write(to directory: Directory) throws(PublishingError) {
        let size = lines.bytes.count + stored.reduce(0) { $0 + $1.files.bytes.count + 64 } + files.count * 256
        var body = Self.file.begin(size)
        context.append(to: &body)
        body.append(text: release)
        body.append(number: files.count)
        for (file, stamp) in files {
            guard let inputs = file.inputs else { preconditionFailure("what is noted is known") }
            body.append(text: file.path)
            body.append(number: file.size)
            body.append(text: file.sha256)
            for digest in [inputs, stamp] { digest.append(to: &body) }
        }
        body.append(number: stored.count)
        for folder in stored {
            body.append(text: folder.folder)
            body.append(text: folder.part)
            body.append(folder.files)
        }
        body.append(lines)
        try Self.file.write(body, to: directory)
    }
}

/// Rows of so many digests each, as they stand in a record: there may be hundreds of thousands.
struct Digests {
    let width: Int
    /// Of the record that they were read from: most are not changed, and so not copied.
    fileprivate(set) var bytes: ArraySlice<UInt8> = []

    init(width: Int) { self.width = width }

    var count: Int { bytes.count / (16 * width) }

    subscript(row: Int, column: Int) -> Digest {
        bytes.withUnsafeBytes { bytes in
            let at = 16 * (row * width + column)
            return Digest(
                high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)))
        }
    }

    mutating func append(_ row: [Digest]) {
        bytes += Self.bytes(row, width)
    }

    mutating func replace(_ row: Int, with digests: [Digest]) {
        bytes.replaceSubrange(range(of: row), with: Self.bytes(digests, width))
    }

    mutating func remove(_ row: Int) { bytes.removeSubrange(range(of: row)) }

    private func range(of row: Int) -> Range<Int> {
        let start = bytes.startIndex + 16 * width * row
        return start..<(start + 16 * width)
    }

    private static func bytes(_ row: [Digest], _ width: Int) -> [UInt8] {
        precondition(row.count == width, "a row is of so many")
        var bytes: [UInt8] = []
        for digest in row { digest.append(to: &bytes) }
        return bytes
    }
}

extension RecordReading {
    fileprivate mutating func digests(width: Int) -> Digests? {
        guard let count = number(), count >= 0, count <= left / (16 * width), let bytes = bytes(16 * width * count)
        else { return nil }
        var digests = Digests(width: width)
        digests.bytes = bytes
        return digests
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ digests: Digests) {
        append(number: digests.count)
        append(contentsOf: digests.bytes)
    }
}
