import HostTable
import Registry
import Template

/// What the template of a virtual server says.
struct ServerText: Subject {
    enum Name {
        case listens, listen, port, bound, tls, certificate, certificateKey, name, names, nameOfNames, hasLabels,
            otherNames, nameOfOthers
        case redirect, location, retryAfter, refusal, rootless, mounted, mounts
        case prefix, slashPrefix, atRoot, prefixPattern, extent, docroot, slashDocroot, fastcgi, handler, upstream, key
        case enabled, refused, maintenance, disabled, archived, limitsBody, maxBody
        case headers, headerName, headerValue, extra, line, files, fileLocation, slashDirectory
        case routed, router, limitsWait, wait, sendsHSTS, hstsAge, overridden, overrides
        case http2Listen, http2Directive, hasChallenges, challenges, limitsProxy, proxyWait
        case sentFiles, sentLocation, sentDirectory, sendsByPath, sentPaths, sentPath
        case shared, share, members, memberName, memberKey, memberLocation, memberDirectory, sendsFiles
    }

    static let vocabulary: Vocabulary<Name> = [
        "listens": .list(.listens, ["listen": .text(.listen), "port": .text(.port), "bound": .flag(.bound)]),
        "tls": .flag(.tls),
        "certificate": .text(.certificate),
        "certificate_key": .text(.certificateKey),
        "name": .text(.name),
        "names": .list(.names, ["name": .text(.nameOfNames), "has_labels": .flag(.hasLabels)]),
        "other_names": .list(.otherNames, ["name": .text(.nameOfOthers)]),
        "redirect": .flag(.redirect),
        "location": .text(.location),
        "retry_after": .text(.retryAfter),
        "refusal": .text(.refusal),
        "rootless": .flag(.rootless),
        "mounted": .text(.mounted),
        "mounts": .list(.mounts, mount),
        "shared": .flag(.shared),
        "share": .text(.share),
        "members": .list(
            .members,
            [
                "name": .text(.memberName), "key": .text(.memberKey), "location": .text(.memberLocation),
                "slash_directory": .text(.memberDirectory),
            ]),
        "sends_files": .flag(.sendsFiles),
        "http2_listen": .flag(.http2Listen),
        "http2_directive": .flag(.http2Directive),
        "has_challenges": .flag(.hasChallenges),
        "challenges": .text(.challenges),
        "limits_proxy": .flag(.limitsProxy),
        "proxy_wait": .text(.proxyWait),
    ]

    private static let mount: Vocabulary<Name> = [
        "prefix": .text(.prefix), "slash_prefix": .text(.slashPrefix), "at_root": .flag(.atRoot),
        "prefix_pattern": .text(.prefixPattern), "extent": .text(.extent), "docroot": .text(.docroot),
        "slash_docroot": .text(.slashDocroot), "fastcgi": .text(.fastcgi), "handler": .text(.handler),
        "upstream": .text(.upstream),
        "key": .text(.key), "enabled": .flag(.enabled), "refused": .flag(.refused),
        "maintenance": .flag(.maintenance),
        "disabled": .flag(.disabled), "archived": .flag(.archived), "limits_body": .flag(.limitsBody),
        "max_body": .text(.maxBody),
        "routed": .flag(.routed), "router": .text(.router),
        "limits_wait": .flag(.limitsWait), "wait": .text(.wait),
        "sends_hsts": .flag(.sendsHSTS), "hsts_age": .text(.hstsAge),
        "overridden": .flag(.overridden), "overrides": .text(.overrides),
        "sent_files": .list(.sentFiles, ["location": .text(.sentLocation), "directory": .text(.sentDirectory)]),
        "sends_by_path": .flag(.sendsByPath), "sent_paths": .list(.sentPaths, ["path": .text(.sentPath)]),
        "headers": .list(.headers, ["name": .text(.headerName), "value": .text(.headerValue)]),
        "extra": .list(.extra, ["line": .line(.line)]),
        "files": .list(.files, ["location": .text(.fileLocation), "slash_directory": .text(.slashDirectory)]),
    ]

    private let language: ServerLanguage
    /// By the platforms' numbers.
    private let platforms: [PlatformText]
    /// The PHP that answers for sites that are not enabled.
    private let refusal: [UInt8]
    private var server: VirtualServer
    /// Of the server: asked for often, and kept apart from what has references to count.
    private var traits = ServerTraits()
    private var listen = 0
    private var nameIndex = 0
    /// The current mount; its names are known nowhere else.
    private var site: SiteText
    private var header = 0
    private var line = 0
    private var file = 0
    private var sentPath = 0
    /// The names of a shared server, each with the server that it would be otherwise.
    private var members: [(name: ArraySlice<UInt8>, server: VirtualServer)] = []
    private var member = 0

    private struct ServerTraits {
        var hasCertificate = false
        var isRedirect = false
        var isRootless = false
        var isShared = false
        var sendsFiles = false
        var http2 = Web.HTTP2.off
        var hasServerName = false
        var mounts = 0
        var listens = 0
        var names = 0
        /// The first name is the server's own where it can be one.
        var firstOther: Int { hasServerName ? 1 : 0 }
    }

    init(_ language: ServerLanguage, _ platforms: [PlatformText], refusal: [UInt8], _ server: VirtualServer) {
        self.refusal = refusal
        self.language = language
        self.platforms = platforms
        self.server = server
        let none = VirtualServer.Mount(host: nil, path: [], platform: 0, files: [], inner: [])
        site = SiteText(none, platforms[0])
    }

    /// Turns to a server.
    mutating func begin(_ server: VirtualServer) {
        self.server = server
        traits.hasCertificate = server.certificate != nil
        traits.isRedirect = server.redirect != nil
        traits.isRootless = server.isRootless
        traits.hasServerName = server.hasServerName
        traits.mounts = server.mounts.count
        traits.listens = server.listens.count
        traits.names = server.names.count
        traits.http2 = server.http2
        traits.isShared = !server.members.isEmpty
        traits.sendsFiles = false
        guard traits.isShared else { return }
        members = server.members.flatMap { member in member.names.map { ($0, member) } }
        guard let mount = server.mounts.first else { return }
        traits.sendsFiles = mount.host?.state == .enabled && !mount.files.isEmpty
    }
}

// MARK: Values

extension ServerText {
    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .listen: language.address(server.listens[listen], &output)
        case .port: output.append(server.listens[listen].port)
        case .certificate: if let path = server.certificate?.certificate.bytes { output.append(path) }
        case .certificateKey: if let path = server.certificate?.key.bytes { output.append(path) }
        case .name:
            if traits.hasServerName {
                output.append(server.names[0])
            } else {
                output.append("vmoodle-gen.invalid")
            }
        case .nameOfNames: language.hostName(server.names[nameIndex], &output)
        case .nameOfOthers: language.hostName(server.names[nameIndex + traits.firstOther], &output)
        case .location: server.writeLocation(to: &output)
        case .challenges: if let path = server.acme?.bytes { output.append(path) }
        case .proxyWait: output.append(proxyTimeout ?? 0)
        case .router:
            output.append(site.mount.path)
            output.append("/r.php")
        case .wait: output.append(site.web?.timeout ?? 0)
        case .hstsAge: output.append(site.web?.hsts ?? 0)
        case .overrides: if let path = site.web?.overrides?.bytes { output.append(path) }
        case .retryAfter: output.append(ServerFiles.retryAfter)
        case .refusal: output.append(refusal)
        case .mounted: if traits.isRootless { server.writeMountedElsewhere(to: &output) }
        case .extent: site.mount.writeExtent(to: &output)
        case .prefix: output.append(site.mount.path)
        case .slashPrefix:
            output.append(site.mount.path)
            output.append(UInt8(ascii: "/"))
        case .prefixPattern: if site.hasPath { writePattern(site.mount.path, to: &output) }
        case .docroot: output.append(site.platform.documentRoot)
        case .slashDocroot:
            output.append(site.platform.documentRoot)
            output.append(UInt8(ascii: "/"))
        case .fastcgi:
            if let own = site.mount.host?.fpm {
                output.append(own.nginxName)
            } else {
                output.append(site.platform.fastcgi)
            }
        case .handler:
            if let own = site.mount.host?.fpm {
                output.append(own.apacheName)
            } else {
                output.append(site.platform.handler)
            }
        case .upstream:
            if let own = site.mount.host?.fpm {
                output.append(own.caddyName)
            } else {
                output.append(site.platform.upstream)
            }
        case .key: site.mount.host?.withKey { output.append($0) }
        case .maxBody: output.append(site.maxBody ?? ServerFiles.largestBody)
        case .headerName: output.append(headers[header].name.bytes)
        case .headerValue: output.append(headers[header].value.bytes)
        case .line: output.append(lines[line])
        case .fileLocation: output.append(site.mount.files[file].location)
        case .slashDirectory:
            output.append(site.mount.files[file].directory.bytes)
            output.append(UInt8(ascii: "/"))
        case .sentLocation: output.append(site.mount.sentFiles[file].location)
        case .sentDirectory: output.append(site.mount.sentFiles[file].directory.bytes)
        case .sentPath: output.append(site.sentPaths[sentPath])
        case .share: output.append(server.share)
        case .memberName: language.hostName(members[member].name, &output)
        case .memberKey: members[member].server.mounts[0].host?.withKey { output.append($0) }
        case .memberLocation: members[member].server.writeLocation(to: &output)
        case .memberDirectory:
            output.append(members[member].server.mounts[0].files[0].directory.bytes)
            output.append(UInt8(ascii: "/"))
        default: preconditionFailure("\(name) is no text")
        }
    }

    @inline(__always)
    mutating func isSet(_ name: Name) -> Bool {
        switch name {
        case .bound: server.listens[listen].host != nil
        case .hasLabels: server.names[nameIndex].first != UInt8(ascii: "[")
        case .tls: traits.hasCertificate
        case .redirect: traits.isRedirect
        case .rootless: traits.isRootless
        case .shared: traits.isShared
        case .sendsFiles: traits.sendsFiles
        case .atRoot: !site.hasPath
        case .enabled: site.state == .enabled
        case .refused: site.state != .enabled
        case .maintenance: site.state == .maintenance
        case .disabled: site.state == .disabled
        case .archived: site.state == .archived
        case .limitsBody: site.maxBody != nil
        case .sendsByPath: !site.sentPaths.isEmpty
        case .routed: site.platform.hasRouter
        case .limitsWait: site.web?.timeout != nil
        case .sendsHSTS: site.isStrict
        case .overridden: site.web?.overrides != nil
        case .http2Listen: traits.http2 == .listen
        case .http2Directive: traits.http2 == .directive
        case .hasChallenges: server.acme != nil
        case .limitsProxy: proxyTimeout != nil
        default: preconditionFailure("\(name) is no flag")
        }
    }

    mutating func count(of name: Name) -> Int {
        switch name {
        case .listens: traits.listens
        case .names: traits.names
        case .otherNames: traits.names - traits.firstOther
        case .mounts: traits.mounts
        case .headers: headers.count
        case .extra: lines.count
        case .files: site.mount.files.count
        case .sentFiles: site.mount.sentFiles.count
        case .sentPaths: site.sentPaths.count
        case .members: members.count
        default: preconditionFailure("\(name) is no list")
        }
    }

    mutating func select(_ item: Int, of name: Name) {
        switch name {
        case .listens: listen = item
        case .names, .otherNames: nameIndex = item
        case .mounts:
            let mount = server.mounts[item]
            site = SiteText(mount, platforms[mount.platform])
        case .headers: header = item
        case .extra: line = item
        case .files, .sentFiles: file = item
        case .sentPaths: sentPath = item
        case .members: member = item
        default: preconditionFailure("\(name) is no list")
        }
    }

    /// Seconds that Apache waits for the pools of all hosts of a name; nil: its own limit.
    private var proxyTimeout: Int? {
        var longest: Int?
        for mount in server.mounts {
            guard let host = mount.host, let timeout = host.web.timeout else { continue }
            if !platforms[mount.platform].isModule || host.hasOwnPool { longest = max(longest ?? 0, timeout) }
        }
        return longest
    }

    private var headers: [(name: HeaderName, value: HeaderValue)] { site.web?.headers ?? [] }
    private var lines: [[UInt8]] { site.web.map(language.lines) ?? [] }
}

/// What is asked of one mount again and again.
private struct SiteText {
    let mount: VirtualServer.Mount
    let platform: PlatformText
    let web: Web?
    let state: Host.State
    let hasPath: Bool
    /// In bytes; nil: the web server's own limit.
    let maxBody: Int?
    /// Whether browsers are told to ask by https only.
    let isStrict: Bool
    /// Where files may lie that PHP names by X-Sendfile; empty if it names none.
    let sentPaths: [[UInt8]]

    init(_ mount: VirtualServer.Mount, _ platform: PlatformText) {
        self.mount = mount
        self.platform = platform
        web = mount.host?.web
        // Of the hosts that proxies ask for the runtime knows which are not.
        state = mount.host?.state ?? .enabled
        hasPath = !mount.path.isEmpty
        maxBody = web?.maxBody?.count
        isStrict = web?.hsts != nil && mount.host?.isHTTPS == true
        let paths = mount.host?.sentPaths ?? mount.sentPaths
        sentPaths = paths.isEmpty ? [] : paths + [platform.documentRoot]
    }
}
