import Diagnostics
import Foundation
import Template
import TestSupport
import Testing

/// Every value comes back from the real program as it went in, or is refused before it is written.
@Suite struct EscapingTests {
    private func write(_ value: [UInt8], _ text: String, _ syntax: any Syntax) throws -> [UInt8]? {
        try OneValue.written(value, in: text, syntax)
    }

    @Test func phpReadsBackEveryValue() throws {
        let trips = RoundTrips("PHP", "php")
        var code = Array("<?php echo json_encode(array_map('bin2hex', [\n".utf8)
        for value in HostileValues.thousands { code += try #require(try write(value, " {{value}},\n", PHPSyntax())) }
        code += Array("]));".utf8)
        let outcome = try run("/usr/bin/php", [], input: code)
        let read = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String], "\(outcome.errors)")
        try #require(read.count == HostileValues.thousands.count)
        for (value, read) in zip(HostileValues.thousands, read) {
            trips.take("a literal", value, readAs: read == hex(value) ? value : Array(read.utf8))
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [])
    }

    /// Debian's cron turns `\%` into `%` and `\\` into `\` and gives the rest to sh (tried with cron 3.0pl1); here a function
    /// does what cron does, and the real sh the rest.
    @Test func shReadsBackWhatCronHandsOn() throws {
        let trips = RoundTrips("crontab", "cron's rules, sh")
        let position = "an argument of a command"
        var script: [UInt8] = []
        var written: [[UInt8]] = []
        for value in HostileValues.thousands {
            guard let line = try write(value, "* * * * * root printf %s {{value}}\n", CrontabSyntax()) else {
                #expect(value.contains(0) || value.contains(0x0A))
                trips.refuse([position])
                continue
            }
            let command = line.dropLast().split(separator: 0x20, maxSplits: 8, omittingEmptySubsequences: false)
                .dropFirst(8)
            script += Array("printf '%s\\0' ".utf8) + cron(Array(command[8])) + [0x0A]
            written.append(value)
        }
        let folder = try TemporaryDirectory()
        let file = folder.url.appending(path: "script")
        try Data(script).write(to: file)
        let outcome = try run("/bin/sh", [file.path], environment: ["LC_ALL": "C"])
        let read = outcome.output.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        for (number, value) in written.enumerated() {
            trips.take(position, value, readAs: read.count == written.count + 1 ? read[number] : nil)
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [], "\(outcome.errors.prefix(500))")
    }

    private func cron(_ command: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        while at < command.count {
            if command[at] == 0x5C, at + 1 < command.count, command[at + 1] == 0x25 || command[at + 1] == 0x5C {
                at += 1
            } else {
                #expect(command[at] != 0x25, "a bare % would begin standard input")
            }
            output.append(command[at])
            at += 1
        }
        return output
    }

    @Test func timeAndUserOfACronLineAreCharactersThatCronKnows() throws {
        #expect(try write(Array("7-59/15".utf8), "{{value}} * * * * root x\n", CrontabSyntax()) != nil)
        for value in ["", "* *", "@reboot", "x\n", "a"] {
            #expect(try write(Array(value.utf8), "{{value}} * * * * root x\n", CrontabSyntax()) == nil)
        }
        for value in ["", "a b", "Root", "root;"] {
            #expect(try write(Array(value.utf8), "* * * * * {{value}} x\n", CrontabSyntax()) == nil)
        }
    }

    @Test func serversRefuseWhatNoQuotesCanHold() throws {
        for value in ["$x", "a$", "${x}", "a\nb", "\r", "\u{0}", String(repeating: "x", count: 2001)] {
            #expect(try write(Array(value.utf8), "x {{value}};\n", NginxSyntax()) == nil)
        }
        for value in ["${x}", "a\nb", "\r", "\u{0}"] {
            #expect(try write(Array(value.utf8), "X {{value}}\n", ApacheSyntax()) == nil)
        }
        for value in ["{x}", "a{", "}", "a\\\\", "a\nb", "\r", "\u{0}", "a\\", "\\\"", "\u{7F}"] {
            #expect(try write(Array(value.utf8), "x {{value}}\n", CaddySyntax()) == nil)
            #expect(try write(Array(value.utf8), "x header \"{{value}}\"\n", CaddySyntax()) == nil)
        }
        #expect(try write([0xFF], "header X {{value}}\n", CaddySyntax()) == nil)
        #expect(try write(Array("\\}".utf8), "header X {{value}}\n", CaddySyntax()) == nil)
        let braces = Array(#"header X "{{http.vars.vmoodle_none}a{http.vars.vmoodle_none}}" "#.utf8)
        #expect(try write(Array("{a}".utf8), "header X {{value}} ", CaddySyntax()) == braces)
        #expect(try write(Array("a$".utf8), "X \"{{value}}{HOME}\"\n", ApacheSyntax()) == nil)
        for syntax in [NginxSyntax() as any Syntax, ApacheSyntax()] {
            #expect(try write(Array("a b".utf8), "x y{{value}} z\n", syntax) == nil)
            #expect(
                try write(Array("a\"b\\c d".utf8), "x {{value}} y\n", syntax) == Array(#"x "a\"b\\c d" y"#.utf8) + [
                    0x0A
                ])
            #expect(
                try write(Array("a\"\u{301}b".utf8), "x \"{{value}}\" y\n", syntax)
                    == Array("x \"a\\\"\u{301}b\" y\n".utf8))
        }
    }
}
