import Digests

/// In what the current release differs from the one that `MadeRecord` and `LinesRecord` speak of, where builds of few changed hosts have
/// been since: `.changes` in the output directory.
///
/// Those are not written anew, being as long as the registry has hosts.
struct ChangesRecord {
    private static let file = RecordFile(name: ".changes", kind: "vmoodle-gen changes 1")

    /// The sums of the two records.
    let made: Digest
    let lines: Digest
    /// Which was current then.
    var release: String
    /// Files of the release that are others now, and of which nobody noted what they were made from.
    private(set) var files: Set<String> = []
    /// The digest of all lines of hosts that have others now, by their places.
    private(set) var hosts: [Int: Digest] = [:]
    /// Names of stored files that are of no use any more.
    private(set) var gone: Set<Digest> = []
    private(set) var stored: [Stored] = []

    /// A new stored file, as a row of `MadeRecord.Folder.files`.
    struct Stored {
        let folder: String
        let inputs: Digest
        let name: Digest
        let stamp: Digest
    }

    /// None so far.
    init(over lines: LinesRecord) {
        (made, self.lines, release) = (lines.made, lines.sum, lines.release)
    }

    /// Nil if there is none that is whole, or another release is current.
    init?(in directory: Directory, of current: String) {
        guard var record = Self.file.read(from: directory), let made = record.digest(), let lines = record.digest(),
            let release = record.text(), release == current
        else { return nil }
        (self.made, self.lines, self.release) = (made, lines, release)
        guard let fileCount = record.number() else { return nil }
        for _ in 0..<fileCount {
            guard let path = record.text() else { return nil }
            files.insert(path)
        }
        guard let hostCount = record.number() else { return nil }
        for _ in 0..<hostCount {
            guard let place = record.number(), let all = record.digest() else { return nil }
            hosts[place] = all
        }
        guard let names = record.digests(width: 1) else { return nil }
        gone = Set((0..<names.count).map { names[$0, 0] })
        guard let storedCount = record.number() else { return nil }
        for _ in 0..<storedCount {
            guard let folder = record.text(), let inputs = record.digest(), let name = record.digest(),
                let stamp = record.digest()
            else { return nil }
            stored.append(Stored(folder: folder, inputs: inputs, name: name, stamp: stamp))
        }
        guard record.isAtEnd else { return nil }
    }

    func write(to directory: Directory) throws(PublishingError) {
        var body = Self.file.begin(64 * files.count + 24 * hosts.count + 16 * gone.count + 80 * stored.count + 256)
        for sum in [made, lines] { sum.append(to: &body) }
        body.append(text: release)
        body.append(number: files.count)
        for path in files.sorted() { body.append(text: path) }
        body.append(number: hosts.count)
        for (place, all) in hosts.sorted(by: { $0.key < $1.key }) {
            body.append(number: place)
            all.append(to: &body)
        }
        var names = DigestRows(width: 1)
        for name in gone { names.append([name]) }
        body.append(names)
        body.append(number: stored.count)
        for file in stored {
            body.append(text: file.folder)
            for digest in [file.inputs, file.name, file.stamp] { digest.append(to: &body) }
        }
        try Self.file.write(body, to: directory)
    }

    /// Where whatever was built last was made of the whole registry.
    static func remove(from directory: Directory) throws(PublishingError) { try directory.removeWritten(file.name) }

    // MARK: What a build changes

    mutating func note(files paths: some Sequence<String>) { files.formUnion(paths) }

    mutating func note(lines all: Digest, ofHostAt place: Int) { hosts[place] = all }

    /// - Parameter new: nil: nobody noted what it was made from, so that it will be made again.
    mutating func note(_ former: Digest, replacedBy new: Stored?) {
        gone.insert(former)
        stored.removeAll { $0.name == former || $0.name == new?.name }
        if let new { stored.append(new) }
    }
}
