import Registry
import Template

/// What is otherwise in files that a server's own check reads on another machine than the one they are for: where it would listen,
/// and certificates and accounts that are not there. All else is as it will be.
public struct Rehearsal: Sendable {
    /// Where sockets of its own may be.
    let directory: AbsolutePath
    /// Shown in the place of those that are not here.
    let standIn: Web.Certificate?
    let missing: Set<AbsolutePath>
    let account: StandInAccount?

    /// - Parameters:
    ///   - directory: nobody else's, with a short path: a socket's has at most 107 bytes.
    ///   - missing: certificates, by their own path, that the stand-in is shown for.
    ///   - account: named in the place of those that are not here.
    public init(
        in directory: AbsolutePath, standIn: Web.Certificate?, for missing: Set<AbsolutePath>, account: StandInAccount?
    ) {
        self.directory = directory
        self.standIn = standIn
        self.missing = missing
        self.account = account
    }

    func prepared(_ servers: [VirtualServer]) -> [VirtualServer] {
        guard let standIn else { return servers }
        return servers.map { server in
            guard let own = server.certificate, missing.contains(own.certificate) else { return server }
            return VirtualServer(server, listens: server.listens, certificate: standIn)
        }
    }

    /// nginx binds addresses to check them, which needs rights and is in the way of a server that runs; a socket of a file is
    /// anybody's to bind.
    func nginx(_ language: ServerLanguage) -> ServerLanguage {
        let folder = directory.bytes
        return ServerLanguage(
            syntax: language.syntax,
            address: { address, output in
                output.append("unix:")
                output.append(folder)
                output.append(UInt8(ascii: "/"))
                output.append(address)
            }, hostName: language.hostName, lines: language.lines, canShare: language.canShare,
            parts: language.parts)
    }
}
