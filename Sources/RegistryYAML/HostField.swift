import Registry

/// The fields of a host, which `defaults`, groups and a platform's `defaults` have too.
enum HostField: Int, DescribedField {
    case url, name, groups, aliases, state, platform, dataroot
    case databaseServer, databaseName, databaseUser, databasePassword, tablePrefix, isPersistent
    case collation, databaseSchema, handlesOptions, transactions, versionFromDatabase, databaseTLS, fetchBufferSize
    case clientCompress, connectTimeout, logAll, logSlow, logErrors, bulkInsertSize, readOnly
    case config
    case cronPeriod, cronIdlePeriod, isCronEnabled, cronMode, cronTimeout, niceness, keepAlive, cronLock, cronLog,
        cronJobs
    case sslProxy, reverseProxy
    case listen, layout, certificate, certificateKey, certbotName, pool
    case poolUser, poolGroup, poolMaxChildren, poolReadable, poolSettings
    case maxBody, headers, plainListens, http2, hsts, timeout, overrides, acme, nginxLines, apacheLines, caddyLines
    case shortName, text, labels
    case cacheDirectory, localCacheDirectory, temporaryDirectory, backupDirectory, requestDirectory, secretDirectory
    case cacheConfiguration, fileDirectory, trashDirectory
    case directoryPermissions, filePermissions, umask
    case sessionDriver, sessionServer, sessionPort, sessionDatabase, sessionPrefix, sessionPassword, sessionDirectory
    case sessionLockTimeout, sessionLockExpiry
    case cookieName, cookiePath, cookieDomain, isCookieSecure, isCookieHTTPOnly
    case cacheDriver, cacheServer, cachePort, cacheDatabase, cachePrefix, cachePassword
    case sendfile, sendfileAliases
    case mailPolicy, mailDivertTo, mailDivertExcept, mailNoReply, mailSupport, mailDomain, mailPrefix
    case smtpHosts, smtpSecurity, smtpUser, smtpPassword, smtpAuthentication
    case plugins, tasks, upgradeKey, salt, oldSalts, peppers, hardening
    case mnet, template, services
    case phpunitDirectory, phpunitPrefix, behatURL, behatDirectory, behatPrefix
    case vmoodleID, vmoodleForcedDNS, vmoodleCreated, vmoodleLastCron, vmoodleCronGap, vmoodleCronCount, vmoodleMetadata

    static let kind: StaticString = "a host"
    static let names = FieldNames(HostField.self)
    static let freeMaps = HostField.fieldsOfFreeKeys()
    static let leafNames = HostField.lastNames()
    static let required = ["url", "platform", "dataroot"]
    static let descriptions = allCases.map(\.description)

    var description: FieldDescription {
        switch self {
        case .url:
            .init(
                "url", .pattern(SiteURL.self),
                "https://host[:port][/sub/directory]; becomes $CFG->wwwroot. An international name becomes its A-label")
        case .name: .init("name", .text, "The site's name, for people")
        case .groups:
            .init("groups", .list(of: .id(of: "groups")), "Groups whose fields the host takes, the last one first")
        case .aliases:
            .init(
                "aliases", .list(of: .alias),
                "Other names: host[:port] or '*.host', each name of one more label; or { host, mode }")
        case .state:
            .init(
                "state", .word(Host.State.allCases.map(\.rawValue)),
                "enabled; maintenance: 503 for visitors, commands run; disabled: 403; archived: 410. Only an enabled host has a cron line"
            )
        case .platform: .init("platform", .id(of: "platforms"), "The code tree that the host runs on")
        case .dataroot:
            .init(
                "dataroot", .path,
                "Moodle's data directory; no two are equal or inside each other, none lies in a code tree")

        case .databaseServer: .init("db.server", .id(of: "dbservers"), "The database server")
        case .databaseName: .init("db.name", .pattern(DatabaseName.self), "The database")
        case .databaseUser: .init("db.user", .pattern(DatabaseUser.self), "The account that Moodle uses")
        case .databasePassword: .init("db.password", .secret, "The account's password; \"\" where there is none")
        case .tablePrefix:
            .init("db.prefix", .pattern(TablePrefix.self), "What the names of the host's tables begin with")
        case .isPersistent: .init("db.persist", .bool, "Keep connections open between requests", sets: "dbpersist")
        case .collation:
            .init("db.options.collation", .text, "MariaDB and MySQL: the collation of the tables", sets: "dbcollation")
        case .databaseSchema:
            .init("db.options.schema", .text, "PostgreSQL: the schema with the tables", sets: "dbschema")
        case .handlesOptions:
            .init(
                "db.options.handles_options", .bool,
                "PostgreSQL: a pooler such as pgbouncer sets the connection's options", sets: "dbhandlesoptions")
        case .transactions:
            .init("db.options.transactions", .bool, "MariaDB and MySQL: use transactions", sets: "dbtransactions")
        case .versionFromDatabase:
            .init(
                "db.options.version_from_db", .bool,
                "MariaDB and MySQL: ask the server for its version instead of believing its greeting",
                sets: "versionfromdb")
        case .databaseTLS: .init("db.options.ssl", .text, "TLS towards the server, as the driver names it", sets: "ssl")
        case .fetchBufferSize:
            .init(
                "db.options.fetch_buffer_size", .int(0...1_000_000_000),
                "PostgreSQL: rows fetched at once; 0 behind pgbouncer", sets: "fetchbuffersize")
        case .clientCompress:
            .init(
                "db.options.client_compress", .bool, "MariaDB and MySQL: compress the connection",
                sets: "clientcompress")
        case .connectTimeout:
            .init(
                "db.options.connect_timeout", .int(1...3600), "Seconds until a connection counts as failed",
                sets: "connecttimeout")
        case .logAll: .init("db.options.log_all", .bool, "Log every query into the table log_queries", sets: "logall")
        case .logSlow:
            .init(
                "db.options.log_slow", .int(0...86400), "Log queries slower than so many seconds; 0: none",
                sets: "logslow")
        case .logErrors: .init("db.options.log_errors", .bool, "Log failed queries", sets: "logerrors")
        case .bulkInsertSize:
            .init("db.options.bulk_insert_size", .int(1...1_000_000), "Rows of one INSERT", sets: "bulkinsertsize")
        case .readOnly:
            .init(
                "db.options.readonly", .map(key: PropertyName.self, of: .setting),
                "Replicas to read from, as Moodle's $CFG->dboptions['readonly']", sets: "readonly")

        case .config: .init("config", .map(key: PropertyName.self, of: .setting), "Any other setting of $CFG")
        case .cronPeriod: .init("cron.every", .value(CronPeriod.self), "How often cron runs")
        case .cronIdlePeriod:
            .init(
                "cron.idle_every", .value(CronPeriod.self),
                "runner: how often it runs with nothing to do; at its other turns its database is asked first, by the server's 'reader'"
            )
        case .isCronEnabled: .init("cron.enabled", .bool, "false: as 'mode: none'")
        case .cronMode:
            .init(
                "cron.mode", .word(CronSettings.Mode.allCases.map(\.rawValue)),
                "lines: a line of a crontab; systemd: a timer; runner: 'cron run', for many hosts; none: whoever runs the host's cron has it from elsewhere"
            )
        case .cronTimeout:
            .init("cron.timeout", .value(TimeSpan.self), "After which a run is ended, and a minute later killed")
        case .niceness: .init("cron.nice", .int(0...19), "How far a run stands back behind other programs (nice)")
        case .keepAlive:
            .init(
                "cron.keep_alive", .int(0...3600),
                "Seconds that a run goes on looking for tasks; 0, so that few processes serve many hosts; null: not said, for Moodle 4.1, whose cron.php knows no such option"
            )
        case .cronLock:
            .init(
                "cron.lock", .path,
                "lines, runner: a file that is locked while cron runs, so that a second run ends at once; a job's has its name behind it. Default: /run/lock/vmoodle-ID, with 'web.pool.user' cron.lock in the dataroot"
            )
        case .cronLog:
            .init(
                "cron.log", .path,
                "A file that runs write to, in a directory that is there and the user's; default: the machine's log, as moodle-cron"
            )
        case .cronJobs:
            .init(
                "cron.jobs", .map(key: EntryID.self, of: .fields(CronJobField.self)),
                "Further runs, for tasks that want other times; 16 at most")
        case .sslProxy: .init("sslproxy", .bool, "TLS ends at a proxy in front, which speaks http to the web server")
        case .reverseProxy:
            .init(
                "reverseproxy", .bool,
                "A proxy in front asks for the site by another name than the URL's: one of the aliases",
                sets: "reverseproxy")
        case .listen:
            .init(
                "web.listen", .items(of: .value(ListenAddress.self)),
                "Where web servers listen: port, address:port or [IPv6]:port; default: the URL's port on every address")
        case .layout:
            .init(
                "web.layout", .word(Web.Layout.allCases.map(\.rawValue)),
                "per-host: servers of the host's own; map: one server for many names, with the same answers; auto (the default): per-host up to 500 hosts in the registry, map beyond"
            )
        case .certificate: .init("web.tls.certificate", .path, "The certificate with its chain")
        case .certificateKey: .init("web.tls.key", .path, "The certificate's key")
        case .certbotName:
            .init(
                "web.tls.acme", .pattern(CertbotName.self),
                "A certificate of certbot's by its name, in the place of 'certificate' and 'key': /etc/letsencrypt/live/NAME/fullchain.pem and privkey.pem"
            )
        case .pool:
            .init(
                "web.fpm", .pattern(FastCGIAddress.self),
                "Where the host's own php-fpm pool listens; default: the platform's, or with 'web.pool.user' /run/php/vmoodle-host-ID.sock"
            )
        case .poolUser:
            .init(
                "web.pool.user", .pattern(AccountName.self),
                "Makes a pool of the host's own, whose processes belong to this user; so do its cron and commands")
        case .poolGroup:
            .init("web.pool.group", .pattern(AccountName.self), "That user's group; default: the user's name")
        case .poolMaxChildren:
            .init("web.pool.max_children", .int(1...10000), "How many requests the pool answers at once; default: 5")
        case .poolReadable:
            .init(
                "web.pool.open_basedir", .items(of: .path),
                "What PHP may use in that pool beside the code, the output and what is the host's own")
        case .poolSettings:
            .init(
                "web.pool.php", .map(key: PHPSettingName.self, of: .text),
                "Settings of php.ini for that pool, which scripts cannot change (php_admin_value)")
        case .maxBody: .init("web.max_body", .value(ByteSize.self), "The largest upload that the web server takes")
        case .headers:
            .init("web.headers", .map(key: HeaderName.self, of: .pattern(HeaderValue.self)), "Headers of every answer")
        case .plainListens:
            .init(
                "web.http", .items(of: .value(ListenAddress.self)),
                "Where web servers send http requests on to an https URL whose certificate they have; default: port 80 of every address, or none if there is 'listen'; []: none"
            )
        case .http2:
            .init(
                "web.http2", .word(Web.HTTP2.allCases.map(\.rawValue)),
                "HTTP/2 over TLS. listen: as nginx before 1.25.1 is told; directive: as later ones are; Apache: either. Default: off"
            )
        case .hsts:
            .init(
                "web.hsts", .int(0...63_072_000),
                "Seconds for which browsers that saw an https URL ask by https only (Strict-Transport-Security); 0 ends it"
            )
        case .timeout:
            .init(
                "web.timeout", .int(1...86400),
                "Seconds that the web server waits for php-fpm to say something; default: the server's own, mostly 60")
        case .overrides:
            .init(
                "web.overrides", .path,
                "A directory of yours: the files nginx/*.conf, apache/*.conf and caddy/*.conf in it, if there are any, are read where the lines of 'extra' stand"
            )
        case .acme:
            .init(
                "web.acme", .path,
                "The webroot of an ACME client: '/.well-known/acme-challenge/' is answered from there by http where it would be sent on to https; default: none, with 'web.tls.acme' /var/www/acme"
            )
        case .nginxLines:
            .init(
                "web.extra.nginx", .list(of: .text),
                "Lines of nginx's language for the location of the enabled host, passed on as they are; blocks and quotes must be closed"
            )
        case .apacheLines:
            .init(
                "web.extra.apache", .list(of: .text),
                "Lines of Apache's language for the host's LocationMatch section, likewise")
        case .caddyLines:
            .init(
                "web.extra.caddy", .list(of: .text),
                "Lines of a Caddyfile for the host's route, likewise")

        case .shortName: .init("shortname", .pattern(ShortName.self), "VMoodle's short name")
        case .text: .init("description", .text(longest: Document.longestText), "What the site is, for people")
        case .labels: .init("labels", .map(key: LabelName.self, of: .text), "Free labels, for selectors")
        case .cacheDirectory: .init("cachedir", .path, "Moodle's cache, shared by the web servers", sets: "cachedir")
        case .localCacheDirectory:
            .init("localcachedir", .path, "Moodle's cache of each web server", sets: "localcachedir")
        case .temporaryDirectory: .init("tempdir", .path, "Temporary files, shared by the web servers", sets: "tempdir")
        case .backupDirectory: .init("backuptempdir", .path, "Temporary files of backups", sets: "backuptempdir")
        case .requestDirectory:
            .init("localrequestdir", .path, "Temporary files of one request", sets: "localrequestdir")
        case .secretDirectory: .init("secretdataroot", .path, "Moodle's encryption keys", sets: "secretdataroot")
        case .cacheConfiguration:
            .init("altcacheconfigpath", .path, "The configuration of the universal cache", sets: "altcacheconfigpath")
        case .fileDirectory:
            .init("filedir", .path, "The site's files; default: filedir in the dataroot", sets: "filedir")
        case .trashDirectory:
            .init("trashdir", .path, "Deleted files; default: trashdir in the dataroot", sets: "trashdir")
        case .directoryPermissions:
            .init(
                "permissions.directories", .value(FilePermissions.self), "Octal, of new directories",
                sets: "directorypermissions")
        case .filePermissions:
            .init("permissions.files", .value(FilePermissions.self), "Octal, of new files", sets: "filepermissions")
        case .umask:
            .init(
                "permissions.umask", .value(FilePermissions.self), "Octal, what new files and directories do not get",
                sets: "umaskpermissions")

        case .sessionDriver:
            .init("session.driver", .word(Session.Driver.allCases.map(\.rawValue)), "Where sessions are kept")
        case .sessionServer: .init("session.server", .pattern(StoreAddress.self), "redis, memcached: host or socket")
        case .sessionPort: .init("session.port", .int(1...65535), "redis, memcached")
        case .sessionDatabase: .init("session.database", .int(0...65535), "redis: number of the database")
        case .sessionPrefix:
            .init(
                "session.prefix", .pattern(StorePrefix.self),
                "redis, memcached: what the host's keys begin with; no two hosts on one store share it")
        case .sessionPassword: .init("session.password", .secret, "redis: password")
        case .sessionDirectory: .init("session.save_path", .path, "file: the directory")
        case .sessionLockTimeout:
            .init("session.lock_timeout", .int(1...86400), "Seconds that a request waits for the session's lock")
        case .sessionLockExpiry:
            .init("session.lock_expire", .int(1...86400), "redis, memcached: seconds until a lock is given up")
        case .cookieName:
            .init(
                "session.cookie.name", .pattern(CookieName.self), "What the cookie's name ends in",
                sets: "sessioncookie")
        case .cookiePath:
            .init(
                "session.cookie.path", .pattern(CookiePath.self),
                "The cookie's path: the URL's, or one that holds it and no other host", sets: "sessioncookiepath")
        case .cookieDomain:
            .init(
                "session.cookie.domain", .pattern(CookieDomain.self),
                "The cookie's domain; no other host's name lies in it", sets: "sessioncookiedomain")
        case .isCookieSecure:
            .init("session.cookie.secure", .bool, "Send the cookie over https only", sets: "cookiesecure")
        case .isCookieHTTPOnly:
            .init("session.cookie.http_only", .bool, "Hide the cookie from scripts", sets: "cookiehttponly")
        case .cacheDriver:
            .init(
                "cache.driver", .word(CacheStore.Driver.allCases.map(\.rawValue)),
                "The store that a new site's universal cache is set up with")
        case .cacheServer: .init("cache.server", .pattern(StoreAddress.self), "redis, memcached: host or socket")
        case .cachePort: .init("cache.port", .int(1...65535), "redis, memcached")
        case .cacheDatabase: .init("cache.database", .int(0...65535), "redis: number of the database")
        case .cachePrefix:
            .init(
                "cache.prefix", .pattern(StorePrefix.self),
                "What the host's keys begin with; no two hosts on one store share it")
        case .cachePassword: .init("cache.password", .secret, "redis: password")
        case .sendfile:
            .init(
                "sendfile", .word(Sendfile.allCases.map(\.rawValue)),
                "Let the web server send files: the header that tells it so, which PHP leaves out where a server does not know it"
            )
        case .sendfileAliases:
            .init(
                "sendfile_aliases", .map(key: SendfileAlias.self, of: .path),
                "x-accel-redirect: internal locations and their directories; default: one for the dataroot")

        case .mailPolicy:
            .init(
                "mail.policy", .word(MailPolicy.allCases.map(\.rawValue)),
                "normal; divert: all mail to divert_to; never: none")
        case .mailDivertTo: .init("mail.divert_to", .pattern(EmailAddress.self), "Who gets diverted mail")
        case .mailDivertExcept:
            .init("mail.divert_except", .list(of: .text), "Addresses, or patterns of Moodle's, that are not diverted")
        case .mailNoReply:
            .init(
                "mail.no_reply", .pattern(EmailAddress.self), "The sender of mail that nobody answers",
                sets: "noreplyaddress")
        case .mailSupport:
            .init("mail.support", .pattern(EmailAddress.self), "The support's address", sets: "supportemail")
        case .mailDomain:
            .init("mail.domain", .text, "The domain of addresses that Moodle reads mail at", sets: "maildomain")
        case .mailPrefix:
            .init(
                "mail.prefix", .pattern(MailPrefix.self), "Four characters that such addresses begin with",
                sets: "mailprefix")
        case .smtpHosts: .init("mail.smtp.hosts", .text, "host[:port], several joined by ';'", sets: "smtphosts")
        case .smtpSecurity: .init("mail.smtp.security", .word(["none", "ssl", "tls"]), "TLS towards the mail server")
        case .smtpUser: .init("mail.smtp.user", .text, "The account there", sets: "smtpuser")
        case .smtpPassword: .init("mail.smtp.password", .secret, "The account's password", sets: "smtppass")
        case .smtpAuthentication:
            .init(
                "mail.smtp.auth", .word(["LOGIN", "PLAIN", "NTLM", "CRAM-MD5"]), "How to log in", sets: "smtpauthtype")

        case .plugins:
            .init(
                "plugins", .map(key: ComponentName.self, of: .map(key: PluginSettingName.self, of: .setting)),
                "Settings of plugins that nobody can change on the site: $CFG->forced_plugin_settings",
                sets: "forced_plugin_settings")
        case .tasks:
            .init(
                "tasks", .map(key: TaskClass.self, of: .fields(TaskField.self)),
                "When scheduled tasks run: $CFG->scheduled_tasks", sets: "scheduled_tasks")
        case .upgradeKey:
            .init(
                "upgradekey", .secret, "What a visitor must know to upgrade the site in the browser", sets: "upgradekey"
            )
        case .salt:
            .init(
                "password_salt.main", .secret, "A site from before Moodle 2.5: $CFG->passwordsaltmain",
                sets: "passwordsaltmain")
        case .oldSalts:
            .init("password_salt.old", .list(of: .secret), "The salts before it: $CFG->passwordsaltalt1 and on")
        case .peppers:
            .init(
                "password_peppers", .list(of: .secret),
                "Peppers of password hashes, the oldest first; one can be added and none taken away: $CFG->passwordpeppers"
            )
        case .hardening:
            .init(
                "hardening", .bool,
                "Nothing of the shared code can be changed or configured from the site: no update, no uninstalling, no paths of programs, no task times"
            )
        case .mnet: .init("mnet", .value(MNETMembership.self), "VMoodle: off, main, or the number of a subnetwork")
        case .template: .init("vtemplate", .text, "VMoodle: the template that the site is made from")
        case .services: .init("services", .word(["default", "subnetwork"]), "VMoodle: the MNET services of a new site")
        case .phpunitDirectory:
            .init("dev.phpunit.dataroot", .path, "The data directory of PHPUnit", sets: "phpunit_dataroot")
        case .phpunitPrefix:
            .init("dev.phpunit.prefix", .pattern(TablePrefix.self), "The tables of PHPUnit", sets: "phpunit_prefix")
        case .behatURL:
            .init(
                "dev.behat.url", .pattern(SiteURL.self),
                "Where Behat finds the site: a name of its own, which leads here too", sets: "behat_wwwroot")
        case .behatDirectory: .init("dev.behat.dataroot", .path, "The data directory of Behat", sets: "behat_dataroot")
        case .behatPrefix:
            .init("dev.behat.prefix", .pattern(TablePrefix.self), "The tables of Behat", sets: "behat_prefix")
        case .vmoodleID: .init("vmoodle.id", .int(0...Int.max), "Kept for 'export csv': the row's id")
        case .vmoodleForcedDNS: .init("vmoodle.forcedns", .bool, "Kept for 'export csv'")
        case .vmoodleCreated:
            .init("vmoodle.timecreated", .int(0...Int.max), "Kept for 'export csv': seconds since 1970")
        case .vmoodleLastCron: .init("vmoodle.lastcron", .int(0...Int.max), "Kept for 'export csv': seconds since 1970")
        case .vmoodleCronGap: .init("vmoodle.lastcrongap", .int(0...Int.max), "Kept for 'export csv': seconds")
        case .vmoodleCronCount: .init("vmoodle.croncount", .int(0...Int.max), "Kept for 'export csv'")
        case .vmoodleMetadata: .init("vmoodle.metadata", .text(longest: Document.longestText), "Kept for 'export csv'")
        }
    }

    /// What holds where no layer says otherwise, in the registry's own language.
    static let builtIn = """
        state: enabled
        shortname: "{id}"
        db: { prefix: mdl_ }
        cron: { every: 15m, enabled: true, mode: lines, timeout: 6h, nice: 10, keep_alive: 0 }
        sslproxy: false
        """
}
