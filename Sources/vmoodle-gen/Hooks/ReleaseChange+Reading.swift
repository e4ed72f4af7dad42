import Publishing

extension Proposal {
    /// What hooks are told of it.
    var change: ReleaseChange {
        let hosts = changes?.ids ?? registry.hosts.map { String(decoding: $0.id.value, as: UTF8.self) }
        let prefix = "releases/\(plan.release)/"
        // Files of the current release that were altered, and are written again.
        let mended = plan.previous == plan.release ? plan.written.filter { $0.hasPrefix(prefix) } : []
        return ReleaseChange(
            previous: plan.previous, release: plan.release, hosts: hosts.sorted(), files: plan.written,
            reloads: Self.reloads(replacements.map(\.path) + mended.map { String($0.dropFirst(prefix.count)) }))
    }
}

extension ReleaseChange {
    /// The step from one release in an output directory to another one there.
    init(from former: String?, to release: String, in output: OutputDirectory) throws {
        let replaced = output.replaced(from: former, to: release)
        self.init(
            previous: former, release: release, hosts: try Self.hosts(from: former, to: release, in: output).sorted(),
            files: replaced.map { "releases/\(release)/\($0)" }, reloads: Proposal.reloads(replaced))
    }

    private static func hosts(from former: String?, to release: String, in output: OutputDirectory) throws -> [String] {
        do {
            let new = try ReleaseHosts(release, in: output)
            // One that is damaged says nothing of its hosts.
            guard let old = former.flatMap({ try? ReleaseHosts($0, in: output) }) else {
                return try new.ids.entries().filter { $0.key != ReleaseHosts.commands }
                    .map { String(decoding: $0.key, as: UTF8.self) }
            }
            let read = { (path: String) in output.contents(of: path) }
            let changes = try HostChanges(from: old, to: new, fragment: (read, read))
            return changes.ids
        } catch let error as ReleaseHosts.Damage {
            throw PublishingError("the table of the release \(release) cannot be read: \(error)")
        }
    }
}

extension HostChanges {
    fileprivate var ids: [String] { [added, changed, removed].joined().map(\.id) }
}
