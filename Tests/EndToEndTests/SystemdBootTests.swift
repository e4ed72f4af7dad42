import Foundation
import TestSupport
import Testing

/// Generated timers under systemd itself, put where docs/services.md says: `make systemd-timers`.
@Suite(
    .serialized, .enabled(if: SystemdBoot.canRun, "only root has namespaces, and systemd is needed"),
    .enabled(
        if: ProcessInfo.processInfo.environment["VMOODLE_SYSTEMD"] != nil, "it takes minutes; 'make systemd-timers'"))
struct SystemdBootTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        // The hosts' user runs the code.
        chmod(directory.path, 0o755)
        let tree = directory.url.appending(path: "moodle 100% 'tree'")
        let secret = try directory.write("secret\n", to: "secret")
        chmod(secret, 0o644)
        let standIn = try StandIn(in: tree)
        let registry = try directory.write(
            """
            version: 1
            platforms: { m: { root: "\(tree.path)" } }
            dbservers: { s: { type: mariadb } }
            defaults:
              platform: m
              dataroot: "\(directory.path)/{id}"
              db: { server: s, name: "m_{id}", user: u, password: { file: "\(secret)" } }
              cron: { mode: systemd, every: 1m, nice: 7 }
            hosts:
              told: { url: http://told.example.edu/sub }
              logged: { url: http://logged.example.edu, cron: { log: "\(directory.path)/logged.log" } }
              never: { url: http://never.example.edu, state: maintenance }
            """, to: "registry.yaml")
        let built = try run(Program.vmoodleGen(), ["build", registry, "--out", "\(directory.path)/out", "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        try standIn.configure(with: directory.url.appending(path: "out/current/php/m/config.php"))
    }

    @Test func timersRunTheirHostsWhenTheirTimeComes() throws {
        let machine = SystemdBoot(directory: directory.url)
        let outcome = try machine.outcome(
            of:
                """
                cp -r '\(directory.path)/out/current/systemd/.' /etc/systemd/system/ || exit 3
                systemctl daemon-reload && systemctl enable --now vmoodle-cron.target || exit 4
                systemctl list-timers --no-pager --no-legend 'vmoodle-cron@*'
                for second in $(seq 150); do
                    sleep 1
                    journalctl -t moodle-cron -o cat --no-pager 2>/dev/null | grep -q m_told && [ -s '\(directory.path)/logged.log' ] && break
                done
                echo '== journal'
                journalctl -t moodle-cron -o cat --no-pager
                echo '== unit'
                systemctl show vmoodle-cron@told.service -p User -p Slice -p Result -p ExecMainStatus -p Nice
                echo '== nobody'
                systemctl start vmoodle-cron@nobody.service
                echo '== stopped'
                systemctl stop vmoodle-cron.target
                systemctl list-timers --no-pager --no-legend 'vmoodle-cron@*'
                """, within: 240)
        #expect(outcome.status == 0, "\(outcome.text)")
        let parts = outcome.text.components(separatedBy: "\n== ")
        let names = parts[0].matches(of: /vmoodle-cron@(\w+)\.timer/).map { String($0.1) }
        #expect(names.sorted() == ["logged", "told"], "\(outcome.text)")
        try #require(parts.count == 5, "\(outcome.text)")
        #expect(parts[1].contains("\"dbname\":\"m_told\"") && !parts[1].contains("m_logged"), "\(parts[1])")
        #expect(parts[1].contains("\"script\":\"cron.php\"") && parts[1].contains("\"argc\":2"), "\(parts[1])")
        for property in [
            "User=www-data", "Slice=vmoodle-cron.slice", "Result=success", "ExecMainStatus=0", "Nice=7",
        ] { #expect(parts[2].contains(property), "\(parts[2])") }
        #expect(parts[3].contains("nobody") && parts[3].contains("Failed"), "\(parts[3])")
        #expect(parts[4] == "stopped\n", "\(parts[4])")
        let log = try String(contentsOfFile: "\(directory.path)/logged.log", encoding: .utf8)
        #expect(log.contains("\"dbname\":\"m_logged\""), "\(log)")
        #expect(!FileManager.default.fileExists(atPath: "/etc/systemd/system/vmoodle-cron.target"))
    }
}
