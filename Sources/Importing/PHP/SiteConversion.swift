import Diagnostics
import HostTable
import Registry

/// One site of a config.php → a host of the registry.
struct SiteConversion {
    let site: PHPSite
    let fileName: String
    let place: Place
    var report: ImportReport

    private static let own: Set<String> = [
        "wwwroot", "dataroot", "dbtype", "dblibrary", "dbhost", "dbname", "dbuser", "dbpass", "prefix", "dboptions",
        "admin",
        "dirroot",
    ]

    mutating func host(placeOf: (Int) -> Place) -> ImportedHost? {
        guard let wwwroot = required("wwwroot"), let dataRoot = required("dataroot"), let type = required("dbtype"),
            let name = required("dbname"), let user = required("dbuser")
        else { return nil }
        guard let url = CanonicalURL(wwwroot) else { return refuse("wwwroot", wwwroot, "must be the URL of a site") }
        if url.text != wwwroot {
            report.changed(.valueChanged, "'$CFG->wwwroot' is '\(wwwroot)'; carried as '\(url.text)'", at: place)
        }
        let path = ImportedHost.trimmedPath(dataRoot)
        guard AbsolutePath(Array(path.utf8)) != nil, path.isCarried() else {
            return refuse("dataroot", dataRoot, AbsolutePath.requirement)
        }
        guard let server = server(type) else { return nil }
        guard DatabaseName(Array(name.utf8)) != nil else { return refuse("dbname", name, DatabaseName.requirement) }
        let prefix = text("prefix") ?? ""
        guard ImportedHost.isPrefix(prefix) else {
            return refuse(
                "prefix", prefix, "must be at most 10 lower-case letters, digits and '_', with a letter first")
        }
        guard user.isCarried(upTo: 80) else { return refuse("dbuser", user, "must be 1 to 80 plain characters") }
        var host = ImportedHost(
            place: place, url: url.text, wish: wish(url), codeRoot: codeRoot, server: server, databaseName: name,
            prefix: prefix, dataRoot: path)
        host.set(["db", "user"], .text(user))
        setPassword(of: &host, placeOf)
        setReferences(of: &host, placeOf)
        if let admin = text("admin"), admin != "admin" {
            report.lost(.valueNotCarried, "'$CFG->admin' is '\(admin)'; it is not carried", at: place)
        }
        setAliases(of: &host, url)
        setDatabaseOptions(of: &host, placeOf)
        for name in site.order where !Self.own.contains(name) {
            guard let setting = site.settings[name] else { continue }
            host.set(name, to: setting.value, at: placeOf(setting.at), reporting: &report)
        }
        return host
    }

    // MARK: Secrets

    /// A host whose password is not in the file is a host all the same.
    private mutating func setPassword(of host: inout ImportedHost, _ placeOf: (Int) -> Place) {
        if let password = text("dbpass") {
            host.setSecret(ImportedSecret(path: ["db", "password"], name: "dbpass", value: password))
        } else if site.references["dbpass"] == nil {
            let asked = site.refused["dbpass"].map(placeOf) ?? place
            host.setSecret(ImportedSecret(path: ["db", "password"], name: "dbpass", origin: .unknown(asked)))
        }
    }

    private mutating func setReferences(of host: inout ImportedHost, _ placeOf: (Int) -> Place) {
        for (name, reference) in site.references.sorted(by: { $0.value.at < $1.value.at }) {
            guard let secret = ImportedSecret(setting: name, origin: reference.origin) else { continue }
            host.setSecret(secret)
            report.changed(
                .valueChanged, "'$CFG->\(name)' is carried as a reference to \(reference.what)",
                at: placeOf(reference.at))
        }
    }

    // MARK: What a host cannot be without

    private func text(_ name: String) -> String? { site.settings[name]?.value.text }

    private mutating func required(_ name: String) -> String? {
        if let text = text(name), !text.isEmpty { return text }
        report.lost(
            .hostNotCarried, "the file sets no literal '$CFG->\(name)'; the host is not carried", at: place)
        return nil
    }

    private mutating func refuse<Value>(_ name: String, _ value: String, _ requirement: String) -> Value? {
        report.lost(
            .hostNotCarried, "'$CFG->\(name)' \(requirement), not '\(value)'; the host is not carried", at: place)
        return nil
    }

    private mutating func server(_ type: String) -> ImportedServer? {
        guard let known = ImportedServer.type(type) else {
            return refuse("dbtype", type, "must be mariadb, mysqli, pgsql, auroramysql or sqlsrv")
        }
        let address = text("dbhost") ?? ""
        if address.isEmpty, !(option("dbsocket")?.text?.hasPrefix("/") ?? false) {
            report.changed(.assumed, "'$CFG->dbhost' is empty; 'localhost' is assumed", at: place)
        }
        guard var server = ImportedServer(type: known, address: address.isEmpty ? "localhost" : address) else {
            return refuse("dbhost", address, "must be a host, with or without a port")
        }
        if let port = option("dbport")?.number, (1...65535).contains(port) { server.port = port }
        if let socket = option("dbsocket")?.text, AbsolutePath(Array(socket.utf8)) != nil, socket.isCarried() {
            server.socket = socket
        }
        return server
    }

    /// config.php lies at the top of the code, or `dirroot` names it.
    private var codeRoot: String? {
        guard let root = text("dirroot").map(ImportedHost.trimmedPath), AbsolutePath(Array(root.utf8)) != nil,
            root.isCarried()
        else {
            return nil
        }
        return root
    }

    /// `config-<short name>.php`, else the last part of the path, else the first label of the host's name.
    private func wish(_ url: CanonicalURL) -> String {
        let file = fileName.split(separator: "/").last ?? ""
        if site.names.isEmpty, file.hasPrefix("config-"), file.hasSuffix(".php"), file.utf8.count > 11 {
            return HostID.made(from: String(file.dropFirst(7).dropLast(4)))
        }
        let path = url.text.split(separator: "/").dropFirst(2)
        let labels = url.host.split(separator: ".").drop { $0 == "www" }
        return HostID.made(from: String(path.last ?? labels.first ?? "host"))
    }

    // MARK: The rest

    /// Moodle sends whoever comes by another name to `wwwroot`.
    private mutating func setAliases(of host: inout ImportedHost, _ url: CanonicalURL) {
        var aliases: [FieldValue] = []
        for name in site.names {
            guard let authority = HostKey.authority(Array(name.utf8)) else {
                report.lost(.valueNotCarried, "'\(name)' is no name of a host; it is not carried", at: place)
                continue
            }
            let key = String(decoding: authority.key, as: UTF8.self)
            if authority.host.elementsEqual(url.host.utf8) { continue }
            aliases.append(.map([("host", .text(key)), ("mode", .text("redirect"))]))
        }
        if !aliases.isEmpty { host.set(["aliases"], .list(aliases)) }
    }

    private func option(_ name: String) -> SettingValue? {
        guard case .array(let items)? = site.settings["dboptions"]?.value else { return nil }
        return items.first { $0.key == .string(name) }?.value
    }

    private static let options: [String: SettingTarget] = [
        "dbcollation": .text(["db", "options", "collation"]), "dbschema": .text(["db", "options", "schema"]),
        "dbhandlesoptions": .bool(["db", "options", "handles_options"]),
        "dbtransactions": .bool(["db", "options", "transactions"]),
        "versionfromdb": .bool(["db", "options", "version_from_db"]), "ssl": .text(["db", "options", "ssl"]),
        "fetchbuffersize": .int(["db", "options", "fetch_buffer_size"]),
        "clientcompress": .bool(["db", "options", "client_compress"]),
        "connecttimeout": .int(["db", "options", "connect_timeout"]), "logall": .bool(["db", "options", "log_all"]),
        "logslow": .int(["db", "options", "log_slow"]), "logerrors": .bool(["db", "options", "log_errors"]),
        "bulkinsertsize": .int(["db", "options", "bulk_insert_size"]),
    ]

    private mutating func setDatabaseOptions(of host: inout ImportedHost, _ placeOf: (Int) -> Place) {
        guard let setting = site.settings["dboptions"], case .array(let items) = setting.value else { return }
        let place = placeOf(setting.at)
        for item in items {
            let name = item.key.text
            guard item.value.isCarried, name.isCarried() else {
                report.lost(
                    .valueNotCarried,
                    "an option of 'dboptions' has characters that no registry holds; it is not carried",
                    at: place)
                continue
            }
            switch name {
            case "dbpersist": if item.value.truth == true { host.set(["db", "persist"], .word("true")) }
            case "dbport", "dbsocket": reportServerOption(name, item.value, at: place)
            case "logslow" where item.value == .bool(false): break
            case _ where item.value == .string(""): break
            case "readonly":
                host.holdsSecret = true
                if let field = item.value.field { host.set(["db", "options", "readonly"], field) }
                report.changed(
                    .secrets, "'readonly' of 'dboptions' was carried whole; look for passwords in it", at: place)
            default:
                if let target = Self.options[name], item.value != .null,
                    host.set(target, item.value, of: name, at: place, reporting: &report)
                {
                    continue
                }
                report.lost(.valueNotCarried, "'\(name)' of 'dboptions' is not carried", at: place)
            }
        }
    }

    /// Of the server's options those that say nothing, such as an empty port, are no loss.
    private mutating func reportServerOption(_ name: String, _ value: SettingValue, at place: Place) {
        if value == .null || value.truth == false { return }
        let isCarried =
            name == "dbport"
            ? (1...65535).contains(value.number ?? 0) : value.text.map { $0.hasPrefix("/") && $0.isCarried() } ?? false
        if !isCarried { report.lost(.valueNotCarried, "'\(name)' of 'dboptions' is not carried", at: place) }
    }
}
