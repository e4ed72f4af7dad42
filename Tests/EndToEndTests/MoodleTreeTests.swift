import Foundation
import TestSupport
import Testing

/// Real sites of a Moodle tree that somebody has: installed, served and worked on by what is made here. `make test-moodle` asks for it.
@Suite(
    .serialized,
    .enabled(
        if: MoodleTree.given != nil && PrivateDatabase.Kind.mariadb.areInstalled && WebServer.areInstalled,
        "VMOODLE_TREE names no Moodle tree"))
struct MoodleTreeTests {
    @Test func sitesOfOneTreeAreApart() throws {
        let tree = try MoodleTree(try #require(MoodleTree.given))
        try tree.install()
        try tree.serve()
        for site in MoodleTree.sites {
            let page = try tree.page("/login/index.php", site)
            #expect(
                page.status == 200 && page.text.contains("The site of \(site)"),
                "\(site): \(page.status) \(page.text.prefix(500))")
            #expect(page.text.contains("http://\(site).test:\(tree.port)/"))
        }
        #expect(try tree.page("/", "nobody").status == 421)

        // Each in its own database.
        for site in MoodleTree.sites {
            _ = try tree.run([site, "--", "cfg", "--name=supportname", "--set=of \(site)"])
        }
        let names = try tree.run(["@all", "--", "cfg", "--name=supportname"])
        // PHP may be newer than the tree, and complain first.
        for site in MoodleTree.sites { #expect(try tree.log(site, names).hasSuffix("of \(site)\n")) }

        for command in [
            ["purge_caches"], ["upgrade", "--is-pending"], ["upgrade", "--non-interactive"],
            ["cron"] + tree.cronArguments,
            ["scheduled_task", #"--execute=\core\task\session_cleanup_task"#], ["schedule_task", "--list"],
            ["reset_password", "--username=admin", "--password=Other1!pass", "--ignore-password-policy"],
            ["kill_all_sessions"], ["mysql_compressed_rows", "--list"],
            ["maketestcourse", "--shortname=tc", "--size=XS", "--bypasscheck"], ["enrol/manual/cli/sync.php"],
        ] {
            let outcome = try tree.run(["@all", "--"] + command, mayFail: true)
            let logs = try tree.logs(outcome)
            #expect(outcome.status == 0, "\(command): \(outcome.errors) \(logs)")
        }

        // Who has nothing to do is not started. What Moodle never runs, tasks of disabled plugins among them, is no work.
        for site in MoodleTree.sites {
            let stands = "SELECT COUNT(*) FROM mdl_task_scheduled WHERE COALESCE(nextruntime, 0) < UNIX_TIMESTAMP()"
            print(
                "| tasks of \(site) whose time stands still: \(try tree.query(stands, of: site).prefix { $0 != "\n" })")
            let puts =
                "UPDATE mdl_task_scheduled SET nextruntime = UNIX_TIMESTAMP() + 7200 WHERE nextruntime > UNIX_TIMESTAMP() - 1800"
            _ = try tree.query("DELETE FROM mdl_task_adhoc; \(puts)", of: site)
        }
        #expect(try tree.cron() == "0 runs, 0 failed, 0 put off, 2 with nothing to do")
        _ = try tree.query(
            "UPDATE mdl_task_scheduled SET nextruntime = UNIX_TIMESTAMP() - 60 WHERE classname LIKE '%session_cleanup_task'",
            of: "beta")
        #expect(try tree.cron() == "1 run, 0 failed, 0 put off, 1 with nothing to do")

        // One site's maintenance is its own.
        _ = try tree.run(["alpha", "--", "maintenance", "--enable"])
        #expect(try tree.page("/", "alpha").status == 503)
        #expect(try tree.page("/", "beta").status == 200)
        let cron = try tree.run(["alpha", "--", "cron"] + tree.cronArguments, mayFail: true)
        #expect(try cron.status == 3 && tree.statuses(cron) == ["alpha": 1])
        _ = try tree.run(["alpha", "--", "maintenance", "--disable"])
        #expect(try tree.page("/", "alpha").status == 200)

        try tree.askAllScripts()
    }
}
