import ArgumentParser
import Diagnostics
import Glibc
import Publishing
import RegistryYAML

struct Releases: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the releases in an output directory, the current one first.",
        discussion:
            "With each: since when it is, or when it was last, the current one (UTC), and its files and their bytes.")

    @OptionGroup var output: OutputOption

    @Option(help: "table, json, yaml, csv or ids.")
    var format = Listing.Format.table

    func run() throws {
        let releases = try output.opened { directory throws(PublishingError) in try directory.releases() }
        let rows = releases.map { release in
            let state = release.isCurrent ? "current" : release.activated == nil ? "staged" : "former"
            let texts = [release.id, state, release.activated.map(Self.time) ?? ""]
            return texts.map { ResolvedValue.text(Array($0.utf8), isPlain: false) }
                + [release.files, release.bytes].map { ResolvedValue.text(Array("\($0)".utf8), isPlain: true) }
        }
        let columns = ["id", "state", "since", "files", "bytes"]
        Terminal.print(Listing(what: "releases", columns: columns, rows: rows).text(format))
    }

    /// RFC 3339, UTC.
    static func time(_ seconds: Int) -> String {
        var (seconds, fields) = (time_t(seconds), tm())
        gmtime_r(&seconds, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &fields)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the release current again that was before, or another one.",
        discussion: """
            One rename, as a build's last step is. The release's files have to be there, with their sizes, but for fragments and shards that \
            the current one has, too; `status --verify` reads all.
            Exit status: 0 done or nothing to do, 1 failed, 75 a build is at work.
            """)

    @Argument(help: "Its id, or how only one id begins; default: the one that was current before.")
    var release: String?

    @OptionGroup var output: OutputOption
    @OptionGroup var hooks: HooksOption

    func run() throws { try output.activate(release, hooks) }
}

struct Activate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a release current that `build --no-activate` has left.",
        discussion: "Exit status: 0 done or nothing to do, 1 failed, 75 a build is at work.")

    @Argument(help: "Its id, or how only one id begins.")
    var release: String

    @OptionGroup var output: OutputOption
    @OptionGroup var hooks: HooksOption

    func run() throws { try output.activate(release, hooks) }
}

extension OutputOption {
    /// What is asked of an output directory that exists.
    ///
    /// - Throws: an exit status, with what is wrong said.
    func opened<Value>(_ body: (OutputDirectory) throws(PublishingError) -> Value) throws -> Value {
        do {
            guard let directory = try OutputDirectory(reading: out) else { throw Self.missing(out) }
            return try body(directory)
        } catch let error as PublishingError {
            throw Exit.of(error)
        }
    }

    /// The same of one that is written to meanwhile by nobody else.
    func locked<Value>(_ body: (OutputDirectory) throws -> Value) throws -> Value {
        // A directory that is not there yet is not made.
        try opened { _ throws(PublishingError) in }
        do {
            return try body(OutputDirectory(out))
        } catch let error as PublishingError {
            throw Exit.of(error)
        }
    }

    private static func missing(_ out: String) -> ExitCode {
        Terminal.say("vmoodle-gen: error: VM502: there is no output directory '\(out)'\n")
        return Exit.failed
    }

    func activate(_ text: String?, _ hooks: HooksOption) throws {
        let hooks = try hooks.run(beside: RegistryInput(), out: out, isQuiet: false)
        try locked { directory in
            let (release, former) = (try directory.release(text), try directory.currentRelease())
            guard release != former else {
                try hooks?.finish(in: directory)
                return Terminal.print("nothing to do: release \(release) is current in \(out)\n")
            }
            try checkStoredFiles(of: release, besideThoseOf: former, in: directory)
            if let hooks {
                try hooks.activate(ReleaseChange(from: former, to: release, in: directory), in: directory)
            } else {
                try directory.activate(release)
            }
            Terminal.print("release \(release) is current in \(out)\(former.map { "; it was \($0)" } ?? "")\n")
        }
    }

    /// Refuses a release without one of the stored files that it needs, but for those that the current one needs, too: there may
    /// be a hundred thousand, of which a release is as whole as the one before it.
    private func checkStoredFiles(
        of release: String, besideThoseOf former: String?, in directory: OutputDirectory
    ) throws {
        let needed = try directory.storedFiles(of: release, besideThoseOf: former)
        if let first = try directory.damage(ofStored: needed, reading: false).first {
            Terminal.say(
                "vmoodle-gen: error: VM502: the release \(release) is not whole (\(first.path): \(first.what.rawValue)); build it again\n"
            )
            throw Exit.failed
        }
    }
}

extension OutputDirectory {
    /// The stored files that a release needs, by its tables.
    ///
    /// - Parameter other: a release whose tables name files that need not be among them.
    /// - Throws: `PublishingError`, too, if they cannot be read.
    func storedFiles(of release: String, besideThoseOf other: String? = nil) throws -> [String] {
        do {
            let former = other.flatMap { try? ReleaseHosts($0, in: self) }
            return try ReleaseHosts(release, in: self).storedFiles(beside: former)
        } catch let error as ReleaseHosts.Damage {
            throw PublishingError("the table of the release \(release) cannot be read: \(error)")
        }
    }
}
