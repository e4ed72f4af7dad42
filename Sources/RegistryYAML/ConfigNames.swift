import Diagnostics
import Registry

/// What names of settings `config:` may hold.
enum ConfigNames {
    /// Settings that the compiler writes itself, or that Moodle's own set-up does.
    static let owned: Set<String> = [
        "admin", "config_php_settings", "dataroot", "dbfamily", "dbhost", "dblibrary", "dbname", "dboptions", "dbpass",
        "dbtype", "dbuser", "dirroot", "libdir", "prefix", "root", "vhost", "vmoodlename", "vmoodleroot",
        "wwwroot",
    ]

    /// The field that sets a setting, by the setting's name.
    static let fields: [String: String] = {
        var fields: [String: String] = [
            "sslproxy": "sslproxy", "session_handler_class": "session", "noemailever": "mail.policy",
            "divertallemailsto": "mail.divert_to", "divertallemailsexcept": "mail.divert_except",
            "smtpsecure": "mail.smtp.security", "xsendfile": "sendfile", "passwordpeppers": "password_peppers",
            "routerconfigured": "platforms.ID.router",
        ]
        for field in HostField.allCases {
            if let setting = field.description.setting { fields[setting.description] = field.path }
        }
        return fields
    }()

    /// Prefixes of families of settings that a field writes.
    static let prefixes = [
        ("session_redis_", "session"), ("session_memcached_", "session"), ("session_database_", "session"),
        ("session_file_", "session"), ("passwordsaltalt", "password_salt.old"),
    ]

    /// Settings that would move tests to other tables than those that rules across hosts look at, with what holds instead
    /// (lib/phpunit/bootstrap.php; behat_update_vars_for_process() in lib/behat/lib.php).
    static let ofTests: [(prefix: String, instead: String)] = [
        ("phpunit_db", "PHPUnit has the host's own database, with the tables of 'dev.phpunit.prefix'"),
        ("behat_db", "Behat has the host's own database, with the tables of 'dev.behat.prefix'"),
        ("behat_parallel_run", "Behat has one site a host, that of 'dev.behat'"),
    ]

    /// Settings of Moodle that people write into config.php (config-dist.php of Moodle 4.5 and 5.1), for telling a slip of the
    /// hand from a setting that is merely not listed.
    static let known: Set<String> = Set(
        """
        adhoctaskagewarn allowframembedding allowthemechangeonurl alternateloginurl alternative_cache_factory_class \
        alternative_component_cache alternative_file_system_class alternativeupdateproviderurl apacheloguser \
        aspellpath auth_oidc_disable backuphideerrors blockeditingmenu bounceratio branch cachejs cachetemplates \
        calendar_adminseesall cronclionly cronremotepassword csslogo customfiletypes customscripts customusermenuitems \
        debug debugdeveloper debugdisplay debugimap debugpageinfo debugsessionlock debugsmtp debugsqltrace debugstringids \
        debugusers debugvalidators defaultblocks_override defaultblocks_site defaultcity defaultpreference_maildisplay \
        defaulthomepage disablebyteserving disabledevlibdirscheck disablelogintoken disableonclickaddoninstall \
        disableprofilingtodatabase disablestatsprocessing earlyprofilingenabled emailonlyfromnoreplyaddress \
        enable_read_only_sessions enable_read_only_sessions_debug enablecompletion enablemobilewebservice enrol_plugins_enabled \
        expectedcronfrequency extramemorylimit filelifetime file_lock_root filter_plugins forceclean \
        forcedefaultmymoodle forcelogin forceloginforprofiles forumcloseddays frontpage getremoteaddrconf \
        googleanalytics grade_report gradepublishing handlebounces hiddenuserfields ignorecomponentcache jsrev \
        keeptempdirectoriesonbackup keeptagnamecase lang langcache langlist langlocalroot langotherroot langrev \
        legacyfilelocking lock_factory loginhttps logglobalbackup maintenance_enabled maintenance_message maxbytes \
        maxcategorydepth maxcoursesincategory maxtimelimit messaging minbounces mobilecssurl mymoodleredirect \
        noreplyaddress nosmsever opensslcnf opensslenable pathtodot pathtodu pathtogs pathtopdftoppm pathtophp pathtopython \
        pathtosassc pathtounoconv perfdebug phpunit_extra_drivers phpunit_profilingenabled preferlinegraphs \
        disableupdateautodeploy disableupdatenotifications preventexecpath preventfilelocking preventscheduledtaskchanges \
        uninstallclionly production profilingallowall profilingautofrec profilingenabled proxybypass proxyhost \
        proxylogunsafe proxypassword proxyport proxytype proxyuser reverseproxyignore rolesactive routerconfigured \
        sessiontimeout sessiontimeoutwarning showcampaigncontent showcrondebugging showcronsql \
        showservicesandsupportcontent site_is_public slasharguments sqlpatterns statsruntimedays \
        supportname supportpage svgicons task_adhoc_concurrency_limit task_adhoc_max_runtime task_concurrency_limit_default \
        task_log_class task_scheduled_concurrency_limit task_scheduled_max_runtime theme themedesignermode themedir \
        themelist themeorder themerev timezone tool_generator_users_password undeletableblocktypes \
        unicodedb unlimitedgrades updateautocheck updateminmaturity upgraderunning upgradeshowsql urlrewriteclass \
        usesitenameforsitepages usezipbackups wwwrootendsinpublic yuicomboloading yuiloglevel yuipatchlevel
        """.split(separator: " ").map(String.init))

    /// All of these in order, for finding the one that was meant.
    static let all = known.union(fields.keys).union(owned).sorted()
}

extension Reader {
    /// Reports a key of `config:` that another field or the compiler writes, and warns of one that is nearly a known one.
    func checkSettingName(_ key: Int) {
        let bytes = document.bytes(key)
        guard !goodSettings.contains(where: { $0.elementsEqual(bytes) }) else { return }
        let name = document.text(key)
        if ConfigNames.owned.contains(name) {
            return error(209, "\(Self.quoted(name)) is not set in 'config'; the compiler or Moodle sets it", at: key)
        }
        let family = ConfigNames.prefixes.first { name.hasPrefix($0.0) }?.1
        if let field = ConfigNames.fields[name] ?? family {
            return error(209, "\(Self.quoted(name)) is not set in 'config'; use the field '\(field)'", at: key)
        }
        if let test = ConfigNames.ofTests.first(where: { name.hasPrefix($0.prefix) }) {
            return error(209, "\(Self.quoted(name)) is not set in 'config'; \(test.instead)", at: key)
        }
        if let meant = settingMeant(by: name) {
            return warn(212, "no setting \(Self.quoted(name)) is known; did you mean '\(meant)'?", at: key)
        }
        // Hosts of a fleet mostly set the same few.
        if goodSettings.count < 16 { goodSettings.append(Array(bytes)) }
    }
}
