import Digests
import OutputTree

/// What the last build that read the whole registry made, and from what: `.made` in the output directory. Builds that came after it are in
/// `ChangesRecord`.
struct MadeRecord {
    private static let file = RecordFile(name: ".made", kind: "vmoodle-gen made 3")

    /// Of all that is the same for every file.
    var context: Digest
    /// Which was current then.
    var release: String
    /// Of the release, each with what the file system said of it.
    var files: [(file: KeptFile, stamp: Digest)] = []
    /// Stored files by the directory that they are in.
    var stored: [Folder] = []
    /// Of the record as it was read.
    private(set) var sum: Digest?

    struct Folder {
        /// `fragments`, and the two digits below it.
        let folder: String
        let part: String
        /// Of each file: what it was made from, its name, and what the file system said of it.
        var files = DigestRows(width: 3)
    }

    init(context: Digest, release: String) { (self.context, self.release) = (context, release) }

    /// Nil if there is none that is whole.
    init?(in directory: Directory) {
        guard var record = Self.file.read(from: directory), let context = record.digest(), let release = record.text(),
            let count = record.count()
        else { return nil }
        self.init(context: context, release: release)
        sum = record.sum
        for _ in 0..<count {
            guard let path = record.text(), let size = record.number(), let sha256 = record.text(),
                let inputs = record.digest(), let stamp = record.digest()
            else { return nil }
            files.append((KeptFile(path: path, size: size, sha256: sha256, inputs: inputs), stamp))
        }
        guard let folders = record.count() else { return nil }
        for _ in 0..<folders {
            guard let folder = record.text(), let part = record.text(), let files = record.digests(width: 3) else {
                return nil
            }
            stored.append(Folder(folder: folder, part: part, files: files))
        }
        guard record.isAtEnd else { return nil }
    }

    /// - Returns: the sum of the record.
    func write(to directory: Directory) throws(PublishingError) -> Digest {
        let size = stored.reduce(0) { $0 + $1.files.bytes.count + 64 } + files.count * 256
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
        return try Self.file.write(body, to: directory)
    }
}
