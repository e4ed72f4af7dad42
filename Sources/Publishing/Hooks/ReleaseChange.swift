import Glibc

/// What hooks are told of the step from one release to another.
public struct ReleaseChange: Sendable, Equatable {
    /// Nil: there was none.
    public var previous: String?
    public var release: String
    /// Ids of hosts that are new, gone or otherwise, sorted.
    public var hosts: [String]
    /// Paths below the output directory of files that are new or otherwise, sorted.
    public var files: [String]
    /// Programs that have to be told, as `Proposal` calls them.
    public var reloads: [String]

    public init(previous: String?, release: String, hosts: [String], files: [String], reloads: [String]) {
        self.previous = previous
        self.release = release
        self.hosts = hosts
        self.files = files
        self.reloads = reloads
    }

    /// This step behind another one that nobody was told of.
    func after(_ former: ReleaseChange) -> ReleaseChange {
        ReleaseChange(
            previous: former.previous, release: release, hosts: Set(hosts + former.hosts).sorted(),
            files: Set(files + former.files).sorted(), reloads: Set(reloads + former.reloads).sorted())
    }
}

/// The change that hooks are run for, in the output directory: lists that are too long for an environment, and whether the hooks behind
/// the switch have yet to be run, which a build that is cut off leaves to the next one.
struct HookNotes {
    static let folder = ".hooks"
    private static let (hosts, files, due) = ("changed-hosts", "changed-files", "due")

    let change: ReleaseChange
    /// Whether it was found, and not made now.
    let wasDue: Bool
    private let output: OutputDirectory

    /// What is left of former steps; nil: nothing.
    init?(dueIn output: OutputDirectory, release: String) {
        guard let folder = try? output.directory.directory(Self.folder), let due = folder.contents(of: Self.due) else {
            return nil
        }
        let lines = due.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard lines.count >= 2 else { return nil }
        let list = { (name: String) in
            (folder.contents(of: name) ?? []).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        }
        change = ReleaseChange(
            previous: lines[0].isEmpty ? nil : lines[0], release: release, hosts: list(Self.hosts),
            files: list(Self.files),
            reloads: lines[1].split(separator: " ").map(String.init))
        wasDue = true
        self.output = output
    }

    /// Writes a change down, with what is left of former ones.
    init(_ change: ReleaseChange, in output: OutputDirectory) throws(PublishingError) {
        let former = HookNotes(dueIn: output, release: change.release)
        self.change = former.map { change.after($0.change) } ?? change
        wasDue = former != nil
        self.output = output
        let folder = try output.directory.makeDirectory(Self.folder)
        try folder.write(Self.hosts, Self.lines(self.change.hosts))
        try folder.write(Self.files, Self.lines(self.change.files))
    }

    private static func lines(_ texts: [String]) -> [UInt8] { texts.flatMap { Array("\($0)\n".utf8) } }

    /// The hooks behind the switch are to be run, whatever happens to this process.
    func markDue() throws(PublishingError) {
        guard let folder = try output.directory.directory(Self.folder) else { return }
        try folder.write(Self.due, Array("\(change.previous ?? "")\n\(change.reloads.joined(separator: " "))\n".utf8))
    }

    /// All are told.
    func remove() throws(PublishingError) { try output.directory.remove(Self.folder) }

    /// The variables of hooks: docs/publishing.md.
    ///
    /// - Parameter path: the output directory, absolute.
    func variables(_ phase: HookFolder.Phase, path: String) -> [String] {
        [
            "VMOODLE_HOOK=\(phase.rawValue)", "VMOODLE_OUT=\(path)", "VMOODLE_GENERATION=\(change.release)",
            "VMOODLE_PREVIOUS_GENERATION=\(change.previous ?? "")",
            "VMOODLE_STAGING_DIR=\(path)/releases/\(change.release)",
            "VMOODLE_CHANGED_HOSTS=\(path)/\(Self.folder)/\(Self.hosts)",
            "VMOODLE_CHANGED_FILES=\(path)/\(Self.folder)/\(Self.files)",
            "VMOODLE_RELOAD=\(change.reloads.joined(separator: " "))",
        ]
    }
}
