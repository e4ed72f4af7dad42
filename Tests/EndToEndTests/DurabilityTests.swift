import Foundation
import TestSupport
import Testing

/// What the link names is on the disk before it does, and the link before the build ends: a loss of power in between finds the former
/// release, or the new one whole.
@Suite(.enabled(if: Program.path("strace") != nil, "strace is needed"))
struct DurabilityTests {
    /// The system calls that write a build's release to the disk and name it, in their order.
    private func calls() throws -> [Substring] {
        let directory = try TemporaryDirectory()
        let registry = Repository.root.appending(path: "registry.yaml").path
        let log = directory.path + "/log"
        let traced = "trace=syncfs,fsync,rename,renameat,renameat2,openat"
        let outcome = try run(
            try Program.required("strace"),
            ["-f", "-qq", "-o", log, "-e", traced, Program.vmoodleGen(), "build", registry, "--quiet"],
            in: directory.url)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    }

    @Test func releaseIsOnTheDiskBeforeTheLinkNamesIt() throws {
        let calls = try calls()
        let link = try #require(calls.firstIndex { $0.contains("rename") && $0.contains("\"current\"") })
        let synced = try #require(calls.firstIndex { $0.contains("syncfs(") && $0.hasSuffix("= 0") })
        #expect(synced < link)
        // Nothing of the release is written in between.
        let late = calls[synced..<link].filter { $0.contains("O_CREAT") }
        #expect(late == [])
        let after = try #require(calls[link...].firstIndex { $0.contains("fsync(") && $0.hasSuffix("= 0") })
        #expect(calls[link..<after].allSatisfy { !$0.contains("O_CREAT") })
    }
}
