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

    /// What a job was started with may be what it failed of.
    @Test func jobsAreGoneOnWithFasterOrSlower() throws {
        // Each counts those that are on, itself among them.
        let script =
            #": >$0/on-$VMOODLE_ID; sleep 0.5; ls $0/on-* | wc -l >$0/saw-$VMOODLE_ID; sleep 0.5; rm $0/on-$VMOODLE_ID; [ -e $0/mended ]"#
        let hosts = ["h1", "h4", "h5"]
        let most = {
            try hosts.compactMap { host in
                Int(try String(contentsOfFile: "\(directory.path)/work/saw-\(host)", encoding: .utf8).dropLast())
            }.max()
        }
        #expect(try exec(hosts + ["-j1", "--timeout", "1m"], script).status == 3)
        #expect(try most() == 1)
        #expect(try tool(["resume", "last", "--retry-failed", "-j3", "--timeout", "60"]).status == 3)
        #expect(try most() == 3)
        _ = try directory.write("", to: "work/mended")
        // As the command said.
        #expect(try tool(["resume", "last", "--retry-failed"]).status == 0)
        #expect(try most() == 1)
        #expect(try tool(["resume", "last", "-j", "0"]).status == 64)
    }

    @Test func aTimeOfItsOwnHoldsForWhatIsGoneOnWith() throws {
        #expect(try exec(["h1", "--timeout", "1m"], "[ -e $0/again ] && sleep 30; : >$0/again; false").status == 3)
        let begin = Date()
        let ended = try tool(["resume", "last", "--retry-failed", "--timeout", "1"])
        #expect(ended.status == 3 && Date().timeIntervalSince(begin) < 20)
        #expect(try statuses(tool(["exec", "h1", "--format", "json", "--", "true"])) == ["h1": "ok"])
        #expect(ended.errors.contains("it took too long"))
    }

    @Test func oldJobsAreRemovedButForThoseThatRun() throws {
        let running = try started([
            "exec", "h1", "--", "sh", "-c", "echo >$0/here; sleep 60", directory.path + "/work",
        ])
        #expect(Processes.wait { files("work") == ["here"] })
        let first = try #require(files("state/jobs").first)
        for _ in 0..<4 { #expect(try tool(["exec", "h2", "--", "true"]).status == 0) }
        #expect(files("state/jobs").count == 5)
        // One that another command is about to make, and what is none.
        _ = try directory.write("", to: "state/jobs/2001-is-made/hosts")
        // What was cut off while it was removed.
        _ = try directory.write("", to: "state/jobs/.removed-2002-x/logs/h1.log")
        let newest = try #require(files("state/jobs").filter { !$0.hasPrefix(".") }.last)
        #expect(try tool(["exec", "h2", "--keep-jobs", "2", "--", "echo", "kept"]).status == 0)
        let left = files("state/jobs")
        #expect(left.count == 4 && Set(left).isSuperset(of: ["2001-is-made", first, newest]), "\(left)")
        #expect(files("state/jobs/\(newest)/logs") == ["h2.log"])
        running.terminate()
        running.waitUntilExit()
        #expect(try tool(["exec", "h2", "--keep-jobs", "1", "--", "true"]).status == 0)
        #expect(files("state/jobs").count == 2)
        #expect(try tool(["exec", "h2", "--keep-jobs", "0", "--", "true"]).status == 64)
    }
}
