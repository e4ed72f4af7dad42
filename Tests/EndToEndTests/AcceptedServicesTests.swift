import Foundation
import TestSupport
import Testing

/// What Tests/Accepted expects for programs other than web servers and PHP, read by these programs.
@Suite struct AcceptedServicesTests {
    private static func cases(with target: String) -> [String] {
        Repository.names(in: "Tests/Accepted").filter {
            FileManager.default.fileExists(atPath: folder($0, target).path)
        }
    }

    private static func folder(_ name: String, _ target: String) -> URL {
        Repository.root.appending(path: "Tests/Accepted/\(name)/output/release/\(target)")
    }

    private func paths(below folder: URL) -> [String] {
        (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
    }

    // MARK: php-fpm

    /// Users are the test's, as php-fpm asks the machine for them; all else is as generated.
    @Test(.enabled(if: Program.path("php-fpm") != nil), arguments: cases(with: "php-fpm"))
    func phpFPMTakesEveryPool(_ name: String) throws {
        let folder = Self.folder(name, "php-fpm")
        for platform in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let directory = try TemporaryDirectory()
            var expected: [String] = []
            for path in paths(below: folder.appending(path: platform)) {
                let text = try String(contentsOf: folder.appending(path: "\(platform)/\(path)"), encoding: .utf8)
                    .replacing(/(user|group) = ".*"/) { "\($0.1) = www-data" }
                _ = try directory.write(text, to: "pools/\(path)")
                expected += text.split(separator: "\n").filter { $0.hasPrefix("[") || $0.hasPrefix("listen = ") }
                    .map { String($0.replacing("\"", with: "")) }
            }
            let file = try directory.write(
                "[global]\nerror_log = \(directory.path)/log\ninclude = \(directory.path)/pools/*.conf\n", to: "conf")
            let outcome = try run(Program.required("php-fpm"), ["-n", "-tt", "-y", file])
            #expect(outcome.status == 0, "\(outcome.text) \(outcome.errors)")
            // It says what it read.
            let said = (outcome.text + outcome.errors).split(separator: "\n").map { line in
                String(line.replacing(/^.*NOTICE: +/, with: "").replacing("\t", with: ""))
            }
            #expect(said.filter { $0.contains("WARNING") || $0.contains("ERROR") } == [])
            #expect(!expected.isEmpty && Set(expected).isSubset(of: Set(said)), "\(said)")
        }
    }

    // MARK: logrotate

    @Test(.enabled(if: Program.path("logrotate") != nil), arguments: cases(with: "logrotate"))
    func logrotateTakesEveryLog(_ name: String) throws {
        let file = Self.folder(name, "logrotate").appending(path: "vmoodle")
        let directory = try TemporaryDirectory()
        // As logrotate asks the machine for users; all else is as generated.
        let text = try String(contentsOf: file, encoding: .utf8).replacing(/su .*/, with: "su root root")
        let copy = try directory.write(text, to: "vmoodle")
        let outcome = try run(Program.required("logrotate"), ["-d", "--state", directory.path + "/state", copy])
        #expect(outcome.status == 0 && !outcome.errors.contains("error:"), "\(outcome.errors)")
        for line in text.split(separator: "\n") where line.hasPrefix("\"") {
            #expect(outcome.errors.contains("considering log \(line.dropFirst().dropLast())\n"), "\(line)")
        }
    }
}
