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
        let resolution = try Resolution(host: target.authority, script: target.script, in: table)
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
