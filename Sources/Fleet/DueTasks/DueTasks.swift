import Glibc
import Synchronization

/// Asks a database server which sites have a task whose turn has come: one query for many of them where the server knows all of its
/// databases at once, else one connection after the other of one client.
public struct DueTasks: Sendable {
    public struct Question: Sendable, Equatable {
        public var name: String
        public var tables: TaskTables
        /// Since when a turn is news: seconds since 1970.
        public var since: Int

        public init(name: String, tables: TaskTables, since: Int) {
            (self.name, self.tables, self.since) = (name, tables, since)
        }
    }

    public struct Answers: Sendable, Equatable {
        /// Whether there is something to do, by name; of a site that could not be asked nothing is known.
        public var isDue: [String: Bool] = [:]
        /// The first thing that went wrong.
        public var complaint: String?
    }

    private let directory: String
    /// How long a server may take.
    private let timeout: Duration
    /// Sites in one query of MariaDB's: some hundreds of bytes each.
    static let most = 200

    /// - Parameter directory: where a client's files may be while it runs.
    public init(in directory: String, timeout: Duration = .seconds(20)) {
        (self.directory, self.timeout) = (directory, timeout)
    }

    /// - Parameter now: seconds since 1970.
    public func answers(to questions: [Question], from client: DatabaseClient, at now: Int) async -> Answers {
        var answers = await ask(questions, client, now, together: client.kind == .mariadb ? Self.most : 1)
        let left = questions.filter { answers.isDue[$0.name] == nil }
        // A table that is not there takes all of its query with it, and a server that is not there takes all.
        let isThere = left.count < questions.count || questions.count <= Self.most
        guard client.kind == .mariadb, !left.isEmpty, isThere else { return answers }
        let again = await ask(left, client, now, together: 1)
        answers.isDue.merge(again.isDue) { first, _ in first }
        return answers
    }

    private func ask(_ questions: [Question], _ client: DatabaseClient, _ now: Int, together: Int) async -> Answers {
        do throws(FleetError) {
            let place = try PrivateDirectory(in: directory)
            defer { place.remove() }
            try client.writeAccount(in: place.path)
            try writePrivately(
                Array(Self.text(questions, client.kind, now, together).utf8),
                to: "\(place.path)/\(DatabaseClient.queries)")
            guard let invocation = client.invocation(in: place.path, timeout: timeout) else {
                throw FleetError("there is no program '\(client.programs[0])' to ask with")
            }
            let said = Mutex<[UInt8]>([])
            let completion = await invocation.run(output: .reader { piece in said.withLock { $0 += piece } })
            return Self.answers(said.withLock { $0 }, questions, completion.ending)
        } catch {
            return Answers(complaint: error.description)
        }
    }

    // MARK: Words

    static func text(_ questions: [Question], _ kind: DatabaseClient.Kind, _ now: Int, _ together: Int) -> String {
        var text = ""
        var numbers = questions.indices[...]
        while !numbers.isEmpty {
            let batch = numbers.prefix(together)
            numbers = numbers.dropFirst(together)
            if kind == .postgresql, let first = batch.first {
                text += "\\connect \(String(decoding: questions[first].tables.database, as: UTF8.self))\n"
            }
            let queries = batch.map { number in
                let question = questions[number]
                return question.tables.query(
                    number: number, span: min(question.since, now)...now, for: kind)
            }
            text += queries.joined(separator: " UNION ALL\n") + ";\n"
        }
        return text
    }

    static func answers(_ said: [UInt8], _ questions: [Question], _ ending: Ending) -> Answers {
        var answers = Answers()
        var others: [String] = []
        for line in said.split(separator: 0x0A).map({ String(decoding: $0, as: UTF8.self) }) {
            let words = line.split(separator: "\t")
            guard words.count == 2, let number = Int(words[0]), questions.indices.contains(number),
                ["0", "1"].contains(words[1])
            else {
                others.append(line)
                continue
            }
            answers.isDue[questions[number].name] = words[1] == "1"
        }
        // Clients may quote the query before they say what is wrong with it.
        let signs = ["ERROR", "FATAL", "error:"]
        answers.complaint =
            others.first { line in signs.contains { line.contains($0) } } ?? others.first
            ?? (ending.isSuccess ? nil : ending.text)
        return answers
    }
}
