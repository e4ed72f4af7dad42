import Diagnostics
import HostTable
import Registry
import RegistryText

/// A registry made of imported hosts, and the files of their secrets.
public struct RegistryDraft: Sendable {
    /// A host under its id.
    public struct Entry: Sendable {
        public let id: String
        public var host: ImportedHost
        public let url: String
    }

    public internal(set) var entries: [Entry] = []
    /// Ids and settings of the database servers, in the order of their ids.
    public internal(set) var servers: [(id: String, server: ImportedServer)] = []
    /// Ids and roots of the platforms.
    public internal(set) var platforms: [(id: String, root: String)] = []
    let options: DraftOptions
    /// Hosts whose source says nothing of a proxy.
    private var assumedProxies = 0
    private var hasTLS = false
    /// Short names that were kept so far; each is one host's.
    private var shortnames: Set<String> = []

    /// Hosts that a registry cannot hold beside earlier ones go into the report.
    public init(_ hosts: [ImportedHost], options: DraftOptions, reporting report: inout ImportReport) {
        self.options = options
        var apart = HostsApart()
        var taken: Set<String> = []
        for host in hosts {
            guard let url = CanonicalURL(host.url) else {
                report.lost(
                    .hostNotCarried, "'\(host.url)' is not the URL of a site; the host is not carried", at: host.place)
                continue
            }
            guard isOutsideCode(host, reporting: &report), apart.admits(host, url, reporting: &report) else { continue }
            let id = Self.id(for: host, url, among: taken, reporting: &report)
            taken.insert(id)
            entries.append(Entry(id: id, host: host, url: url.text))
        }
        dropTakenAliases(reporting: &report)
        nameServers()
        namePlatforms(reporting: &report)
        hasTLS = entries.contains { $0.url.hasPrefix("https://") }
        for index in entries.indices { complete(index) }
        reportTLS(reporting: &report)
        reportSecrets(reporting: &report)
    }

    /// The id that a host's short name makes; the short name itself is kept where it differs.
    private static func id(
        for host: ImportedHost, _ url: CanonicalURL, among taken: Set<String>, reporting report: inout ImportReport
    ) -> String {
        var base = HostID.made(from: host.wish)
        if base.isEmpty { base = HostID.made(from: url.host) }
        if base.isEmpty { base = "host" }
        let id = HostID.unique(base, among: taken)
        if let wish = host.shortname, !isShortname(wish) {
            report.lost(
                .valueNotCarried,
                "the short name '\(wish)' is not 1 to 80 letters, digits, '_' and '-'; the id '\(id)' takes its place",
                at: host.place)
        } else if let wish = host.shortname, id != wish {
            report.changed(.valueChanged, "the short name '\(wish)' makes the id '\(id)'", at: host.place)
        }
        return id
    }

    private func isOutsideCode(_ host: ImportedHost, reporting report: inout ImportReport) -> Bool {
        guard let root = options.root ?? host.codeRoot, host.dataRoot == root || host.dataRoot.hasPrefix(root + "/")
        else {
            return true
        }
        report.lost(
            .hostNotCarried,
            "the data directory '\(host.dataRoot)' lies in the code tree '\(root)'; the host is not carried",
            at: host.place)
        return false
    }

    /// An alias is one host's, and no host's name.
    private mutating func dropTakenAliases(reporting report: inout ImportReport) {
        var taken = Set(entries.compactMap { CanonicalURL($0.url)?.authority })
        for index in entries.indices {
            guard case .list(let aliases)? = entries[index].host.field(["aliases"]) else { continue }
            let free = aliases.filter { alias in
                guard case .map(let pairs) = alias, case .text(let name)? = pairs.first?.value else { return true }
                if taken.insert(name).inserted { return true }
                report.lost(
                    .valueNotCarried, "the name '\(name)' is already another host's; it is not carried",
                    at: entries[index].host.place)
                return false
            }
            entries[index].host.set(["aliases"], free.isEmpty ? nil : .list(free))
        }
    }

    // MARK: Servers and platforms

    private mutating func nameServers() {
        var ids: [ImportedServer: String] = [:]
        let distinct = entries.map(\.host.server).filter { ids.updateValue("", forKey: $0) == nil }
        var taken: Set<String> = []
        for server in distinct {
            let name = server.socket.map { $0.split(separator: "/").last.map(String.init) ?? "socket" } ?? server.host
            let made = HostID.made(from: name.first?.isNumber ?? false ? "db-" + name : name)
            let id = distinct.count == 1 ? "main" : HostID.unique(made.isEmpty ? "db" : made, among: taken)
            taken.insert(id)
            servers.append((id, server))
        }
        servers.sort { $0.id < $1.id }
    }

    /// One platform for each code tree.
    private mutating func namePlatforms(reporting report: inout ImportReport) {
        let usual = ["/srv/moodle", "/var/www/moodle", "/opt/moodle", "/usr/share/moodle"]
        let dataRoots = entries.map(\.host.dataRoot)
        let free = usual.first { root in !dataRoots.contains { $0 == root || $0.hasPrefix(root + "/") } }
        var roots: [String] = []
        for index in entries.indices {
            let root = options.root ?? entries[index].host.codeRoot ?? free ?? usual[0]
            entries[index].host.codeRoot = root
            if !roots.contains(root) { roots.append(root) }
        }
        if roots.isEmpty { roots = [options.root ?? usual[0]] }
        var taken: Set<String> = []
        for root in roots {
            let id = HostID.unique(options.platform, among: taken)
            taken.insert(id)
            platforms.append((id, root))
        }
        if options.root == nil, let root = platforms.first?.root, root == free, !entries.isEmpty {
            report.changed(
                .assumed, "no code tree is named; '\(root)' is assumed (--root names another)", at: nil)
        }
    }

    /// Fields that follow from the whole.
    private mutating func complete(_ index: Int) {
        let entry = entries[index]
        entries[index].host.set(["url"], .text(entry.url))
        if let shortname = entry.host.shortname, shortnames.insert(shortname).inserted, shortname != entry.id,
            Self.isShortname(shortname)
        {
            entries[index].host.set(["shortname"], .text(shortname))
        }
        let platform = platforms.first { $0.root == entry.host.codeRoot }?.id ?? options.platform
        entries[index].host.set(["platform"], .text(platform))
        let server = servers.first { $0.server == entry.host.server }?.id ?? "main"
        entries[index].host.set(["db", "server"], .text(server))
        entries[index].host.set(["db", "name"], .text(entry.host.databaseName))
        entries[index].host.set(["db", "prefix"], .text(entry.host.prefix))
        entries[index].host.set(["dataroot"], .text(entry.host.dataRoot))
        setTLS(index)
        setSecrets(index)
    }

    private static func isShortname(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
            }
    }

    // MARK: TLS

    /// An https host needs an end for TLS, and an http host must not have one.
    private mutating func setTLS(_ index: Int) {
        let isTLS = entries[index].url.hasPrefix("https://")
        switch options.tls {
        case .proxy, .assumedProxy:
            guard hasTLS else { return }
            let isSaid = entries[index].host.field(["sslproxy"]) == .word("true")
            if isTLS, !isSaid, options.tls == .assumedProxy { assumedProxies += 1 }
            entries[index].host.set(["sslproxy"], .word(isTLS ? "true" : "false"))
        case .certificate(let certificate, let key):
            guard isTLS, entries[index].host.field(["sslproxy"]) != .word("true") else { return }
            entries[index].host.set(["web", "tls", "certificate"], .pattern(certificate))
            entries[index].host.set(["web", "tls", "key"], .pattern(key))
        }
    }

    private func reportTLS(reporting report: inout ImportReport) {
        guard assumedProxies > 0 else { return }
        report.changed(
            .assumed,
            "there are https URLs; 'sslproxy: true' is assumed, a proxy in front that ends TLS (--tls-proxy confirms it, --tls-certificate and --tls-key name certificates)",
            at: nil)
    }
}
