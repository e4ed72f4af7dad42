import Diagnostics
import Registry
import Testing

@testable import Targets

@Suite struct CronTests {
    private func lines(of tree: [Artifact]) -> [(file: String, line: Substring)] {
        tree.map(\.file).flatMap { file in
            String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").filter { $0.contains("--host=") }
                .map { (file.path, $0) }
        }
    }

    private func crontabs(_ registry: Registry) throws -> [(file: String, line: Substring)] {
        var diagnostics = Diagnostics()
        let artifacts = Cron().artifacts(for: registry, from: TemplateSet(), reporting: &diagnostics)
        #expect(diagnostics.all.isEmpty)
        return lines(of: artifacts)
    }

    private let jobs = "cron: { jobs: { adhoc: { every: 5m }, night: { task: '\\a\\b\\c', hour: 3 } } }"

    @Test func newHostMovesNoOther() throws {
        let few = try crontabs(Fleet.registry(hosts: 40, defaults: jobs)).map(\.line)
        let more = try crontabs(Fleet.registry(hosts: 41, defaults: jobs)).map(\.line)
        #expect(few.count == 120 && more.count == 123)
        #expect(Set(few).isSubset(of: Set(more)))
    }

    /// Cron starts all of a minute's lines at once.
    @Test func runsAreSpreadOverTheirPeriod() throws {
        let lines = try crontabs(Fleet.registry(hosts: 6000, defaults: jobs)).map(\.line)
        func spread(_ pattern: String) -> [Int] {
            Dictionary(grouping: lines.filter { $0.contains(pattern) }) { $0.prefix { $0 != " " && $0 != "-" } }
                .values.map(\.count)
        }
        let (cron, adhoc, night) = (spread("cron.php"), spread("adhoc_task.php"), spread("scheduled_task.php"))
        #expect(cron.count == 15 && cron.allSatisfy { (300...500).contains($0) }, "\(cron)")
        #expect(adhoc.count == 5 && adhoc.allSatisfy { (1050...1350).contains($0) }, "\(adhoc)")
        #expect(night.count == 60 && night.allSatisfy { (60...145).contains($0) }, "\(night)")
        #expect(lines.filter { $0.contains("scheduled_task.php") }.allSatisfy { $0.contains(" 3 * * * ") })
    }

    /// Debian's cron ignores a file of more than 10,000 lines.
    @Test(arguments: [("", 1), (Self.many, 17)]) func filesHaveFewLines(_ defaults: String, _ runs: Int) throws {
        let lines = try crontabs(Fleet.registry(hosts: 3000, defaults: defaults))
        #expect(lines.count == 3000 * runs)
        let files = Dictionary(grouping: lines, by: \.file)
        #expect(files.values.allSatisfy { $0.count <= 1000 }, "\(files.values.map(\.count).max() ?? 0)")
    }

    private static let many =
        "cron: { jobs: { \((1...16).map { "j\($0): { every: 5m }" }.joined(separator: ", ")) } }"
}
