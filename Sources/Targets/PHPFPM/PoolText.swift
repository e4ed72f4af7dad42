import Diagnostics
import Registry
import Template

/// What the template of php-fpm's pools says.
struct PoolText: Subject {
    enum Name {
        case pools, name, user, group, listen, socket, webUser, maxChildren, usersDiffer, host, openBasedir,
            uploadDirectory
        case temporaryDirectory, limitsBody, maxBody, settings, settingName, settingValue
    }

    static let vocabulary: Vocabulary<Name> = [
        "pools": .list(
            .pools,
            [
                "name": .text(.name), "user": .text(.user), "group": .text(.group), "listen": .text(.listen),
                "socket": .flag(.socket), "web_user": .text(.webUser), "max_children": .text(.maxChildren),
                "users_differ": .flag(.usersDiffer), "host": .flag(.host), "open_basedir": .text(.openBasedir),
                "upload_directory": .text(.uploadDirectory), "temporary_directory": .text(.temporaryDirectory),
                "limits_body": .flag(.limitsBody), "max_body": .text(.maxBody),
                "settings": .list(.settings, ["name": .text(.settingName), "value": .text(.settingValue)]),
            ])
    ]

    enum Pool {
        /// By its position.
        case platform(Int)
        case host(Host)
    }

    private(set) var pools: [Pool] = []
    private(set) var passages: [Passage] = []
    /// Where the text of the current pool begins in the output.
    private var start = 0
    private let registry: Registry
    private let outputDirectory: AbsolutePath
    private let rehearsal: Rehearsal?
    /// Whether some host has a pool of its own.
    private let usersDiffer: Bool
    /// Knows which files hold a host's secrets.
    private var fragment: Fragment
    private var pool = 0
    private var settings: [PHPSetting] = []
    private var setting = 0

    init(_ registry: Registry, _ outputDirectory: AbsolutePath, for rehearsal: Rehearsal?) {
        self.registry = registry
        self.outputDirectory = outputDirectory
        self.rehearsal = rehearsal
        usersDiffer = registry.hosts.contains { $0.web.pool != nil }
        fragment = Fragment(registry, .hidden)
    }

    /// Turns to a file of pools.
    mutating func begin(_ pools: [Pool]) {
        self.pools = pools
        passages.removeAll()
    }

    func place(of pool: Pool) -> Place {
        switch pool {
        case .platform(let index): registry.platforms[index].root.place
        case .host(let host): host.id.place
        }
    }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch (name, pools[pool]) {
        case (.settingName, _): output.append(settings[setting].name.bytes)
        case (.settingValue, _): output.append(settings[setting].value)
        case (.webUser, _): output.append(rehearsal.name(of: platform.webUser).bytes)
        case (_, .platform(let index)): write(name, of: registry.platforms[index], to: &output)
        case (_, .host(let host)): write(name, of: host, to: &output)
        }
    }

    private func write(_ name: Name, of platform: Platform, to output: inout ByteBuffer) {
        switch name {
        case .name:
            output.append("platform-")
            output.append(platform.id)
        case .user: output.append(rehearsal.name(of: platform.user.value).bytes)
        case .group: output.append(rehearsal.name(of: platform.group.value).bytes)
        case .listen: output.append(platform.fpm.bytes)
        case .maxChildren: output.append(platform.pool?.maxChildren ?? 0)
        default: preconditionFailure("\(name) is no text of a platform's pool")
        }
    }

    private mutating func write(_ name: Name, of host: Host, to output: inout ByteBuffer) {
        switch name {
        case .name:
            output.append("host-")
            host.withBytes(of: .id) { output.append($0) }
        case .user: output.append(rehearsal.name(of: registry.user(of: host)).bytes)
        case .group: output.append(rehearsal.name(of: registry.group(of: host)).bytes)
        case .listen: output.append(host.fpm?.bytes ?? [])
        case .maxChildren: output.append(host.web.pool?.maxChildren ?? 0)
        case .maxBody: output.append(host.web.maxBody?.count ?? 0)
        case .openBasedir: output.append(Array(readable(by: host).joined(separator: [UInt8(ascii: ":")])))
        // Where the first is not there yet, PHP takes the second.
        case .uploadDirectory:
            if let own = host.settings.directories.first(where: { $0.field == "tempdir" }) {
                output.append(own.path.value.bytes)
            } else {
                host.withBytes(of: .dataRoot) { output.append($0) }
                output.append("/temp")
            }
        case .temporaryDirectory: host.withBytes(of: .dataRoot) { output.append($0) }
        default: preconditionFailure("\(name) is no text of a host's pool")
        }
    }

    mutating func isSet(_ name: Name) -> Bool {
        if name == .usersDiffer { return usersDiffer }
        guard case .host(let host) = pools[pool] else { return name == .socket && Self.isSocket(platform.fpm) }
        return switch name {
        case .socket: host.fpm.map(Self.isSocket) ?? false
        case .limitsBody: host.web.maxBody != nil
        default: true
        }
    }

    mutating func count(of name: Name) -> Int { name == .pools ? pools.count : settings.count }

    mutating func begins(_ item: Int, of name: Name, at offset: Int) {
        guard name == .pools else { return }
        if item > 0, case .host(let host) = pools[item - 1] { passages.append(Passage(start..<offset, .host(host))) }
        start = offset
    }

    mutating func select(_ item: Int, of name: Name) {
        guard name == .pools else {
            setting = item
            return
        }
        pool = item
        switch pools[item] {
        case .platform(let index): settings = registry.platforms[index].pool?.settings ?? []
        case .host(let host): settings = host.web.pool?.settings ?? []
        }
    }

    private var platform: Platform {
        switch pools[pool] {
        case .platform(let index): registry.platforms[index]
        case .host(let host): registry.platform(of: host)
        }
    }

    private static func isSocket(_ address: FastCGIAddress) -> Bool {
        if case .socket = address { true } else { false }
    }

    // MARK: What a host's pool may read

    /// The code, the output, the host's own directories, the files of its secrets and what the registry adds, each once.
    mutating func readable(by host: Host) -> [[UInt8]] {
        let platform = registry.platform(of: host)
        var paths = [platform.root.value.bytes, outputDirectory.bytes, host.dataRoot.value.bytes]
        if let cache = platform.componentCache { paths.append(cache.value.bytes) }
        paths += host.settings.directories.map(\.path.value.bytes)
        fragment.begin(host)
        for file in fragment.files {
            var path = ByteBuffer()
            file.writePath(for: host, to: &path)
            paths.append(path.bytes())
        }
        paths += fragment.innerFiles.map(\.path) + (host.web.pool?.readable.map(\.bytes) ?? [])
        var seen: Set<[UInt8]> = []
        return paths.filter { seen.insert($0).inserted }
    }
}
