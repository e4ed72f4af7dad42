import Foundation
import TestSupport
import Testing

/// Bad input gets one clear message and an exit status, and the previous release stays as it is.
@Suite struct BadInputTests {
    private let directory: TemporaryDirectory
    private let registry: String
    private let out: String

    init() throws {
        directory = try TemporaryDirectory()
        registry = directory.path + "/registry.yaml"
        out = directory.path + "/out"
    }

    private static let good = """
        version: 1
        platforms: { p: { root: /srv/p } }
        dbservers: { s: { type: pgsql } }
        defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
        hosts:
          a: { url: http://a.example }

        """

    private func build(_ arguments: [String] = []) throws -> Outcome {
        try run(Program.vmoodleGen(), ["build", "registry.yaml"] + arguments, in: directory.url)
    }

    /// The whole output directory as text.
    private func published() throws -> [String: String] {
        let paths = FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String } ?? []
        return Dictionary(
            uniqueKeysWithValues: paths.map {
                ($0, (try? String(contentsOfFile: "\(out)/\($0)", encoding: .utf8)) ?? "")
            }
        )
        .filter { $0.key != ".vmoodle-gen" }
    }

    private func publishGood() throws -> [String: String] {
        _ = try directory.write(Self.good, to: "registry.yaml")
        let outcome = try build()
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try published()
    }

    @Test(arguments: [
        (
            "",
            "registry.yaml:1:1: error: VM106: the registry is empty; it must have 'version', 'platforms', 'dbservers' and 'hosts'"
        ),
        (
            "version: 1\nhosts: [\n",
            "registry.yaml:2:8: error: VM101: the registry is not YAML: did not find expected node content; this '[' is not closed"
        ),
        (
            good + "  b: { ulr: http://b.example }\n",
            "registry.yaml:7:8: error: VM201: unknown key 'ulr' in a host; did you mean 'url'?"
        ),
        (good + "  b: { url: [x] }\n", "registry.yaml:7:13: error: VM202: 'url' must be a single value, not a list"),
        (
            good + "  a: { url: http://b.example }\n",
            "registry.yaml:7:3: error: VM104: the key 'a' stands twice in one map"
        ),
        (
            good + "  b: { url: http://a.example }\n",
            "registry.yaml:7:13: error: VM301: 'a.example' is already answered by another host; each name must lead to one host"
        ),
    ])
    func brokenRegistryIs65AndThePreviousReleaseStays(_ text: String, _ message: String) throws {
        let before = try publishGood()
        _ = try directory.write(text, to: "registry.yaml")
        let outcome = try build()
        #expect(outcome.status == 65)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(message + "\n"), "\(outcome.errors)")
        #expect(try published() == before)
        let check = try run(Program.vmoodleGen(), ["check", "registry.yaml"], in: directory.url)
        #expect(check.status == 65 && check.errors == outcome.errors)
    }

    @Test func bytesThatAreNotUTF8Are65() throws {
        let before = try publishGood()
        try Data(Array("version: 1\nname: ".utf8) + [0xE9, 0x0A]).write(to: URL(filePath: registry))
        let outcome = try build()
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.hasPrefix(
                "registry.yaml:2:7: error: VM102: the registry is not UTF-8 text: incomplete UTF-8 octet sequence (byte 0xE9)"
            ), "\(outcome.errors)")
        #expect(try published() == before)
    }

    @Test func registryThatIsNotThereIsADirectoryOrUnreadableIs1() throws {
        let before = try publishGood()
        try FileManager.default.removeItem(atPath: registry)
        var outcome = try build()
        #expect(outcome.status == 1)
        #expect(outcome.errors == "registry.yaml: error: VM501: cannot read the registry: No such file or directory\n")
        try FileManager.default.createDirectory(atPath: registry, withIntermediateDirectories: true)
        outcome = try build()
        #expect(outcome.status == 1)
        #expect(outcome.errors == "registry.yaml: error: VM501: cannot read the registry: it is a directory\n")
        try FileManager.default.removeItem(atPath: registry)
        try FileManager.default.createSymbolicLink(atPath: registry, withDestinationPath: "registry.yaml")
        outcome = try build()
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "registry.yaml: error: VM501: cannot read the registry: Too many levels of symbolic links\n")
        #expect(try published() == before)
    }

    @Test func outputThatIsNotOursIs1() throws {
        _ = try directory.write(Self.good, to: "registry.yaml")
        _ = try directory.write("mine", to: "out/thesis.txt")
        let outcome = try build()
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "vmoodle-gen: error: VM502: the output directory 'out' holds 'thesis.txt', which vmoodle-gen did not write; choose an empty or new directory\n"
        )
        #expect(try published() == ["thesis.txt": "mine"])
    }

    @Test func outputThatCannotBeWrittenIs1() throws {
        _ = try directory.write(Self.good, to: "registry.yaml")
        // /proc is read-only for root, too.
        let outcome = try build(["--out", "/proc/vmoodle"])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.hasPrefix("vmoodle-gen: error: VM502: cannot make the output directory '/proc/vmoodle': "),
            "\(outcome.errors)")
    }

    @Test func secondBuildAtOnceIs75() throws {
        _ = try publishGood()
        let lock = open("\(out)/.vmoodle-gen", O_RDWR)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let outcome = try build()
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains("another build (process "), "\(outcome.errors)")
    }

    @Test(arguments: [["build", "--no-such"], ["biuld"], ["resolve"], ["list", "--format", "xml"]])
    func wrongUsageIs64(_ arguments: [String]) throws {
        let outcome = try run(Program.vmoodleGen(), arguments, in: directory.url)
        #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test func allErrorsOfARunAreReportedTogether() throws {
        let hosts = (0..<60).map { "  h\($0): { url: ftp://h\($0).example }\n" }.joined()
        _ = try directory.write(Self.good + hosts, to: "registry.yaml")
        let outcome = try build()
        #expect(outcome.status == 65)
        #expect(outcome.errors.components(separatedBy: "VM204").count == 51)
        #expect(outcome.errors.hasSuffix("… and 10 more (--all-errors shows them)\n60 errors\n"))
    }
}
