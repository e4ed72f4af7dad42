import Diagnostics
import Fleet
import Registry
import Synchronization

/// By whom database servers are asked which hosts have something to do.
///
/// A password that a program prints, or a variable holds, is had once: the registry is read again every minute.
final class TaskReaders: Sendable {
    private struct State {
        var passwords: [SecretReference: DatabaseClient.Password] = [:]
        var complaint: String?
    }

    private let state = Mutex(State())

    /// Why a password could not be had; nil: all could.
    var complaint: String? { state.withLock(\.complaint) }

    /// Nil: nobody may ask this one.
    func client(of server: DatabaseServer) -> DatabaseClient? {
        let kind: DatabaseClient.Kind
        switch server.kind {
        case .mariadb, .mysqli, .auroramysql: kind = .mariadb
        case .pgsql: kind = .postgresql
        case .sqlsrv: return nil
        }
        guard let reader = server.reader else { return nil }
        let password: DatabaseClient.Password?
        switch reader.password {
        case nil: password = nil
        case .literal(let secret)?: password = .bytes(secret.bytes)
        case .file(let path)?: password = .file(path.bytes)
        case .reference(let reference)?:
            guard let found = self.password(reference) else { return nil }
            password = found
        }
        return DatabaseClient(
            kind: kind, host: server.host, port: server.port, socket: server.socket?.bytes, user: reader.user.bytes,
            password: password)
    }

    private func password(_ reference: Located<SecretReference>) -> DatabaseClient.Password? {
        if let known = state.withLock({ $0.passwords[reference.value] }) { return known }
        var diagnostics = Diagnostics()
        let password = Registry.readSecret(reference, reporting: &diagnostics).map {
            DatabaseClient.Password.bytes($0.bytes)
        }
        state.withLock {
            $0.complaint = diagnostics.all.first?.message
            $0.passwords[reference.value] = password
        }
        return password
    }
}

extension TaskTables {
    init(of host: Host) {
        let schema = host.settings.databaseOptions.first { $0.name.elementsEqual("dbschema".utf8) }
        var name: [UInt8]?
        if case .string(let bytes)? = schema?.value { name = bytes }
        let database = host.database
        self.init(database: database.name.value.bytes, schema: name, prefix: database.prefix.bytes)
    }
}
