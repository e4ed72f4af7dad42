import Foundation
import TestSupport
import Testing

/// A site's own templates and partials: what is wrong in them is shown where it stands, with status 65, and the release before
/// stays as it is.
@Suite struct SiteTemplateTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        _ = try directory.write(
            """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
              a: { url: http://a.example, name: "a\\u00e9'b" }

            """, to: "registry.yaml")
    }

    /// Stands for a text that nobody wants printed.
    private static let tenMegabytes = "ten megabytes"

    private func build() throws -> Outcome {
        try run(
            Program.vmoodleGen(), ["build", "registry.yaml", "--quiet", "--templates", "own"], in: directory.url)
    }

    private func crontab() throws -> String {
        try String(contentsOfFile: directory.path + "/out/current/cron/vmoodle-0", encoding: .utf8)
    }

    @Test(arguments: [
        ("{{#hosts}}\n{{minute}", "2:1: error: VM401: the tag is not closed; '}}' is missing"),
        ("{{#hosts}}\n{{mniute}}\n{{/hosts}}\n", "2:1: error: VM402: unknown name 'mniute'; did you mean 'minute'?"),
        ("{{#hosts}}\n# {{url}}\n{{/hosts}}\n", "2:3: error: VM404: no value can be written here: "),
        ("{{#hosts}}\n{{{url}}}\n{{/hosts}}\n", "2:1: error: VM404: no value is written as it is; write '{{url}}'"),
        ("x\n{{> round }}\n", "1:1: error: VM408: a partial includes itself: 'round' includes 'round'"),
        ("x\n  {{> lines }}\n", "2:3: error: VM408: no partial 'lines'; did you mean 'line'?"),
        ("x\u{0}", "1:2: error: VM407: a template is text in UTF-8; here is the byte 0x00"),
        (tenMegabytes, "1:1: error: VM407: the template has more than 1048576 bytes"),
    ])
    func mistakeInATemplateLeavesTheReleaseAsItIs(_ text: String, _ message: String) throws {
        _ = try directory.write("# first\n", to: "own/cron/crontab.tmpl")
        #expect(try build().status == 0)
        let content = text == Self.tenMegabytes ? String(repeating: "x", count: 10_000_000) : text
        _ = try directory.write(content, to: "own/cron/crontab.tmpl")
        _ = try directory.write("{{> round }}", to: "own/cron/partials/round.tmpl")
        _ = try directory.write("x", to: "own/partials/line.tmpl")
        let outcome = try build()
        #expect(outcome.status == 65)
        let file = message.contains("itself") ? "own/cron/partials/round.tmpl" : "own/cron/crontab.tmpl"
        #expect(outcome.errors.contains("\(file):\(message)"), "\(outcome.errors.prefix(2000))")
        #expect(outcome.errors.utf8.count < 4000)
        #expect(try crontab() == "# first\n")
    }

    @Test func partialsAreThoseOfTheTargetBeforeThoseOfAll() throws {
        _ = try directory.write("{{#hosts}}\n  {{> line }}\n{{/hosts}}\n", to: "own/cron/crontab.tmpl")
        _ = try directory.write("0 0 * * * {{user}} true {{url}}\n", to: "own/partials/line.tmpl")
        let first = try build()
        #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
        #expect(try crontab() == "  0 0 * * * www-data true http://a.example\n")

        _ = try directory.write("1 1 * * * {{user}} true {{url}}\n", to: "own/cron/partials/line.tmpl")
        _ = try directory.write("x", to: "own/nginx/partials/unused.tmpl")
        let second = try build()
        #expect(second.status == 0)
        #expect(try crontab() == "  1 1 * * * www-data true http://a.example\n")
        #expect(
            second.errors.contains("own/nginx/partials/unused.tmpl:1:1: warning: VM409: no template shows the partial"))
        #expect(
            second.errors.contains("own/partials/line.tmpl:1:1: warning: VM409: no template shows the partial 'line'"))
        #expect(second.errors.contains("own/cron/partials/line.tmpl:1:1: note: hidden by this one"))
    }

    /// What cannot be read is not taken for nothing.
    @Test func aFolderOfPartialsThatCannotBeReadIs1() throws {
        _ = try directory.write("# first\n", to: "own/cron/crontab.tmpl")
        let partials = directory.path + "/own/cron/partials"
        try FileManager.default.createSymbolicLink(atPath: partials, withDestinationPath: partials)
        let outcome = try build()
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "own/cron/partials: error: VM501: cannot read the folder of partials: Too many levels of symbolic links\n"
        )
    }
}
