import Diagnostics

/// What a host can be without.
extension RecordConversion {
    mutating func setTexts(of host: inout ImportedHost, from record: VMoodleRecord) {
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

    mutating func setSwitches(of host: inout ImportedHost, from record: VMoodleRecord) {
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

    mutating func setSubnetwork(of host: inout ImportedHost, _ record: VMoodleRecord) {
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
    mutating func setKept(of host: inout ImportedHost, from record: VMoodleRecord) {
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

    mutating func setExtraColumns(of host: inout ImportedHost, from record: VMoodleRecord) {
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
