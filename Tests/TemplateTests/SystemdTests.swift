import Diagnostics
import Foundation
import Template
import TestSupport
import Testing

/// What the real systemd reads of units with hostile values: `systemd --test` loads them and says what it understood.
@Suite(
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd")
            && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"), "systemd and setpriv are needed"))
struct SystemdTests {
    /// systemd's own limit of a line in what it says would hide nothing of these.
    private static let values = HostileValues.thousands.filter { value in
        !value.contains(0) && String(validating: value, as: UTF8.self) != nil
            // What it prints of an end of a line could not be told from its own.
            && !value.contains(0x0A)
    }

    private func write(_ value: [UInt8], _ text: String) throws -> [UInt8]? {
        try OneValue.written(value, in: text, SystemdSyntax())
    }

    /// What systemd reads no unit with.
    private static func hasNoncharacter(_ value: [UInt8]) -> Bool {
        String(decoding: value, as: UTF8.self).unicodeScalars.contains { $0.value & 0xFFFE == 0xFFFE }
    }

    /// What systemd says of a unit, line by line.
    private func said(of unit: [UInt8]) throws -> [[UInt8]] {
        let folder = try TemporaryDirectory()
        try Data(unit).write(to: folder.url.appending(path: "x.service"))
        _ = try folder.write("[Unit]\nWants=x.service\n", to: "default.target")
        let runtime = try TemporaryDirectory()
        chmod(runtime.path, 0o777)
        let nobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
        let command = """
            \(nobody)env -i XDG_RUNTIME_DIR='\(runtime.path)' SYSTEMD_UNIT_PATH='\(folder.path)' \
            systemd --test --user --unit=default.target 2>&1
            """
        let output = try run("/bin/sh", ["-c", command]).output
        let lines = output.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let start = try #require(
            lines.firstIndex { $0.elementsEqual("\t-> Unit x.service:".utf8) },
            "\(String(decoding: output.suffix(2000), as: UTF8.self))")
        let end = lines[(start + 1)...].firstIndex { $0.starts(with: "\t-> Unit ".utf8) } ?? lines.count
        return Array(lines[start..<end])
    }

    private func values(_ lines: [[UInt8]], _ label: String) -> [[UInt8]] {
        lines.compactMap { line in
            line.firstRange(of: Array("\(label): ".utf8)).map { Array(line[$0.upperBound...]) }
        }
    }

    @Test func environmentComesBackAsItWentIn() throws {
        let trips = RoundTrips("systemd", "systemd --test")
        let positions = ["Environment=\"…\"", "Environment='…'"]
        var unit = Array("[Service]\nType=oneshot\nExecStart=/bin/true\n".utf8)
        var expected: [(value: [UInt8], number: Int)] = []
        for (number, value) in Self.values.enumerated() {
            let written = try write(value, "Environment=\"V\(number)={{value}}\" 'W\(number)={{value}}'\n")
            guard let written else {
                #expect(Self.hasNoncharacter(value))
                trips.refuse(positions)
                continue
            }
            unit += written
            expected.append((value, number))
        }
        let whole = try #require(try write(Array("WHOLE=a \"b\" %h $x \\".utf8), "Environment={{value}}\n"))
        unit += whole
        let found = values(try said(of: unit), "Environment")
        let read = Set(found)
        #expect(read.contains(Array("WHOLE=a \"b\" %h $x \\".utf8)))
        #expect(found.count == 2 * expected.count + 1)
        for (value, number) in expected {
            for (position, name) in zip(positions, ["V", "W"]) {
                let isThere = read.contains(Array("\(name)\(number)=".utf8) + value)
                trips.take(position, value, readAs: isThere ? value : nil)
            }
        }
        #expect(trips.report(asked: Self.values.count) == [])
    }

    /// systemd says a command line with double quotes where words need some, and with the `$$` that becomes `$` when it is
    /// run (systemd.service(5)).
    @Test func wordsOfCommandLinesComeBackAsTheyWentIn() throws {
        let texts = Self.values.filter { value in !value.contains { $0 < 0x20 || $0 == 0x7F } }
        let trips = RoundTrips("systemd", "systemd --test")
        let positions = ["a word of ExecStart=", "ExecStart= inside \"…\"", "ExecStart= inside '…'"]
        var unit = Array("[Service]\nType=oneshot\n".utf8)
        var written: [[UInt8]] = []
        for value in texts {
            let line = "ExecStart=/bin/echo {{value}} \"<{{value}}>\" '<{{value}}>'\n"
            guard let command = try write(value, line) else {
                #expect(Self.hasNoncharacter(value))
                trips.refuse(positions)
                continue
            }
            unit += command
            written.append(value)
        }
        let found = values(try said(of: unit), "Command Line").map(words)
        #expect(found.count == written.count)
        for (value, words) in zip(written, found) {
            let quoted = [0x3C] + value + [0x3E]
            for (index, position) in positions.enumerated() {
                let isSame = words.count == 4 && words[index + 1] == (index == 0 ? value : quoted)
                trips.take(position, value, readAs: isSame ? value : nil)
            }
        }
        #expect(trips.report(asked: texts.count) == [])
    }

    private func words(_ line: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = [[]]
        var (isQuoted, isEscaped) = (false, false)
        for byte in line {
            switch byte {
            case _ where isEscaped:
                words[words.count - 1].append(byte)
                isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""): isQuoted.toggle()
            case 0x20 where !isQuoted: words.append([])
            default: words[words.count - 1].append(byte)
            }
        }
        return words.map(withoutDoubledDollars)
    }

    private func withoutDoubledDollars(_ word: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in word {
            isSecond = byte == UInt8(ascii: "$") && bytes.last == byte && !isSecond
            if !isSecond { bytes.append(byte) }
        }
        return bytes
    }

    @Test func descriptionsAndPlainWordsComeBackAsTheyWentIn() throws {
        for value in ["100 % of %h \"a\" 'b' $x \\ é", "x", "a\\\\b", "; c", "# c"] {
            let line = try #require(try write(Array(value.utf8), "Description={{value}}\n"))
            let unit = Array("[Unit]\n".utf8) + line + Array("[Service]\nExecStart=/bin/true\nWorkingDirectory=".utf8)
            let path = try #require(try write(Array("/srv/a.b-c_d".utf8), "WorkingDirectory={{value}}/x\n"))
            let lines = try said(of: unit + path.dropFirst("WorkingDirectory=".utf8.count))
            #expect(values(lines, "Description") == [Array(value.utf8)])
            #expect(values(lines, "WorkingDirectory") == [Array("/srv/a.b-c_d/x".utf8)])
        }
        for value in [" a", "a ", "a\\", "", "a\nb", "\u{7}"] {
            #expect(try write(Array(value.utf8), "Description={{value}}\n") == nil)
        }
        for value in ["a b", "%h", "a%", "", "$x", "\\", "\"", "é"] {
            #expect(try write(Array(value.utf8), "User={{value}}\n") == nil)
        }
    }
}
