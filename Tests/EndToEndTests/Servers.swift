import Foundation
import TestSupport

/// A web server that the generated files are tried with, and the layout that they have.
enum WebServer: String, CaseIterable, Sendable {
    case nginx, apache, caddy
    case nginxMap = "nginx-map"
    case apacheMap = "apache-map"
    case caddyMap = "caddy-map"
    /// PHP inside the server, hosts with servers of their own.
    case apacheModPHP = "apache-mod-php"

    /// One of each program.
    static let programs: [WebServer] = [.nginx, .apache, .caddy]

    var isNginx: Bool { self == .nginx || self == .nginxMap }
    var isApache: Bool { self == .apache || self == .apacheMap || self == .apacheModPHP }
    var isCaddy: Bool { self == .caddy || self == .caddyMap }
    /// Whose files it reads.
    var target: String { isNginx ? "nginx" : isApache ? "apache" : "caddy" }

    /// In the layout of hosts with servers of their own.
    var program: WebServer { isNginx ? .nginx : isApache ? .apache : .caddy }

    var asksPHPFPM: Bool { self != .apacheModPHP }
    /// Whether hosts share servers.
    var isShared: Bool { self == .nginxMap || self == .apacheMap || self == .caddyMap }

    /// A registry of a test as it is for this layout.
    func adapted(_ registry: String) throws -> String {
        guard registry.contains("web: { listen:") else { throw ServerFailure("no 'web' to put a layout into") }
        guard registry.contains("m45: { root:") else { throw ServerFailure("no platform for a PHP of the server's") }
        let layout = isShared ? "map" : "per-host"
        let php = self == .apacheModPHP ? "module" : "fpm"
        return registry.replacing(/(\bm\d+): \{ root:/) { "\($0.1): { apache_php: \(php), root:" }
            .replacingOccurrences(of: "web: { listen:", with: "web: { layout: \(layout), listen:")
    }

    static let areInstalled =
        ["nginx", "apache2", "caddy", "php-fpm"].allSatisfy { Program.path($0) != nil }

    /// Starts the server with a directory of its own and the files of a pattern such as `out/current/nginx/*.conf`.
    func start(
        including pattern: String, on port: UInt16, and otherPort: UInt16? = nil, php settings: [String] = [],
        in directory: URL
    ) throws -> RunningServer {
        var arguments = try arguments(including: pattern, on: [port, otherPort].compactMap { $0 }, in: directory)
        if !asksPHPFPM { arguments += settings.flatMap { ["-c", "php_admin_value \($0.replacing("=", with: " "))"] } }
        // An answer, not only a connection: Apache listens, closes and listens again while it starts.
        return try RunningServer(executable, arguments, in: directory, hasGroup: !isNginx) {
            _ = try LoopbackHTTP(port: port).get("/", host: "ready.invalid")
        }
    }

    /// What the server's own test of its configuration says, without the two lines that say all is well.
    func complaints(including pattern: String, on port: UInt16, in directory: URL) throws -> String {
        var arguments = try arguments(including: pattern, on: [port], in: directory)
        if isCaddy {
            arguments = arguments.map { $0 == "run" ? "validate" : $0 }
        } else {
            arguments.insert("-t", at: 0)
        }
        let outcome = try run(try Program.required(executable), arguments)
        return (outcome.text + outcome.errors).split(separator: "\n")
            .filter { !$0.hasSuffix("syntax is ok") && !$0.hasSuffix("test is successful") && $0 != "Syntax OK" }
            .filter { $0 != "Valid configuration" && !$0.hasPrefix(#"{"level":"info""#) }
            // That is so by the tests' own words, and by their certificates.
            .filter { line in
                ![
                    "automatic HTTPS is completely disabled for server", "no OCSP stapling for",
                    // An administrator's own directory, of which nothing is here.
                    #""No files matching import glob pattern","pattern":"/etc/vmoodle/overrides/"#,
                ].contains { line.contains($0) }
            }
            .joined(separator: "\n") + (outcome.status == 0 ? "" : "\nexit \(outcome.status)")
    }

    var executable: String {
        switch self {
        case .nginx, .nginxMap: "nginx"
        case .apache, .apacheMap, .apacheModPHP: "apache2"
        // What keeps its last configuration in the home directory.
        case .caddy, .caddyMap: "env"
        }
    }

    func arguments(including pattern: String, on ports: [UInt16], in directory: URL) throws -> [String] {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appending(path: "server.conf")
        let here = directory.path
        let (text, arguments) =
            switch self {
            case .nginx, .nginxMap: (Self.nginx(here, pattern), ["-c", file.path, "-e", "\(here)/error.log"])
            case .apache, .apacheMap, .apacheModPHP:
                (try apache(here, pattern, ports), ["-DFOREGROUND", "-f", file.path])
            case .caddy, .caddyMap:
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

    private func apache(_ here: String, _ pattern: String, _ ports: [UInt16]) throws -> String {
        let modules = [
            asksPHPFPM ? "mpm_event" : "mpm_prefork", "authz_core", "alias", "autoindex", "dir", "env", "headers",
            "http2", "mime", "rewrite", "socache_shmcb", "ssl", "setenvif", "xsendfile",
        ]
        // Without what only php-fpm needs, so that nothing else is asked where there is a module.
        let loaded = modules + (asksPHPFPM ? ["proxy", "proxy_fcgi"] : [])
        let php = asksPHPFPM ? "" : "LoadModule php_module \(try Self.modulePHP())\nPHPIniDir \"\(here)\""
        return """
            ServerRoot "\(here)"
            ServerName localhost
            ServerSignature On
            \(Program.isRoot ? "User www-data\nGroup www-data" : "")
            PidFile pid
            ErrorLog error.log
            Mutex file:\(here) default
            \(ports.map { "Listen 127.0.0.1:\($0)" }.joined(separator: "\n"))
            \(loaded.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }.joined(separator: "\n"))
            \(php)
            TypesConfig /etc/mime.types
            StartServers 1
            \(asksPHPFPM ? "ServerLimit 1\nThreadsPerChild 8\nMaxRequestWorkers 8\nMinSpareThreads 2" : "MaxRequestWorkers 4")
            <Directory />
                Options FollowSymLinks
                AllowOverride None
                Require all denied
            </Directory>
            Include "\(pattern)"

            """
    }

    /// PHP as a module of Apache's, of whichever version.
    private static func modulePHP() throws -> String {
        let folder = "/usr/lib/apache2/modules"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard let name = names.filter({ $0.hasPrefix("libphp") }).max() else {
            throw ServerFailure("Apache's PHP is not installed")
        }
        return "\(folder)/\(name)"
    }
}

/// php-fpm with one pool.
enum FastCGI {
    /// Starts it on a Unix socket that everybody may use.
    ///
    /// It keeps the tests' user, root too: the generated files belong to whoever built them.
    ///
    /// - Parameters:
    ///   - settings: of php.ini, `name=value`; there is no php.ini.
    ///   - hasModules: with the machine's php.ini, which loads what databases need.
    static func start(
        on socket: String, in directory: URL, settings: [String] = [], hasModules: Bool = false
    ) throws -> RunningServer {
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
            (hasModules ? [] : ["-n"]) + ["-F", "-y", file.path] + settings.flatMap { ["-d", $0] }
            + (Program.isRoot ? ["-R"] : [])
        return try RunningServer("php-fpm", arguments, in: directory) { _ = try LoopbackConnection(path: socket) }
    }
}
