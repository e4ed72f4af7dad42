import Diagnostics

/// Writes rows as VMoodle reads a nodelist.
public struct NodelistWriting {
    /// What VMoodle's reader would take for something else: no text of a value, which could be a password.
    public private(set) var warnings: [String] = []
    public private(set) var text = ""

    private static let columns = [
        "vhostname", "name", "shortname", "description", "vdbtype", "vdbhost", "vdblogin", "vdbpass", "vdbname",
        "vdbprefix", "vdbpersist", "vdatapath", "mnet", "enabled", "vtemplate", "services",
    ]

    public init(_ rows: [NodelistRow], separator: UInt8 = UInt8(ascii: ";")) {
        let hasForcedNames = rows.contains { $0.forcedns }
        let config = Set(rows.flatMap(\.config.keys)).sorted()
        let plugins = Set(
            rows.flatMap { row in row.plugins.flatMap { part in part.value.keys.map { "\(part.key)|\($0)" } } }
        )
        .sorted()
        let header =
            Self.columns + (hasForcedNames ? ["forcedns"] : []) + config.map { "config_\($0)" } + plugins
        write(header, of: "the header", separator)
        for row in rows {
            let own = Self.values(row) + (hasForcedNames ? [row.forcedns ? "1" : "0"] : [])
            let settings = config.map { row.config[$0] ?? "" }
            let plugged = plugins.map { column in
                let parts = column.split(separator: "|", maxSplits: 1).map(String.init)
                return row.plugins[parts[0]]?[parts[1]] ?? ""
            }
            write(own + settings + plugged, of: "'\(row.shortname)'", separator)
        }
    }

    private static func values(_ row: NodelistRow) -> [String] {
        [
            row.vhostname, row.name, row.shortname, row.description, row.vdbtype, row.vdbhost, row.vdblogin,
            row.vdbpass,
            row.vdbname, row.vdbprefix, row.vdbpersist ? "1" : "0", row.vdatapath, "\(row.mnet)",
            row.enabled ? "1" : "0", row.vtemplate, row.services,
        ]
    }

    private mutating func write(_ values: [String], of whose: String, _ separator: UInt8) {
        let cells = values.map { escaped($0, of: whose, separator) }
        let line = cells.joined(separator: String(Character(Unicode.Scalar(separator))))
        if line.utf8.count + 1 > NodelistReading.longestLine {
            warnings.append(
                "the line of \(whose) has \(line.utf8.count + 1) bytes; VMoodle reads at most \(NodelistReading.longestLine) and takes the rest for another row"
            )
        }
        if let first = line.utf8.first, "([-#/ ".utf8.contains(first) {
            warnings.append("the line of \(whose) begins as a comment does; VMoodle skips it")
        }
        text += line + "\n"
    }

    /// The separator as `&#44`, which VMoodle takes for whatever the separator is.
    private mutating func escaped(_ value: String, of whose: String, _ separator: UInt8) -> String {
        let flat = value.flattened
        if flat.utf8.count != value.utf8.count || flat != value {
            warnings.append("a value of \(whose) has lines, which were joined by spaces: a nodelist has none")
        }
        if ["&#44", "&#59"].contains(where: { flat.contains($0) }) {
            warnings.append("a value of \(whose) has '&#44' or '&#59' in it, which VMoodle takes for a separator")
        }
        if flat.utf8.first == 0x20 || flat.utf8.last == 0x20 {
            warnings.append("a value of \(whose) begins or ends with a space, which VMoodle drops")
        }
        if separator != UInt8(ascii: ";"), flat.contains(String(Character(Unicode.Scalar(separator))) + ";") {
            warnings.append("a value of \(whose) has ';' behind a separator, which is taken for the end of an entity")
        }
        guard flat.utf8.contains(separator) else { return flat }
        return String(
            decoding: flat.utf8.flatMap { $0 == separator ? Array("&#44".utf8) : [$0] }, as: UTF8.self)
    }
}

extension String {
    /// Without Foundation: whether a text stands in this one.
    fileprivate func contains(_ other: String) -> Bool {
        let word = Array(other.utf8)
        let bytes = Array(utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: word) }
    }
}
