/// Where a setting of `$CFG` goes in the registry.
enum SettingTarget {
    case text([String])
    case path([String])
    case bool([String])
    case int([String])
    /// Permissions, written in octal.
    case octal([String])
    case secret([String], name: String)
    /// One of a few values of Moodle's, each with the registry's word; by lower case.
    case words([String], [String: String])
    /// Addresses joined by `,`.
    case addresses([String])
    /// A list or map as it is.
    case free([String])
    /// Set by the compiler or by Moodle itself, or without a meaning there: said and left out.
    case owned(why: String)
    /// A field of each host's own, which no other place may set.
    case own

    /// Settings that have a field of their own; all others go to `config:`.
    static let named: [String: SettingTarget] = {
        var targets: [String: SettingTarget] = [
            "sslproxy": .bool(["sslproxy"]),
            "reverseproxy": .bool(["reverseproxy"]),
            "directorypermissions": .octal(["permissions", "directories"]),
            "filepermissions": .octal(["permissions", "files"]),
            "umaskpermissions": .octal(["permissions", "umask"]),
            "upgradekey": .secret(["upgradekey"], name: "upgradekey"),
            "passwordsaltmain": .secret(["password_salt", "main"], name: "saltmain"),
            "noreplyaddress": .text(["mail", "no_reply"]),
            "supportemail": .text(["mail", "support"]),
            "maildomain": .text(["mail", "domain"]),
            "mailprefix": .text(["mail", "prefix"]),
            "divertallemailsexcept": .addresses(["mail", "divert_except"]),
            "smtphosts": .text(["mail", "smtp", "hosts"]),
            "smtpsecure": .words(["mail", "smtp", "security"], ["": "none", "ssl": "ssl", "tls": "tls"]),
            "smtpuser": .text(["mail", "smtp", "user"]),
            "smtppass": .secret(["mail", "smtp", "password"], name: "smtppass"),
            "smtpauthtype": .words(
                ["mail", "smtp", "auth"],
                ["login": "LOGIN", "plain": "PLAIN", "ntlm": "NTLM", "cram-md5": "CRAM-MD5"]),
            "session_handler_class": .words(
                ["session", "driver"],
                [
                    #"\core\session\file"#: "file", #"\core\session\database"#: "database",
                    #"\core\session\redis"#: "redis", #"\core\session\memcached"#: "memcached",
                ]),
            "session_file_save_path": .path(["session", "save_path"]),
            "session_redis_host": .text(["session", "server"]),
            "session_redis_port": .int(["session", "port"]),
            "session_redis_database": .int(["session", "database"]),
            "session_redis_prefix": .text(["session", "prefix"]),
            "session_redis_auth": .secret(["session", "password"], name: "sessionpass"),
            "session_redis_acquire_lock_timeout": .int(["session", "lock_timeout"]),
            "session_redis_lock_expire": .int(["session", "lock_expire"]),
            "session_memcached_save_path": .text(["session", "server"]),
            "session_memcached_prefix": .text(["session", "prefix"]),
            "session_memcached_acquire_lock_timeout": .int(["session", "lock_timeout"]),
            "session_memcached_lock_expire": .int(["session", "lock_expire"]),
            "session_database_acquire_lock_timeout": .int(["session", "lock_timeout"]),
            "sessioncookie": .text(["session", "cookie", "name"]),
            "sessioncookiepath": .text(["session", "cookie", "path"]),
            "sessioncookiedomain": .text(["session", "cookie", "domain"]),
            "cookiesecure": .bool(["session", "cookie", "secure"]),
            "cookiehttponly": .bool(["session", "cookie", "http_only"]),
            "xsendfile": .words(
                ["sendfile"],
                [
                    "": "off", "x-sendfile": "x-sendfile", "x-accel-redirect": "x-accel-redirect",
                    "x-lighttpd-send-file": "x-lighttpd-send-file",
                ]),
            "xsendfilealiases": .free(["sendfile_aliases"]),
            "forced_plugin_settings": .free(["plugins"]),
            "phpunit_dataroot": .path(["dev", "phpunit", "dataroot"]),
            "phpunit_prefix": .text(["dev", "phpunit", "prefix"]),
            "behat_wwwroot": .text(["dev", "behat", "url"]),
            "behat_dataroot": .path(["dev", "behat", "dataroot"]),
            "behat_prefix": .text(["dev", "behat", "prefix"]),
            "dirroot": .owned(why: "the compiler sets it"),
            "libdir": .owned(why: "Moodle sets it"),
            "root": .owned(why: "Moodle sets it"),
            "dbfamily": .owned(why: "Moodle sets it"),
            "config_php_settings": .owned(why: "Moodle sets it"),
            "routerconfigured": .owned(why: "a platform's 'router' says it"),
            "mainwwwroot": .owned(why: "only VMoodle reads it"),
        ]
        for name in ["dbtype", "dblibrary", "dbhost", "dbname", "dbuser", "dbpass", "dboptions"] {
            for tests in ["phpunit", "behat"] {
                targets["\(tests)_\(name)"] = .owned(why: "tests have the host's own database here")
            }
        }
        targets["behat_parallel_run"] = .owned(why: "Behat has one site a host here")
        let own = [
            "wwwroot", "dataroot", "dbtype", "dblibrary", "dbhost", "dbname", "dbuser", "dbpass", "prefix", "dboptions",
            "admin", "vhost",
        ]
        for name in own { targets[name] = .own }
        let directories = [
            "cachedir", "localcachedir", "tempdir", "backuptempdir", "localrequestdir", "secretdataroot",
            "altcacheconfigpath", "filedir", "trashdir",
        ]
        for name in directories { targets[name] = .path([name]) }
        return targets
    }()

    /// Whether a name says that nobody should see the value.
    static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix("pass") || name.hasSuffix("auth_key") || name.hasSuffix("apikey")
            || ["password", "passwd", "secret", "privatekey", "token"].contains { word in
                name.indices.contains { name[$0...].hasPrefix(word) }
            }
    }
}
