import Diagnostics
import HostTable
import OutputTree

/// How an answer came about: docs/resolution.md §3, step by step.
struct Explanation {
    let release: String
    let request: RequestTarget
    let resolution: Resolution

    private typealias Line = (label: String, text: String)

    /// Lines that follow the answer's own.
    var text: String {
        var lines: [Line] = [("release", release), ("Host", printable(request.authority))]
        if resolution.status == 400 { lines.append(("malformed", "no host of §1's grammar; nothing is looked up")) }
        for lookup in resolution.lookups {
            let record = lookup.record.map { "\($0.summary)" } ?? "no record"
            lines.append(("key", "\(printable(lookup.key)): \(lookup.where(in: release)), \(record)"))
        }
        if let record = resolution.record {
            lines.append(("state", record.meaning))
            if record.status == .enabled || record.status == .maintenance {
                lines.append(("fragment", StoredFile.path(of: record.payload[...], in: "fragments")))
            }
        } else if resolution.status == 404 {
            lines.append(("unknown", "no key that the request may mean is a site's"))
        }
        return lines.map { "    \($0.label.padded(to: 10))\($0.text)\n" }.joined()
    }

    /// Fields of the answer's object.
    var json: String {
        let lookups = resolution.lookups.map { lookup in
            "{\"key\": \(jsonText(printable(lookup.key))), \"shard\": \(lookup.place.shard), \"file\": \(jsonText(lookup.file(in: release))), "
                + "\"slot\": \(lookup.place.slot), \"record\": \(lookup.record?.json ?? "null")}"
        }
        return "\"release\": \(jsonText(release)), \"lookups\": [\(lookups.joined(separator: ", "))]"
    }
}

/// Bytes of a request, which may be any, without what a terminal would act on.
private func printable(_ bytes: [UInt8]) -> String {
    let shown = bytes.flatMap { byte in
        byte < 0x20 || byte == 0x7F ? Array("\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8) : [byte]
    }
    return String(decoding: shown, as: UTF8.self)
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - utf8.count))
    }
}

extension Resolution.Lookup {
    /// The file that holds the key, relative to the output directory.
    fileprivate func file(in release: String) -> String {
        place.reference.map { StoredFile.path(of: $0[...], in: "shards") } ?? "\(release)/hosts.php"
    }

    fileprivate func `where`(in release: String) -> String {
        "shard \(place.shard) (\(file(in: release))), slot \(place.slot)"
    }
}

extension HostRecord {
    /// Its five fields, as docs/resolution.md §2 has them.
    fileprivate var summary: String {
        let fields = [("id", id), ("canonical", canonical), ("payload", payload)].filter { !$0.1.isEmpty }
            .map { " \($0.0) \(printable($0.1))" }
        return "record status \(status.rawValue) depth \(depth)" + fields.joined()
    }

    fileprivate var meaning: String {
        switch status {
        case .enabled: "enabled"
        case .maintenance: "maintenance"
        case .disabled: "disabled"
        case .archived: "archived"
        case .redirect: "an alias that redirects"
        case .rootless: "no site here, but sub-paths below"
        }
    }

    fileprivate var json: String {
        "{\"status\": \(status.rawValue), \"depth\": \(depth), \"id\": \(jsonText(printable(id))), "
            + "\"canonical\": \(jsonText(printable(canonical))), \"payload\": \(jsonText(printable(payload)))}"
    }
}
