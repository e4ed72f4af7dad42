import Diagnostics

/// What a fragment says: names with literals of PHP, one line each.
public struct FragmentSettings: Sendable {
    /// Of `$CFG`.
    public let settings: [(name: String, literal: String)]
    /// Files that the runtime reads late, by setting.
    public let files: [(name: String, literal: String)]

    /// Nil if it is not a fragment as this compiler or a former one writes it.
    public init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.starts(with: "<?php // vmoodle-gen".utf8) else { return nil }
        var blocks: [[(name: String, literal: String)]] = []
        var isInside = false
        for line in text.split(separator: "\n") {
            if !isInside {
                isInside = line.hasSuffix("[") && (blocks.isEmpty ? line.contains("'vmoodle-gen fragment ") : true)
                if isInside { blocks.append([]) }
            } else if line.hasPrefix("    '"), line.hasSuffix(","), let arrow = line.firstRange(of: "' => ") {
                let name = line[line.index(line.startIndex, offsetBy: 5)..<arrow.lowerBound]
                blocks[blocks.count - 1].append((String(name), String(line[arrow.upperBound...].dropLast())))
            } else if line.hasPrefix("]") {
                isInside = line.hasSuffix("[")
                if isInside { blocks.append([]) }
                if line.hasSuffix(";") { break }
            } else {
                return nil
            }
        }
        guard let first = blocks.first else { return nil }
        settings = first
        files = blocks.count > 1 ? blocks[1] : []
    }

    /// What may be shown of a setting's literal.
    public static func shown(_ name: String, _ literal: String) -> String {
        let isSecret =
            SecretName.isLikely(name) || SecretName.isSetting(name)
            || (literal.hasPrefix("[") && keys(literal).contains { SecretName.isLikely($0) })
        return isSecret ? "(secret)" : literal
    }

    /// Strings in a literal that a `=>` follows.
    private static func keys(_ literal: String) -> [String] {
        literal.split(separator: "' => ", omittingEmptySubsequences: false).dropLast().map { part in
            String(part[(part.lastIndex(of: "'").map { part.index(after: $0) } ?? part.startIndex)...])
        }
    }
}
