import Diagnostics
import Template
import TestSupport
import Testing

/// Where no value may stand: each place is one where some value would be read as something else.
@Suite struct PositionTests {
    private func errors(_ text: String, _ syntax: any Syntax) -> [String] {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        _ = Template<OneValue>(file, syntax: syntax, reporting: &diagnostics)
        return diagnostics.all.map { "\($0.code) \($0.message)" }
    }

    private static let refused: [(syntax: any Syntax, texts: [String])] = [
        (
            ShellSyntax(),
            [
                "# {{value}}", "`x {{value}}`", "\"`x {{value}}`\"", "\"$(x {{value}})\"", "\"${x:-{{value}}}\"",
                "$(( {{value}} ))",
                "cat <<E\n{{value}}\nE", "${{value}}", "\"${{value}}\"", "\\{{value}}", "\"\\{{value}}\"",
                "${x#{{value}}}", "x=$'{{value}}'",
            ]
        ),
        (
            SystemdSyntax(),
            [
                "# {{value}}", "; {{value}}", "{{value}}=x", "[{{value}}]", "ExecStart=/x a{{value}}",
                "ExecStart=/x {{value}}b",
                "ExecStart=/x \"%{{value}}\"", "ExecStart=/x \"${{value}}\"", "User=%{{value}}",
                "ExecStart=/x \\{{value}}",
                "# x \\\n{{value}}",
            ]
        ),
        (
            INISyntax(.settings),
            [
                "; {{value}}", "a = b{{value}}", "a = {{value}}b", "a = '{{value}}'", "a = \"${{value}}\"",
                "a = \"${x{{value}}}\"", "a = \"b{{value}}\nc\"", "a = \"b{{value}}{{value}}c\"",
                "a = b ; {{value}}", "a = \"\\{{value}}\"",
            ]
        ),
        (
            YAMLSyntax(),
            [
                "# {{value}}", "a: b # {{value}}", "a: b{{value}}", "a: {{value}}b", "{{value}}", "a:\n  {{value}}\n",
                "a: |\n  {{value}}",
                "a: >-\n  x\nb: {{value}}", "a:{{value}}", "a: b, {{value}}", "a: it's {{value}}", "a: b'' {{value}}",
                "-{{value}}",
                "!{{value}}", "a: \"\\{{value}}\"", "&a {{value}}",
            ]
        ),
        (JSONSyntax(), ["[1{{value}}]", "{{value}}x", "\"\\{{value}}\"", "\"\" {{value}}\"\""]),
        (
            PHPSyntax(),
            [
                "?> {{value}} <?php", "// ?> {{value}} ", "$x = `a {{value}} `;", "$x = <<<E\n {{value}} \nE;",
                "$x = \\{{value}} ;", "// {{value}} \n", "# {{value}} \n", "/* {{value}} */", "$x = ' {{value}} ';",
                "$x = \" {{value}} \";",
            ]
        ),
        (
            CrontabSyntax(),
            [
                "* * * * * root `x {{value}}`", "* * * * * root x $(( {{value}} ))", "* * * * * root x ${a:-{{value}}}",
                "* * * * * root x ${{value}}", "* * * * * root x \\{{value}}",
            ]
        ),
        (
            NginxSyntax(),
            ["x \"\\{{value}}\";", "x \"${{value}}\";", "x ${{value}};", "x \"${y{{value}}}\";", "x \\{{value}};"]
        ),
        (
            CaddySyntax(),
            [
                "# {{value}}", "x # {{value}}", "x \"a\"#{{value}}", "x `{{value}}`", "x {a{{value}}}",
                "x \"{a.{{value}}}\"",
                "x {a.{{value}}}", "x <<E\n{{value}}\nE", "x \"\\{{value}}\"", "x a\\{{value}}",
            ]
        ),
        (ApacheSyntax(), ["X \"\\{{value}}\"\n", "X \"${a{{value}}}\"\n"]),
    ]

    @Test func valuesStandNowhereElse() {
        for (syntax, texts) in Self.refused {
            for text in texts {
                let found = errors(text, syntax)
                // Not a raw hole, which is another error of that code.
                #expect(
                    !found.isEmpty && found.allSatisfy { $0.hasPrefix("VM404 no value can be written here: ") },
                    "\(syntax.name): \(text): \(found)")
            }
        }
    }

    @Test func valuesStandHere() {
        let allowed: [(any Syntax, [String])] = [
            (ShellSyntax(), ["x={{value}}", "$(x {{value}})", "a#{{value}}", "\"a $x {{value}}\"", "'${{value}}'"]),
            (
                SystemdSyntax(),
                ["User={{value}}\n", "Environment=\"A={{value}}\"\n", "ExecStart=/x {{value}} \\\n  {{value}}\n"]
            ),
            (INISyntax(.settings), ["a = \"b {{value}} c\"\n"]),
            (
                CaddySyntax(),
                [
                    "x a#{{value}} {\n}\n", "x \"a b{{value}}\"", "header X {{value}}\n", "(a_{{value}}) {\n",
                    "x \"{a}{{value}}\"",
                    "\"a\" {\n{{value}} b\n", "x 'a {{value}}\n", "x a\"b {{value}}\n", "x a`b {{value}}\n",
                ]
            ),
            (
                INISyntax(.pool),
                ["a = \"{{value}}\"\n", "[{{value}}]\n", "env[{{value}}] = {{value}}\n", "a = {{value}} ; b\n"]
            ),
            (
                YAMLSyntax(),
                [
                    "a: {{value}}\n", "- {{value}}\n", "[{{value}}, {{value}}]\n", "[\n  {{value}},\n  {{value}}\n]\n",
                    "{{value}}: b\n",
                    "a: 'it''s {{value}}'\n", "? {{value}}\n", "a: b|c\nd: {{value}}\n",
                ]
            ),
            (JSONSyntax(), ["{\"a\": {{value}}, {{value}}: [{{value}}]}", "\"a{{value}}b\""]),
        ]
        for (syntax, texts) in allowed {
            for text in texts { #expect(errors(text, syntax) == [], "\(syntax.name): \(text)") }
        }
    }
}
