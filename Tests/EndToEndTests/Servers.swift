import Foundation
import TestSupport

/// A web server that the generated files are tried with.
enum WebServer: String, CaseIterable, Sendable {
    case nginx, apache, caddy

    static let areInstalled =
        ["nginx", "apache2", "caddy", "php-fpm"].allSatisfy { Program.path($0) != nil }

    /// Starts the server with a directory of its own and the files of a pattern such as `out/current/nginx/*.conf`.
    func start(including pattern: String, on port: UInt16, in directory: URL) throws -> RunningServer {
        let arguments = try arguments(including: pattern, on: port, in: directory)
        // An answer, not only a connection: Apache listens, closes and listens again while it starts.
        return try RunningServer(program, arguments, in: directory) {
            _ = try LoopbackHTTP(port: port).get("/", host: "ready.invalid")
        }
    }

    /// What the server's own test of its configuration says, without the two lines that say all is well.
    func complaints(including pattern: String, on port: UInt16, in directory: URL) throws -> String {
        var arguments = try arguments(including: pattern, on: port, in: directory)
        if self == .caddy {
            arguments = arguments.map { $0 == "run" ? "validate" : $0 }
        } else {
            arguments.insert("-t", at: 0)
        }
        let outcome = try run(try Program.required(program), arguments)
        return (outcome.text + outcome.errors).split(separator: "\n")
            .filter { !$0.hasSuffix("syntax is ok") && !$0.hasSuffix("test is successful") && $0 != "Syntax OK" }
            .filter { $0 != "Valid configuration" && !$0.hasPrefix(#"{"level":"info""#) }
            // That is so by the tests' own words, and by their certificates.
            .filter { line in
                !["automatic HTTPS is completely disabled for server", "no OCSP stapling for"].contains {
                    line.contains($0)
                }
            }
            .joined(separator: "\n") + (outcome.status == 0 ? "" : "\nexit \(outcome.status)")
    }

    private var program: String {
        switch self {
        case .nginx: "nginx"
        case .apache: "apache2"
        // What keeps its last configuration in the home directory.
        case .caddy: "env"
        }
    }

    private func arguments(including pattern: String, on port: UInt16, in directory: URL) throws -> [String] {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appending(path: "server.conf")
        let here = directory.path
        let (text, arguments) =
            switch self {
            case .nginx: (Self.nginx(here, pattern), ["-c", file.path, "-e", "\(here)/error.log"])
            case .apache: (Self.apache(here, pattern, port), ["-DFOREGROUND", "-f", file.path])
            case .caddy:
                (
                    Self.caddy(here, pattern),
                    [
                        "HOME=\(here)", "XDG_CONFIG_HOME=\(here)", try Program.required("caddy"), "run", "--adapter",
                        "caddyfile", "--config", file.path,
                    ]
                )
            }
        try Data(text.utf8).write(to: file)
        return arguments
    }

    private static func caddy(_ here: String, _ pattern: String) -> String {
        """
        {
        \tadmin off
        \tauto_https off
        \tstorage file_system \(here)
        }
        import "\(pattern)"

        """
    }

    private static func nginx(_ here: String, _ pattern: String) -> String {
        let temporary = ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"].map { "\($0)_temp_path \(here)/\($0);" }
        return """
            \(Program.isRoot ? "user www-data;" : "")
            daemon off; worker_processes 1; pid \(here)/pid; error_log \(here)/error.log notice;
            events { worker_connections 64; }
            http {
                types { text/plain txt; }
                access_log off;
                \(temporary.joined(separator: " "))
                include "\(pattern)";
            }

            """
    }

    private static func apache(_ here: String, _ pattern: String, _ port: UInt16) -> String {
        let modules = [
            "mpm_event", "authz_core", "alias", "autoindex", "dir", "env", "headers", "mime", "proxy", "proxy_fcgi",
            "socache_shmcb", "ssl",
            "setenvif",
        ]
        return """
            ServerRoot "\(here)"
            ServerName localhost
            ServerSignature On
            \(Program.isRoot ? "User www-data\nGroup www-data" : "")
            PidFile pid
            ErrorLog error.log
            Mutex file:\(here) default
            Listen 127.0.0.1:\(port)
            \(modules.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }.joined(separator: "\n"))
            TypesConfig /etc/mime.types
            StartServers 1
            ServerLimit 1
            ThreadsPerChild 8
            MaxRequestWorkers 8
            MinSpareThreads 2
            <Directory />
                Options FollowSymLinks
                AllowOverride None
                Require all denied
            </Directory>
            Include "\(pattern)"

            """
    }
}

/// php-fpm with one pool.
enum FastCGI {
    /// Starts it on a Unix socket that everybody may use.
    ///
    /// It keeps the tests' user, root too: the generated files belong to whoever built them.
    ///
    /// - Parameter settings: of php.ini, `name=value`; there is no php.ini.
    static func start(on socket: String, in directory: URL, settings: [String] = []) throws -> RunningServer {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let text = """
            [global]
            daemonize = no
            error_log = \(directory.path)/error.log
            [www]
            listen = \(socket)
            listen.mode = 0666
            pm = static
            pm.max_children = 2
            catch_workers_output = yes
            \(Program.isRoot ? "user = root\ngroup = root" : "")

            """
        let file = directory.appending(path: "fpm.conf")
        try Data(text.utf8).write(to: file)
        let arguments =
            ["-n", "-F", "-y", file.path] + settings.flatMap { ["-d", $0] } + (Program.isRoot ? ["-R"] : [])
        return try RunningServer("php-fpm", arguments, in: directory) { _ = try LoopbackConnection(path: socket) }
    }
}
