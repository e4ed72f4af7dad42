import Foundation
import TestSupport
import Testing

/// Commands by VMoodle's paths, run by PHP against a tree whose scripts say what they were given.
@Suite struct CompatTests {
    private let directory: TemporaryDirectory
    private let folder: URL

    /// Prints how it was called, and ends with 7 if it is told to.
    private static let script = """
        <?php
        $seen = ['argv' => array_slice($_SERVER['argv'], 1), 'same' => $argv === $_SERVER['argv'], 'file' => __FILE__,
            'first' => $argv[0], 'name' => $_SERVER['SCRIPT_FILENAME'], 'in' => stream_get_contents(STDIN)];
        echo json_encode($seen);
        exit(in_array('--fail', $argv, true) ? 7 : 0);

        """

    init() throws {
        directory = try TemporaryDirectory()
        let registry = """
            version: 1
            targets: { compat: true }
            platforms:
              old: { root: "\(directory.path)/it's 4.5" }
              new: { root: "\(directory.path)/5.1", public: true }
            dbservers: { s: { type: mariadb } }
            hosts: {}
            """
        let path = try directory.write(registry, to: "registry.yaml")
        let built = try run(Program.vmoodleGen(), ["build", path, "--out", directory.path + "/out", "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        folder = directory.url.appending(path: "out/current/compat")
        for script in ["admin/cli/upgrade.php", "admin/cli/scheduled_task.php"] {
            for root in ["it's 4.5", "5.1"] { _ = try directory.write(Self.script, to: "\(root)/\(script)") }
        }
        _ = try directory.write(Self.script, to: "5.1/public/admin/tool/generator/cli/maketestplan.php")
    }

    private func php(
        _ platform: String, _ script: String, _ arguments: [String], environment: [String: String] = [:],
        input: String = ""
    ) throws -> Outcome {
        try run(
            "/usr/bin/php", [folder.path + "/\(platform)/local/vmoodle/cli/\(script).php"] + arguments,
            input: Array(input.utf8), environment: environment)
    }

    private func seen(_ outcome: Outcome) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome)")
    }

    @Test(arguments: [[], ["--non-interactive"], ["--", "--host=a"], ["-H", "http://a"], ["x", "--hosts=a"]])
    func commandWithoutHostEnds(_ arguments: [String]) throws {
        let outcome = try php("old", "upgrade", arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("--host=URL"))
    }

    @Test func argumentsAndInputAreHandedOn() throws {
        let arguments = ["--lang=fr", "--host=http://a.example", "", "it's; $x", "--", "-H=b", "--host=c"]
        let seen = try seen(php("old", "upgrade", arguments, input: "y\n"))
        #expect(seen["argv"] as? [String] == arguments && seen["in"] as? String == "y\n")
        let script = directory.path + "/it's 4.5/admin/cli/upgrade.php"
        for name in ["file", "first", "name"] { #expect(seen[name] as? String == script) }
        #expect(seen["same"] as? Bool == true)
    }

    @Test(arguments: [["--host", "a"], ["--host=a"]]) func hostMayBeSaidInMoodlesWays(_ arguments: [String]) throws {
        #expect(try seen(php("old", "schedule_task", arguments))["argv"] as? [String] == arguments)
    }

    @Test func vmoodlesShortFormBecomesTheLongOne() throws {
        let seen = try seen(php("old", "schedule_task", ["--list", "-H=http://a.example"]))
        #expect(seen["argv"] as? [String] == ["--list", "--host=http://a.example"])
        #expect((seen["file"] as? String)?.hasSuffix("/admin/cli/scheduled_task.php") == true)
    }

    @Test func variableNamesTheHostToo() throws {
        #expect(try php("old", "upgrade", [], environment: ["VMOODLE_HOST": "a"]).status == 0)
        #expect(try php("old", "upgrade", [], environment: ["VMOODLE_HOST": ""]).status == 64)
    }

    @Test func statusIsTheScriptsOwn() throws {
        #expect(try php("old", "upgrade", ["--host=a", "--fail"]).status == 7)
        #expect(try php("old", "upgrade", ["--host=a"]).status == 0)
    }

    @Test func pluginsScriptsArePublicFromMoodle51On() throws {
        let seen = try seen(php("new", "maketestplan", ["--host=a"]))
        #expect(seen["file"] as? String == directory.path + "/5.1/public/admin/tool/generator/cli/maketestplan.php")
        #expect(try php("new", "upgrade", ["--host=a"]).status == 0)
    }

    @Test func scriptThatMoodleDoesNotHaveIsSaid() throws {
        let outcome = try php("old", "maketestplan", ["--host=a"])
        #expect(outcome.status == 64 && outcome.errors.contains("/it's 4.5/admin/tool/generator/cli/maketestplan.php"))
    }

    /// A web server that runs them gets nothing.
    @Test func visitorsGetNothing() throws {
        let script = folder.path + "/old/local/vmoodle/cli/upgrade.php"
        let outcome = try run("/usr/bin/env", ["REMOTE_ADDR=192.0.2.1", "/usr/bin/php", script, "--host=a"])
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    }

    /// As Moodle takes any folder of local/ for a plugin.
    @Test func folderIsAPluginWithoutTables() throws {
        let plugin = folder.path + "/old/local/vmoodle"
        let code = """
            define('MOODLE_INTERNAL', 1); define('MATURITY_STABLE', 200); $plugin = new stdClass; $string = [];
            require $argv[1] . '/version.php'; require $argv[1] . '/lang/en/local_vmoodle.php';
            echo $plugin->component, ' ', $plugin->version, ' ', isset($string['pluginname']) ? 1 : 0;
            """
        // The first of VMoodle's versions is of 2012.
        #expect(try run("/usr/bin/php", ["-r", code, plugin]).text == "local_vmoodle 2000010100 1")
        #expect(!FileManager.default.fileExists(atPath: plugin + "/db"))
    }

    /// Of the plugin's folder cli at 4.5.0, without what it includes.
    private static let scriptsOfVMoodle = """
        auto_create_vconfig automated_backups backup build_theme_css bulkbuildthemecss bulkcreatenodes bulkcustomlangimport
        bulkdestroynodes bulkfixsiteadmins bulkfixturelauncher bulkfixvmoodlerpcs bulkinitmnet bulkmaintenance
        bulkmigratehvp2h5p bulkmysqlcollation bulkmysqlcompressedrows bulkmysqlengine bulkpurgecaches bulkrecovergrades
        bulkregister bulkrenewmnetkeys bulkreplace bulkresetadmin bulkscheduletask bulksetupredisinstance bulksnapshot
        bulkstartmnet bulkswitchdomain bulkswitchprotocol bulkuninstallplugins bulkupdatelangpacks bulkupgrade
        bulkupgradeassignments copy_file cron cronmonitor customlang_import delete_users fix_mnet_tables fix_site_admins
        fix_vmoodle_rpcs fixture_launcher fixture_worker generateconfigs import_mapped_data init_mnet_node
        integrate_vmoodles ldap_enrol_sync ldap_sync_users maintenance make_subdirs maketestplan migratehvp2h5p
        mysql_collation mysql_compressed_rows mysql_engine purge_caches recover_grades register remove_courses
        renew_mnetkeys replace reset_admin reset_password run_command schedule_task setup_redis_instance start_mnet
        switch_domain switch_protocol sync_vmoodle_register uninstall_plugins update_langpacks upgrade
        upgrade_assignments vcron vcronmonitor
        """

    @Test func pageHasEveryCommandOnceAndMarksThoseThatAreHere() throws {
        let page = String(decoding: try Repository.bytes("docs/coming-from-vmoodle.md"), as: UTF8.self)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        var marks: [String: Bool] = [:]
        for row in rows {
            let cell = row.split(separator: "|")[0]
            for name in cell.matches(of: /`([a-z0-9_]+)`/).map({ String($0.1) }) {
                #expect(marks.updateValue(cell.contains("*"), forKey: name) == nil, "\(name) stands there twice")
            }
        }
        #expect(
            marks.keys.sorted() == Self.scriptsOfVMoodle.split { $0 == " " || $0 == "\n" }.map(String.init).sorted())
        let made = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/old/local/vmoodle/cli")
        #expect(marks.filter(\.value).keys.sorted() == made.map { String($0.dropLast(4)) }.sorted())
    }
}
