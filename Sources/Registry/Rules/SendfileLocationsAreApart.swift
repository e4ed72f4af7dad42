import Diagnostics

/// The internal locations of hosts on one name are apart, from each other and from sub-directories: nginx would send one host's
/// files for another, and what lies under a location is no longer the site's. What they map to is the host's own.
enum SendfileLocationsAreApart: Rule {
    /// What takes a part of a name's URLs, with a `/` at its end.
    private struct Extent {
        var key: [UInt8]
        var host: Int
        /// Nil: a host's sub-directory.
        var location: [UInt8]?
    }

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard !survey.withSendfile.isEmpty else { return }
        // Other names have one host each.
        var shared = FirstUse(capacity: 64)
        var extents: [Extent] = []
        for index in survey.inSubdirectories {
            let url = registry.hosts[index].url.value
            _ = shared.insert(url.authorityKey, user: index)
            extents.append(Extent(key: url.key + [0x2F], host: index, location: nil))
        }
        for index in survey.withSendfile {
            let host = registry.hosts[index]
            let name = host.url.value.authorityKey
            for alias in host.sendfileAliases {
                checkPlace(alias.location, host, &diagnostics)
                checkDirectory(alias, host, &diagnostics)
                guard shared.contains(name) else { continue }
                extents.append(Extent(key: name + alias.location, host: index, location: alias.location))
            }
        }
        checkApart(extents, registry, &diagnostics)
    }

    /// Where the host's own code would answer.
    private static func checkPlace(_ location: [UInt8], _ host: Host, _ diagnostics: inout Diagnostics) {
        let path = host.url.value.path
        var rests = [location[...]]
        if location.starts(with: path + [0x2F]) { rests.append(location.dropFirst(path.count)) }
        let segments = rests.map { Array($0.dropFirst().prefix { $0 != 0x2F }) }
        if segments.contains(where: SubdirectoriesHideNoCode.codeDirectories.contains) {
            return report("is a directory of Moodle's own", location, host, [], &diagnostics)
        }
        if path.elementsEqual(location.dropLast()) {
            report("is its own sub-directory", location, host, [], &diagnostics)
        }
    }

    private static func checkDirectory(_ alias: SendfileLocation, _ host: Host, _ diagnostics: inout Diagnostics) {
        let directory = alias.directory
        guard !host.dataRoot.value.contains(directory),
            !host.settings.directories.contains(where: { !$0.isForTests && $0.path.value.contains(directory) })
        else { return }
        diagnostics.error(
            Code(322),
            "the sendfile location \(quoted(alias.location)) of host \(quoted(host.id.value)) maps to \(quoted(directory.bytes)), "
                + "which lies in no directory of the host's; choose one in its 'dataroot', 'filedir', …",
            at: host.id.place, notes: [Note("the dataroot", at: host.dataRoot.place)])
    }

    private static func checkApart(_ extents: [Extent], _ registry: Registry, _ diagnostics: inout Diagnostics) {
        var around: [Extent] = []
        for inner in extents.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            while let last = around.last, !inner.key.starts(with: last.key) { around.removeLast() }
            // Two hosts with one URL are KeysAreUnique's.
            if let last = around.last, last.location == nil, inner.location == nil, last.key == inner.key { continue }
            defer { around.append(inner) }
            // Two sub-directories may be below each other.
            let bad = around.last { $0.host != inner.host && ($0.location != nil || inner.location != nil) }
            guard let outer = bad, let location = inner.location ?? outer.location else { continue }
            let (own, other) = inner.location == nil ? (outer, inner) : (inner, outer)
            let isSame = own.key == other.key
            let reason: String
            switch (other.location, own.key.count > other.key.count) {
            case (nil, _) where isSame: reason = "is a host's sub-directory"
            case (nil, true): reason = "lies in another host's sub-directory"
            case (nil, false): reason = "holds another host's sub-directory"
            case (_, _) where isSame: reason = "belongs to another host on the same name"
            case (let theirs?, _): reason = "lies in \(quoted(theirs)), which belongs to another host on the same name"
            }
            let host = registry.hosts[other.host]
            report(
                reason, location, registry.hosts[own.host], [Note("the other host", at: host.id.place)], &diagnostics)
        }
    }

    private static func report(
        _ reason: String, _ location: [UInt8], _ host: Host, _ notes: [Note], _ diagnostics: inout Diagnostics
    ) {
        diagnostics.error(
            Code(322),
            "the sendfile location \(quoted(location)) of host \(quoted(host.id.value)) \(reason); leave 'sendfile_aliases' out, or "
                + "choose another",
            at: host.id.place, notes: notes)
    }
}
