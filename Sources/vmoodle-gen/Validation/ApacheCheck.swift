import Glibc
import OutputTree

/// `apache2 -t` (`httpd -t`) with the modules that the files need, as far as they are installed, and nothing else.
enum ApacheCheck {
    /// Those of the generated files and what 'extra' is likely to use.
    private static let modules = [
        "access_compat", "alias", "auth_basic", "authn_core", "authn_file", "authz_core", "authz_host",
        "authz_user", "autoindex", "deflate", "dir", "env", "expires", "filter", "headers", "http2", "mime", "proxy",
        "proxy_fcgi", "remoteip", "reqtimeout", "rewrite", "setenvif", "socache_shmcb", "ssl", "unixd", "version",
        "xsendfile",
    ]
    private static let folders = [
        "/usr/lib/apache2/modules", "/etc/httpd/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules",
        "/usr/local/apache2/modules",
    ]

    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        let program = try Validator.program(["apache2", "httpd"])
        guard let folder = folders.first(where: { access("\($0)/mod_alias.so", R_OK) == 0 }) else {
            throw ProgramOutput.Failure(reason: "the modules of '\(program)' were not found")
        }
        let asksModule = files.contains {
            $0.path == "apache/00-preamble.conf" && String(decoding: $0.bytes, as: UTF8.self).contains("mod_php.c")
        }
        let php = asksModule ? try modulePHP(in: folder) : ""
        // PHP as a module is seldom made for threads.
        let loaded =
            ([asksModule ? "mpm_prefork" : "mpm_event"] + modules)
            .filter { access("\(folder)/mod_\($0).so", R_OK) == 0 }
            .map { "LoadModule \($0)_module \(folder)/mod_\($0).so\n" }.joined() + php
        let configuration = """
            ServerRoot "\(stage.path)"
            ServerName localhost
            PidFile pid
            ErrorLog error.log
            DefaultRuntimeDir "\(stage.path)"
            \(loaded)\(geteuid() == 0 ? "User nobody\n" : "")Include "\(stage.path)/apache/*.conf"

            """
        try stage.write(Array(configuration.utf8), to: "apache.conf")
        let said = try ProgramOutput.transcript(
            of: [program, "-t", "-f", "\(stage.path)/apache.conf"], seconds: Validator.patience,
            limit: Validator.longestTranscript)
        let complaints = complaints(said.text, stage.path)
        guard complaints.isEmpty, !said.isFine else { return complaints }
        return [Complaint(message: said.text)]
    }

    /// PHP as a module of Apache's, of whichever version is installed.
    private static func modulePHP(in folder: String) throws(ProgramOutput.Failure) -> String {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob("\(folder)/libphp*.so", 0, nil, &found) == 0, found.gl_pathc > 0,
            let path = found.gl_pathv[Int(found.gl_pathc) - 1]
        else { throw ProgramOutput.Failure(reason: "Apache's PHP is not installed") }
        let file = String(cString: path)
        return "LoadModule \(file.contains("libphp7") ? "php7" : "php")_module \(file)\n"
    }

    /// `AH00526: Syntax error on line 5 of FILE:`, with what is wrong in the next line.
    static func complaints(_ text: String, _ stage: String) -> [Complaint] {
        var complaints: [Complaint] = []
        var place: (file: String?, line: Int?)?
        for line in text.split(separator: "\n").map(String.init) {
            if let found = Self.place(line, stage) {
                place = found
            } else if let found = place {
                complaints.append(Complaint(file: found.file, line: found.line, message: line))
                place = nil
            } else if line != "Syntax OK", !line.contains("AH00112: Warning: DocumentRoot [") {
                // The code need not be on the machine that checks.
                complaints.append(Complaint(message: line))
            }
        }
        return complaints
    }

    /// Both are nil for a line of what is not generated.
    private static func place(_ text: String, _ stage: String) -> (file: String?, line: Int?)? {
        guard let start = text.firstRange(of: "Syntax error on line "), let of = text.firstRange(of: " of \(stage)/"),
            text.hasSuffix(":"), let number = Int(text[start.upperBound..<of.lowerBound])
        else { return nil }
        let file = String(text[of.upperBound...].dropLast())
        return file.hasPrefix("apache/") ? (file, number) : (nil, nil)
    }
}
