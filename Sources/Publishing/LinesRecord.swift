import Digests

/// Of which hosts' lines the release was made that `MadeRecord` speaks of: `.lines` in the output directory.
///
/// A file of its own, since a build of few changed hosts reads it and has no use for all that was made.
struct LinesRecord {
    private static let file = RecordFile(name: ".lines", kind: "vmoodle-gen lines 1")

    /// The sum of the record of what was made.
    let made: Digest
    let context: Digest
    let release: String
    /// Of each host's lines, in the order in which they stand: all, and those of what reaches more than its fragment.
    let lines: DigestRows
    /// Of the record.
    let sum: Digest

    /// Nil if there is none that is whole, or nobody knows the lines.
    init?(in directory: Directory) {
        guard var record = Self.file.read(from: directory), let made = record.digest(), let context = record.digest(),
            let release = record.text(), let lines = record.digests(width: 2), lines.count > 0, record.isAtEnd
        else { return nil }
        (self.made, self.context, self.release, self.lines, sum) = (made, context, release, lines, record.sum)
    }

    /// - Parameters:
    ///   - made: the sum of the record of what was made.
    ///   - lines: empty: nobody knows, or there was something to say about them.
    /// - Returns: the sum of the record.
    static func write(
        _ lines: [(all: Digest, fixed: Digest)], of release: String, in context: Digest, made: Digest,
        to directory: Directory
    ) throws(PublishingError) -> Digest {
        var rows = DigestRows(width: 2)
        for (all, fixed) in lines { rows.append([all, fixed]) }
        var body = file.begin(rows.bytes.count + 256)
        made.append(to: &body)
        context.append(to: &body)
        body.append(text: release)
        body.append(rows)
        return try file.write(body, to: directory)
    }
}
