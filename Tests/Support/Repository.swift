import Foundation

/// The folders of this repository that tests read.
public enum Repository {
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    public static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: path)))
    }

    /// A folder of public test data, which lies beside the repository or where the environment says; nil where it is absent.
    public static func publicData(_ folder: String) -> URL? {
        let beside = root.deletingLastPathComponent().appending(path: "shared/data").path
        let data = ProcessInfo.processInfo.environment["VMOODLE_TEST_DATA"] ?? beside
        let path = "\(data)/\(folder)"
        return FileManager.default.fileExists(atPath: path) ? URL(filePath: path) : nil
    }

    /// The names in a folder, sorted; an empty folder is a mistake of the test's.
    public static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        precondition(!names.isEmpty, "\(folder) has no cases")
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }
}

/// A directory of a test's own, removed with the last reference.
public final class TemporaryDirectory {
    public let url: URL
    public var path: String { url.path }

    public init() throws {
        var name = Array((FileManager.default.temporaryDirectory.path + "/vmoodle-XXXXXX").utf8CString)
        guard mkdtemp(&name) != nil else { throw CocoaError(.fileWriteUnknown) }
        url = URL(filePath: String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        chmod(url.path, 0o755)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func write(_ text: String, to name: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

/// What a program left behind.
public struct Outcome: Sendable {
    public var status: Int32
    public var output: [UInt8]
    public var errors: String
    public var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs a program to its end with bytes on its standard input.
public func run(
    _ path: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String]? = nil,
    in directory: URL? = nil
) throws -> Outcome {
    let process = Process()
    let folder = try TemporaryDirectory()
    let files = try ["in", "out", "err"].map { name in
        let path = folder.url.appending(path: name)
        try Data(name == "in" ? input : []).write(to: path)
        return try FileHandle(forUpdating: path)
    }
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = directory
    if let environment { process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 } }
    process.standardInput = files[0]
    process.standardOutput = files[1]
    process.standardError = files[2]
    try process.run()
    process.waitUntilExit()
    let output = try [UInt8](Data(contentsOf: folder.url.appending(path: "out")))
    let errors = try String(decoding: Data(contentsOf: folder.url.appending(path: "err")), as: UTF8.self)
    return Outcome(status: process.terminationStatus, output: output, errors: errors)
}
