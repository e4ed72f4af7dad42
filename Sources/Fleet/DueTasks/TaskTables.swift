/// Where a site of Moodle's keeps its tasks.
public struct TaskTables: Sendable, Equatable {
    public var database: [UInt8]
    /// PostgreSQL: nil is the server's usual one.
    public var schema: [UInt8]?
    public var prefix: [UInt8]

    public init(database: [UInt8], schema: [UInt8]?, prefix: [UInt8]) {
        (self.database, self.schema, self.prefix) = (database, schema, prefix)
    }

    /// A query whose one row is a number and 1 or 0: whether a task's turn came in a span of time.
    ///
    /// `disabled` of task_scheduled is not looked at: `$CFG->scheduled_tasks` may say otherwise, and the time of a task that does not
    /// run stands still and is no news the next time.
    ///
    /// - Parameter span: seconds since 1970, both ends in it.
    func query(number: Int, span: ClosedRange<Int>, for kind: DatabaseClient.Kind) -> String {
        let tables = ["task_scheduled", "task_adhoc"].map { name(of: $0, for: kind) }
        let conditions = tables.map { table in
            "EXISTS(SELECT 1 FROM \(table) WHERE nextruntime BETWEEN \(span.lowerBound) AND \(span.upperBound))"
        }
        return "SELECT \(number), CASE WHEN \(conditions.joined(separator: " OR ")) THEN 1 ELSE 0 END"
    }

    private func name(of table: String, for kind: DatabaseClient.Kind) -> String {
        let quote = kind == .mariadb ? "`" : "\""
        let quoted = { (name: [UInt8]) in
            // A Character may be a quote with an accent.
            let scalars = String(decoding: name, as: UTF8.self).unicodeScalars.map(String.init)
            return quote + scalars.map { $0 == quote ? quote + quote : $0 }.joined() + quote
        }
        let owner = kind == .mariadb ? database : schema
        return (owner.map { quoted($0) + "." } ?? "") + quoted(prefix + Array(table.utf8))
    }
}
