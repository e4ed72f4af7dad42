import Registry

/// `mariadb://user@host:port/database` or `postgresql://…`; `?socket=/path` or `?host=/directory` for a Unix socket.
///
/// A password is refused here: arguments are seen by every user of the machine.
public struct DatabaseAddress: Sendable {
    public enum Kind: Sendable { case mariadb, postgresql }

    public struct Refusal: Error { public let reason: String }

    public let kind: Kind
    public let user: String?
    public let host: String?
    public let port: Int?
    /// MariaDB: the socket; PostgreSQL: the directory that it lies in.
    public let socket: String?
    public let database: String
    /// The address as it may be shown.
    public let text: String

    public init(_ text: String) throws(Refusal) {
        guard let (kind, scheme) = Self.scheme(of: text) else {
            throw Refusal(reason: "must begin with 'mariadb://' or 'postgresql://'")
        }
        let question = text.firstIndex(of: "?") ?? text.endIndex
        let rest = text[text.index(text.startIndex, offsetBy: scheme.count)..<question]
        guard let slash = rest.firstIndex(of: "/") else { throw Refusal(reason: "must name a database behind a '/'") }
        let parts = rest[..<slash].split(separator: "@", omittingEmptySubsequences: false)
        let user = parts.count > 1 ? parts[0] : ""
        guard parts.count < 3, !user.contains(":") else {
            throw Refusal(
                reason:
                    "must hold no password; put it into the environment (VMOODLE_DSN_PASSWORD) or a file (--dsn-password-file)"
            )
        }
        let database = rest[rest.index(after: slash)...]
        guard DatabaseName(Array(database.utf8)) != nil else {
            throw Refusal(reason: "must name a database of letters, digits, '_' and '-' behind the '/'")
        }
        let server = ImportedServer(type: "", address: parts.last.map(String.init) ?? "")
        let hasServer = !(parts.last ?? "").isEmpty
        guard !hasServer || server != nil else {
            throw Refusal(reason: "must have 'host' or 'host:port' before the '/'")
        }
        self.kind = kind
        self.user = user.isEmpty ? nil : String(user)
        host = hasServer ? server?.host : nil
        port = hasServer ? server?.port : nil
        socket = try Self.socket(in: text[question...], kind)
        self.database = String(database)
        self.text = text
    }

    private static func scheme(of text: String) -> (Kind, String)? {
        let schemes: [(Kind, String)] = [
            (.mariadb, "mariadb://"), (.mariadb, "mysql://"), (.postgresql, "postgresql://"),
            (.postgresql, "postgres://"),
        ]
        return schemes.first { text.hasPrefix($0.1) }
    }

    private static func socket(in query: Substring, _ kind: Kind) throws(Refusal) -> String? {
        guard !query.isEmpty else { return nil }
        let name = kind == .mariadb ? "?socket=" : "?host="
        guard query.hasPrefix(name), query.dropFirst(name.count).first == "/" else {
            throw Refusal(reason: "may only end in '\(name)/path'")
        }
        return String(query.dropFirst(name.count))
    }

    // MARK: The client

    /// Names under which the client is installed, the first one preferred.
    var programs: [String] { kind == .mariadb ? ["mariadb", "mysql"] : ["psql"] }

    /// The variable in which the client takes a password.
    var passwordVariable: String { kind == .mariadb ? "MYSQL_PWD" : "PGPASSWORD" }

    /// Words that make the client print a query's rows and nothing else.
    func arguments(for query: String) -> [String] {
        switch kind {
        case .mariadb:
            var words = ["--batch", "--raw", "--skip-column-names", "--default-character-set=utf8mb4"]
            if let socket { words.append("--socket=\(socket)") }
            if let host, socket == nil { words += ["--protocol=tcp", "--host=\(host)"] }
            if let port { words.append("--port=\(port)") }
            if let user { words.append("--user=\(user)") }
            return words + ["--database=\(database)", "--execute=\(query)"]
        case .postgresql:
            var words = ["--no-psqlrc", "--no-password", "--tuples-only", "--no-align", "--field-separator= "]
            if let host = socket ?? host { words.append("--host=\(host)") }
            if let port { words.append("--port=\(port)") }
            if let user { words.append("--username=\(user)") }
            return words + ["--set=ON_ERROR_STOP=1", "--dbname=\(database)", "--command=\(query)"]
        }
    }
}
