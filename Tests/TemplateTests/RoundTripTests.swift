import Diagnostics
import Foundation
import Template
import TestSupport
import Testing

/// Every value comes back from the real program as it went in, alone, inside each kind of quotes and as a piece of a word, or
/// is refused before it is written; who refuses what stands beside it.
@Suite struct RoundTripTests {
    private func write(_ value: [UInt8], _ text: String, _ syntax: any Syntax) throws -> [UInt8]? {
        try OneValue.written(value, in: text, syntax)
    }

    /// The values that a line can hold, and the lines; checks that the others are those that must not be written.
    private func lines(
        _ text: String, _ syntax: any Syntax, of values: [[UInt8]] = HostileValues.thousands, at positions: [String],
        _ trips: [RoundTrips], refused: ([UInt8]) -> Bool
    ) throws -> (values: [[UInt8]], text: [UInt8]) {
        var written: [[UInt8]] = []
        var lines: [UInt8] = []
        for value in values {
            let numbered = text.replacingOccurrences(of: "@", with: "\(written.count)")
            let line = try write(value, numbered, syntax)
            #expect((line == nil) == refused(value), "\(syntax.name): \(value)")
            guard let line else {
                for trips in trips { trips.refuse(positions) }
                continue
            }
            written.append(value)
            lines += line
        }
        return (written, lines)
    }

    private static func isText(_ value: [UInt8]) -> Bool { String(validating: value, as: UTF8.self) != nil }

    // MARK: sh

    @Test(arguments: ["/bin/sh", "/bin/bash"])
    func shellsReadBackEveryValueButNUL(_ shell: String) throws {
        let trips = RoundTrips("sh", String(shell.dropFirst("/bin/".count)))
        let positions = ["a word", "inside \"…\"", "inside '…'", "a piece of a word", "inside $(…)"]
        let (values, script) = try lines(
            "v=$(printf %s {{value}}x)\nprintf '%s\\0' {{value}} \"<{{value}}>\" '<{{value}}>' a{{value}}z \"$v\" # c\n",
            ShellSyntax(), at: positions, [trips]
        ) { $0.contains(0) }
        let folder = try TemporaryDirectory()
        let file = folder.url.appending(path: "script")
        try Data(script).write(to: file)
        let outcome = try run(shell, [file.path], environment: ["LC_ALL": "C", "HOME": "/nowhere", "x": "wrong"])
        let words = outcome.output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
        #expect(outcome.errors == "")
        #expect(words.count == 5 * values.count)
        for (number, value) in values.enumerated() {
            for (index, position) in positions.enumerated() {
                let word = words.count == 5 * values.count ? words[5 * number + index] : nil
                trips.take(
                    position, value,
                    readAs: word.flatMap { Self.inner($0, [0, 1, 1, 1, 0][index], [0, 1, 1, 1, 1][index]) })
            }
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [])
    }

    /// A text without so many bytes before and behind it, which the template put there.
    private static func inner(_ text: [UInt8], _ before: Int, _ behind: Int) -> [UInt8]? {
        text.count >= before + behind ? Array(text.dropFirst(before).dropLast(behind)) : nil
    }

    // MARK: php.ini and pools

    @Test func phpIniReadsBackEveryValueButNULAndAQuoteAtALinesEnd() throws {
        let trips = RoundTrips("php.ini", "parse_ini_file()")
        let positions = ["a value", "inside \"…\""]
        let (values, text) = try lines(
            "v@ = {{value}}\nw@ = \"<{{value}}>\" ; c\n", INISyntax(.settings), at: positions, [trips]
        ) { value in
            value.contains(0)
                || zip(value, value.dropFirst()).contains { $0 == 0x22 && ($1 == 0x0A || $1 == 0x0D) }
        }
        let folder = try TemporaryDirectory()
        let file = folder.url.appending(path: "values.ini")
        try Data(text).write(to: file)
        let code = "echo json_encode(array_map('bin2hex', parse_ini_file($argv[1])));"
        let outcome = try run("/usr/bin/php", ["-r", code, file.path])
        let read = try #require(
            (try? JSONSerialization.jsonObject(with: Data(outcome.output))) as? [String: String],
            "\(outcome.errors)\(outcome.text.prefix(500))")
        #expect(read.count == 2 * values.count)
        for (number, value) in values.enumerated() {
            trips.take(positions[0], value, readAs: read["v\(number)"] == hex(value) ? value : nil)
            trips.take(positions[1], value, readAs: read["w\(number)"] == hex([0x3C] + value + [0x3E]) ? value : nil)
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [])
    }

    @Test(.enabled(if: RoundTripTests.fpm != nil, "php-fpm is needed"))
    func phpFpmReadsBackEveryValueThatALineHolds() throws {
        let trips = RoundTrips("pool of php-fpm", "php-fpm -tt")
        let positions = ["a value", "inside \"…\""]
        let (values, lines) = try lines(
            "env[V@] = {{value}}\nenv[W@] = \"<{{value}}>\"\n", INISyntax(.pool), at: positions, [trips]
        ) {
            $0.isEmpty || $0.first == 0x24 || $0.contains { [0x00, 0x0A, 0x0D].contains($0) }
        }
        let folder = try TemporaryDirectory()
        let file = folder.url.appending(path: "pool.conf")
        let head = """
            [global]
            error_log = /dev/null
            [www]
            user = "nobody"
            listen = "\(folder.path)/socket"
            pm = "static"
            pm.max_children = "5"

            """
        try Data(Array(head.utf8) + lines).write(to: file)
        let outcome = try runKeepingBytes(try #require(Self.fpm), ["-tt", "-y", file.path])
        let said = outcome.split(separator: 0x0A).compactMap { line -> (String, [UInt8])? in
            guard let start = line.firstRange(of: Array("NOTICE: \tenv[".utf8))?.upperBound,
                let end = line[start...].firstRange(of: Array("] = ".utf8))
            else { return nil }
            return (String(decoding: line[start..<end.lowerBound], as: UTF8.self), Array(line[end.upperBound...]))
        }
        let read = Dictionary(said) { first, _ in first }
        #expect(read.count == 2 * values.count, "\(String(decoding: outcome.prefix(2000), as: UTF8.self))")
        for (number, value) in values.enumerated() {
            trips.take(positions[0], value, readAs: read["V\(number)"])
            trips.take(positions[1], value, readAs: read["W\(number)"].flatMap { Self.inner($0, 1, 1) })
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [])
    }

    private static let fpm = ["8.2", "8.3", "8.4", "7.4"].map { "/usr/sbin/php-fpm\($0)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    // MARK: YAML and JSON

    @Test(arguments: ["SafeLoader", "CSafeLoader"])
    func yamlReadsBackEveryTextWhole(_ loader: String) throws {
        // The one that is written in Python takes a second for a thousand lines.
        let asked = loader == "SafeLoader" ? HostileValues.all : HostileValues.thousands
        let trips = RoundTrips("YAML", loader)
        let code = "import sys,yaml,json; print(json.dumps(yaml.load(sys.stdin.buffer, Loader=yaml.\(loader))))"
        let positions = ["a value", "inside \"…\"", "an item of a list", "inside […]", "inside {…}"]
        let (values, text) = try lines(
            "k@: {{value}}\nl@: \"<{{value}}>\" # c\nm@:\n  - {{value}}\n  - [ a, {{value}}, { b: {{value}} } ]\n",
            YAMLSyntax(), of: asked, at: positions, [trips]
        ) { !Self.isText($0) }
        let read = try python(code, text)
        #expect(read.count == 3 * values.count)
        for (number, value) in values.enumerated() {
            let text = String(decoding: value, as: UTF8.self)
            let list = read["m\(number)"] as? [Any]
            let inner = list?.last as? [Any]
            let found = [
                same(read["k\(number)"], text), same(read["l\(number)"], "<\(text)>"), same(list?.first, text),
                same(inner?[1], text), same((inner?[2] as? [String: Any])?["b"], text),
            ]
            for (position, isSame) in zip(positions, found) {
                trips.take(position, value, readAs: isSame ? value : nil)
            }
        }
        // A key is no longer than 1,024 characters.
        let (keys, maps) = try lines("n@: { {{value}}: 1 }\n", YAMLSyntax(), of: asked, at: ["a key"], [trips]) {
            guard Self.isText($0), let alone = try? write($0, "a: {{value}}\n", YAMLSyntax()) else { return true }
            return alone.count - 4 > 1024
        }
        #expect(keys.count < values.count || loader == "SafeLoader")
        let named = try python(code, maps)
        for (number, value) in keys.enumerated() {
            let key = (named["n\(number)"] as? [String: Any])?.keys.first
            trips.take("a key", value, readAs: same(key, String(decoding: value, as: UTF8.self)) ? value : nil)
        }
        #expect(trips.report(asked: asked.count) == [])
    }

    @Test func yamlsSingleQuotesHoldPrintableASCII() throws {
        let trips = RoundTrips("YAML", "CSafeLoader")
        let (values, text) = try lines("k@: '<{{value}}>'\n", YAMLSyntax(), at: ["inside '…'"], [trips]) {
            !$0.allSatisfy { (0x20...0x7E).contains($0) }
        }
        let read = try python(
            "import sys,yaml,json; print(json.dumps(yaml.load(sys.stdin.buffer, Loader=yaml.CSafeLoader)))", text)
        for (number, value) in values.enumerated() {
            let isSame = same(read["k\(number)"], "<" + String(decoding: value, as: UTF8.self) + ">")
            trips.take("inside '…'", value, readAs: isSame ? value : nil)
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [])
    }

    @Test func jsonReadsBackEveryTextInPythonPHPAndYAML() throws {
        let trips = ["Python", "YAML's CSafeLoader", "PHP"].map { RoundTrips("JSON", $0) }
        let positions = ["a value", "inside \"…\""]
        let (values, lines) = try lines(
            "\"k@\": {{value}},\n\"l@\": [\"<{{value}}>\"],\n", JSONSyntax(), at: positions, trips
        ) { !Self.isText($0) }
        let text = Array("{\n".utf8) + lines + Array("\"end\": 0}".utf8)
        let code = "<?php echo json_encode(json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR));"
        let folder = try TemporaryDirectory()
        let file = try folder.write(code, to: "again.php")
        let php = try run("/usr/bin/php", [file], input: text)
        let reads = [
            try python("import sys,json; print(json.dumps(json.load(sys.stdin.buffer)))", text),
            try python(
                "import sys,yaml,json; print(json.dumps(yaml.load(sys.stdin.buffer, Loader=yaml.CSafeLoader)))", text),
            try #require(JSONSerialization.jsonObject(with: Data(php.output)) as? [String: Any], "\(php.errors)"),
        ]
        for (trips, read) in zip(trips, reads) {
            #expect(read.count == 2 * values.count + 1)
            for (number, value) in values.enumerated() {
                let text = String(decoding: value, as: UTF8.self)
                let inner = (read["l\(number)"] as? [Any])?.first
                trips.take(positions[0], value, readAs: same(read["k\(number)"], text) ? value : nil)
                trips.take(positions[1], value, readAs: same(inner, "<\(text)>") ? value : nil)
            }
            #expect(trips.report(asked: HostileValues.thousands.count) == [])
        }
    }

    // MARK: Caddyfiles

    /// By way of an import, which takes the backslash off a brace.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/caddy"), "caddy is needed"))
    func caddyReadsBackEveryTextThatItsQuotesHold() throws {
        let trips = RoundTrips("Caddyfile", "caddy adapt")
        let positions = ["an argument", "inside \"…\""]
        let (values, lines) = try lines(
            "error * {{value}} 500 # `\nerror * \"<{{value}}>\" 500\nerror * x`` 500\n", CaddySyntax(), at: positions,
            [trips]
        ) { value in
            let runs = value.indices.filter { value[$0] == 0x5C && ($0 == value.count - 1 || value[$0 + 1] == 0x22) }
            return !Self.isText(value) || value.last == 0x5C
                || value.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x7B || $0 == 0x7D }
                || runs.contains { end in value[...end].reversed().prefix { $0 == 0x5C }.count % 2 == 1 }
        }
        let folder = try TemporaryDirectory()
        _ = try folder.write(
            "http://localhost {\nroute {\n" + String(decoding: lines, as: UTF8.self) + "}\n}\n", to: "values")
        let file = try folder.write("import values\n", to: "Caddyfile")
        let outcome = try run("/usr/bin/caddy", ["adapt", "--adapter", "caddyfile", "--config", file])
        var read: [String] = []
        func collect(_ value: Any) {
            if let map = value as? [String: Any] {
                if map["handler"] as? String == "error" { read.append(map["error"] as? String ?? "") }
                for (_, inner) in map { collect(inner) }
            } else if let list = value as? [Any] {
                for inner in list { collect(inner) }
            }
        }
        // By way of Python's ASCII: Foundation loses U+FEFF.
        collect(try python("import sys,json; print(json.dumps(json.load(sys.stdin.buffer)))", outcome.output))
        try #require(read.count == 3 * values.count, "\(outcome.errors.suffix(500))")
        for (number, value) in values.enumerated() {
            let text = String(decoding: value, as: UTF8.self)
            trips.take(positions[0], value, readAs: same(read[3 * number], text) ? value : nil)
            trips.take(positions[1], value, readAs: same(read[3 * number + 1], "<\(text)>") ? value : nil)
        }
        #expect(trips.report(asked: HostileValues.thousands.count) == [])
    }

    private func python(_ code: String, _ input: [UInt8]) throws -> [String: Any] {
        let outcome = try run("/usr/bin/python3", ["-c", code], input: input)
        return try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome.errors)")
    }

    /// Byte for byte: to Swift canonical equivalents are the same text.
    private func same(_ read: Any?, _ text: String) -> Bool {
        (read as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    }

    /// What a program says on its standard error, which need not be text.
    private func runKeepingBytes(_ path: String, _ arguments: [String]) throws -> [UInt8] {
        let words = arguments.map { "'\($0)'" }.joined(separator: " ")
        return try run("/bin/sh", ["-c", "\(path) \(words) 2>&1"]).output
    }
}
