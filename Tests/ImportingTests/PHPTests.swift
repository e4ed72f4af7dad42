import Diagnostics
import Foundation
import Importing
import TestSupport
import Testing

/// Values of PHP's, read by the importer and by PHP itself.
@Suite struct PHPTests {
    /// What the importer makes of `$CFG->theme = <expression>;`, as a line of the registry.
    private func imported(_ expressions: [String]) -> (String, ImportReport) {
        var code = """
            <?php
            $CFG = new stdClass(); $CFG->dbtype = 'pgsql'; $CFG->dbhost = 'h'; $CFG->dbname = 'm'; $CFG->dbuser = 'u';
            $CFG->dbpass = 'hunter2'; $CFG->wwwroot = 'http://a.example'; $CFG->dataroot = '/srv/data';

            """
        for (number, expression) in expressions.enumerated() { code += "$CFG->v\(number) = \(expression);\n" }
        var report = ImportReport()
        let file = SourceFile(name: "config.php", bytes: Array(code.utf8))
        let hosts = PHPConfiguration.hosts(of: file, in: "/srv/moodle", reporting: &report)
        let draft = RegistryDraft(hosts, options: DraftOptions(), reporting: &report)
        return (draft.text, report)
    }

    private static let expressions = [
        #"'it\'s \\ \n'"#, #""it's \" \\ \n\t\x41\101\u{e9}\u{1F600} \q \$x $ $1 {x}""#, "'a' . \"b\" . 'c'", "'é'",
        "<<<X\n  a \\x41 'b' \"c\"\n  d\n  X", "<<<'X'\na \\x41 $b\nX", "<<<\"X\"\nX", "<<<X\n\n  a\n\nX", "''", "\"\"",
        "12", "-7", "0x1F", "017", "0o17", "0b101", "1_000", "1.50", "-2.25", "true", "FALSE", "E_ALL & ~E_NOTICE",
        "(E_ALL | E_STRICT)", "E_ALL ^ E_WARNING", "~0", "[1, 'two', [3]]", "array('a' => 1, 'b' => array())",
        "['1' => 'x', 5 => 'y', 'z']", "['a' => 1, 'a' => 2,]", "dirname('/a/b/c')", "dirname('/a/b/c', 2)",
        "(('x'))", "@'x'", "1 . 2", "'a' /* c */ . # d\n 'b' // e\n", "DIRECTORY_SEPARATOR",
        "\"\\u{41}\\e\\v\\f\\0\"", "'\r\n'",
    ]

    @Test(arguments: expressions) func literalIsWhatPHPMakesOfIt(_ expression: String) throws {
        let code =
            "error_reporting(0); echo json_encode(\(expression), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION);"
        let php = try run("/usr/bin/php", ["-n", "-r", code])
        try #require(php.status == 0, "\(php.errors) \(php.text)")
        let (registry, report) = imported([expression])
        // A text with control characters is no registry's.
        let expected = try JSONSerialization.jsonObject(with: Data(php.output), options: .fragmentsAllowed)
        if let text = expected as? String, text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            #expect(report.text.contains("'v0'") && !registry.contains("v0"), "\(report.text)")
            return
        }
        #expect(report.isComplete, "\(report.text)")
        let found = try value(of: "v0", in: registry)
        #expect(found as? NSObject == expected as? NSObject, "\(registry) but \(php.text)")
    }

    /// Inline values that the importer writes are JSON but for words without quotes; PHP's YAML is not there to read them.
    private func value(of name: String, in registry: String) throws -> Any {
        let line = try #require(registry.split(separator: "\n").first { $0.contains("    \(name): ") }, "\(registry)")
        var text = String(line.split(separator: ":", maxSplits: 1)[1]).trimmingCharacters(in: .whitespaces)
        // A pattern's braces.
        text = text.replacingOccurrences(of: "{{", with: "\u{1}").replacingOccurrences(of: "}}", with: "\u{2}")
        text.replace(/"(\\.|[^"\\])*"|[^\s"\[\]{},:0-9\-][^,:\]}]*|-?[0-9][0-9.]*/) { match in
            let word = String(match.0)
            if word.hasPrefix("\"") || ["true", "false"].contains(word) || word.first?.isNumber ?? false
                || word.hasPrefix("-")
            {
                return word
            }
            return "\"\(word.trimmingCharacters(in: .whitespaces))\""
        }
        text = text.replacingOccurrences(of: "\u{1}", with: "{").replacingOccurrences(of: "\u{2}", with: "}")
        return try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    @Test(arguments: [
        ("getenv('X')", "a call of getenv()"), ("$x", "the variable '$x'"),
        ("\"a $x\"", "a string with a variable in it"),
        ("\"a {$x}\"", "a string with a variable in it"), ("'hunter2' . f()", "a call of f()"),
        ("true ? 'hunter2' : 'b'", "a choice ('?')"), ("new stdClass()", "'new'"), ("X", "the constant 'X'"),
        ("$CFG->other", "'$CFG->other', which is no literal"), ("[f() => 'hunter2']", "a call of f()"),
        ("'hunter2' 'hunter2'", "a second value"), ("`ls`", "a string with a variable in it"),
        ("$_SERVER['HTTP_HOST']", "'$_SERVER['HTTP_HOST']'"), ("1 + 1", "'+'"), ("A::B", "'A'"), ("[...$x]", "'...'"),
    ])
    func whatIsNoLiteralIsNamedAndNotGuessed(_ expression: String, _ what: String) {
        let (registry, report) = imported([expression])
        #expect(
            report.text.contains("error: VM552: '$CFG->v0' is no literal but has \(what); it is not carried"),
            "\(report.text)")
        #expect(!registry.contains("v0") && !report.text.contains("hunter2"))
    }

    private func nested(_ open: String, _ close: String) -> String {
        String(repeating: open, count: 10_000) + String(repeating: close, count: 10_000)
    }

    @Test func hostileFilesEnd() {
        let files = [
            String(repeating: "{", count: 10_000), String(repeating: "}", count: 10_000), nested("{", "}"),
            "$CFG->a = " + String(repeating: "(", count: 10_000),
            "$CFG->a = " + String(repeating: "[", count: 10_000) + ";",
            "$CFG->a = \(nested("(", ")"));", "$CFG->a = \(nested("[", "]"));",
            "$CFG->a = 'a'" + String(repeating: " . 'a'", count: 50_000) + ";", "$CFG->a = '", "$CFG->a = \"\\", "/*",
            "<<<X",
            "<<<X\n", "$CFG->a = <<<'X'\nabc", "$", "\\", "switch ($_SERVER['HTTP_HOST']) { case 'a':", "if (",
            "define(",
            "switch ($_SERVER['HTTP_HOST']) {", "$CFG->a[", "$CFG->", "?>", "if ($_SERVER['HTTP_HOST'] == 'a'",
            "case 'a':",
            String(repeating: "if ($_SERVER['HTTP_HOST'] == 'a') ", count: 10_000), "\u{0}", "else", "isset(", "x(",
            "if (isset() && $_SERVER['HTTP_HOST'] == 'a') {}", "if (isset && $_SERVER['HTTP_HOST'] == 'a') {}",
        ]
        for text in files {
            var report = ImportReport()
            let file = SourceFile(name: "config.php", bytes: Array("<?php \(text)".utf8))
            let hosts = PHPConfiguration.hosts(of: file, in: "/", reporting: &report)
            #expect(hosts.isEmpty && !report.isComplete, "\(text.prefix(40))")
        }
    }

    private static let files = Repository.names(in: "Tests/Imports").map { "Tests/Imports/\($0)/config.php" }.filter {
        FileManager.default.fileExists(atPath: Repository.root.appending(path: $0).path)
    }

    @Test(arguments: files) func fileIsCutOffWhereItIsForPHP(_ path: String) throws {
        try expectCutOffAsPHPDoes(try Repository.bytes(path))
    }

    @Test func blocksAreCutOffWhereTheyAreForPHP() throws {
        let code = #"""
            <?php
            if (X): $CFG->a = B ? (1) : 2; elseif ((Y)): $CFG->a = 3; else: foreach ($a as $b): c(); endforeach; endif;
            $CFG->f = function ($x) { return [$x]; }; $CFG->{'a'}['b'] = "{$x['y']}";
            if (X) { function f(): int { switch (g()) { case 1: default: return 1; } } } while (h()) i();
            ?> it's text <?php if (X) { /* ' */ } else { # ?>
            <?php } $CFG->z = 1 ?>

            """#
        try expectCutOffAsPHPDoes(Array(code.utf8))
    }

    /// A beginning of a file carries nothing and says where it ends, just where PHP would not compile it either.
    private func expectCutOffAsPHPDoes(_ bytes: [UInt8]) throws {
        let code = """
            $bytes = stream_get_contents(STDIN);
            for ($count = 0; $count <= strlen($bytes); $count++) {
                try { eval('return; ?>' . substr($bytes, 0, $count)); echo '1'; } catch (ParseError) { echo '0'; }
            }
            """
        let php = try run("/usr/bin/php", ["-n", "-d", "short_open_tag=0", "-r", code], input: bytes)
        try #require(php.output.count == bytes.count + 1, "\(php.text)")
        for (count, verdict) in php.output.enumerated() {
            var report = ImportReport()
            let file = SourceFile(name: "config.php", bytes: Array(bytes.prefix(count)))
            let hosts = PHPConfiguration.hosts(of: file, in: "/", reporting: &report)
            let errors = report.text.split(separator: "\n").filter { $0.contains("error: VM550: the file ends ") }
            let isCutOff = verdict == UInt8(ascii: "0")
            #expect(
                errors.isEmpty != isCutOff,
                "\(count): …\(String(decoding: bytes.prefix(count).suffix(60), as: UTF8.self))")
            if isCutOff {
                #expect(hosts.isEmpty && errors.count == 1 && errors[0].hasPrefix("config.php:"), "\(report.text)")
            }
            #expect(!report.text.contains("hunter2"))
        }
    }

    @Test(arguments: [
        ("$CFG->a = 1;\n$CFG->b", "3:1: error: VM550: the file ends inside the statement that begins here"),
        ("$CFG->a = ['b' => 1,", "2:1: error: VM550: the file ends inside the statement that begins here"),
        ("$CFG->a = 'hunter2;\n", "2:11: error: VM550: the file ends inside a string that begins here"),
        ("$CFG->a = <<<X\nhunter2\n", "2:11: error: VM550: the file ends inside a text behind '<<<' that begins here"),
        ("/* hunter2\n", "2:1: error: VM550: the file ends inside a comment that begins here"),
        ("if (X) {\n$CFG->a = 1;\n", "2:8: error: VM550: the file ends before the '{' here is closed"),
    ])
    func fileThatWasCutOffSaysWhereItsLastPartBegins(_ code: String, _ finding: String) {
        var report = ImportReport()
        let file = SourceFile(name: "config.php", bytes: Array("<?php\n\(code)".utf8))
        #expect(PHPConfiguration.hosts(of: file, in: "/", reporting: &report).isEmpty)
        #expect(
            report.text == "config.php:\(finding); the file is not whole, and no host of it is carried\n",
            "\(report.text)")
    }
}
