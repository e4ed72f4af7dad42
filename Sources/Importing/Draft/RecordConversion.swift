import Diagnostics
import Registry

/// Turns rows of VMoodle's register into hosts.
public struct RecordConversion {
    /// `vdbhost` of rows that have none: VMoodle takes its own server's, which no nodelist names.
    let defaultDatabaseHost: String
    /// What VMoodle gives to rows without `mnet`: 1 in a nodelist, 0 in its table.
    let defaultSubnetwork: String
    private var report: ImportReport
    private var nextSubnetwork = 1

    /// The hosts of all rows that can be carried.
    public static func hosts(
        of records: [VMoodleRecord], defaultDatabaseHost: String = "localhost", defaultSubnetwork: String = "1",
        reporting report: inout ImportReport
    ) -> [ImportedHost] {
        var conversion = RecordConversion(
            defaultDatabaseHost: defaultDatabaseHost, defaultSubnetwork: defaultSubnetwork, report: report)
        conversion.nextSubnetwork = (records.compactMap { Int($0.text("mnet")) }.max() ?? 0) + 1
        conversion.reportAssumptions(on: records)
        let hosts = records.compactMap { conversion.host($0) }
        report = conversion.report
        return hosts
    }

    private init(defaultDatabaseHost: String, defaultSubnetwork: String, report: ImportReport) {
        self.defaultDatabaseHost = defaultDatabaseHost
        self.defaultSubnetwork = defaultSubnetwork
        self.report = report
    }

    private mutating func reportAssumptions(on records: [VMoodleRecord]) {
        for (column, value) in [
            ("vdbhost", defaultDatabaseHost), ("vdbtype", "mariadb"), ("vdbprefix", "mdl_"),
            ("mnet", defaultSubnetwork),
        ] {
            let missing = records.filter { $0.text(column).isEmpty }
            guard let first = missing.first else { continue }
            let rows = missing.count == 1 ? "a row has" : "\(missing.count) rows have"
            report.changed(.assumed, "\(rows) no '\(column)'; '\(value)' is assumed", at: first.place)
        }
    }

    private mutating func host(_ record: VMoodleRecord) -> ImportedHost? {
        let missing = VMoodleRecord.required.filter { record.text($0).isEmpty }
        guard missing.isEmpty else {
            let columns = missing.map { "'\($0)'" }.joined(separator: ", ")
            return refuse("the row has no value for \(columns)", at: record.place)
        }
        guard let url = url(record), let server = server(record), let prefix = prefix(record) else { return nil }
        let path = ImportedHost.trimmedPath(record.text("vdatapath"))
        guard AbsolutePath(Array(path.utf8)) != nil, path.isCarried() else {
            return refuse(
                "'vdatapath' \(AbsolutePath.requirement), not '\(record.text("vdatapath"))'",
                at: record.place(of: "vdatapath"))
        }
        let database = record.text("vdbname")
        guard DatabaseName(Array(database.utf8)) != nil else {
            return refuse(
                "'vdbname' \(DatabaseName.requirement), not '\(database)'", at: record.place(of: "vdbname"))
        }
        guard record.text("vdblogin").isCarried(upTo: 80) else {
            return refuse("'vdblogin' has characters that no registry holds", at: record.place(of: "vdblogin"))
        }
        var host = ImportedHost(
            place: record.place, url: url, wish: record.text("shortname"), server: server, databaseName: database,
            prefix: prefix, dataRoot: path)
        host.shortname = record.text("shortname")
        host.set(["db", "user"], .text(record.text("vdblogin")))
        host.setSecret(
            ImportedSecret(path: ["db", "password"], name: "dbpass", value: record.text("vdbpass")))
        if record.text("vdbpass").isEmpty {
            report.changed(.secrets, "the password is empty", at: record.place)
        }
        setTexts(of: &host, from: record)
        setSwitches(of: &host, from: record)
        setKept(of: &host, from: record)
        setExtraColumns(of: &host, from: record)
        return host
    }

    // MARK: What a host cannot be without

    private mutating func refuse<Value>(_ message: String, at place: Place) -> Value? {
        report.lost(.hostNotCarried, "\(message); the host is not carried", at: place)
        return nil
    }

    private mutating func url(_ record: VMoodleRecord) -> String? {
        let written = record.text("vhostname")
        guard let url = CanonicalURL(written) else {
            let reason: String
            do throws(ValueRefusal) {
                _ = try SiteURL(registry: Array(written.utf8))
                reason = "cannot be read"
            } catch { reason = error.reason }
            return refuse("'vhostname' \(reason), not '\(written)'", at: record.place(of: "vhostname"))
        }
        if url.text != written {
            report.changed(
                .valueChanged, "'vhostname' is '\(written)'; carried as '\(url.text)'",
                at: record.place(of: "vhostname"))
        }
        return url.text
    }

    private mutating func server(_ record: VMoodleRecord) -> ImportedServer? {
        let type = record.text("vdbtype").isEmpty ? "mariadb" : record.text("vdbtype")
        guard let known = ImportedServer.type(type) else {
            return refuse(
                "'vdbtype' must be mariadb, mysqli, postgres or another of Moodle's, not '\(type)'",
                at: record.place(of: "vdbtype"))
        }
        let address = record.text("vdbhost").isEmpty ? defaultDatabaseHost : record.text("vdbhost")
        guard let server = ImportedServer(type: known, address: address) else {
            return refuse("'vdbhost' must be 'host' or 'host:port', not '\(address)'", at: record.place(of: "vdbhost"))
        }
        return server
    }

    private mutating func prefix(_ record: VMoodleRecord) -> String? {
        let prefix = record.text("vdbprefix").isEmpty ? "mdl_" : record.text("vdbprefix")
        guard ImportedHost.isPrefix(prefix) else {
            return refuse(
                "'vdbprefix' must be at most 10 lower-case letters, digits and '_', with a letter first, not '\(prefix)'",
                at: record.place(of: "vdbprefix"))
        }
        return prefix
    }

    // MARK: The rest

    private mutating func setTexts(of host: inout ImportedHost, from record: VMoodleRecord) {
        for (column, limit) in [("name", 1024), ("description", 65536), ("vtemplate", 1024)] {
            let written = record.text(column)
            let text = written.flattened
            guard !text.isEmpty else { continue }
            guard text.isCarried(upTo: limit) else {
                report.lost(
                    .valueNotCarried,
                    "'\(column)' has characters or a length that no registry holds; it is not carried",
                    at: record.place(of: column))
                continue
            }
            if !text.utf8.elementsEqual(written.utf8) {
                report.changed(
                    .valueChanged, "lines of '\(column)' were joined by spaces", at: record.place(of: column))
            }
            host.set([column], .text(text))
        }
        switch record.text("services") {
        case "", "default": break
        case "subnetwork": host.set(["services"], .text("subnetwork"))
        case let other:
            report.lost(
                .valueNotCarried, "'services' must be default or subnetwork, not '\(other)'; it is not carried",
                at: record.place(of: "services"))
        }
    }

    private mutating func setSwitches(of host: inout ImportedHost, from record: VMoodleRecord) {
        switch record.text("enabled") {
        case "", "1": break
        case "0": host.set(["state"], .text("disabled"))
        case let other:
            // Whoever is not plainly enabled is not served by accident.
            host.set(["state"], .text("disabled"))
            report.changed(
                .valueChanged, "'enabled' must be 0 or 1, not '\(other)'; the host is disabled",
                at: record.place(of: "enabled"))
        }
        switch record.text("vdbpersist") {
        case "", "0": break
        case "1": host.set(["db", "persist"], .word("true"))
        case let other:
            report.lost(
                .valueNotCarried, "'vdbpersist' must be 0 or 1, not '\(other)'; it is not carried",
                at: record.place(of: "vdbpersist"))
        }
        setSubnetwork(of: &host, record)
    }

    private mutating func setSubnetwork(of host: inout ImportedHost, _ record: VMoodleRecord) {
        let written = record.text("mnet").isEmpty ? defaultSubnetwork : record.text("mnet")
        switch (written, Int(written)) {
        case ("-1", _): host.set(["mnet"], .text("off"))
        case ("0", _): host.set(["mnet"], .text("main"))
        case ("NEW", _):
            report.changed(
                .valueChanged, "'mnet' is 'NEW'; the next subnetwork, \(nextSubnetwork), was taken",
                at: record.place(of: "mnet"))
            host.set(["mnet"], .word(String(nextSubnetwork)))
            nextSubnetwork += 1
        case (_, let number?) where (1...999_999).contains(number): host.set(["mnet"], .word(String(number)))
        default:
            report.lost(
                .valueNotCarried,
                "'mnet' must be -1, 0, NEW or a number to 999999, not '\(written)'; it is not carried",
                at: record.place(of: "mnet"))
        }
    }

    /// What only VMoodle's table has.
    private mutating func setKept(of host: inout ImportedHost, from record: VMoodleRecord) {
        if record.text("forcedns") == "1" { host.set(["vmoodle", "forcedns"], .word("true")) }
        for column in ["id", "timecreated", "lastcron", "lastcrongap", "croncount"] {
            let text = record.text(column)
            guard !text.isEmpty, text != "0" else { continue }
            if let number = Int(text), number > 0 {
                host.set(["vmoodle", column], .word(String(number)))
            } else {
                report.lost(
                    .valueNotCarried, "'\(column)' must be a number, not '\(text)'; it is not carried",
                    at: record.place(of: column))
            }
        }
        let metadata = record.text("metadata")
        guard !metadata.isEmpty else { return }
        if metadata.isCarried() {
            host.set(["vmoodle", "metadata"], .text(metadata))
        } else {
            report.lost(
                .valueNotCarried, "'metadata' has characters or a length that no registry holds; it is not carried",
                at: record.place(of: "metadata"))
        }
    }

    private mutating func setExtraColumns(of host: inout ImportedHost, from record: VMoodleRecord) {
        let extra = record.cells.keys.filter { !VMoodleRecord.known.contains($0) }
        for column in extra.sorted() {
            let place = record.place(of: column)
            switch VMoodleRecord.Setting(column: column) {
            case .config(let name):
                host.set(name, to: .string(record.text(column)), at: place, reporting: &report)
            case .plugin(let component, let setting):
                let item = SettingValue.Item(key: .string(setting), value: .string(record.text(column)))
                let settings = SettingValue.array([item])
                host.set(
                    "forced_plugin_settings",
                    to: .array([SettingValue.Item(key: .string(component), value: settings)]), at: place,
                    reporting: &report)
            case nil: break  // the header's finding said so
            }
        }
    }
}

extension ImportedHost {
    /// What a registry takes for a prefix of table names.
    static func isPrefix(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
        }
        return text.utf8.count <= 10 && isPlain && text.utf8.first.map { $0 >= 0x61 } ?? true
    }
}

extension String {
    /// Lines and tabs joined by single spaces; a registry's values have no line breaks.
    var flattened: String {
        let isBreak: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard utf8.contains(where: isBreak) else { return self }
        return utf8.split(whereSeparator: isBreak).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
