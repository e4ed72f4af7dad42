/// A script of VMoodle's that Moodle has, too.
struct CompatScript: Sendable {
    /// In VMoodle's folder of commands, without `.php`.
    let name: String
    /// In Moodle's tree.
    let path: String

    /// From Moodle 5.1 on all but the core's own commands is below `public/`.
    var isOfPlugin: Bool { !path.hasPrefix("admin/cli/") }

    /// docs/coming-from-vmoodle.md has them all.
    static let all: [CompatScript] =
        [
            "automated_backups", "backup", "build_theme_css", "cron", "maintenance", "mysql_collation",
            "mysql_compressed_rows", "mysql_engine", "purge_caches", "reset_password", "uninstall_plugins", "upgrade",
        ].map { CompatScript(name: $0, path: "admin/cli/\($0).php") }
        + [
            CompatScript(name: "customlang_import", path: "admin/tool/customlang/cli/import.php"),
            CompatScript(name: "ldap_enrol_sync", path: "enrol/ldap/cli/sync.php"),
            CompatScript(name: "ldap_sync_users", path: "auth/ldap/cli/sync_users.php"),
            CompatScript(name: "maketestplan", path: "admin/tool/generator/cli/maketestplan.php"),
            CompatScript(name: "replace", path: "admin/tool/replace/cli/replace.php"),
            CompatScript(name: "schedule_task", path: "admin/cli/scheduled_task.php"),
        ]
}
