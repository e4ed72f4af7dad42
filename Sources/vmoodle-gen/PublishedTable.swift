import Diagnostics
import Glibc
import HostTable
import OutputTree

/// The table of the release that is current in an output directory.
struct PublishedTable {
    /// What a URL leads to.
    struct Answer {
        var url: [UInt8]
        var status: Int
        var id: String?
        var location: String?
        /// The fragment's path, relative to the output directory.
        var fragment: String?
        /// Nil where the table cannot be read.
        var explanation: Explanation?

        var text: String {
            let rest = location.map { "→ \($0)" } ?? fragment ?? ""
            let line = "\(String(decoding: url, as: UTF8.self))\t\(status)\t\(id ?? "-")\t\(rest)"
            return (rest.isEmpty ? String(line.dropLast()) : line) + "\n"
        }

        var json: String { "{\(jsonFields)}" }
        var explainedJSON: String { "{\(jsonFields)\(explanation.map { ", \($0.json)" } ?? "")}" }

        private var jsonFields: String {
            "\"url\": \(jsonText(url)), \"host\": \(id.map { jsonText($0) } ?? "null"), \"status\": \(status), "
                + "\"location\": \(location.map { jsonText($0) } ?? "null")"
        }
    }

    let directory: String

    /// The answers in the order of the URLs; a table that cannot be read answers 503 to all of them, with one message said.
    func answers(to urls: [[UInt8]]) -> [Answer] {
        do {
            let (release, table) = try open()
            return try urls.map { try answer(to: $0, in: table, of: release) }
        } catch {
            Terminal.say("vmoodle-gen: error: VM503: the table in '\(directory)' cannot be read: \(error)\n")
            return urls.map { Answer(url: $0, status: 503) }
        }
    }

    /// Reads the link once, so that a release that is published meanwhile is not mixed in.
    private func open() throws -> (release: String, table: HostTableReader) {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = buffer.withUnsafeMutableBytes { bytes in
            readlink("\(self.directory)/current", bytes.assumingMemoryBound(to: CChar.self).baseAddress!, bytes.count)
        }
        guard count > 0 else { throw HostTableReader.Damage("there is no release") }
        let release = String(decoding: buffer[..<count], as: UTF8.self)
        let directory = directory
        let table = try HostTableReader(root: Self.read("\(directory)/\(release)/hosts.php")) { reference in
            try Self.read("\(directory)/\(StoredFile.path(of: reference, in: "shards"))")
        }
        return (release, table)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw HostTableReader.Damage("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw HostTableReader.Damage("\(path): \(String(cString: strerror(errno)))")
        }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(file, buffer.baseAddress! + count, size - count)
                if got <= 0 { break }
                count += got
            }
        }
    }

    private func answer(to url: [UInt8], in table: HostTableReader, of release: String) throws -> Answer {
        let target = RequestTarget(url)
        // A server sends `/x` on to `/x/`, where a site in a sub-directory is; no script's name is a sub-directory's.
        let script = target.path.last == 0x2F ? target.path : target.path + [0x2F]
        let resolution = try Resolution(host: target.authority, script: script, in: table)
        var answer = Answer(url: url, status: resolution.status)
        answer.explanation = Explanation(release: release, request: target, resolution: resolution)
        guard let record = resolution.record else { return answer }
        answer.id = String(decoding: record.id, as: UTF8.self)
        switch record.status {
        case .redirect:
            answer.location = resolution.location(of: target.path + target.query)
                .map { String(decoding: $0, as: UTF8.self) }
        case .enabled: answer.fragment = StoredFile.path(of: record.payload[...], in: "fragments")
        default: break
        }
        return answer
    }
}

/// A URL as a server takes it apart; nothing is decoded.
struct RequestTarget {
    let authority: [UInt8]
    let path: [UInt8]
    /// With its `?`.
    let query: [UInt8]

    init(_ url: [UInt8]) {
        var rest = url[...]
        let scheme = ["https://", "http://"].first { scheme in
            rest.prefix(scheme.utf8.count).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }.elementsEqual(
                scheme.utf8)
        }
        rest = rest.dropFirst(scheme?.utf8.count ?? 0)
        rest = rest.prefix { $0 != UInt8(ascii: "#") }
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        authority = Array(rest[..<end])
        let question = rest[end...].firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
        path = end == question ? [UInt8(ascii: "/")] : Array(rest[end..<question])
        query = Array(rest[question...])
    }
}
