import Registry

/// The fields of the registry itself.
enum TopField: Int, DescribedField {
    case version, include, expectedHosts, commandHost, proxies, aliases, apache, caddy, compat, cron, logrotate, nginx,
        php,
        phpFPM, ssl, systemd, platforms, databaseServers, defaults, groups, hosts

    static let kind: StaticString = "the registry"
    static let names = FieldNames(TopField.self)
    static let freeMaps = TopField.fieldsOfFreeKeys()
    static let leafNames = TopField.lastNames()
    // Hosts may stand in included files.
    static let required = ["version"]

    var description: FieldDescription {
        switch self {
        case .version: .init("version", .int(1...1), "The version of this language")
        case .include:
            .init(
                "include", .items(of: .text),
                "Further files, by path or with '*', '?' and '[…]', seen from this file's directory; read in lexical order"
            )
        case .expectedHosts:
            .init(
                "expect.hosts", .int(0...1_000_000_000),
                "How many hosts there must be; a file that was cut off is an error")
        case .commandHost:
            .init(
                "cli.without_host", .id(of: "hosts"),
                "The host that commands are for which name none; default: they end with 64")
        case .proxies:
            .init(
                "proxies", .items(of: .value(Network.self)),
                "Addresses and networks of proxies whose X-Forwarded-Host says which host a request is for")
        case .aliases:
            .init(
                "targets.aliases", .bool,
                "Make site aliases in YAML, a list of hosts in JSON and a function for shells; default: false")
        case .apache: .init("targets.apache", .bool, "false: no files for Apache; default: true")
        case .caddy: .init("targets.caddy", .bool, "false: no files for Caddy; default: true")
        case .compat:
            .init(
                "targets.compat", .bool,
                "Make commands by the paths of VMoodle's, which hand over to Moodle's own scripts; default: false")
        case .cron: .init("targets.cron", .bool, "false: no crontabs; default: true")
        case .logrotate:
            .init("targets.logrotate", .bool, "false: no file for logrotate; default: true, where hosts have logs")
        case .nginx: .init("targets.nginx", .bool, "false: no files for nginx; default: true")
        case .php: .init("targets.php", .bool, "Always true: the tables and fragments that answer requests")
        case .phpFPM:
            .init("targets.php-fpm", .bool, "false: no pools of php-fpm; default: true, where there are any")
        case .ssl:
            .init(
                "targets.ssl", .bool,
                "Make certbot's commands and a list of certificates with their names; default: false")
        case .systemd:
            .init("targets.systemd", .bool, "false: no units of systemd; default: true, where hosts have timers")
        case .platforms: .init("platforms", .map(key: EntryID.self, of: .fields(PlatformField.self)), "Code trees")
        case .databaseServers:
            .init("dbservers", .map(key: EntryID.self, of: .fields(DatabaseServerField.self)), "Database servers")
        case .defaults: .init("defaults", .fields(HostField.self), "Fields of every host")
        case .groups:
            .init(
                "groups", .map(key: EntryID.self, of: .fields(HostField.self)),
                "Fields of the hosts that list the group")
        case .hosts: .init("hosts", .map(key: EntryID.self, of: .fields(HostField.self)), "The virtual Moodles")
        }
    }
}

/// The fields of one entry of `platforms:`.
enum PlatformField: Int, DescribedField {
    case root, isPublic, php, user, group, fpm, poolMaxChildren, poolSettings, webUser, apachePHP, router,
        componentCache, proxyNames,
        proxyListens, defaults

    static let kind: StaticString = "a platform"
    static let names = FieldNames(PlatformField.self)
    static let freeMaps = PlatformField.fieldsOfFreeKeys()
    static let leafNames = PlatformField.lastNames()
    static let required = ["root"]

    var description: FieldDescription {
        switch self {
        case .root: .init("root", .value(CodeRoot.self), "Where config.php lies")
        case .isPublic: .init("public", .bool, "true from Moodle 5.1 on: web servers serve root/public")
        case .php: .init("php", .value(AbsolutePath.self), "The PHP that cron runs; default: /usr/bin/php")
        case .user: .init("user", .value(AccountName.self), "Who runs PHP and cron; default: www-data")
        case .group:
            .init("group", .value(AccountName.self), "Who may read fragments with secrets; default: the user's name")
        case .fpm:
            .init(
                "fpm", .value(FastCGIAddress.self),
                "php-fpm's socket or host:port; default: /run/php/php-fpm.sock, or with 'pool.max_children' /run/php/vmoodle-platform-ID.sock"
            )
        case .poolMaxChildren:
            .init(
                "pool.max_children", .int(1...10000),
                "Makes a php-fpm pool for the platform's hosts, which answers so many requests at once")
        case .poolSettings:
            .init(
                "pool.php", .map(key: PHPSettingName.self, of: .text),
                "Settings of php.ini for that pool, which scripts cannot change (php_admin_value)")
        case .webUser:
            .init(
                "pool.web_user", .value(AccountName.self),
                "The web servers' account, which alone may use pools' sockets; default: www-data")
        case .apachePHP:
            .init(
                "apache_php", .word(Platform.ApachePHP.allCases.map(\.rawValue)),
                "What runs PHP for Apache: fpm (the default), or module: its own mod_php; nginx always asks php-fpm")
        case .router:
            .init(
                "router", .bool,
                "true where Moodle has r.php (it must from 5.1 on): web servers hand it what is no file; sets $CFG->routerconfigured"
            )
        case .componentCache:
            .init(
                "component_cache", .value(AbsolutePath.self),
                "One file for all hosts of what Moodle knows of the code tree's plugins: $CFG->alternative_component_cache"
            )
        case .proxyNames:
            .init(
                "proxy.names", .items(of: .value(ProxyName.self)),
                "Names by which 'proxies' ask web servers for whichever host of the platform X-Forwarded-Host says")
        case .proxyListens:
            .init(
                "proxy.listen", .items(of: .value(ListenAddress.self)),
                "Where web servers listen for those, without TLS; default: port 80 of every address")
        case .defaults: .init("defaults", .fields(HostField.self), "Fields of hosts on this platform")
        }
    }
}

/// The fields of one entry of `dbservers:`.
enum DatabaseServerField: Int, DescribedField {
    case type, host, port, socket, adminUser, adminPassword, readerUser, readerPassword, maxParallel

    static let kind: StaticString = "a database server"
    static let names = FieldNames(DatabaseServerField.self)
    static let freeMaps = DatabaseServerField.fieldsOfFreeKeys()
    static let leafNames = DatabaseServerField.lastNames()
    static let required = ["type"]

    var description: FieldDescription {
        switch self {
        case .type: .init("type", .word(DatabaseServer.Kind.allCases.map(\.rawValue)), "Moodle's driver")
        case .host: .init("host", .value(StoreAddress.self), "Name or address; default: localhost")
        case .port: .init("port", .int(1...65535), "Default: the driver's")
        case .socket: .init("socket", .value(AbsolutePath.self), "The server's Unix socket")
        case .adminUser:
            .init("admin.user", .value(DatabaseUser.self), "Who creates and drops databases, for the bulk verbs")
        case .adminPassword: .init("admin.password", .secret, "That account's password")
        case .readerUser:
            .init(
                "reader.user", .value(DatabaseUser.self),
                "Who may read the tasks of all sites on it: task_scheduled and task_adhoc; for 'cron.idle_every'")
        case .readerPassword: .init("reader.password", .secret, "That account's password")
        case .maxParallel: .init("max_parallel", .int(1...10000), "How many hosts on this server are worked on at once")
        }
    }
}

/// The fields of an alias that is a map.
enum AliasField: Int, DescribedField {
    case host, mode

    static let kind: StaticString = "an alias"
    static let names = FieldNames(AliasField.self)
    static let freeMaps = AliasField.fieldsOfFreeKeys()
    static let leafNames = AliasField.lastNames()
    static let required = ["host"]

    var description: FieldDescription {
        switch self {
        case .host: .init("host", .pattern(AliasName.self), "host[:port] or *.host[:port]")
        case .mode:
            .init(
                "mode", .word(Alias.Mode.allCases.map(\.rawValue)),
                "serve: answered like the URL's name; redirect: sent to the URL")
        }
    }
}

/// The fields of one entry of `cron.jobs:`.
enum CronJobField: Int, DescribedField {
    case task, every, hour, keepAlive, timeout

    static let kind: StaticString = "a job"
    static let names = FieldNames(CronJobField.self)
    static let freeMaps = CronJobField.fieldsOfFreeKeys()
    static let leafNames = CronJobField.lastNames()
    static let required: [String] = []

    var description: FieldDescription {
        switch self {
        case .task:
            .init(
                "task", .value(TaskName.self),
                "The scheduled task that is run, whatever its own times are; default: the tasks of Moodle's ad hoc queue"
            )
        case .every: .init("every", .value(CronPeriod.self), "How often; or 'hour'")
        case .hour: .init("hour", .int(0...23), "Once a day in this hour, in a minute that the host's id decides")
        case .keepAlive:
            .init("keep_alive", .int(0...3600), "Seconds that a run goes on looking for ad hoc tasks; default: 0")
        case .timeout: .init("timeout", .value(TimeSpan.self), "After which a run is ended; default: cron.timeout")
        }
    }
}

/// The fields of a secret that is a map; one of them.
enum SecretField: Int, DescribedField {
    case file, environment, command

    static let kind: StaticString = "a secret"
    static let names = FieldNames(SecretField.self)
    static let freeMaps = SecretField.fieldsOfFreeKeys()
    static let leafNames = SecretField.lastNames()
    static let required: [String] = []

    var description: FieldDescription {
        switch self {
        case .file: .init("file", .path, "A file of one line, read by the PHP runtime on each request and never copied")
        case .environment:
            .init("env", .value(EnvironmentName.self), "A variable of the environment of 'vmoodle-gen build'")
        case .command:
            .init(
                "command", .list(of: .text),
                "A program and its arguments, run by 'vmoodle-gen build' without a shell; it prints one line")
        }
    }
}
