/// A database server as it is asked: through its own client program, with one query after the other from a file.
///
/// What the client has to know of the account stands in a file that only we can read: arguments are seen by all users of a machine,
/// and variables by more than need to.
public struct DatabaseClient: Sendable, Equatable {
    public enum Kind: Sendable { case mariadb, postgresql }

    public enum Password: Sendable, Equatable {
        case bytes([UInt8])
        /// Its path; read each time.
        case file([UInt8])
    }

    public var kind: Kind
    public var host: [UInt8]
    public var port: Int?
    /// MariaDB: the socket; PostgreSQL: the directory that it lies in.
    public var socket: [UInt8]?
    public var user: [UInt8]
    /// Nil: the server wants none.
    public var password: Password?

    public init(
        kind: Kind, host: [UInt8], port: Int?, socket: [UInt8]?, user: [UInt8], password: Password?
    ) {
        (self.kind, self.host, self.port, self.socket) = (kind, host, port, socket)
        (self.user, self.password) = (user, password)
        programs = kind == .mariadb ? ["mariadb", "mysql"] : ["psql"]
    }

    // MARK: The program

    /// In the client's directory.
    static let queries = "queries.sql"
    private static let account = "account"

    /// Names under which it is installed, the first one preferred.
    var programs: [String]

    /// Asks the queries of the file in a directory, whatever became of those before; prints rows with tabs, and nothing else.
    func invocation(in directory: String, timeout: Duration) -> Invocation? {
        var environment = ProcessEnvironment()
        // Habits of whoever runs us are in files there.
        environment["HOME"] = Array("/nonexistent".utf8)
        guard let program = programs.lazy.compactMap({ environment.path(of: Array($0.utf8)) }).first else { return nil }
        let bytes = { (text: String) in Array(text.utf8) }
        var words: [[UInt8]]
        switch kind {
        case .mariadb:
            words = [bytes("--defaults-file=\(directory)/\(Self.account)")]
            words += ["--batch", "--raw", "--skip-column-names", "--force", "--unbuffered", "--connect-timeout=5"].map(
                bytes)
            words.append(bytes("--execute=source \(Self.queries)"))
        case .postgresql:
            environment["PGPASSFILE"] = bytes("\(directory)/\(Self.account)")
            environment["PGCONNECT_TIMEOUT"] = bytes("5")
            words = ["--no-psqlrc", "--no-password", "--quiet", "--tuples-only", "--no-align", "--field-separator=\t"]
                .map(bytes)
            words += [bytes("--host=") + (socket ?? host), bytes("--username=") + user]
            if let port { words.append(bytes("--port=\(port)")) }
            words += ["--dbname=postgres", "--file=\(Self.queries)"].map(bytes)
        }
        return Invocation(
            program: program, arguments: words, environment: environment, directory: bytes(directory), timeout: timeout)
    }

    /// Writes the file by which the client knows where and as whom to log in.
    func writeAccount(in directory: String) throws(FleetError) {
        let secret: [UInt8]
        switch password {
        case nil: secret = []
        case .bytes(let bytes): secret = bytes
        case .file(let path):
            let name = String(decoding: path, as: UTF8.self)
            var read = contents(of: name)
            if read.last == 0x0A { read.removeLast() }
            // One line, as the runtime wants it.
            guard !read.isEmpty, !read.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
                throw FleetError("'\(name)' is not one line with a password, or cannot be read")
            }
            secret = read
        }
        let text =
            switch kind {
            case .mariadb: options(password: secret)
            // Of any server and database, which the client asks in turn.
            case .postgresql: Array("*:*:*:*:".utf8) + Self.escaped(secret, [0x3A, 0x5C]) + [0x0A]
            }
        try writePrivately(text, to: "\(directory)/\(Self.account)")
    }

    /// An option file, whose values are in quotes: a '#' is none of a comment's.
    private func options(password: [UInt8]) -> [UInt8] {
        var values: [(name: String, value: [UInt8])] = [("user", user), ("password", password)]
        if let socket {
            values.append(("socket", socket))
        } else {
            values.append(("host", host))
            if let port { values.append(("port", Array(String(port).utf8))) }
        }
        let lines = values.map { name, value in
            Array("\(name)=\"".utf8) + Self.escaped(value, [0x22, 0x5C]) + Array("\"\n".utf8)
        }
        return Array("[client]\n".utf8) + lines.joined()
    }

    /// With a backslash before each of some bytes.
    private static func escaped(_ bytes: [UInt8], _ special: Set<UInt8>) -> [UInt8] {
        bytes.flatMap { special.contains($0) ? [0x5C, $0] : [$0] }
    }
}
