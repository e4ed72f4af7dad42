import Diagnostics
import Foundation
import Template
import TestSupport
import Testing

/// Thousands of values to nginx and Apache and back, as headers of answers; ServerQuotingTests has the others.
@Suite(.enabled(if: WebServer.areInstalled, "nginx, apache2 and php-fpm are needed"))
struct ServerRoundTripTests {
    private static let positions = ["an argument", "inside \"…\""]

    /// HTTP takes blanks around a header's value away, and an empty one is none.
    private static let values: [[UInt8]] = HostileValues.thousands.filter { value in
        guard let first = value.first, let last = value.last else { return false }
        return !isBlank(first) && !isBlank(last)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    @Test(arguments: [WebServer.nginx, .apache]) func valuesComeBackOrAreRefused(_ server: WebServer) throws {
        let directory = try TemporaryDirectory()
        let port = try LoopbackConnection.freePort()
        let isNginx = server == .nginx
        let syntax: any Syntax = isNginx ? NginxSyntax() : ApacheSyntax()
        let trips = RoundTrips(isNginx ? "nginx" : "Apache", "\(server.rawValue), HTTP")
        let line =
            isNginx
            ? "add_header X-T {{value}} always;\nadd_header X-Q \"<{{value}}>\" always;\n"
            : "SetEnv T {{value}}\nSetEnv Q \"<{{value}}>\"\n"
        let (open, close) =
            isNginx
            ? ("location = @ {\n", "return 204;\n}\n")
            : (
                "<Location \"@\">\nRequire all granted\n",
                "Header always set X-T %{T}e\nHeader always set X-Q %{Q}e\n</Location>\n"
            )
        var text = Array((isNginx ? "server {\nlisten 127.0.0.1:\(port);\n" : "<VirtualHost 127.0.0.1:\(port)>\n").utf8)
        var written: [[UInt8]] = []
        for value in Self.values {
            guard let directives = try OneValue.written(value, in: line, syntax) else {
                trips.refuse(Self.positions)
                continue
            }
            text += Array(open.replacingOccurrences(of: "@", with: "/v\(written.count)z").utf8) + directives
            text += Array(close.utf8)
            written.append(value)
        }
        text += Array((isNginx ? "}\n" : "</VirtualHost>\n").utf8)
        let file = try directory.write("", to: "values.conf")
        try Data(text).write(to: URL(filePath: file))
        let running = try server.start(including: file, on: port, in: directory.url.appending(path: "server"))
        defer { running.stop() }
        for (number, value) in written.enumerated() {
            let answer = try LoopbackHTTP(port: port).get("/v\(number)z", host: "localhost")
            let found = ["X-T", "X-Q"].map { answer.header($0) }
            let expected = [value, [0x3C] + value + [0x3E]].map { String(decoding: $0, as: UTF8.self) }
            for (position, (found, expected)) in zip(Self.positions, zip(found, expected)) {
                let isSame = found.map { Array($0.utf8) } == Array(expected.utf8)
                trips.take(position, value, readAs: isSame ? value : nil)
            }
        }
        #expect(trips.report(asked: Self.values.count) == [])
    }
}
