import Digests
import OutputTree

/// The footprints of the hosts that `LinesRecord` speaks of: `.footprints` in the output directory.
///
/// A file of its own, which only builds read that change more than fragments.
enum FootprintsRecord {
    private static let file = RecordFile(name: ".footprints", kind: "vmoodle-gen footprints 1")

    /// Nil if there are none that are whole and of these.
    ///
    /// - Parameter lines: the record of lines.
    static func read(of lines: LinesRecord, from directory: Directory) -> Footprints? {
        guard var record = file.read(from: directory), record.digest() == lines.sum, let totals = record.totals(),
            let count = record.number(), count == Footprints().columns.count
        else { return nil }
        var columns: [[UInt32]] = []
        for _ in 0..<count {
            guard let column = record.numbers() else { return nil }
            columns.append(column)
        }
        guard record.isAtEnd, let footprints = Footprints(columns: columns, totals),
            footprints.count == lines.lines.count
        else { return nil }
        return footprints
    }

    /// - Parameter lines: the sum of the record of lines.
    static func write(_ footprints: Footprints, of lines: Digest, to directory: Directory) throws(PublishingError) {
        var body = file.begin(footprints.columns.reduce(256) { $0 + 4 * $1.count })
        lines.append(to: &body)
        body.append(footprints.totals)
        body.append(number: footprints.columns.count)
        for column in footprints.columns { body.append(column) }
        try file.write(body, to: directory)
    }
}
