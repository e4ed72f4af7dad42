import Foundation

/// A client of HTTP/1.1 on 127.0.0.1 that sends the request line and the headers exactly as they are given.
struct LoopbackHTTP: Sendable {
    let port: UInt16

    /// Sends one request and reads the answer to its end.
    ///
    /// - Parameters:
    ///   - target: what stands in the request line, with its query; may be a whole URL.
    ///   - host: the Host header; nil sends none.
    ///   - headers: further lines, such as `"Accept: */*"`.
    func get(
        _ target: String, host: String?, method: String = "GET", headers: [String] = [], body: String = ""
    ) throws -> HTTPAnswer {
        var lines = ["\(method) \(target) HTTP/1.1"]
        if let host { lines.append("Host: \(host)") }
        lines += headers + ["Connection: close"]
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        return try answer(to: Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
    }

    /// Sends bytes and reads what comes back until the server closes.
    func answer(to request: [UInt8]) throws -> HTTPAnswer {
        let connection = try LoopbackConnection(port: port)
        try connection.send(request)
        return try HTTPAnswer(try connection.readToEnd())
    }
}

/// One answer of a server.
struct HTTPAnswer: Sendable {
    let status: Int
    /// Names in small letters, in the order they came.
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The first header of this name.
    func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }

    init(_ bytes: [UInt8]) throws {
        let end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
        guard let end else { throw HTTPFailure("no header's end in \(bytes.count) bytes") }
        var lines = bytes[..<end].split(separator: 10).map { line in
            String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
        }
        let first = lines.removeFirst().split(separator: " ")
        guard first.count > 1, first[0].hasPrefix("HTTP/"), let status = Int(first[1]) else {
            throw HTTPFailure("no status line: \(first)")
        }
        self.status = status
        headers = lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (line[..<colon].lowercased(), value)
        }
        let rest = Array(bytes[(end + 4)...])
        let isChunked = headers.contains { $0.name == "transfer-encoding" && $0.value.lowercased() == "chunked" }
        body = isChunked ? try Self.joined(chunks: rest) : rest
    }

    private static func joined(chunks bytes: [UInt8]) throws -> [UInt8] {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let lineEnd = rest.firstIndex(of: 13) {
            let digits = String(decoding: rest[..<lineEnd].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let size = Int(digits, radix: 16), rest.endIndex - lineEnd >= size + 4 else { break }
            if size == 0 { return body }
            body += rest[(lineEnd + 2)..<(lineEnd + 2 + size)]
            rest = rest[(lineEnd + 4 + size)...]
        }
        throw HTTPFailure("a chunk is cut off")
    }
}

/// Why there is no answer.
struct HTTPFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
