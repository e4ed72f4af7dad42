import Foundation
import TestSupport
import Testing

/// Jobs that are kept, and gone on with.
extension RunCommandTests {
    /// What was not started is gone on with; what failed only if asked for.
    @Test func stoppedJobsAreGoneOnWith() throws {
        let script = #"echo $VMOODLE_ID >>$0/ran; [ -e $0/mended ] || [ $VMOODLE_ID != h3 ]"#
        let stopped = try exec(
            ["h*", "-j1", "--fail-fast", "--format", "json", "--pass-env", "LANG", "--state-dir", "state"], script)
        let id = try #require(json(stopped)["job"] as? String)
        #expect(stopped.status == 3)
        let resumed = try tool(["resume", "state/jobs/\(id)"])
        #expect(resumed.status == 0)
        #expect(try statuses(resumed).keys.sorted() == (4...9).map { "h\($0)" })
        let again = try tool(["resume", "last"])
        #expect(again.status == 0 && again.errors.contains("1 failed, which --retry-failed runs again"))
        #expect(try statuses(tool(["resume", "last", "--retry-failed"])) == ["h3": "failed"])
        _ = try directory.write("", to: "work/mended")
        #expect(try statuses(tool(["resume", "last", "--retry-failed"])) == ["h3": "ok"])
        #expect(try tool(["resume", "last", "--retry-failed"]).errors.contains("nothing to do"))
        let ran = try String(contentsOfFile: directory.path + "/work/ran", encoding: .utf8)
        #expect(ran == "h1\nh2\nh3\nh4\nh5\nh6\nh7\nh8\nh9\nh3\nh3\n")
        #expect(try tool(["resume", "2001"]).status == 1)
    }

    @Test func aJobIsRunByOneAtATime() throws {
        let process = try started(["exec", "h1", "--", "sh", "-c", "echo >$0/here; sleep 30", directory.path + "/work"])
        #expect(Processes.wait { files("work") == ["here"] })
        let second = try tool(["resume", "last"])
        #expect(second.status == 75 && second.errors.contains("is being run"))
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 143)
    }
}
