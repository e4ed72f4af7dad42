import Digests
import Foundation
import TestSupport
import Testing

@testable import Publishing

/// What became of files since they were written.
@Suite struct WrittenFilesTests {
    private let directory: TemporaryDirectory
    private let paths: [String]

    private static let long = String(repeating: "long ", count: 12)

    /// Of names that are long enough for threads to share them, in a folder of many, a folder of few, and none.
    init() throws {
        directory = try TemporaryDirectory()
        paths =
            (0..<150).map { "shop/\(Self.long)\($0)" } + (0..<4).map { "inner/most/\($0)" } + [
                "few/one", "few/two", "alone",
            ]
        for path in paths { _ = try directory.write(path, to: path) }
    }

    private func written(_ paths: [String], in output: Directory) throws -> WrittenFiles {
        try #require(WrittenFiles(paths, in: output))
    }

    private func opened() throws -> Directory { try Directory.open(directory.path) }

    /// As they are in a record.
    private func read(_ files: WrittenFiles) throws -> WrittenFiles {
        var bytes: [UInt8] = []
        files.append(to: &bytes)
        var reading = RecordReading(bytes: bytes, from: 0, to: bytes.count, sum: Digest(of: bytes))
        let read = try #require(WrittenFiles(&reading))
        #expect(reading.isAtEnd)
        return read
    }

    @Test func whatIsNotedIsRead() throws {
        let output = try opened()
        let files = try read(written(paths, in: output))
        #expect(files.paths.sorted() == paths.sorted() && files.areUnaltered(in: output))
        let none = try read(written([], in: output))
        #expect(none.paths.isEmpty && none.areUnaltered(in: output))
    }

    @Test func aRecordThatIsCutOffIsNone() throws {
        var bytes: [UInt8] = []
        try written(Array(paths.suffix(8)), in: opened()).append(to: &bytes)
        for end in 0..<bytes.count {
            var reading = RecordReading(bytes: bytes, from: 0, to: end, sum: Digest(of: bytes))
            #expect(WrittenFiles(&reading) == nil, "\(end)")
        }
    }

    @Test(arguments: [
        "shop/\(long)0", "shop/\(long)75", "shop/\(long)149", "inner/most/0", "inner/most/3", "few/one", "alone",
    ])
    func eachChangeOfEachIsNoticed(_ path: String) throws {
        let output = try opened()
        let changes = [
            "echo >> F", "chmod 600 F", "touch -d @1 F", "cp -p F copy && mv copy F", "mv F \"$(dirname F)/other\"",
            "rm F && ln -s \"$PWD/copy\" F",
            "mv F other && mkdir F",
        ]
        for change in changes {
            let before = try read(written(paths, in: output))
            #expect(before.areUnaltered(in: output))
            let script = "printf x > copy; \(change.replacing("F", with: "\"\(path)\""))"
            let done = try run("/bin/sh", ["-ec", script], in: directory.url)
            try #require(done.status == 0, "\(script): \(done.errors)")
            #expect(!before.areUnaltered(in: output), "\(script)")
            try? FileManager.default.removeItem(atPath: "\(directory.path)/\(path)")
            _ = try directory.write(path, to: path)
        }
    }

    /// What was lost before it was noted would never be missed.
    @Test(arguments: ["gone", "few/gone", "inner/most/gone", "shop/gone", "nowhere/gone"])
    func whatIsLostAlreadyIsNotNoted(_ path: String) throws {
        #expect(try WrittenFiles(paths + [path], in: opened()) == nil)
    }

    @Test(arguments: ["mv shop shopping", "chmod 000 few/one", "mv inner/most other && mkdir inner/most"])
    func whatIsElsewhereIsNoticed(_ change: String) throws {
        let output = try opened()
        let before = try written(paths, in: output)
        let done = try run("/bin/sh", ["-ec", change], in: directory.url)
        try #require(done.status == 0, "\(change): \(done.errors)")
        #expect(!before.areUnaltered(in: output), "\(change)")
    }

    /// A link of a file to a second name changes its inode, and is what each new release does.
    @Test func linksAreNoChange() throws {
        let output = try opened()
        let before = try written(paths, in: output)
        #expect(try run("/bin/ln", ["shop/\(Self.long)1", "second"], in: directory.url).status == 0)
        #expect(before.areUnaltered(in: output))
    }
}
