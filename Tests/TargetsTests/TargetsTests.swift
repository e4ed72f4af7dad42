import CEmbedded
import Diagnostics
import Foundation
import HostTable
import OutputTree
import Registry
import RegistryYAML
import Shim
import Template
import TestSupport
import Testing

@testable import Targets

@Suite struct TargetsTests {
    private func files(below folder: String) -> Set<String> {
        let root = Repository.root.appending(path: folder).path
        let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        var isFolder: ObjCBool = false
        return Set(
            all.filter {
                FileManager.default.fileExists(atPath: "\(root)/\($0)", isDirectory: &isFolder) && !isFolder.boolValue
            })
    }

    /// Web servers say what the runtime says.
    @Test func pagesOfServersHaveTheRuntimesTexts() throws {
        let texts = Repository.root.appending(path: "Sources/Shim/runtime/vmoodle/Texts.php").path
        let script = "require $argv[1]; echo json_encode(VMoodleGen\\Texts::BY_LANGUAGE);"
        let said = try run("/usr/bin/php", ["-r", script, texts])
        let languages = try #require(
            JSONSerialization.jsonObject(with: Data(said.output)) as? [String: [String: String]], "\(said.errors)")
        #expect(RefusalPage.all.map(\.status) == [403, 404, 410, 421, 503])
        for (status, page) in RefusalPage.all {
            let page = String(decoding: page, as: UTF8.self)
            #expect(
                page.utf8.count < 2000 && page.utf8.allSatisfy { $0 < 0x80 } && !page.contains("\"")
                    && !page.contains("$"))
            #expect(page.components(separatedBy: "<p ").count - 1 == languages.count)
            for (language, texts) in languages {
                let text = try #require(texts["\(status)"]).unicodeScalars
                    .map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
                #expect(page.contains("<p lang='\(language)'>\(text)</p>"))
            }
        }
    }

    /// One server for all hosts of a platform has one directory for each internal location.
    @Test func sendfileLocationsOfAProxysNameLeadOneWay() throws {
        func findings(_ field: String, targets: String = "") throws -> [String] {
            var diagnostics = Diagnostics()
            let text = """
                version: 1
                targets: { \(targets) }
                proxies: 10.0.0.0/8
                platforms: { m: { root: /srv/m, proxy: { names: b.internal } } }
                dbservers: { s: { type: mariadb } }
                defaults:
                  platform: m
                  dataroot: "/data/{id}"
                  db: { server: s, name: "{id}", user: u, password: { file: /x } }
                  sendfile: x-accel-redirect
                  \(field)
                hosts: { a: { url: http://a.example }, b: { url: http://b.example } }
                """
            let file = SourceFile(name: "r", bytes: Array(text.utf8))
            let registry = try #require(Registry(yaml: file, reporting: &diagnostics), "\(diagnostics)")
            let all = allTargets(servedFrom: try #require(AbsolutePath(Array("/out".utf8))), secrets: [:])
            _ = OutputTree(registry, for: all, from: TemplateSet(), reporting: &diagnostics)
            return diagnostics.all.map { "\($0.code) \($0.message.prefix(30))" }
        }
        // All web servers ask for the same virtual servers, which are made once.
        for targets in ["", "nginx: false", "apache: false, caddy: false"] {
            let found = try findings(#"sendfile_aliases: { /kept/: "/data/{id}" }"#, targets: targets)
            #expect(found == ["VM327 the sendfile location '/kept/'"])
        }
        #expect(
            try findings(
                #"sendfile_aliases: { /kept/: "/data/{id}" }"#, targets: "nginx: false, apache: false, caddy: false")
                == [])
        #expect(try findings("name: x") == [])
    }

    @Test func everyTemplateTravelsInsideTheBinary() throws {
        let templates = TemplateSet()
        #expect(Set(templates.paths) == files(below: "templates"))
        for path in templates.paths {
            #expect(templates.bytes(of: path) == (try Repository.bytes("templates/\(path)")))
        }
    }

    @Test func everyRuntimeFileTravelsInsideTheBinary() throws {
        #expect(Set(Shim.files.map(\.path)) == files(below: "Sources/Shim/runtime"))
        for file in Shim.files { #expect(file.bytes == (try Repository.bytes("Sources/Shim/runtime/\(file.path)"))) }
        #expect(Shim.files.last?.path == Shim.entry)
    }

    @Test func targetsAndTemplateFoldersAreTheSame() throws {
        let targets = allTargets(servedFrom: try #require(AbsolutePath(Array("/out".utf8))), secrets: [:]).map(\.name)
        #expect(targets == Repository.names(in: "templates"))
    }

    @Test(arguments: [
        (1, 0, "*", "*"), (5, 0, "0-59/5", "*"), (15, 7, "7-59/15", "*"), (60, 61, "1", "*"), (120, 0, "0", "0-23/2"),
        (360, 125, "5", "2-23/6"), (1440, 1439, "59", "23"),
    ])
    func cronFieldsRunOncePerPeriod(_ period: Int, _ slot: UInt32, _ minute: String, _ hour: String) {
        let schedule = Schedule(period: period, slot: slot)
        var fields = ByteBuffer()
        schedule.writeMinute(to: &fields)
        fields.append(" ")
        schedule.writeHour(to: &fields)
        let written = String(decoding: fields.bytes(), as: UTF8.self)
        #expect(written == "\(minute) \(hour)")
    }

    @Test func shardsHaveNamesOfOneLength() {
        let sharding = Sharding(count: 5000, average: 256)
        #expect(sharding.count == 32)
        #expect(Set((0..<sharding.count).map { sharding.name($0).count }) == [2])
        #expect(Sharding(count: 3, average: 256).name(0) == "0")
        #expect(Set((0..<1000).map { sharding.shard(of: CRC32.of("host-\($0)".utf8)) }).count == 32)
    }

    // MARK: What a language cannot write

    private func findings(_ hosts: String, root: String = "/srv/m45", templates: TemplateSet = TemplateSet()) throws
        -> [String]
    {
        let text = """
            version: 1
            platforms: { p: { root: "\(root)" } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
            \(hosts)
            """
        var diagnostics = Diagnostics()
        let registry = try #require(
            Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics), "\(diagnostics)")
        let targets = allTargets(servedFrom: try #require(AbsolutePath(Array("/out".utf8))), secrets: [:])
        let tree = OutputTree(registry, for: targets, from: templates, reporting: &diagnostics)
        #expect((tree == nil) == diagnostics.hasErrors)
        return diagnostics.sorted.map { "\($0.place?.description ?? ""): \($0.code) \($0.message)" }
    }

    @Test func valueThatNginxCannotWriteIsReportedAtTheHost() throws {
        #expect(
            try findings("  a: { url: http://a.example }", root: "/srv/$x") == [
                "r:6:3: VM405 the value of 'slash_docroot' cannot be written: nginx takes '$' for a variable"
            ])
    }

    @Test func cronLineThatIsTooLongIsReportedAtTheHost() throws {
        let long = "/" + String(repeating: "x", count: 960)
        #expect(
            try findings("  a: { url: http://a.example }", root: long).contains(
                "r:6:3: VM405 the cron line of host 'a' is longer than cron reads (998 bytes)"))
    }

    /// By a template of a site's own that gives all hosts one line, of which each host's would be short enough.
    @Test func lineOfAllHostsThatIsTooLongIsReported() throws {
        var templates = TemplateSet()
        let own = SourceFile(name: "own", bytes: Array("0 0 * * * root x{{#hosts}} {{id}}{{/hosts}}\n".utf8))
        let isReplaced = templates.replace("cron/crontab.tmpl", by: own)
        #expect(isReplaced)
        let hosts = (0..<200).map { "  host-\($0): { url: http://h\($0).example }" }.joined(separator: "\n")
        let found = try findings(hosts, templates: templates)
        #expect(found.count == 1 && found[0].hasPrefix("r:6:3: VM405 a crontab of 200 hosts has a line"), "\(found)")
        #expect(try findings("  a: { url: http://a.example }", templates: templates) == [])
    }

    @Test func addressWithAndWithoutTLSIsRefused() throws {
        let hosts = """
              a: { url: http://a.example, web: { listen: 8443 } }
              b: { url: https://b.example, web: { listen: 8443, tls: { certificate: /c, key: /k } } }
            """
        #expect(try findings(hosts).contains("r:7:3: VM311 the address '8443' is used with and without TLS"))
    }

    @Test func oneNameTwiceOnOneAddressIsRefused() throws {
        let hosts = """
              a: { url: "http://a.example:8080", web: { listen: 80 } }
              b: { url: "http://a.example:8081", web: { listen: 80 }, session: { cookie: { name: b } } }
            """
        #expect(
            try findings(hosts).contains {
                $0.hasPrefix("r:7:3: VM312 'a.example' would be two virtual servers on the address '80'")
            })
    }

    @Test func templateThatChangesWhatTheSumIsOfIsRefused() throws {
        let builtIn = String(decoding: try Repository.bytes("templates/php/fragment.php.tmpl"), as: UTF8.self)
        let former = "<?php\nreturn ['vmoodle-gen fragment 1', {{id}}, [], []];\n"
        let more = builtIn.replacing("{{sum}}", with: "{{sum}}, 6 => ['own' => 1]")
        let changed = builtIn.replacing("{{#settings}}\n", with: "{{#settings}}\n    'own' => 1,\n")
        let cases = [
            (builtIn, nil), (more, nil), (former, nil), (changed, 5), (builtIn.replacing("{{sum}}", with: "1"), 17),
            (String(builtIn.dropFirst(5)), 1), ("{{> body}}", 1),
        ]
        for (text, line) in cases {
            var templates = TemplateSet()
            let own = SourceFile(name: "own", bytes: Array(text.utf8))
            let isReplaced = templates.replace("php/fragment.php.tmpl", by: own)
            #expect(isReplaced)
            if text == "{{> body}}" {
                templates.add(partial: "body", of: "php", SourceFile(name: "body", bytes: Array(changed.utf8)))
            }
            let found = try findings("  a: { url: http://a.example }", templates: templates)
            let message = "a template of fragments with a sum begins as the built-in one does, up to '{{sum}}'"
            #expect(found == (line.map { ["own:\($0):1: VM406 \(message)"] } ?? []), "\(text)")
        }
    }

    @Test func mistakeInASitesTemplateIsReportedThere() throws {
        var templates = TemplateSet()
        let own = SourceFile(name: "my/cron/crontab.tmpl", bytes: Array("\n{{usr}}".utf8))
        let isReplaced = templates.replace("cron/crontab.tmpl", by: own)
        let isUnknown = !templates.replace("cron/other.tmpl", by: own)
        #expect(isReplaced && isUnknown)
        #expect(
            try findings("  a: { url: http://a.example }", templates: templates) == [
                "my/cron/crontab.tmpl:2:1: VM402 unknown name 'usr'; known are hosts"
            ])
    }
}
