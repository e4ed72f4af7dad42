import Diagnostics

/// A sub-directory host does not take the place of a directory of Moodle's own code tree on a name that also has a
/// host at its root.
enum SubdirectoriesHideNoCode: Rule {
    /// Top-level directories of Moodle 4.5's and 5.1's code trees.
    static let codeDirectories: Set<[UInt8]> = Set(
        """
        admin ai analytics auth availability backup badges blocks blog cache calendar cohort comment communication \
        competency completion contentbank course customfield dataformat enrol error favourites files filter grade group h5p \
        install iplookup lang lib local login media message mnet mod moodlenet my notes payment pix plagiarism portfolio \
        privacy public question rating report reportbuilder repository rss search sms tag theme user userpix vendor \
        webservice node_modules
        """.split(separator: " ").map { Array($0.utf8) })

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        let hosts = survey.inSubdirectories.map { registry.hosts[$0] }.filter { host in
            codeDirectories.contains(Array(host.url.value.path.dropFirst().prefix { $0 != 0x2F }))
        }
        guard !hosts.isEmpty else { return }
        var roots: [ArraySlice<UInt8>: Place] = [:]
        for host in registry.hosts where !host.url.value.hasPath { roots[host.url.value.key] = host.url.place }
        for host in hosts {
            let first = host.url.value.path.dropFirst().prefix { $0 != 0x2F }
            guard let root = roots[host.url.value.authorityKey] else { continue }
            diagnostics.error(
                Code(308), "the sub-directory \(quoted(first)) hides that of Moodle's own code; choose another name",
                at: host.url.place, notes: [Note("the host at the root of the name", at: root)])
        }
    }
}
