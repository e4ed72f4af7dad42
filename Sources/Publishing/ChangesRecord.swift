import Digests
import OutputTree

/// In what the current release differs from the one that `MadeRecord` and `LinesRecord` speak of, where builds of few changed hosts have
/// been since: `.changes` in the output directory.
///
/// Those are not written anew, being as long as the registry has hosts.
struct ChangesRecord {
    private static let file = RecordFile(name: ".changes", kind: "vmoodle-gen changes 2")

    /// The sums of the two records.
    let made: Digest
    let lines: Digest
    /// Which was current then.
    var release: String
    /// Files of the release that are others now, and of which nobody noted what they were made from.
    private(set) var files: Set<String> = []
    /// Hosts that are others now, by their places.
    private(set) var hosts: [Int: HostNote] = [:]
    /// The places of hosts that went.
    private(set) var removed: Set<Int> = []
    /// Hosts that came, each with the place of the one that it stands before.
    private(set) var added: [(before: Int, note: HostNote)] = []
    /// Of all footprints, where others are known now.
    var totals: Footprints.Totals?
    /// Names of stored files that are of no use any more, of those that `MadeRecord` has: one that came back is in `stored`, too.
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
        guard let fileCount = record.count() else { return nil }
        for _ in 0..<fileCount {
            guard let path = record.text() else { return nil }
            files.insert(path)
        }
        guard let hostCount = record.count() else { return nil }
        for _ in 0..<hostCount {
            guard let place = record.count(), let note = HostNote(&record) else { return nil }
            hosts[place] = note
        }
        guard let removedCount = record.count() else { return nil }
        for _ in 0..<removedCount {
            guard let place = record.count() else { return nil }
            removed.insert(place)
        }
        guard let addedCount = record.count() else { return nil }
        for _ in 0..<addedCount {
            guard let before = record.count(), let note = HostNote(&record) else { return nil }
            added.append((before, note))
        }
        guard let isKnown = record.number() else { return nil }
        if isKnown != 0 {
            guard let totals = record.totals() else { return nil }
            self.totals = totals
        }
        guard let names = record.digests(width: 1) else { return nil }
        gone = Set((0..<names.count).map { names[$0, 0] })
        guard let storedCount = record.count() else { return nil }
        for _ in 0..<storedCount {
            guard let folder = record.text(), let inputs = record.digest(), let name = record.digest(),
                let stamp = record.digest()
            else { return nil }
            stored.append(Stored(folder: folder, inputs: inputs, name: name, stamp: stamp))
        }
        guard record.isAtEnd else { return nil }
    }

    func write(to directory: Directory) throws(PublishingError) {
        var body = Self.file.begin(
            64 * files.count + 128 * (hosts.count + added.count) + 16 * gone.count + 80 * stored.count + 256)
        for sum in [made, lines] { sum.append(to: &body) }
        body.append(text: release)
        body.append(number: files.count)
        for path in files.sorted() { body.append(text: path) }
        body.append(number: hosts.count)
        for (place, note) in hosts.sorted(by: { $0.key < $1.key }) {
            body.append(number: place)
            note.append(to: &body)
        }
        body.append(number: removed.count)
        for place in removed.sorted() { body.append(number: place) }
        body.append(number: added.count)
        for (before, note) in added {
            body.append(number: before)
            note.append(to: &body)
        }
        body.append(number: totals == nil ? 0 : 1)
        if let totals { body.append(totals) }
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

    /// How many hosts came, went or are others.
    var count: Int { hosts.count + removed.count + added.count }

    /// - Parameter old: none of them twice.
    mutating func note(_ new: [HostNote], insteadOf old: [HostPosition], before next: Int) {
        var gone: [Int] = []
        for (index, position) in old.enumerated() {
            let note = index < new.count ? new[index] : nil
            switch position {
            case .place(let place):
                hosts[place] = note?.over(hosts[place])
                if note == nil { removed.insert(place) }
            case .added(let number):
                if let note { added[number].note = note.over(added[number].note) } else { gone.append(number) }
            }
        }
        for number in gone.sorted(by: >) { added.remove(at: number) }
        added += new.dropFirst(old.count).map { (next, $0) }
    }

    mutating func note(gone names: some Sequence<Digest>, stored new: [Stored]) {
        let names = Set(names)
        gone.formUnion(names)
        let known = names.union(new.map(\.name))
        stored.removeAll { known.contains($0.name) }
        stored += new
    }
}

/// Where something is noted of a host.
enum HostPosition {
    /// In the records that all was read for.
    case place(Int)
    /// In `ChangesRecord.added`.
    case added(Int)
}
