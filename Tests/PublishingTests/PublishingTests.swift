import Digests
import Foundation
import OutputTree
import TestSupport
import Testing

@testable import Publishing

@Suite struct PublishingTests {
    private let directory: TemporaryDirectory
    private let out: String

    init() throws {
        directory = try TemporaryDirectory()
        out = directory.path + "/out"
    }

    private static let runtime = [
        OutputFile(path: "vmoodle/A.php", bytes: Array("<?php\n// vmoodle-gen runtime: do not edit\n".utf8)),
        OutputFile(path: "vmoodle.php", bytes: Array("<?php\n// vmoodle-gen runtime: do not edit\n".utf8)),
    ]

    /// Two configuration files, one crontab and two fragments.
    private func tree(a: String = "a", b: String = "b") -> OutputTree {
        let stored = [a, b].map { StoredFile(in: "fragments", bytes: Array("fragment \($0)".utf8)) }
        return OutputTree(
            files: [
                OutputFile(path: "nginx/a.conf", bytes: Array(a.utf8)),
                OutputFile(path: "nginx/b.conf", bytes: Array(b.utf8)),
                OutputFile(path: "cron/c", bytes: Array("c".utf8), needsFreshCopy: true),
            ], stored: stored, runtime: Self.runtime)
    }

    /// A plan without the lock that it holds.
    private struct Published {
        var release: String
        var previous: String?
        var written: [String]
        var unchanged: [String]
        var isEmpty: Bool
    }

    @discardableResult
    private func publish(_ tree: OutputTree) throws -> Published {
        let plan = try Plan(from: locked(), to: tree)
        if !plan.isEmpty { try plan.publish() }
        return Published(
            release: plan.release, previous: plan.previous, written: plan.written, unchanged: plan.unchanged,
            isEmpty: plan.isEmpty)
    }

    /// A program that another test is just starting holds every lock of this process until it runs.
    private func locked() throws -> OutputDirectory {
        var attempt = Result { try OutputDirectory(out) }
        for _ in 0..<200 {
            guard case .failure(let error as PublishingError) = attempt, error.kind == .locked else { break }
            usleep(10_000)
            attempt = Result { try OutputDirectory(out) }
        }
        return try attempt.get()
    }

    private func text(_ path: String) -> String? { try? String(contentsOfFile: "\(out)/\(path)", encoding: .utf8) }

    private func inode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: "\(out)/\(path)")[.systemFileNumber] as? Int)
    }

    private func everything() -> [String: String] {
        let paths = FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String } ?? []
        return Dictionary(
            uniqueKeysWithValues: paths.map { path in
                let attributes = try? FileManager.default.attributesOfItem(atPath: "\(out)/\(path)")
                return (
                    path,
                    "\(attributes?[.systemFileNumber] ?? 0) \(attributes?[.modificationDate] ?? 0) \(text(path) ?? "")"
                )
            })
    }

    private func refusal(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return "\(error)" }
        return nil
    }

    @Test func firstBuildWritesEverything() throws {
        let plan = try publish(tree())
        #expect(plan.previous == nil && plan.unchanged.isEmpty)
        #expect(plan.written.count == 8)
        #expect(text("current/nginx/a.conf") == "a")
        #expect(text("current/manifest.json")?.contains("\"nginx/b.conf\"") ?? false)
        #expect(text("vmoodle.php") != nil && text(".unfinished") == nil)
    }

    @Test func secondBuildTouchesNothing() throws {
        try publish(tree())
        var before = everything()
        let plan = try publish(tree())
        #expect(plan.isEmpty && plan.written.isEmpty)
        var after = everything()
        for path in [".vmoodle-gen"] { (before[path], after[path]) = (nil, nil) }
        #expect(before == after)
    }

    @Test func changeOfOneHostWritesItsFilesOnly() throws {
        let first = try publish(tree())
        let inodes = try (inode("current/nginx/a.conf"), inode("current/nginx/b.conf"), inode("current/cron/c"))
        let second = try publish(tree(b: "B"))
        #expect(second.previous == first.release)
        let fragment = StoredFile(in: "fragments", bytes: Array("fragment B".utf8)).file.path
        let release = "releases/\(second.release)/"
        // cron refuses files that have a second hard link, so its file is a copy.
        #expect(second.written == [fragment, release + "cron/c", release + "manifest.json", release + "nginx/b.conf"])
        #expect(second.unchanged == ["nginx/a.conf"])
        #expect(try inode("current/nginx/a.conf") == inodes.0)
        #expect(try inode("current/nginx/b.conf") != inodes.1)
        #expect(try inode("current/cron/c") != inodes.2)
        #expect(text("current/nginx/b.conf") == "B" && text("releases/\(first.release)/nginx/b.conf") == "b")
    }

    @Test func goingBackSwitchesTheLinkOnly() throws {
        let first = try publish(tree())
        try publish(tree(b: "B"))
        let third = try publish(tree())
        #expect(third.written.isEmpty && !third.isEmpty)
        #expect(text("current/nginx/b.conf") == "b" && third.release == first.release)
    }

    @Test func whatWasAlteredOrLostIsWrittenAgain() throws {
        let plan = try publish(tree())
        try Data("x".utf8).write(to: URL(filePath: "\(out)/releases/\(plan.release)/nginx/a.conf"))
        let fragment = StoredFile(in: "fragments", bytes: Array("fragment a".utf8)).file.path
        try FileManager.default.removeItem(atPath: "\(out)/\(fragment)")
        let again = try publish(tree())
        #expect(again.written == [fragment, "releases/\(plan.release)/nginx/a.conf"])
        #expect(text("current/nginx/a.conf") == "a" && text(fragment) == "fragment a")
    }

    @Test func storedFilesOfABuildThatWasCutOffAreNotTrusted() throws {
        try publish(tree())
        let fragment = StoredFile(in: "fragments", bytes: Array("fragment a".utf8)).file.path
        try Data("\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}".utf8).write(
            to: URL(filePath: "\(out)/\(fragment)"))
        try Data().write(to: URL(filePath: "\(out)/.unfinished"))
        try FileManager.default.createDirectory(atPath: "\(out)/releases/.tmp-x/y", withIntermediateDirectories: true)
        #expect(try publish(tree()).written == [fragment])
        #expect(text(fragment) == "fragment a" && text(".unfinished") == nil)
        #expect(!FileManager.default.fileExists(atPath: "\(out)/releases/.tmp-x"))
    }

    /// A file gets its permissions last: one of a build that was cut off may have all of its bytes, and nobody may read it.
    @Test func storedFilesThatNobodyMayReadAreWrittenAgain() throws {
        try publish(tree())
        let fragment = StoredFile(in: "fragments", bytes: Array("fragment a".utf8)).file.path
        chmod("\(out)/\(fragment)", 0o600)
        #expect(try publish(tree()).written == [fragment])
        #expect(try mode(fragment) == 0o644)
    }

    /// So many that several threads look at them and note them.
    @Test func ofManyStoredFilesEachThatIsAnotherIsFound() throws {
        let inputs = (0..<5000).map { Digest(of: Array("\($0)".utf8)) }
        let stored = inputs.map { StoredFile(in: "fragments", bytes: Array("fragment \($0)".utf8), inputs: $0) }
        let tree = OutputTree(
            files: [OutputFile(path: "nginx/a.conf", bytes: [], inputs: inputs[0])], stored: stored, runtime: [])
        try publish(tree)
        let context = Digest(of: Array("context".utf8))
        let lines = inputs.map { ($0, $0) }
        func kept() throws -> Set<Digest> {
            #expect(try locked().remember(tree, in: context, lines: lines, Footprints()))
            return try Set(locked().earlierBuild(in: context).stored.keys)
        }
        #expect(try kept() == Set(inputs))

        let paths = stored.map(\.file.path).sorted()
        var damaged: Set<String> = []
        for (index, path) in paths.enumerated() where index % 97 == 0 || index == paths.count - 1 {
            damaged.insert(path)
            switch index % 3 {
            case 0: try FileManager.default.removeItem(atPath: "\(out)/\(path)")
            case 1:
                try Data((text(path) ?? "").replacing("fragment", with: "fragMent").utf8).write(
                    to: URL(filePath: "\(out)/\(path)"))
            default: try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(out)/\(path)")
            }
        }
        let unaltered = try Set(locked().earlierBuild(in: context).stored.values.map(\.name))
        #expect(unaltered == Set(stored.filter { !damaged.contains($0.file.path) }.map(\.name)))
        // What is lost before it is noted is not taken for what was made.
        #expect(try !locked().remember(tree, in: context, lines: lines, Footprints()))
        let plan = try Plan(from: locked(), to: tree, comparing: true)
        #expect(Set(plan.written) == damaged)
        try plan.publish()
    }

    @Test func aFileInTheLastOfManyFoldersPlaceIsRefused() throws {
        let stored = (0..<5000).map { StoredFile(in: "fragments", bytes: Array("\($0)".utf8)) }
        let tree = OutputTree(files: [], stored: stored, runtime: [])
        try publish(tree)
        try FileManager.default.removeItem(atPath: "\(out)/fragments/ff")
        _ = try directory.write("", to: "out/fragments/ff")
        let said = refusal { _ = try Plan(from: locked(), to: tree) }
        #expect(said?.contains("fragments/ff' is not a directory") == true, "\(said ?? "nothing")")
    }

    @Test func whatACutOffBuildLeftUndoneIsDoneByTheNextOne() throws {
        let plan = try publish(tree())
        try Data().write(to: URL(filePath: "\(out)/.unfinished"))
        try Data().write(to: URL(filePath: "\(out)/.tmp-vmoodle.php"))
        try Data().write(to: URL(filePath: "\(out)/vmoodle/.tmp-A.php"))
        try FileManager.default.removeItem(atPath: "\(out)/.history")
        let next = try Plan(from: locked(), to: tree())
        #expect(next.isEmpty && next.isBehindACutOffBuild)
        try next.tidy()
        for path in [".unfinished", ".tmp-vmoodle.php", "vmoodle/.tmp-A.php"] { #expect(text(path) == nil, "\(path)") }
        #expect(text(".history")?.hasPrefix("\(plan.release) ") ?? false)
    }

    @Test func directoryWithForeignFilesIsRefusedAndLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: "\(out)/thesis.txt"))
        #expect(
            refusal { try publish(tree()) }
                == "the output directory '\(out)' holds 'thesis.txt', which vmoodle-gen did not write; choose an empty or new directory"
        )
        #expect(everything().keys.sorted() == ["thesis.txt"])
    }

    @Test func foreignFilesBesideOursAreLeftAlone() throws {
        try publish(tree())
        try Data("mine".utf8).write(to: URL(filePath: "\(out)/notes.txt"))
        try publish(tree(b: "B"))
        #expect(text("notes.txt") == "mine")
    }

    @Test func runtimeFileThatIsNotOursIsRefused() throws {
        try publish(tree())
        try Data("<?php mine();".utf8).write(to: URL(filePath: "\(out)/vmoodle.php"))
        #expect(
            refusal { try publish(tree(b: "B")) } == "'\(out)/vmoodle.php' was not written by vmoodle-gen; move it away"
        )
        #expect(text("vmoodle.php") == "<?php mine();" && text("current/nginx/b.conf") == "b")
    }

    @Test(arguments: ["releases", "fragments", "vmoodle"])
    func linkInThePlaceOfADirectoryIsRefused(_ name: String) throws {
        try publish(tree())
        let victim = try TemporaryDirectory()
        try FileManager.default.removeItem(atPath: "\(out)/\(name)")
        try FileManager.default.createSymbolicLink(atPath: "\(out)/\(name)", withDestinationPath: victim.path)
        #expect(
            refusal { try publish(tree(a: "A")) }?.contains("'\(out)/\(name)' is not a directory that can be opened")
                ?? false)
        #expect(try FileManager.default.contentsOfDirectory(atPath: victim.path).isEmpty)
    }

    @Test(arguments: ["/etc/passwd", "releases/../x", "releases/short"])
    func currentThatIsNotOursIsRefused(_ target: String) throws {
        try publish(tree())
        try FileManager.default.removeItem(atPath: "\(out)/current")
        try FileManager.default.createSymbolicLink(atPath: "\(out)/current", withDestinationPath: target)
        #expect(refusal { try publish(tree(b: "B")) } == "'\(out)/current' is not a link to a release; move it away")
    }

    @Test func secondBuildAtOnceIsToldWhoIsAtWork() throws {
        let first = try OutputDirectory(out)
        do {
            _ = try OutputDirectory(out)
            Issue.record("two builds at once")
        } catch {
            #expect(error.kind == .locked)
            #expect(
                error.description
                    == "another build (process \(getpid())) is at work in '\(out)'; try again when it is done")
        }
        withExtendedLifetime(first) {}
    }

    @Test func outputThatIsAFileIsRefused() throws {
        let file = try directory.write("x", to: "file")
        #expect(refusal { _ = try OutputDirectory(file) } == "the output directory '\(file)' is a file")
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(stat("\(out)/\(path)", &status) == 0)
        return status.st_mode & 0o777
    }

    private func tree(withSecretFor group: some StringProtocol) -> OutputTree {
        let access = OutputFile.Access.group(Array(group.utf8))
        let secret = StoredFile(in: "fragments", bytes: Array("password".utf8), access: access)
        return OutputTree(files: [], stored: [secret], runtime: [])
    }

    @Test func secretsAreForTheirGroupOnly() throws {
        let group = try #require(try run("/usr/bin/id", ["-gn"]).text.split(separator: "\n").first)
        let tree = tree(withSecretFor: group)
        let path = tree.stored[0].file.path
        umask(0)
        try publish(tree)
        #expect(try mode(path) == 0o640)
        #expect(try mode("fragments") == 0o711)
        #expect(try mode("fragments/" + path.split(separator: "/")[1]) == 0o711)
        chmod("\(out)/\(path)", 0o644)
        #expect(try publish(tree).written == [path])
        #expect(try mode(path) == 0o640)
    }

    @Test func groupThatDoesNotExistIsRefused() throws {
        #expect(
            refusal { try publish(tree(withSecretFor: "no-such-group")) }
                == "there is no group 'no-such-group' in /etc/group; it must exist to read fragments with passwords")
    }
}
