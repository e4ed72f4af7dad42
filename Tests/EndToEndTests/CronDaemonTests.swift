import Foundation
import TestSupport
import Testing

/// Generated crontabs in Debian's cron itself, linked as docs/services.md says.
@Suite(.serialized, .enabled(if: CronDaemon.canRun, "only root has mount namespaces, and cron is needed"))
struct CronDaemonTests {
    private let directory: TemporaryDirectory
    private let output: String

    init() throws {
        directory = try TemporaryDirectory()
        // The hosts' user runs the code.
        chmod(directory.path, 0o755)
        output = directory.path + "/out"
        let tree = directory.url.appending(path: "moodle 100% \\ 'tree'")
        let secret = try directory.write("secret\n", to: "secret")
        chmod(secret, 0o644)
        for id in ["told", "logged"] { _ = try directory.write("", to: "\(id)/logs/none") }
        for folder in ["logged", "logged/logs"] { chmod("\(directory.path)/\(folder)", 0o777) }
        let standIn = try StandIn(in: tree)
        let registry = try directory.write(
            """
            version: 1
            platforms: { m: { root: "\(tree.path.replacingOccurrences(of: "\\", with: "\\\\"))" } }
            dbservers: { s: { type: mariadb } }
            defaults:
              platform: m
              dataroot: "\(directory.path)/{id}"
              db: { server: s, name: "m_{id}", user: u, password: { file: "\(secret)" } }
              cron: { every: 1m }
            hosts:
              told: { url: http://told.example.edu/sub }
              logged: { url: http://logged.example.edu, cron: { log: "\(directory.path)/{id}/logs/{id} 100%.log" } }
              never: { url: http://never.example.edu, state: maintenance }
            """, to: "registry.yaml")
        let built = try run(Program.vmoodleGen(), ["build", registry, "--out", output, "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        try standIn.configure(with: URL(filePath: "\(output)/current/php/m/config.php"))
    }

    private var crontab: String { output + "/current/cron/vmoodle-0" }

    @Test func cronReadsWhatIsGeneratedAndSaysOfOthersThatItDoesNot() throws {
        let bad = try directory.write("61 * * * * root true\n", to: "bad")
        let cron = try CronDaemon(in: directory.url.appending(path: "cron"), crontabs: [crontab, bad])
        try cron.start()
        #expect(cron.hears("(*system*bad) ERROR (Syntax error", within: 0))
        #expect(!cron.hears("(*system*vmoodle-0) ", within: 0), "\(cron.messages)")
    }

    /// `make cron-daemon`: a minute has to begin.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["VMOODLE_CRON"] != nil, "it takes a minute; 'make cron-daemon'"))
    func linesRunWhenTheirMinuteComes() throws {
        let cron = try CronDaemon(in: directory.url.appending(path: "cron"), crontabs: [crontab])
        try cron.start()
        // The name of the script, its options as it has read them, and whose settings it was given.
        #expect(cron.hears("\"dbname\":\"m_told\"", within: 75), "\(cron.messages)")
        let said = try #require(cron.messages.first { $0.contains("\"dbname\":\"m_told\"") })
        #expect(said.contains(" moodle-cron[told]: {\"script\":\"cron.php\""), "\(said)")
        #expect(said.contains("\"wwwroot\":\"http:\\/\\/told.example.edu\\/sub\""), "\(said)")
        let log = "\(directory.path)/logged/logs/logged 100%.log"
        var text = ""
        for _ in 0..<100 where text.isEmpty {
            text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            usleep(100_000)
        }
        #expect(text.contains("\"dbname\":\"m_logged\""), "\(text) \(cron.messages)")
        #expect(try FileManager.default.attributesOfItem(atPath: log)[.ownerAccountName] as? String == "www-data")
        #expect(!cron.hears("never.example.edu", within: 0))
    }
}
