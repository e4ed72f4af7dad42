import Diagnostics
import Registry

extension ImportedHost {
    /// Puts a setting of `$CFG` where the registry has it.
    mutating func set(
        _ name: String, to value: SettingValue, at place: Place, reporting report: inout ImportReport
    ) {
        guard value.isCarried else {
            return report.lost(
                .valueNotCarried,
                "the value of '\(name)' has characters or a length that no registry holds; it is not carried", at: place
            )
        }
        switch name {
        case _ where !isSettingName(name), "mailprefix" where value.text?.utf8.count != 4:
            report.lost(.valueNotCarried, "'\(name)' is not one that the registry takes; it is not carried", at: place)
        case "noemailever":
            if value.truth == true { set(["mail", "policy"], .text("never")) }
        case "divertallemailsto":
            guard let address = value.text, !address.isEmpty else { return }
            if field(["mail", "policy"]) == nil { set(["mail", "policy"], .text("divert")) }
            set(["mail", "divert_to"], .text(address))
        case "scheduled_tasks": setTasks(value, at: place, reporting: &report)
        case "passwordpeppers": setPeppers(value, at: place, reporting: &report)
        case _ where name.hasPrefix("passwordsaltalt"): setOldSalt(name, value, at: place, reporting: &report)
        case _ where name.hasPrefix("vmaster") || name.hasPrefix("vmoodle") || name.hasPrefix("vchilds"):
            report.changed(.valueChanged, "'\(name)' is left out: only VMoodle reads it", at: place)
        default:
            let target = SettingTarget.named[name] ?? .free(["config", name])
            if !set(target, value, of: name, at: place, reporting: &report) {
                report.lost(
                    .valueNotCarried, "the value of '\(name)' is not one that the registry takes; it is not carried",
                    at: place)
            }
        }
    }

    /// Whether the value was one for this target.
    mutating func set(
        _ target: SettingTarget, _ value: SettingValue, of name: String, at place: Place,
        reporting report: inout ImportReport
    ) -> Bool {
        switch target {
        case .text(let path): return set(path, value.text.map { .text($0) })
        case .path(let path):
            let text = value.text.map { Self.trimmedPath($0) }
            return set(path, text.flatMap { AbsolutePath(Array($0.utf8)) == nil ? nil : .text($0) })
        case .bool(let path): return set(path, value.truth.map { .word($0 ? "true" : "false") })
        case .int(let path): return set(path, value.number.map { .word(String($0)) })
        case .octal(let path):
            guard case .int(let number) = value, (0...0o7777).contains(number) else { return false }
            return set(path, .text("0" + String(number, radix: 8)))
        case .words(let path, let words):
            return set(path, value.text.flatMap { words[$0.lowercased()] }.map { .text($0) })
        case .addresses(let path):
            let parts = value.text?.split { $0 == "," || $0 == " " }.map { FieldValue.text(String($0)) }
            return set(path, parts.map { .list($0) })
        case .secret(let path, let name):
            guard let text = value.text else { return false }
            setSecret(ImportedSecret(path: path, name: name, value: text))
            return true
        case .owned(let why):
            report.changed(.valueChanged, "'\(name)' is left out: \(why)", at: place)
            return true
        case .own: return false
        case .free(let path): return setFree(path, value, at: place, reporting: &report)
        }
    }

    private mutating func set(_ path: [String], _ value: FieldValue?) -> Bool {
        guard let value else { return false }
        set(path, value)
        return true
    }

    /// A setting of `config`, or one map of settings whose parts stand in the registry one by one.
    private mutating func setFree(
        _ path: [String], _ value: SettingValue, at place: Place, reporting report: inout ImportReport
    ) -> Bool {
        if path.first == "config", SettingTarget.isSecret(path[path.count - 1]), let text = value.text, !text.isEmpty {
            setSecret(ImportedSecret(path: path, name: path[path.count - 1].lowercased(), value: text))
            return true
        }
        if path.count < 3, path.first != "config", case .array(let items) = value, !value.isList {
            return items.allSatisfy { setFree(path + [$0.key.text], $0.value, at: place, reporting: &report) }
        }
        if path.first == "plugins", SettingTarget.isSecret(path[path.count - 1]) {
            holdsSecret = true
            report.changed(
                .secrets, "'\(path[path.count - 1])' of '\(path[1])' looks like a secret and stands in the registry",
                at: place)
        }
        // Without its key PHP has null for it, too.
        guard let field = value.field else { return value == .null }
        return set(path, field)
    }

    /// `$CFG->scheduled_tasks[class] = ['schedule' => …, 'disabled' => …]`.
    private mutating func setTasks(_ value: SettingValue, at place: Place, reporting report: inout ImportReport) {
        guard case .array(let tasks) = value else {
            return report.lost(.valueNotCarried, "'scheduled_tasks' is no array; it is not carried", at: place)
        }
        for task in tasks {
            guard task.key.text == "*" || task.key.text.hasPrefix("\\") else {
                report.lost(
                    .valueNotCarried,
                    "the task '\(task.key.text)' does not begin with '\\', as Moodle looks for it; it is not carried",
                    at: place)
                continue
            }
            guard case .array(let items) = task.value else {
                report.lost(.valueNotCarried, "the task '\(task.key.text)' is no array; it is not carried", at: place)
                continue
            }
            for item in items {
                let field: FieldValue? =
                    switch item.key.text {
                    case "schedule": item.value.text.map { .text($0) }
                    case "disabled": item.value.truth.map { .word($0 ? "true" : "false") }
                    default: nil
                    }
                if !set(["tasks", task.key.text, item.key.text], field) {
                    report.lost(
                        .valueNotCarried, "'\(item.key.text)' of the task '\(task.key.text)' is not carried", at: place)
                }
            }
        }
    }

    private mutating func setPeppers(_ value: SettingValue, at place: Place, reporting report: inout ImportReport) {
        guard case .array(let items) = value else {
            return report.lost(.valueNotCarried, "'passwordpeppers' is no array; it is not carried", at: place)
        }
        let numbered = items.compactMap { item -> (Int, String)? in
            guard case .int(let number) = item.key, let text = item.value.text else { return nil }
            return (number, text)
        }
        // Moodle names a pepper by its number, and the registry by its position.
        guard numbered.count == items.count, numbered.map(\.0) == Array(1...max(1, items.count)) else {
            return report.lost(
                .valueNotCarried, "'passwordpeppers' are not numbered 1, 2, …; they are not carried", at: place)
        }
        for (number, text) in numbered {
            setSecret(ImportedSecret(path: ["password_peppers", "\(number)"], name: "pepper\(number)", value: text))
        }
    }

    private mutating func setOldSalt(
        _ name: String, _ value: SettingValue, at place: Place, reporting report: inout ImportReport
    ) {
        guard let number = Int(name.dropFirst("passwordsaltalt".count)), let text = value.text else {
            return report.lost(.valueNotCarried, "the value of '\(name)' is no salt; it is not carried", at: place)
        }
        setSecret(ImportedSecret(path: ["password_salt", "old", "\(number)"], name: "salt\(number)", value: text))
    }

    /// A path without `/` at its end and without doubled ones, as a registry writes it.
    static func trimmedPath(_ text: String) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: true)
        return text.hasPrefix("/") ? "/" + parts.joined(separator: "/") : text
    }
}
