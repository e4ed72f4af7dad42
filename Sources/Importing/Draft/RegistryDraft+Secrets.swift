/// One file of a secret.
public struct SecretFile: Sendable {
    public let name: String
    public let content: [UInt8]
}

extension RegistryDraft {
    static let usualDirectory = "/etc/vmoodle/secrets"

    /// Whether the text is for its owner's eyes only.
    public var holdsSecrets: Bool { options.secrets == .inline || entries.contains { $0.host.holdsSecret } }

    /// What `--secrets` writes.
    public var secretFiles: [SecretFile] {
        entries.flatMap { entry in
            entry.host.secrets.compactMap { secret in
                guard let value = secret.literal, Self.isLine(value) else { return nil }
                return SecretFile(name: "\(entry.id).\(secret.name)", content: Array(value.utf8))
            }
        }
    }

    /// Paths in `config` are free, so that a secret there says that it is one.
    private func reference(_ path: [String], _ value: FieldValue) -> FieldValue {
        path.first == "config" ? .map([("secret", value)]) : value
    }

    /// Where the registry looks for secrets that have no place of their own.
    private var directory: String {
        switch options.secrets {
        case .inline, .referenced: Self.usualDirectory
        case .files(let path): path
        }
    }

    mutating func setSecrets(_ index: Int) {
        let escaped = directory.replacingBraces
        for secret in entries[index].host.secrets where !isLiteral(secret) {
            let source: FieldValue =
                switch secret.origin {
                case .environment(let name): .map([("env", .text(name))])
                case .file(let path): .map([("file", .text(path))])
                case .literal, .unknown: .map([("file", .pattern("\(escaped)/{id}.\(secret.name)"))])
                }
            entries[index].host.set(secret.path, reference(secret.path, source))
        }
    }

    /// Values themselves, where they were asked for; they never take part in what hosts share.
    func literals(of entry: Entry) -> [(path: [String], value: String)] {
        entry.host.secrets.filter(isLiteral).compactMap { secret in secret.literal.map { (secret.path, $0) } }
    }

    private func isLiteral(_ secret: ImportedSecret) -> Bool {
        options.secrets == .inline && secret.literal?.isCarried() ?? false
    }

    /// The runtime reads one line of a file.
    private static func isLine(_ value: String) -> Bool {
        !value.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0x00 }
    }

    /// Secrets that are neither in the registry nor in a file, though they should be.
    private func reportRefused(reporting report: inout ImportReport) {
        guard options.secrets != .referenced else { return }
        for entry in entries {
            for secret in entry.host.secrets {
                guard let value = secret.literal,
                    !(options.secrets == .inline ? isLiteral(secret) : Self.isLine(value))
                else { continue }
                report.lost(
                    .secrets,
                    "'\(secret.name)' of '\(entry.id)' has characters that a registry or a file of one line cannot hold; it is not carried",
                    at: entry.host.place)
            }
        }
    }

    /// Secrets that the registry needs and nobody has yet.
    private func reportUnknown(reporting report: inout ImportReport) {
        for entry in entries {
            for secret in entry.host.secrets {
                guard case .unknown(let place) = secret.origin else { continue }
                report.lost(
                    .secrets,
                    "'\(secret.name)' of '\(entry.id)' is not known; write it to '\(directory)/\(entry.id).\(secret.name)', to which the registry refers",
                    at: place)
            }
        }
    }

    func reportSecrets(reporting report: inout ImportReport) {
        reportRefused(reporting: &report)
        reportUnknown(reporting: &report)
        let count = entries.reduce(0) { $0 + $1.host.secrets.count { $0.literal != nil } }
        guard count > 0 else { return }
        let passwords = count == 1 ? "one password or key" : "\(count) passwords and keys"
        switch options.secrets {
        case .files: break
        case .inline:
            report.changed(
                .secrets,
                "\(passwords) \(count == 1 ? "stands" : "stand") in the registry; --secrets DIR writes them to files",
                at: nil)
        case .referenced:
            report.changed(
                .secrets,
                "\(passwords) \(count == 1 ? "was" : "were") not carried; the registry refers to files below \(Self.usualDirectory) (--secrets DIR writes them)",
                at: nil)
        }
    }
}

extension String {
    /// As a registry's pattern writes a text: braces twice.
    var replacingBraces: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            text.unicodeScalars.append(scalar)
            if scalar == "{" || scalar == "}" { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
