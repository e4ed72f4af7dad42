/// A file of a table: PHP, so that OPcache keeps it; its reader here sees text. docs/resolution.md §5 has its fields.
///
/// A root that names shards has no keys of its own, a shard names none, and a small table's root is its only part.
struct TableFile {
    static let header = Array(
        "<?php // vmoodle-gen: generated, do not edit; the next build replaces it\nreturn [".utf8)
    static let trailer = Array("];\n".utf8)

    let bytes: [UInt8]

    init(keys: Int, forms: KeyForms, shift: Int = 32, references: [UInt8] = [], part: PartialTable = PartialTable()) {
        let numbers = [part.pilots.count, part.slots, part.width]
        let texts = [part.pilots, part.index, part.records]
        var summed = Array("\(keys)\t\(forms.rawValue)\t\(shift)\t".utf8) + references
        for number in numbers { summed += "\t\(number)".utf8 }
        for text in texts { summed += [0x09] + text }

        var bytes = Self.header
        bytes.reserveCapacity(summed.count + 200)
        bytes += "'VPH3', \(keys), \(forms.rawValue), \(shift), '".utf8
        bytes += references
        bytes += "'".utf8
        for number in numbers { bytes += ", \(number)".utf8 }
        for text in texts {
            bytes += ", '".utf8
            bytes += text
            bytes += "'".utf8
        }
        bytes += ", \(CRC32.of(summed))".utf8
        self.bytes = bytes + Self.trailer
    }
}
