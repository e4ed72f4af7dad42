import Diagnostics
import Registry

/// Turns rows of VMoodle's register into hosts.
public struct RecordConversion {
    /// `vdbhost` of rows that have none: VMoodle takes its own server's, which no nodelist names.
    let defaultDatabaseHost: String
    /// What VMoodle gives to rows without `mnet`: 1 in a nodelist, 0 in its table.
    let defaultSubnetwork: String
    var report: ImportReport
    var nextSubnetwork = 1

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

    mutating func reportAssumptions(on records: [VMoodleRecord]) {
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

    mutating func host(_ record: VMoodleRecord) -> ImportedHost? {
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

    mutating func refuse<Value>(_ message: String, at place: Place) -> Value? {
        report.lost(.hostNotCarried, "\(message); the host is not carried", at: place)
        return nil
    }

    mutating func url(_ record: VMoodleRecord) -> String? {
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

    mutating func server(_ record: VMoodleRecord) -> ImportedServer? {
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

    mutating func prefix(_ record: VMoodleRecord) -> String? {
        let prefix = record.text("vdbprefix").isEmpty ? "mdl_" : record.text("vdbprefix")
        guard ImportedHost.isPrefix(prefix) else {
            return refuse(
                "'vdbprefix' must be at most 10 lower-case letters, digits and '_', with a letter first, not '\(prefix)'",
                at: record.place(of: "vdbprefix"))
        }
        return prefix
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
