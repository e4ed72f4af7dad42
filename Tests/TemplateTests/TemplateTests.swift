import Diagnostics
import Template
import Testing

@Suite struct TemplateTests {
    private func render(line: String, in text: String, _ syntax: any Syntax) -> (String?, [String]) {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        guard let template = Template<Lines>(file, syntax: syntax, reporting: &diagnostics) else {
            return (nil, diagnostics.sorted.map { "\($0.place?.description ?? ""): \($0.code) \($0.message)" })
        }
        var output = ByteBuffer()
        var lines = Lines(line: Array(line.utf8))
        do { try template.render(&lines, into: &output) } catch { return (nil, [error.reason]) }
        return (String(decoding: output.bytes(), as: UTF8.self), [])
    }

    @Test func lineIsWrittenAsItIs() {
        let text = "a {\n{{#lines}}\n  {{line}}\n{{/lines}}\n}\n"
        for syntax in [NginxSyntax(), ApacheSyntax()] as [any Syntax] {
            #expect(render(line: "b \"$c\" ${d} \\e;", in: text, syntax).0 == "a {\n  b \"$c\" ${d} \\e;\n}\n")
            for line in ["a\nb", "a\0", "a\r", "a\\", "\u{7F}"] {
                #expect(render(line: line, in: text, syntax).0 == nil)
            }
        }
    }

    @Test(arguments: [
        "a {{#lines}}{{line}}{{/lines}}\n", "{{#lines}}\nx {{line}}\n{{/lines}}\n",
        "{{#lines}}\n{{line}};\n{{/lines}}\n",
        "\"\n{{#lines}}\n{{line}}\n{{/lines}}\n\"", "{{#lines}}\n{{name}}{{line}}\n{{/lines}}\n",
        "# {{#lines}} {{line}}\n{{/lines}}\n",
    ])
    func lineStandsAloneOnItsLine(_ text: String) {
        for syntax in [NginxSyntax(), ApacheSyntax()] as [any Syntax] {
            let errors = render(line: "x", in: text, syntax).1
            let message = "VM404 a line is written as it is; '{{line}}' must stand alone on its line"
            #expect(errors.contains { $0.hasSuffix(message) }, "\(errors)")
        }
    }

    @Test func lineIsNoneOfPHPOrACrontab() {
        for syntax in [PHPSyntax(), CrontabSyntax()] as [any Syntax] {
            let errors = render(line: "x", in: "{{#lines}}\n{{line}}\n{{/lines}}\n", syntax).1
            let message = "t:2:1: VM403 'line' is a line of a web server's, which \(syntax.name) cannot hold"
            #expect(errors == [message], "\(errors)")
        }
    }

    private static let partials = Partials(
        [
            "line": "[{{name}}]\n", "open": "$x{{#flag}}", "closing": " {{/flag}}", "round": "{{>there}}",
            "there": "\n{{> round }}", "slip": "a\nb = {{nmae}}\n", "two": "[{{value}}]\n\n {{>line}}\nend",
            "other": "{{=<% %>=}} <%value%> {{name}} ",
        ].reduce(into: [:]) { $0[$1.key] = SourceFile(name: $1.key, bytes: Array($1.value.utf8)) })

    private func compile(_ text: String, _ syntax: any Syntax = PHPSyntax()) -> (Template<Sample>?, [String]) {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        let template = Template<Sample>(
            file, syntax: syntax, partials: Self.partials, reporting: &diagnostics)
        return (template, diagnostics.sorted.map { "\($0.place?.description ?? ""): \($0.code) \($0.message)" })
    }

    private func render(
        _ text: String, _ syntax: any Syntax = PHPSyntax(), flag: Bool = true, items: [String] = ["1", "2"]
    ) throws -> String {
        let (template, errors) = compile(text, syntax)
        var output = ByteBuffer()
        var sample = Sample(flag: flag, items: items)
        try #require(template, "\(errors)").render(&sample, into: &output)
        return String(decoding: output.bytes(), as: UTF8.self)
    }

    @Test func holesBecomeLiterals() throws {
        #expect(try render("$x = {{name}}; $y = {{ value }};") == "$x = 'n'; $y = 7;")
    }

    @Test func sectionsRepeatShowAndHide() throws {
        #expect(try render("[{{#items}} {{item}},{{/items}}]") == "[ '1', '2',]")
        #expect(try render("{{#flag}}a{{/flag}}{{^flag}}b{{/flag}}") == "a")
        #expect(try render("{{#flag}}a{{/flag}}{{^flag}}b{{/flag}}", flag: false) == "b")
        #expect(try render("{{^items}}none{{/items}}", items: []) == "none")
    }

    @Test func innerNamesHideOuterOnes() throws {
        #expect(
            try render("{{#items}}{{#flag}} {{name}} {{value}} {{/flag}}{{/items}}", items: ["1"]) == " 'inner 1' 7 ")
    }

    @Test func linesOfTagsOnlyDisappear() throws {
        #expect(try render("a\n  {{#flag}}\nb\n{{/flag}}  \n{{! why\n   so }}\nc\n") == "a\nb\nc\n")
    }

    @Test func partialsStandWhereTheyAreNamed() throws {
        #expect(try render("a {{>line}}b") == "a ['n']\nb")
        #expect(try render("{\n  {{> two }}\n}") == "{\n  [7]\n\n   ['n']\n  end}")
        #expect(try render("{{#items}}{{>line}}{{/items}}", items: ["1"]) == "['inner 1']\n")
        // Other delimiters hold in the file that asks for them and nowhere else.
        #expect(try render("{{=| |=}}|>other| |name|; {{name}}") == " 7 {{name}}  'n'; {{name}}")
        let file = SourceFile(name: "t", bytes: Array("{{>two}}".utf8))
        #expect(Self.partials.included(by: file) == ["line", "two"])
    }

    @Test func findingsInPartialsSayWhereThoseAreNamed() {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array("x\n {{>slip}}".utf8))
        _ = Template<Sample>(file, syntax: PHPSyntax(), partials: Self.partials, reporting: &diagnostics)
        #expect(diagnostics.all.map { $0.notes.map { "\($0.message) \($0.place)" } } == [["included here t:2:2"]])
    }

    @Test func whatIsTooLongIsRefused() {
        let long = String(repeating: "x", count: 10_000_000)
        #expect(compile(long).1 == ["t:1:1: VM407 the template has more than 1048576 bytes with what it includes"])
        // Each includes the one before it twice.
        var files = ["p0": "0123456789"]
        for number in 1...40 { files["p\(number)"] = "{{>p\(number - 1)}}{{>p\(number - 1)}}" }
        let partials = Partials(
            files.reduce(into: [:]) { $0[$1.key] = SourceFile(name: $1.key, bytes: Array($1.value.utf8)) })
        for (first, expected) in [("p20", "VM407"), ("p40", "VM408")] {
            var diagnostics = Diagnostics()
            let file = SourceFile(name: "t", bytes: Array("{{>\(first)}}".utf8))
            #expect(Template<Sample>(file, syntax: PHPSyntax(), partials: partials, reporting: &diagnostics) == nil)
            #expect(diagnostics.all.contains { "\($0.code)" == expected }, "\(diagnostics.all.first?.message ?? "")")
        }
    }

    @Test(arguments: [
        ("a\n  {{nmae}};", "t:2:3: VM402 unknown name 'nmae'; did you mean 'name'?"),
        ("{{#flga}} {{/flga}}", "t:1:1: VM402 unknown name 'flga'; did you mean 'flag'?"),
        ("{{zzzz}};", "t:1:1: VM402 unknown name 'zzzz'; known are flag, items, name, value"),
        ("{{#flag}}", "t:1:1: VM401 the section 'flag' is not closed; '{{/flag}}' is missing"),
        ("{{/flag}}", "t:1:1: VM401 '{{/flag}}' closes no section that is open here"),
        ("{{#flag}}{{#items}}{{/flag}}{{/items}}", "t:1:20: VM401 '{{/flag}}' closes no section that is open here"),
        ("{{name", "t:1:1: VM401 the tag is not closed; '}}' is missing"),
        ("{{&name}}", "t:1:1: VM404 no value is written as it is; write '{{name}}', which is quoted for its place"),
        ("{{{ name }}}", "t:1:1: VM404 no value is written as it is; write '{{name}}', which is quoted for its place"),
        ("{{na me}}", "t:1:1: VM401 'na me' is not a name; letters, digits and '_' make one, with '.' between several"),
        ("{{.name}}", "t:1:1: VM401 '.name' is not a name; letters, digits and '_' make one, with '.' between several"),
        ("{{=<% %}}", "t:1:1: VM401 delimiters are two words without '=' and blanks, such as '{{=<% %>=}}'"),
        ("{{=| |=}}|name", "t:1:10: VM401 the tag is not closed; '|' is missing"),
        ("{{.}}", "t:1:1: VM402 '{{.}}' is an item of a list of texts, and there is none here"),
        ("{{> ../x}}", "t:1:1: VM401 '../x' is not the name of a partial; letters, digits, '_' and '-' make one"),
        ("é\n é {{>lnie}}", "t:2:4: VM408 no partial 'lnie'; did you mean 'line'?"),
        ("{{#flag}}{{>open}}{{/flag}}", "open:1:3: VM401 the section 'flag' is not closed; '{{/flag}}' is missing"),
        ("{{#flag}}{{>closing}}", "closing:1:2: VM401 '{{/flag}}' closes no section that is open here"),
        ("{{>round}}", "there:2:1: VM408 a partial includes itself: 'round' includes 'there' includes 'round'"),
        ("  {{>slip}}\n", "slip:2:5: VM402 unknown name 'nmae'; did you mean 'name'?"),
        ("a\0b", "t:1:2: VM407 a template is text in UTF-8; here is the byte 0x00"),
        ("a\n\u{7}", "t:2:1: VM407 a template is text in UTF-8; here is the byte 0x07"),
        ("{{flag}}", "t:1:1: VM403 'flag' is a flag or a list; write '{{#flag}}…{{/flag}}'"),
        ("{{#name}} {{/name}}", "t:1:1: VM403 'name' is a value, not a flag or a list; write '{{name}}'"),
        (
            "$x = '{{name}}';",
            "t:1:7: VM404 no value can be written here: a value becomes a whole literal; it stands outside quotes and comments"
        ),
        (
            "// {{name}}",
            "t:1:4: VM404 no value can be written here: a value becomes a whole literal; it stands outside quotes and comments"
        ),
        (
            "$x{{name}} = 1;",
            "t:1:3: VM404 no value can be written here: a value becomes a whole literal; it stands apart from other words and tags"
        ),
        (
            "{{#flag}}'{{/flag}} {{name}}",
            "t:1:1: VM404 the section 'flag' opens or closes quotes, a comment or a field that it does not close or open again"
        ),
    ])
    func mistakesAreReportedInTheirPlace(_ text: String, _ message: String) {
        let (template, errors) = compile(text)
        #expect(template == nil)
        #expect(errors.first == message)
    }

    /// What follows a section is read alike whether that was written or not, and a section alike the first time and again.
    @Test(arguments: [
        (NginxSyntax() as any Syntax, " {{#flag}}x{{/flag}}# \"\n{{name}}", true),
        (NginxSyntax(), " {{#flag}}x{{/flag}} # \"\n{{name}};", false),
        (NginxSyntax(), " {{#flag}}x{{/flag}} {{name}};", false),
        (NginxSyntax(), " {{#flag}}{{#flag}}x{{/flag}}{{/flag}}# \"\n{{name}}", true),
        (NginxSyntax(), "{{#flag}} a {{name}};{{/flag}}\n# \"\n", false),
        (ApacheSyntax(), "{{#flag}}x{{/flag}}# \"\n{{name}}", true),
        (PHPSyntax(), "<?php {{#flag}}/{{/flag}}* x */ {{name}} ;", true),
        (ShellSyntax(), "{{#flag}}x{{/flag}}# '\n{{name}}", true),
    ])
    func sectionsLeaveOneReading(_ syntax: any Syntax, _ text: String, _ isRefused: Bool) {
        let errors = compile(text, syntax).1
        let reason = "no value can be written here: what a section before it leaves decides how it is read"
        #expect(
            errors.contains { $0.hasSuffix(reason) } == isRefused && errors.isEmpty == !isRefused, "\(text): \(errors)")
    }

    @Test func aListThatIsReadOtherwiseAgainIsRefused() {
        let end = "opens or closes quotes, a comment or a field that it does not close or open again"
        #expect(compile("{{#items}}# \"{{name}}\n\"x{{/items}}", NginxSyntax()).1.contains { $0.hasSuffix(end) })
    }

    @Test func valuesOfPHPFitPHPOnly() {
        #expect(
            compile("x {{value}};", NginxSyntax()).1 == [
                "t:1:3: VM403 'value' may be a number, a list or a map, which nginx cannot write"
            ])
    }

    @Test func commentsHoldNoValuesInAnyLanguage() {
        for (text, syntax) in [
            ("# {{name}}\n", NginxSyntax() as any Syntax), ("  # {{name}}\n", ApacheSyntax()),
            ("# {{name}}\n", CrontabSyntax()),
        ] {
            #expect(compile(text, syntax).0 == nil)
        }
        #expect(compile("a#b {{name}};", NginxSyntax()).0 != nil)
        #expect(compile("Directive # {{name}}\n", ApacheSyntax()).0 != nil)
    }
}

/// Names of every kind, one of them inside a list as well.
private struct Sample: Subject {
    enum Name { case name, value, flag, items, item, inner }

    static let vocabulary: Vocabulary<Name> = [
        "name": .text(.name), "value": .literal(.value), "flag": .flag(.flag),
        "items": .list(.items, ["item": .text(.item), "name": .text(.inner)]),
    ]

    let flag: Bool
    let items: [String]
    private var item = ""

    init(flag: Bool, items: [String]) {
        self.flag = flag
        self.items = items
    }

    func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .item: output.append(Array(item.utf8))
        case .inner: output.append(Array("inner \(item)".utf8))
        default: output.append("n")
        }
    }
    func write(_ name: Name, with writer: inout LiteralWriter, to output: inout ByteBuffer) {
        writer.write(7, to: &output)
    }
    func isSet(_ name: Name) -> Bool { flag }
    func count(of name: Name) -> Int { items.count }
    mutating func select(_ item: Int, of name: Name) { self.item = items[item] }
}

/// A list of one line.
private struct Lines: Subject {
    enum Name { case lines, line, name }

    static let vocabulary: Vocabulary<Name> = ["lines": .list(.lines, ["line": .line(.line)]), "name": .text(.name)]

    let line: [UInt8]

    func write(_ name: Name, to output: inout ByteBuffer) { output.append(name == .line ? line : []) }
    func count(of name: Name) -> Int { 1 }
    mutating func select(_ item: Int, of name: Name) {}
}
