import Diagnostics
import Template
import Testing

@Suite struct TemplateTests {
    private static let vocabulary = Vocabulary([
        "name": .text, "value": .literal, "flag": .flag, "items": .list(Vocabulary(["item": .text, "name": .text])),
    ])

    private func render(line: String, in text: String, _ syntax: any Syntax) -> (String?, [String]) {
        var diagnostics = Diagnostics()
        let vocabulary = Vocabulary(["lines": .list(Vocabulary(["line": .line])), "name": .text])
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        var output: [UInt8] = []
        guard let template = Template(file, syntax: syntax, vocabulary: vocabulary, reporting: &diagnostics) else {
            return (nil, diagnostics.sorted.map { "\($0.place?.description ?? ""): \($0.code) \($0.message)" })
        }
        do {
            try template.render([.list([[.text(Array(line.utf8))]]), .text([])], into: &output)
        } catch { return (nil, [error.reason]) }
        return (String(decoding: output, as: UTF8.self), [])
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

    private func compile(_ text: String, _ syntax: any Syntax = PHPSyntax()) -> (Template?, [String]) {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        let template = Template(file, syntax: syntax, vocabulary: Self.vocabulary, reporting: &diagnostics)
        return (template, diagnostics.sorted.map { "\($0.place?.description ?? ""): \($0.code) \($0.message)" })
    }

    private func render(
        _ text: String, _ syntax: any Syntax = PHPSyntax(), flag: Bool = true, items: [String] = ["1", "2"]
    ) throws -> String {
        let (template, errors) = compile(text, syntax)
        var output: [UInt8] = []
        try #require(template, "\(errors)").render(
            [
                .text(Array("n".utf8)), .literal(.int(7)), .flag(flag),
                .list(items.map { [.text(Array($0.utf8)), .text(Array("inner \($0)".utf8))] }),
            ], into: &output)
        return String(decoding: output, as: UTF8.self)
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

    @Test(arguments: [
        ("a\n  {{nmae}};", "t:2:3: VM402 unknown name 'nmae'; did you mean 'name'?"),
        ("{{#flga}} {{/flga}}", "t:1:1: VM402 unknown name 'flga'; did you mean 'flag'?"),
        ("{{zzzz}};", "t:1:1: VM402 unknown name 'zzzz'; known are flag, items, name, value"),
        ("{{#flag}}", "t:1:1: VM401 the section 'flag' is not closed; '{{/flag}}' is missing"),
        ("{{/flag}}", "t:1:1: VM401 '{{/flag}}' closes no section that is open here"),
        ("{{#flag}}{{#items}}{{/flag}}{{/items}}", "t:1:20: VM401 '{{/flag}}' closes no section that is open here"),
        ("{{name", "t:1:1: VM401 the tag is not closed; '}}' is missing"),
        ("{{&name}}", "t:1:1: VM401 '&name' is not a name; letters, digits and '_' make one"),
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

    @Test func valuesOfPHPFitPHPOnly() {
        #expect(
            compile("x {{value}};", NginxSyntax()).1 == [
                "t:1:3: VM403 'value' is a value of PHP, which nginx cannot write"
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
