import Diagnostics
import Registry
import RegistryYAML
import Template
import Testing

@testable import Targets

/// What cannot be written of many hosts is reported, whether it is one of them or all together.
@Suite struct TemplateHostsTests {
    /// A text with NUL, which sh cannot hold, for some hosts.
    private struct Text: Subject {
        enum Name { case text }
        static let vocabulary: Vocabulary<Name> = ["text": .text(.text)]

        var hosts: [Host] = []
        let isRefused: @Sendable ([String]) -> Bool

        var ids: [String] { hosts.map { String(decoding: $0.id.value, as: UTF8.self) } }

        mutating func write(_ name: Name, to output: inout ByteBuffer) {
            for id in ids { output.append(Array(id.utf8)) }
            if isRefused(ids) { output.append(UInt8(0)) }
        }
    }

    private func rendered(_ isRefused: @escaping @Sendable ([String]) -> Bool) throws -> (String, [String]) {
        var diagnostics = Diagnostics()
        let text = """
            version: 1
            platforms: { m: { root: /srv/m } }
            dbservers: { s: { type: mariadb } }
            defaults: { platform: m, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
              a: { url: http://a.example }
              b: { url: http://b.example }
            """
        let registry = try #require(
            Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics))
        let compiled = Template<Text>(
            SourceFile(name: "t", bytes: Array("x {{text}}\n".utf8)), syntax: ShellSyntax(), reporting: &diagnostics)
        let template = try #require(compiled)
        var subject = Text(isRefused: isRefused)
        var output = ByteBuffer()
        template.render(&subject, about: registry.hosts, into: &output, reporting: &diagnostics) { $0.hosts = $1 }
        return (String(decoding: output.bytes(), as: UTF8.self), diagnostics.all.map { "\($0.place?.line ?? 0)" })
    }

    @Test func whatIsRefusedIsReportedWhereItStands() throws {
        let whole = try rendered { _ in false }
        #expect(whole.0 == "x 'ab'\n" || whole.0 == "x ab\n")
        #expect(whole.1 == [])
        #expect(try rendered { $0.contains("b") }.1 == ["7"])
        #expect(try rendered { _ in true }.1 == ["6", "7"])
    }

    @Test func whatIsRefusedOfAllTogetherIsReportedAtTheFirst() throws {
        #expect(try rendered { $0.count > 1 }.1 == ["6"])
    }
}
