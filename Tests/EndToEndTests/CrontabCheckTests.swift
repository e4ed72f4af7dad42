import Foundation
import TestSupport
import Testing

@testable import vmoodle_gen

/// Our rules of a crontab against cron's own: what we take it takes, and what it refuses we refuse.
@Suite struct CrontabCheckTests {
    private func reasons(_ text: String, file: String = "cron/vmoodle-0") -> [String] {
        CrontabCheck.complaints(about: Array(text.utf8), in: file).map {
            "\($0.line.map(String.init) ?? ""): \($0.message)"
        }
    }

    /// Debian's check of a user's crontab, which has no users.
    private func cronTakes(_ text: String) throws -> Bool {
        let directory = try TemporaryDirectory()
        return try run("/usr/bin/crontab", ["-n", try directory.write(text, to: "crontab")]).status == 0
    }

    @Test func everyLineThatIsTakenCronTakes() throws {
        var random = SplitMix64(seed: 11)
        let atoms = [
            "*", "0", "1", "5", "7", "12", "23", "31", "59", "60", "jan", "Feb", "dec", "mon", "SUN", "99", "", "-1",
            "x",
        ]
        func item() -> String {
            func atom() -> String { atoms.randomElement(using: &random) ?? "" }
            switch Int.random(in: 0..<5, using: &random) {
            case 0: return "\(atom())-\(atom())"
            case 1: return "\(atom())-\(atom())/\(atom())"
            case 2: return "*/\(atom())"
            case 3: return "\(atom()),\(atom())"
            default: return atom()
            }
        }
        var taken: [String] = []
        for field in 0..<5 {
            for _ in 0..<2000 {
                var fields = [String](repeating: "*", count: 5)
                fields[field] = item()
                if reasons(fields.joined(separator: " ") + " u c\n").isEmpty {
                    taken.append(fields.joined(separator: " ") + " c\n")
                }
            }
        }
        #expect(taken.count > 1000)
        #expect(try cronTakes(taken.joined()))
    }

    @Test(arguments: [
        "60 * * * * ", "* 24 * * * ", "* * 0 * * ", "* * 32 * * ", "* * * 13 * ", "* * * 0 * ", "* * * * 8 ",
        "a * * * * ",
        "*/0 * * * * ", "1- * * * * ", "1,,2 * * * * ", "* * * foo * ", "* * * * bar ", "-5 * * * * ",
        "1-60 * * * * ", "5-99/2 * * * * ",
    ])
    func whatCronRefusesIsRefused(_ fields: String) throws {
        #expect(!(try cronTakes("\(fields)c\n")))
        #expect(reasons("\(fields)u c\n").count == 1)
    }

    @Test func whatElseCronWouldDropAFileForIsRefused() {
        let long = String(repeating: "x", count: 999)
        #expect(reasons("* * * * * u \(long)\n") == ["1: a command of more than 998 bytes"])
        #expect(reasons("* * * * * u \(long.dropLast())\n") == [])
        #expect(reasons("A=\(String(repeating: "x", count: 995))\n") == ["1: an assignment of more than 996 bytes"])
        #expect(reasons("* * * * * u c") == ["1: the last line does not end"])
        #expect(reasons("# c\n* * * * * u c\r\n") == ["2: a control character, 0x0d"])
        #expect(reasons("* * * * * u c\u{0}\n") == ["1: a control character, 0x00"])
        #expect(reasons("\u{FEFF}* * * * * u c\n").count == 1)
        #expect(reasons("* * * * * u\n") == ["1: no command"])
        #expect(reasons("* * * * * $(id) c\n") == ["1: no user: '$(id)'"])
        #expect(reasons("hello world\n").count == 1)
        // cron takes the two below, for something else than what stands there.
        #expect(reasons("1-2-3 * * * * u c\n").count == 1)
        #expect(reasons("5-1 * * * * u c\n").count == 1)
        #expect(reasons("* * * *\n").count == 1)
        #expect(reasons("A = b\n_B=c\n\n  # x\n\t0 0 1 jan sun u c\n") == [])
        #expect(reasons(String(repeating: "#\n", count: 10_001)) == [": more than 10000 lines"])
        #expect(reasons("# c\n", file: "cron/a.example") == [": cron ignores a file of this name"])
    }
}
