import Diagnostics
import Foundation
import Template
import TestSupport
import Testing

/// Values come back from the real servers as they went in, or are refused before they are written.
@Suite(.enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct ServerQuotingTests {
    /// Every byte that a header can carry, alone between letters, and what means something to one of the servers.
    private static let values: [[UInt8]] =
        (UInt8(0)...UInt8(255)).map { [0x61, $0, 0x62] }
        + [
            "\"", "\\", "\\\\", "a\\", "\\\"", "'", "#", "# x", "a;b", "};", "{", "}", "{}", "a b", "$x", "${HOME}",
            "${x",
            "$", "a$", "%{HOSTNAME}",
            "%h", "</VirtualHost>", "|id", "~x", "*", "\"\u{301}", "\\\u{301}", "\u{e9}", "on", "off", "\\n", "\\t",
            "$1", "\" bad \"", "{host}", "{http.request.host}", "{env.HOME}", "{$HOME}", "{$HOME:x}", "{args.0}",
            "{{host}}", "}{", "\\{x}",
            "{x\\}", "a\\\\\"b", "`x`", "<<E", "{\"group\":\"default\",\"max_age\":1}", "{vars.x}", "{{{",
        ].map { Array($0.utf8) }

    private func render(_ text: String, _ value: [UInt8], _ syntax: any Syntax) -> [UInt8]? {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        guard let template = Template<OneValue>(file, syntax: syntax, reporting: &diagnostics) else {
            Issue.record("\(diagnostics.sorted.map(\.text).joined())")
            return nil
        }
        var output = ByteBuffer()
        var subject = OneValue(value)
        do { try template.render(&subject, into: &output) } catch { return nil }
        return output.bytes()
    }

    /// One place that answers with a value for each value that can be written, in a token of its own and inside quotes.
    private func configuration(_ server: WebServer, port: UInt16) -> (
        text: [UInt8], expected: [(path: String, body: [UInt8])]
    ) {
        let language = ServerAnswers(server, port: port)
        let quoted = language.line.replacingOccurrences(of: "{{value}}", with: "\"<{{value}}>\"")
        var text: [UInt8] = []
        var expected: [(path: String, body: [UInt8])] = []
        for (number, value) in Self.values.enumerated() {
            for (form, line, body) in [
                ("t", language.line, value), ("q", quoted, Array("<".utf8) + value + Array(">".utf8)),
            ] {
                guard let directive = render(line, value, language.syntax) else { continue }
                let path = "/\(form)\(number)"
                text += Array(language.open(path).utf8) + directive + Array(language.close.utf8)
                expected.append((path, body))
            }
        }
        return (Array(language.head.utf8) + text + Array(language.foot.utf8), expected)
    }

    @Test(arguments: WebServer.programs)
    func everyValueComesBackOrIsRefused(_ server: WebServer) throws {
        let directory = try TemporaryDirectory()
        let port = try LoopbackConnection.freePort()
        let (text, expected) = configuration(server, port: port)
        let file = try directory.write("", to: "values.conf")
        try Data(text).write(to: URL(filePath: file))
        let running = try server.start(including: file, on: port, in: directory.url.appending(path: "server"))
        defer { running.stop() }
        // Caddy takes UTF-8 only.
        #expect(expected.count > (server.isCaddy ? 270 : 400))
        for (path, body) in expected {
            let answer = try LoopbackHTTP(port: port).get(path, host: "localhost")
            // HTTP takes blanks around a header's value away.
            #expect(answer.header("X-Value") == String(decoding: body, as: UTF8.self), "\(path): \(answer.status)")
        }
    }
}

/// A server's words for one place after another, each of which answers with a value in a header.
private struct ServerAnswers {
    let syntax: any Syntax
    let head: String
    let foot: String
    let line: String
    let close: String
    private let server: WebServer

    init(_ server: WebServer, port: UInt16) {
        self.server = server
        switch server {
        case .nginx, .nginxMap:
            syntax = NginxSyntax()
            (head, foot) = ("server {\nlisten 127.0.0.1:\(port);\n", "}\n")
            (line, close) = ("add_header X-Value {{value}} always;\n", "return 204;\n}\n")
        case .apache, .apacheMap, .apacheModPHP:
            syntax = ApacheSyntax()
            (head, foot) = ("<VirtualHost 127.0.0.1:\(port)>\n", "</VirtualHost>\n")
            line = "SetEnv VALUE {{value}}\n"
            close = "Require all granted\nHeader always set X-Value %{VALUE}e\n</Location>\n"
        case .caddy, .caddyMap:
            syntax = CaddySyntax()
            (head, foot) = ("http://:\(port) {\nbind 127.0.0.1\n", "}\n")
            (line, close) = ("header X-Value {{value}}\n", "respond 204\n}\n")
        }
    }

    func open(_ path: String) -> String {
        switch server {
        case .nginx, .nginxMap: "location = \(path) {\n"
        case .apache, .apacheMap, .apacheModPHP: "<Location \"\(path)\">\n"
        case .caddy, .caddyMap: "handle \(path) {\n"
        }
    }
}
