import Registry

@testable import Targets
@testable import Template

/// What the built-in templates say, written by hand for the hosts of Benchmarks/fleet.py: the floor that templates are held
/// against. Values are quoted where their templates quote them; what no host of the fleet has is left out.
struct HandWritten: ~Copyable {
    var out = ByteBuffer()
    let platforms: [PlatformText]
    let servers: [DatabaseServerText]
    let registry: Registry
    let refusal: [UInt8]
    /// Of what is being written.
    var syntax: any Syntax = NginxSyntax() {
        didSet { isApache = syntax is ApacheSyntax }
    }
    private var isApache = false

    init(_ registry: Registry, refusal: [UInt8]) {
        self.registry = registry
        self.refusal = refusal
        platforms = registry.platforms.map(PlatformText.init)
        servers = registry.databaseServers.map(DatabaseServerText.init)
    }

    // MARK: Pieces

    /// Quotes what was written from an offset on, if it must be.
    @inline(__always)
    mutating func finish(_ position: Position, from start: Int) {
        guard !out.isPlainWord(from: start) else { return }
        finishSlowly(position, from: start)
    }

    @inline(never)
    private mutating func finishSlowly(_ position: Position, from start: Int) {
        if let reason = syntax.finish(position, from: start, in: &out) { preconditionFailure(reason) }
    }

    @inline(__always)
    mutating func token(_ bytes: ArraySlice<UInt8>) {
        let start = out.count
        out.append(bytes)
        if !bytes.isEmpty { finish(.token, from: start) }
    }

    @inline(__always)
    mutating func token(_ bytes: [UInt8]) {
        let start = out.count
        out.append(bytes)
        finish(.token, from: start)
    }

    @inline(__always)
    mutating func directory(_ path: ArraySlice<UInt8>) {
        let start = out.count
        out.append(path)
        out.append(UInt8(ascii: "/"))
        finish(.token, from: start)
    }

    mutating func quotedURL(of host: Host) {
        let start = out.count
        host.withBytes(of: .url) { out.append($0) }
        finish(.doubleQuoted, from: start)
    }

    mutating func key(of mount: VirtualServer.Mount) {
        let start = out.count
        mount.host?.withKey { out.append($0) }
        finish(.token, from: start)
    }

    mutating func address(_ address: ListenAddress) {
        if address.host == nil, isApache { out.append("*:") }
        out.append(address)
    }

    mutating func pattern(_ path: ArraySlice<UInt8>) {
        let start = out.count
        writePattern(path, to: &out)
        if !path.isEmpty { finish(.doubleQuoted, from: start) }
    }

    mutating func extent(_ mount: VirtualServer.Mount) {
        let start = out.count
        mount.writeExtent(to: &out)
        finish(.doubleQuoted, from: start)
    }

    mutating func mountedElsewhere(_ server: VirtualServer) {
        let start = out.count
        server.writeMountedElsewhere(to: &out)
        finish(.doubleQuoted, from: start)
    }
}
