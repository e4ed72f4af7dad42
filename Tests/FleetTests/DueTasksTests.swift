import Foundation
import TestSupport
import Testing

@testable import Fleet

@Suite struct DueTasksTests {
    private func question(_ name: String, since: Int = 100, schema: String? = nil) -> DueTasks.Question {
        .init(
            name: name,
            tables: TaskTables(
                database: Array("db-\(name)".utf8), schema: schema.map { Array($0.utf8) }, prefix: Array("p_".utf8)),
            since: since)
    }

    @Test func manyAreOneQueryOfMariaDB() {
        let text = DueTasks.text(["a", "b", "c"].map { question($0) }, .mariadb, 200, 2)
        let lines = text.split(separator: "\n")
        #expect(
            lines.count == 3 && lines[0].hasSuffix(" UNION ALL") && lines[1].hasSuffix(";") && lines[2].hasSuffix(";"))
        #expect(
            lines[2]
                == "SELECT 2, CASE WHEN EXISTS(SELECT 1 FROM `db-c`.`p_task_scheduled` WHERE nextruntime BETWEEN 100 AND 200) OR EXISTS(SELECT 1 FROM `db-c`.`p_task_adhoc` WHERE nextruntime BETWEEN 100 AND 200) THEN 1 ELSE 0 END;"
        )
    }

    @Test func eachDatabaseOfPostgreSQLIsAConnection() {
        let text = DueTasks.text([question("a"), question("b", schema: "a\"\u{301}b")], .postgresql, 200, 1)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4 && lines[0] == "\\connect db-a" && lines[2] == "\\connect db-b")
        #expect(
            lines[1].contains("FROM \"p_task_adhoc\" ") && lines[3].contains("FROM \"a\"\"\u{301}b\".\"p_task_adhoc\" ")
        )
    }

    /// A clock that was set back, or a start that is to come.
    @Test func spanIsNeverBackwards() {
        #expect(DueTasks.text([question("a", since: 300)], .mariadb, 200, 1).contains("BETWEEN 200 AND 200"))
    }

    @Test func whatIsNoAnswerIsAComplaint() {
        let questions = ["a", "b", "c"].map { question($0) }
        let said = "--------\nERROR 1146 (42S02): no table\n0\t1\n2\t0\n7\t1\n1\t2\n"
        let answers = DueTasks.answers(Array(said.utf8), questions, .exited(0))
        #expect(answers.isDue == ["a": true, "c": false] && answers.complaint == "ERROR 1146 (42S02): no table")
        #expect(DueTasks.answers([], questions, .timedOut).complaint == "it took too long and was ended")
        #expect(DueTasks.answers(Array("0\t0\n".utf8), questions, .exited(0)).complaint == nil)
    }

    @Test func serverThatHangsIsGivenUp() async throws {
        let directory = try TemporaryDirectory()
        let program = try directory.write("#!/bin/sh\nexec sleep 60\n", to: "mariadb")
        chmod(program, 0o755)
        var client = DatabaseClient(kind: .mariadb, host: [], port: nil, socket: nil, user: [], password: nil)
        client.programs = ["no-such-client", program]
        let answers = await DueTasks(in: directory.path, timeout: .milliseconds(300)).answers(
            to: [question("a")], from: client, at: 200)
        // By itself it would have ended well.
        #expect(answers == .init(complaint: "it took too long and was ended"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["mariadb"])
    }

    @Test func nothingIsLeftOfAClientThatIsNotThere() async throws {
        let directory = try TemporaryDirectory()
        var client = DatabaseClient(
            kind: .postgresql, host: [], port: nil, socket: nil, user: [], password: .bytes([0x78]))
        client.programs = ["no-such-client"]
        let answers = await DueTasks(in: directory.path).answers(to: [question("a")], from: client, at: 200)
        #expect(answers == .init(complaint: "there is no program 'no-such-client' to ask with"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }

    @Test func placesOfTheKilledAreCleared() throws {
        let directory = try TemporaryDirectory()
        _ = try directory.write("secret", to: "client.abc123/account")
        _ = try directory.write("x", to: "kept")
        _ = try CronState(directory: directory.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["cron.lock", "kept"])
    }

    @Test func passwordOfMoreThanALineIsNone() throws {
        let directory = try TemporaryDirectory()
        for text in ["", "\n", "a\nssl=0\n", "a\0b"] {
            let file = try directory.write(text, to: "password")
            let client = DatabaseClient(
                kind: .mariadb, host: [], port: nil, socket: nil, user: [], password: .file(Array(file.utf8)))
            #expect(throws: FleetError.self, "\(text)") { try client.writeAccount(in: directory.path) }
        }
    }
}
