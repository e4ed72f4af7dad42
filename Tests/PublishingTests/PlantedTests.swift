import Foundation
import OutputTree
import TestSupport
import Testing

@testable import Publishing

/// What somebody who may write to an output directory, or above it, could have a build do to others' files.
@Suite(.serialized) struct PlantedTests {
    private let directory: TemporaryDirectory
    private let out: String
    private let victim: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        out = directory.path + "/out"
        victim = try TemporaryDirectory()
        _ = try victim.write("precious", to: "file")
    }

    private func tree(_ text: String) -> OutputTree {
        let ours = Array("<?php\n// vmoodle-gen runtime: do not edit \(text)\n".utf8)
        return OutputTree(
            files: [OutputFile(path: "nginx/a.conf", bytes: Array(text.utf8))],
            stored: [Self.fragment(text)],
            runtime: [OutputFile(path: "vmoodle/A.php", bytes: ours), OutputFile(path: "vmoodle.php", bytes: ours)])
    }

    private static func fragment(_ text: String) -> StoredFile {
        StoredFile(in: "fragments", bytes: Array("fragment \(text)".utf8))
    }

    /// Why a build is refused; nil: it is not.
    private func refusal(_ tree: OutputTree) -> String? {
        // A program that another test is just starting holds every lock of this process until it runs.
        for _ in 0..<200 {
            do {
                let plan = try Plan(from: OutputDirectory(out), to: tree)
                try plan.publish()
                return nil
            } catch  where error.kind == .locked {
                usleep(10_000)
            } catch { return "\(error)" }
        }
        return "locked"
    }

    private func isUntouched() throws -> Bool {
        let manager = FileManager.default
        let mode = try manager.attributesOfItem(atPath: victim.path)[.posixPermissions] as? Int
        return try manager.contentsOfDirectory(atPath: victim.path) == ["file"] && mode == 0o755
            && String(contentsOfFile: victim.path + "/file", encoding: .utf8) == "precious"
    }

    /// A link to another directory, and one to a file, in the place of every name that a build uses.
    static let names: [String] = {
        let stored = fragment("two").file.path
        let folder = stored.prefix(12)
        let release = "releases/\(PlantedTests.release("two"))"
        return [
            ".vmoodle-gen", ".history", ".unfinished", ".tmp-.unfinished", ".tmp-.history", ".tmp-current",
            ".tmp-vmoodle.php",
            "current", "vmoodle.php", "vmoodle", "vmoodle/A.php", "vmoodle/.tmp-A.php", "releases", release,
            "releases/.tmp-\(release.dropFirst(9))", "fragments", String(folder), stored,
            "\(folder)/.tmp-\(stored.dropFirst(13))",
        ]
    }()

    private static func release(_ text: String) -> String {
        OutputTree(
            files: [OutputFile(path: "nginx/a.conf", bytes: Array(text.utf8))], stored: [fragment(text)], runtime: []
        ).releaseID
    }

    private static let refused: Set = [".vmoodle-gen", "current", "vmoodle.php", "vmoodle", "releases", "fragments"]

    @Test(arguments: names, ["", "/file"]) func linkIsNotFollowed(_ name: String, _ inside: String) throws {
        #expect(refusal(tree("one")) == nil)
        let path = "\(out)/\(name)"
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        #expect(symlink(victim.path + inside, path) == 0)
        let refusal = refusal(tree("two"))
        #expect(try isUntouched())
        if Self.refused.contains(name) {
            #expect(
                refusal?.contains(name == ".vmoodle-gen" ? "'\(out)'" : "'\(path)") == true, "\(refusal ?? "published")"
            )
        }
        // What is not refused has been replaced, but for what only `gc` looks for.
        var status = stat()
        if refusal == nil, lstat(path, &status) == 0, name != "current",
            !(name.hasPrefix("fragments/") && name.contains(".tmp-"))
        {
            #expect(status.st_mode & S_IFMT != S_IFLNK)
        }
    }

    /// A second name of somebody's file is not written to either.
    @Test func markerThatIsAnotherFileIsRefused() throws {
        #expect(refusal(tree("one")) == nil)
        try FileManager.default.removeItem(atPath: out + "/.vmoodle-gen")
        #expect(link(victim.path + "/file", out + "/.vmoodle-gen") == 0)
        #expect(refusal(tree("two")) == "'\(out)/.vmoodle-gen' is not the file that vmoodle-gen made; move it away")
        #expect(try isUntouched())
    }

    @Test(arguments: ["", "/releases", "/fragments", "/fragments/ab", "/vmoodle"])
    func directoryThatOthersMayWriteToIsRefused(_ name: String) throws {
        #expect(refusal(tree("one")) == nil)
        let folder = Self.fragment("two").file.path.prefix(12)
        let path = out + name.replacingOccurrences(of: "fragments/ab", with: folder)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (mode, what) in [
            (mode_t(0o775), "its group may write to it (chmod g-w)"), (0o757, "everyone may write to it (chmod o-w)"),
        ] {
            chmod(path, mode)
            #expect(refusal(tree("two")) == "'\(path)' is refused: \(what)")
        }
        chmod(path, 0o755)
        if geteuid() == 0 {
            chown(path, 1234, 0)
            #expect(refusal(tree("two"))?.hasPrefix("'\(path)' is refused: it belongs to user 1234") == true)
            chown(path, 0, 0)
        }
        #expect(refusal(tree("two")) == nil)
    }

    @Test(.enabled(if: geteuid() == 0, "only root may give directories away")) func directoriesAboveAreLookedAt() throws
    {
        let above = directory.path
        #expect(refusal(tree("one")) == nil)
        let refused = { (what: String) in
            #expect(
                self.refusal(self.tree("two"))
                    == "the output directory '\(self.out)' is refused for '\(above)' above it: \(what)")
        }
        chmod(above, 0o757)
        refused("everyone may write to it (chmod o-w)")
        chmod(above, 0o775)
        chown(above, 0, 33)
        refused("its group may write to it (chmod g-w)")
        chown(above, 1234, 0)
        refused("it belongs to user 1234, who could put something else in its place (chown it)")
        // As /tmp is: nobody can take away what is not theirs.
        chown(above, 0, 33)
        chmod(above, 0o1777)
        #expect(refusal(tree("two")) == nil)
        // A group of nobody but its owner.
        chown(above, 0, 0)
        chmod(above, 0o775)
        #expect(refusal(tree("three")) == nil)
    }
}
