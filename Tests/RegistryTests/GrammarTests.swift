import Foundation
import Registry
import TestSupport
import Testing

/// Each grammar takes what it should, refuses what it should not, and its pattern for a JSON Schema fits all that it takes.
@Suite struct GrammarTests {
    struct Specimens: Sendable, CustomTestStringConvertible {
        let type: any RegistryValue.Type
        let good: [String]
        let bad: [String]
        var testDescription: String { "\(type)" }
    }

    static let all = [
        Specimens(
            type: FilePermissions.self, good: ["02770", "0660", "770", "2770", "0007"],
            bad: ["", "77", "08", "0o770", "rwx", "02780", "027700", "-770", "1e3"]),
        Specimens(
            type: CronSchedule.self,
            good: [
                "* * * * *", "*/15 0 1 1 0", "R R * * R", "0,30 1-5 */2 1-12/3 6", "00 05 01 01 *",
                "*/59 */23 */31 */12 */6", "1-10/3,30,40-59 0-23 1,15 1-12 1-5", "5-5 * * * *",
            ],
            bad: [
                "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * R * *", "*/0 * * * *", "5-1 * * * *",
                "* * * * mon", "*  * * * *", "a * * * *", "* * * * 7", "*/60 * * * *", "5/10 * * * *", "1- * * * *",
                "-1 * * * *", "1,,2 * * * *", "1, * * * *", "* * * R *", "R,1 * * * *", "*-5 * * * *", "*/ * * * *",
                "*/5/5 * * * *", "1-2-3 * * * *", "*\t* * * *", "000 * * * *", "* * * * * *", " * * * * *", "@daily",
            ]),
        Specimens(
            type: EmailAddress.self,
            good: ["a@b.example", "no-reply+x@moodle.example.edu", "!#$%&'*+/=?^_`{|}~-@b.c-d", "O'Neil@Example.EDU"],
            bad: [
                "a@b", "a@192.0.2.1", "a@b.1c", "a@b_c.d", "a@-b.c", "a@b..c", "<a@b.c>", "\"a\"@b.c", "a@[192.0.2.1]",
                "", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", "é@b.example", ".a@b.c", "a@b.", "a@b\u{0}",
            ]),
        Specimens(
            type: ByteSize.self, good: ["1", "200M", "2G", "512K"],
            bad: ["", "0", "M", "200m", "1.5G", "-1", "0200", "1 M", "1000000000000"]),
        Specimens(
            type: ComponentName.self, good: ["core", "auth_cas", "local_vmoodle", "mod_h5pactivity"],
            bad: ["", "Auth_cas", "auth-cas", "_x", "auth_", "auth/cas", "1x"]),
        Specimens(
            type: TaskClass.self, good: ["*", "\\core\\task\\x", "\\mod_x\\*"],
            bad: [
                "", "x", "core\\task\\x", "mod_x\\*", "\\", "\\core\\", "\\core\\ta sk", "core/task/x", "\\core\\\\x",
            ]),
        Specimens(type: PropertyName.self, good: ["a", "_a", "session_x1"], bad: ["", "1a", "a-b", "a b", "é", "$a"]),
        Specimens(type: CookieName.self, good: ["a", "lyc12"], bad: ["", "a_b", "a=b", "a;b"]),
        Specimens(
            type: CookieDomain.self, good: ["example.org", ".example.org"],
            bad: ["", ".", "Example.org", "a b", "a;b", "example.org."]),
        Specimens(type: CookiePath.self, good: ["/", "/a/b/"], bad: ["", "a", "/a;b", "/a b"]),
        Specimens(
            type: HeaderName.self, good: ["X-A", "Strict-Transport-Security"],
            bad: ["", "X A", "X:A", "-X", "1X", "X\n"]),
        Specimens(
            type: HeaderValue.self, good: ["max-age=1; x", "\"a\""], bad: ["", "a\nb", "a\rb", "é", " a", "a "]),
        Specimens(type: EnvironmentName.self, good: ["DB_PASS", "_x"], bad: ["", "1X", "A-B", "A=B"]),
        Specimens(
            type: ShortName.self, good: ["Lycee_12", "a"], bad: ["", "a b", "a/b", String(repeating: "a", count: 81)]),
        Specimens(
            type: TablePrefix.self, good: ["", "mdl_", "m1234567_"], bad: ["M_", "1_", "_a", "abcdefghijk", "a-"]),
        Specimens(type: MailPrefix.self, good: ["mdl1"], bad: ["", "abc", "abcde", "ab_c"]),
        Specimens(
            type: MNETMembership.self, good: ["off", "main", "1", "999999"],
            bad: ["", "0", "-1", "on", "1000000", "01"]),
        Specimens(type: StorePrefix.self, good: ["a_sess_", "a:b.c-"], bad: ["", "a b", "é"]),
        Specimens(type: StoreAddress.self, good: ["127.0.0.1", "/run/redis.sock", "[::1]"], bad: ["", "a b", "a\tb"]),
        Specimens(type: SendfileAlias.self, good: ["/files/"], bad: ["", "/", "files/", "/files", "/a b/"]),
        Specimens(
            type: LabelName.self, good: ["region", "a.b/c".replacingOccurrences(of: "/", with: "-")],
            bad: ["", "1a", "a b", "a/b"]),
        Specimens(type: PluginSettingName.self, good: ["hostname", "a/b", "x|y"], bad: ["", "a b", "é"]),
        Specimens(type: ArrayKey.self, good: ["a", "é", "1"], bad: [""]),
        Specimens(
            type: EntryID.self, good: ["a", "lyc-12"], bad: ["", "A", "1a", "a_b", String(repeating: "a", count: 32)]),
        Specimens(type: CodeRoot.self, good: ["/srv/moodle"], bad: ["", "srv", "/srv/*", "/srv/[a]"]),
        Specimens(
            type: AbsolutePath.self, good: ["/a", "/a b/ç", "/a/..b"], bad: ["", "/", "a", "/a/", "/a/../b", "/./a"]),
        Specimens(
            type: DatabaseName.self, good: ["m_1", "a-b"], bad: ["", "a b", "a'b", String(repeating: "a", count: 64)]),
        Specimens(type: DatabaseUser.self, good: ["m_1", "a@b"], bad: ["", String(repeating: "a", count: 81)]),
        Specimens(type: AccountName.self, good: ["www-data", "_x"], bad: ["", "Www", "1a", "a b"]),
        Specimens(
            type: FastCGIAddress.self, good: ["/run/x.sock", "127.0.0.1:9000"], bad: ["", "9000", "x", "unix:/x"]),
        Specimens(
            type: ListenAddress.self, good: ["80", "127.0.0.1:80", "[::1]:443"], bad: ["", "0", "65536", "a b:80"]),
        Specimens(type: CronPeriod.self, good: ["1m", "15m", "60m", "1h", "24h"], bad: ["", "7m", "5h", "1d"]),
        Specimens(
            type: SiteURL.self,
            good: [
                "https://a.example", "http://a.example:8080/x/y", "https://école.example", "https://𠀀.example:8080/a",
                "http://[::1]", "https://[2001:db8::1]:8443/x", "http://[::]", "http://[1:2:3:4:5:6:7:8]",
                "http://[::ffff:c000:201]",
            ],
            bad: [
                "", "a.example", "https://a.example/", "ftp://a", "http://::1", "http://[::1", "http://[0::1]",
                "http://[::A]",
                "http://[::1]:80", "http://[::1%lo]", "http://[::1%25lo]", "http://[::ffff:192.0.2.1]", "http://[::1]x",
                "http://[192.0.2.1]", "http://[::1]/", "http://[::01]", "http://[1:0:0:0:2::3]",
                "http://[1::2:3:4:5:6:7]",
            ]),
        Specimens(
            type: AliasName.self,
            good: [
                "a.example", "a.example:8080", "école.example", "192.0.2.7", "𠀀.example", "*.a.example", "*.a:8080",
                "[::1]", "[::1]:8080", "[2001:db8:0:1:1:1:1:1]",
                "*.école.example",
            ],
            bad: [
                "", "https://a.example", "a/b", "A.example", "*", "*.", "*.:80", "*.*.a", "*a.example", "x*.a", "a.*",
                "a.*.b",
                "**.a", "*.A.example", "*.a.", "*.a:443", "*.a:080", "*.a/b", "*.192.0.2.7", "*.7", "*..a", "*.-a",
                "*:80",
                "*.[::1]", "*." + String(repeating: "a.", count: 125) + "ab",
            ]),
    ]

    private func accepts(_ type: any RegistryValue.Type, _ text: String) -> Bool {
        (try? type.init(registry: Array(text.utf8))) != nil
    }

    @Test(arguments: all)
    func grammarTakesWhatItShould(_ specimens: Specimens) throws {
        for text in specimens.good { #expect(accepts(specimens.type, text), "'\(text)'") }
        for text in specimens.bad { #expect(!accepts(specimens.type, text), "'\(text)'") }
    }

    @Test(arguments: all)
    func patternFitsAllThatTheGrammarTakes(_ specimens: Specimens) throws {
        guard let pattern = specimens.type.schemaPattern else { return }
        let expression = try NSRegularExpression(pattern: pattern)
        for text in specimens.good {
            let range = NSRange(text.startIndex..., in: text)
            #expect(expression.firstMatch(in: text, range: range) != nil, "'\(text)' and \(pattern)")
        }
    }

    @Test(arguments: all)
    func requirementSaysWhatWouldBeRight(_ specimens: Specimens) {
        #expect(specimens.type.requirement.hasPrefix("must "))
    }

    /// Moodle's `validate_email` asks PHP's filter.
    @Test func addressIsOneToPHP() throws {
        let addresses = Self.all.filter { $0.type == EmailAddress.self }.flatMap(\.good)
        let check = #"foreach (array_slice($argv, 1) as $a) echo filter_var($a, FILTER_VALIDATE_EMAIL), "\n";"#
        let outcome = try run("/usr/bin/php", ["-r", check, "--"] + addresses)
        #expect(outcome.text == addresses.map { $0 + "\n" }.joined())
        #expect(addresses.count > 3)
    }
}
