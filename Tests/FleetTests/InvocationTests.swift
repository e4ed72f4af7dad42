import Fleet
import Foundation
import TestSupport
import Testing

/// Programs that are run alone.
@Suite struct InvocationTests {
    @Test func endsAreTold() async {
        #expect(await Invocation.script("exit 0").run().ending == .exited(0))
        #expect(await Invocation.script("exit 7").run().ending == .exited(7))
        #expect(await Invocation.script("kill -9 $$").run().ending == .killed(signal: 9))
    }

    @Test func whatCannotRunSaysWhy() async {
        var invocation = Invocation.script("true")
        invocation.program = Array("/no/such/program".utf8)
        #expect(
            await invocation.run().ending
                == .notStarted("'/no/such/program' cannot be run: No such file or directory"))
        invocation = .script("true")
        invocation.directory = Array("/no/such/folder".utf8)
        #expect(
            await invocation.run().ending
                == .notStarted("'/no/such/folder' cannot be entered: No such file or directory"))
    }

    @Test func argumentsMeetNoShell() async {
        let arguments = ["", "a b", "$HOME `id` \"'\\", "\u{E9}\n;", "--x=*"]
        let transcript = Transcript()
        _ = await Invocation.script(#"printf '<%s>' "$@"; pwd"#, arguments).run(output: transcript.output)
        #expect(transcript.text.hasPrefix(arguments.map { "<\($0)>" }.joined()))
    }

    @Test func outputAndComplaintsComeTogether() async {
        let transcript = Transcript()
        let run = await Invocation.script("echo out; echo err >&2; head -c 300000 /dev/zero | tr '\\0' x; echo end")
            .run(output: transcript.output)
        #expect(run.ending == .exited(0))
        #expect(transcript.text.hasPrefix("out\nerr\nxxx") && transcript.text.hasSuffix("xend\n"))
        #expect(transcript.text.utf8.count == 300_012)
    }

    @Test func outputGoesToAnOpenFile() async throws {
        let directory = try TemporaryDirectory()
        let file = open("\(directory.path)/log", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        _ = await Invocation.script("echo out; echo err >&2").run(output: .descriptor(file))
        close(file)
        #expect(try String(contentsOfFile: "\(directory.path)/log", encoding: .utf8) == "out\nerr\n")
    }

    /// It has three descriptors, of which it can read nothing.
    @Test func nothingElseIsInherited() async throws {
        let leak = open("/dev/zero", O_RDONLY)
        defer { close(leak) }
        let transcript = Transcript()
        _ = await Invocation.script("cat; exec ls /proc/self/fd").run(output: transcript.output)
        // 3 is the folder that ls reads.
        #expect(transcript.text == "0\n1\n2\n3\n")
    }

    @Test func signalsAreAsUsual() async {
        signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, SIG_DFL) }
        let transcript = Transcript()
        _ = await Invocation.script("grep -E 'Sig(Blk|Ign)' /proc/self/status").run(output: transcript.output)
        let masks = transcript.text.split(whereSeparator: { $0 == "\t" || $0 == "\n" })
        #expect(masks.count == 4 && UInt64(masks[1], radix: 16) == 0)
        // 32 and 33 are the C library's own, which it changes for nobody.
        #expect(UInt64(masks[3], radix: 16).map { $0 & ~(3 << 31) } == 0, "\(masks[3])")
    }

    @Test func variablesAreHandedOnByNameOnly() async {
        // Other tests run in this process, too: none of these means anything to anybody.
        setenv("FLEET_TEST_SECRET", "canary", 1)
        setenv("PASSED", "on", 1)
        var invocation = Invocation.script("exec env")
        invocation.environment = ProcessEnvironment(passing: ["PASSED", "ABSENT"])
        invocation.environment["OWN"] = Array("a 'b'".utf8)
        let transcript = Transcript()
        _ = await invocation.run(output: transcript.output)
        let names = transcript.text.split(separator: "\n").map { $0.prefix { $0 != "=" } }
        #expect(!transcript.text.contains("canary"))
        #expect(transcript.text.contains("\nOWN=a 'b'\n") && transcript.text.contains("PASSED=on\n"))
        let known = Set(
            ProcessEnvironment.inherited + ["HOME", "USER", "LOGNAME", "PASSED", "OWN", "PWD", "SHLVL", "_"])
        #expect(names.allSatisfy { known.contains(String($0)) }, "\(names)")
        #expect(names.contains("PATH"))
    }

    @Test func programsAreLookedForAsTheyWouldThemselves() {
        var environment = ProcessEnvironment()
        environment["PATH"] = Array("/no/such:/bin".utf8)
        #expect(environment.path(of: Array("sh".utf8)) == Array("/bin/sh".utf8))
        #expect(environment.path(of: Array("no-such-program".utf8)) == nil)
        #expect(environment.path(of: Array("./sh".utf8)) == Array("./sh".utf8))
    }
}
