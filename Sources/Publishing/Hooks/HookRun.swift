/// Makes a release current with an administrator's programs before and behind the switch.
public struct HookRun {
    public let folder: HookFolder
    /// The output directory, absolute.
    public let path: String
    /// For each hook.
    public let seconds: Int
    /// What hooks print is shown of one that fails only.
    public let isQuiet: Bool
    /// Is given each line that a hook prints, and the hook's phase and name.
    public let show: (_ hook: String, _ line: String) -> Void

    public init(
        _ folder: HookFolder, path: String, seconds: Int, isQuiet: Bool,
        showing show: @escaping (_ hook: String, _ line: String) -> Void
    ) {
        self.folder = folder
        self.path = path
        self.seconds = seconds
        self.isQuiet = isQuiet
        self.show = show
    }

    /// - Throws: `PublishingError`; its text says which release serves.
    public func activate(_ change: ReleaseChange, in output: OutputDirectory) throws(PublishingError) {
        let notes = try HookNotes(change, in: output)
        var isAllowed = false
        do throws(PublishingError) {
            try run(.preActivate, notes)
            if hasHooksBehind { try notes.markDue() }
            isAllowed = true
            try output.activate(change.release)
        } catch {
            // What failed behind the rename says so, and the hooks behind the switch are still to be run.
            if isAllowed, try output.currentRelease() == change.release { throw error }
            if !notes.wasDue { try? notes.remove() }
            let current = (try? output.currentRelease()) ?? nil
            let serves = current == change.release ? "" : current.map { "; the release \($0) serves as before" }
            throw PublishingError(
                "\(error)\(serves ?? "; no release serves"); \(change.release) is there and was not made current",
                kind: error.kind)
        }
        try runHooksBehind(notes)
    }

    /// Runs what a change before this one has left to do; false: nothing.
    @discardableResult
    public func finish(in output: OutputDirectory) throws(PublishingError) -> Bool {
        guard let release = try output.currentRelease(), let notes = HookNotes(dueIn: output, release: release) else {
            return false
        }
        try runHooksBehind(notes)
        return true
    }

    private var hasHooksBehind: Bool {
        [.postActivate, .postChange].contains { folder.hooks[$0]?.isEmpty == false }
    }

    private func runHooksBehind(_ notes: HookNotes) throws(PublishingError) {
        do throws(PublishingError) {
            try run(.postActivate, notes)
            try run(.postChange, notes)
        } catch {
            throw PublishingError(
                "the release \(notes.change.release) serves, but \(error); the next build runs the hooks behind the switch again",
                kind: error.kind)
        }
        try notes.remove()
    }

    /// The first that fails is the last.
    private func run(_ phase: HookFolder.Phase, _ notes: HookNotes) throws(PublishingError) {
        for hook in folder.hooks[phase] ?? [] {
            var kept: [String] = []
            do throws(PublishingError) {
                try hook.run(notes.variables(phase, path: path), seconds: seconds) { line in
                    if isQuiet { kept.append(line) } else { show(hook.title, line) }
                }
            } catch {
                for line in kept { show(hook.title, line) }
                throw error
            }
        }
    }
}
