import Registry

/// Passwords and keys that a configuration file has from outside, and a registry can have from there, too.
extension PHPSite {
    /// A secret's place outside of the file.
    struct Reference {
        var origin: ImportedSecret.Origin
        /// What the registry says instead, for people.
        var what: String
        var at = 0
    }

    /// Where a secret's expression plainly takes it from: `getenv('NAME')`, `file_get_contents('/path')`, each also in
    /// `trim(…)`; nil for all else, since a default or a part of a text would be lost.
    func reference(of expression: PHPExpression) -> Reference? {
        guard case .call(let function, let argument, _) = expression else { return nil }
        switch function {
        case "getenv":
            guard let name = try? text(argument), EnvironmentName(Array(name.utf8)) != nil else { return nil }
            return Reference(
                origin: .environment(name), what: "the variable '\(name)', which must be set where 'build' runs")
        case "file_get_contents":
            guard let path = (try? text(argument)).map(ImportedHost.trimmedPath), path.isCarried(),
                AbsolutePath(Array(path.utf8)) != nil
            else { return nil }
            return Reference(
                origin: .file(path), what: "'\(path)', which must hold one line without spaces at its ends")
        case "trim", "rtrim", "chop": return reference(of: argument)
        default: return nil
        }
    }
}

extension ImportedSecret {
    /// The field that a setting of `$CFG` fills with a secret, without the secret; nil for all other settings.
    init?(setting: String, origin: Origin) {
        if setting == "dbpass" {
            self.init(path: ["db", "password"], name: "dbpass", origin: origin)
        } else if case .secret(let path, let name)? = SettingTarget.named[setting] {
            self.init(path: path, name: name, origin: origin)
        } else if SettingTarget.named[setting] == nil, SettingTarget.isSecret(setting), isSettingName(setting) {
            self.init(path: ["config", setting], name: setting.lowercased(), origin: origin)
        } else {
            return nil
        }
    }
}
