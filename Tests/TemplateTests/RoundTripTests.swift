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
        _ text: String, _ syntax: any Syntax, of values: [[UInt8]] = HostileValues.all, refused: ([UInt8]) -> Bool
    ) throws -> (values: [[UInt8]], text: [UInt8]) {
        var written: [[UInt8]] = []
        var lines: [UInt8] = []
        for value in values {
            let numbered = text.replacingOccurrences(of: "@", with: "\(written.count)")
            let line = try write(value, numbered, syntax)
            #expect((line == nil) == refused(value), "\(syntax.name): \(value)")
            guard let line else { continue }
            written.append(value)
            lines += line
        }
        return (written, lines)
    }

    private static func isText(_ value: [UInt8]) -> Bool { String(validating: value, as: UTF8.self) != nil }

    // MARK: sh

    @Test(arguments: ["/bin/sh", "/bin/bash"])
    func shellsReadBackEveryValueButNUL(_ shell: String) throws {
        let (values, script) = try lines(
            "v=$(printf %s {{value}}x)\nprintf '%s\\0' {{value}} \"<{{value}}>\" '<{{value}}>' a{{value}}z \"$v\" # c\n",
            ShellSyntax()
        ) { $0.contains(0) }
        let folder = try TemporaryDirectory()
        let file = folder.url.appending(path: "script")
        try Data(script).write(to: file)
        let outcome = try run(shell, [file.path], environment: ["LC_ALL": "C", "HOME": "/nowhere", "x": "wrong"])
        let words = outcome.output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
        #expect(outcome.errors == "")
        #expect(words.count == 5 * values.count)
        for (number, value) in values.enumerated() where words.count == 5 * values.count {
            let quoted = [0x3C] + value + [0x3E]
            let expected = [value, quoted, quoted, [0x61] + value + [0x7A], value + [0x78]]
            #expect(Array(words[(5 * number)..<(5 * number + 5)]) == expected, "\(value)")
        }
    }

    // MARK: php.ini and pools

    @Test func phpIniReadsBackEveryValueButNULAndAQuoteAtALinesEnd() throws {
        let (values, text) = try lines("v@ = {{value}}\nw@ = \"<{{value}}>\" ; c\n", INISyntax(.settings)) { value in
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
            #expect(read["v\(number)"] == hex(value), "\(value)")
            #expect(read["w\(number)"] == hex([0x3C] + value + [0x3E]), "\(value)")
        }
    }

    @Test(.enabled(if: RoundTripTests.fpm != nil, "php-fpm is needed"))
    func phpFpmReadsBackEveryValueThatALineHolds() throws {
        let (values, lines) = try lines("env[V@] = {{value}}\nenv[W@] = \"<{{value}}>\"\n", INISyntax(.pool)) {
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
            #expect(read["V\(number)"] == value, "\(value)")
            #expect(read["W\(number)"] == [0x3C] + value + [0x3E], "\(value)")
        }
    }

    private static let fpm = ["8.2", "8.3", "8.4", "7.4"].map { "/usr/sbin/php-fpm\($0)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    // MARK: YAML and JSON

    @Test(arguments: ["SafeLoader", "CSafeLoader"])
    func yamlReadsBackEveryTextWhole(_ loader: String) throws {
        let (values, text) = try lines(
            "k@: {{value}}\nl@: \"<{{value}}>\" # c\nm@:\n  - {{value}}\n  - [ a, {{value}}, { b: {{value}} } ]\nn@: { {{value}}: 1 }\n",
            YAMLSyntax()
        ) { !Self.isText($0) }
        let read = try python(
            "import sys,yaml,json; print(json.dumps(yaml.load(sys.stdin.buffer, Loader=yaml.\(loader))))", text)
        #expect(read.count == 4 * values.count)
        for (number, value) in values.enumerated() {
            let text = String(decoding: value, as: UTF8.self)
            #expect(same(read["k\(number)"], text), "\(value)")
            #expect(same(read["l\(number)"], "<\(text)>"), "\(value)")
            let list = read["m\(number)"] as? [Any]
            #expect(same(list?.first, text), "\(value)")
            let inner = list?.last as? [Any]
            #expect(same(inner?[1], text) && same((inner?[2] as? [String: Any])?["b"], text), "\(value)")
            #expect(((read["n\(number)"] as? [String: Any])?.keys.first).map { same($0, text) } ?? false, "\(value)")
        }
    }

    @Test func yamlsSingleQuotesHoldPrintableASCII() throws {
        let (values, text) = try lines("k@: '<{{value}}>'\n", YAMLSyntax()) {
            !$0.allSatisfy { (0x20...0x7E).contains($0) }
        }
        let read = try python("import sys,yaml,json; print(json.dumps(yaml.safe_load(sys.stdin.buffer)))", text)
        for (number, value) in values.enumerated() {
            #expect(same(read["k\(number)"], "<" + String(decoding: value, as: UTF8.self) + ">"), "\(value)")
        }
    }

    @Test func jsonReadsBackEveryTextInPythonPHPAndYAML() throws {
        let (values, lines) = try lines("\"k@\": {{value}},\n\"l@\": [\"<{{value}}>\"],\n", JSONSyntax()) {
            !Self.isText($0)
        }
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
        for read in reads {
            #expect(read.count == 2 * values.count + 1)
            for (number, value) in values.enumerated() {
                let text = String(decoding: value, as: UTF8.self)
                #expect(same(read["k\(number)"], text), "\(value)")
                #expect(same((read["l\(number)"] as? [Any])?.first, "<\(text)>"), "\(value)")
            }
        }
    }

    // MARK: Caddyfiles

    /// By way of an import, which takes the backslash off a brace.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/caddy"), "caddy is needed"))
    func caddyReadsBackEveryTextThatItsQuotesHold() throws {
        let (values, lines) = try lines(
            "error * {{value}} 500 # `\nerror * \"<{{value}}>\" 500\nerror * x`` 500\n", CaddySyntax()
        ) { value in
            let runs = value.indices.filter { value[$0] == 0x5C && ($0 == value.count - 1 || value[$0 + 1] == 0x22) }
            return !Self.isText(value) || value.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x7B || $0 == 0x7D }
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
            #expect(same(read[3 * number], text) && same(read[3 * number + 1], "<\(text)>"), "\(value)")
        }
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
