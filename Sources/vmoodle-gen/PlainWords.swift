import ArgumentParser

/// The words of a command in their plain forms: options and flags by their names, each once at most, `--option value` or
/// `--option=value`, and arguments that begin with no dash.
///
/// The library takes 1.4 ms to learn what options a command has and to read words by them, which is more than all else that a build
/// does that finds nothing changed. Timers and configuration management ask for few things, and in these forms; any other word is
/// for the library, which reads these to the same options: PlainWordsTests hold both against each other.
struct PlainWords {
    private(set) var arguments: [String] = []
    /// A flag's value is empty.
    private var values: [(name: String, value: String)] = []

    /// Nil: only the library can tell what is meant, or that it is a mistake.
    init?(_ words: ArraySlice<String>, flags: [String], options: [String]) {
        var open: String?
        for word in words {
            // Of what is not ASCII, the library may see other characters than these bytes.
            guard !word.isEmpty, word.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
            if word.utf8.first != Self.dash {
                if let name = open { values.append((name, word)) } else { arguments.append(word) }
                open = nil
                continue
            }
            let equals = word.utf8.firstIndex(of: 0x3D) ?? word.endIndex
            let name = String(word[..<equals])
            guard open == nil, !has(name) else { return nil }
            if equals == word.endIndex {
                if flags.contains(name) { values.append((name, "")) } else { open = name }
                guard open == nil || options.contains(name) else { return nil }
            } else {
                let value = word[equals...].dropFirst()
                guard options.contains(name), let first = value.utf8.first, first != Self.dash else { return nil }
                values.append((name, String(value)))
            }
        }
        guard open == nil else { return nil }
    }

    private static let dash = UInt8(ascii: "-")

    func has(_ name: String) -> Bool { values.contains { $0.name == name } }

    /// Nil: it is not given.
    func value(_ name: String) -> String? { values.first { $0.name == name }?.value }

    /// What `--format` says of a command's formats; nil: none of them.
    func format<Format: RawRepresentable<String>>(otherwise standard: Format) -> Format? {
        value("--format").map { Format(rawValue: $0) } ?? standard
    }

    /// A command that is called so; nil: the library has to read it.
    static func command(_ words: [String]) -> (any ParsableCommand)? {
        let rest = words.dropFirst()
        return switch words.first {
        case "build": Build(plain: rest)
        case "plan": PlanCommand(plain: rest)
        case "resolve": Resolve(plain: rest)
        default: nil
        }
    }
}

// Each property has to be set, those that no plain word speaks of to what they are without.

extension Build {
    init?(plain words: ArraySlice<String>) {
        let flags = ["-q", "--quiet", "--check", "--force", "--detailed-exitcode", "--no-hooks"]
        guard
            let words = PlainWords(
                words, flags: flags, options: CompilationOptions.plainOptions + ["--format", "--hooks"]),
            let options = CompilationOptions(words), let format = words.format(otherwise: BuildFormat.text),
            // The library says that these contradict each other.
            !words.has("--hooks") || !words.has("--no-hooks")
        else { return nil }
        self.init()
        (self.options, self.format) = (options, format)
        (quiet, check, force) = (words.has("-q") || words.has("--quiet"), words.has("--check"), words.has("--force"))
        detailedExitcode = words.has("--detailed-exitcode")
        (watch, verify, activate, plan, planDigest) = (false, false, true, nil, nil)
        hooks = HooksOption()
        (hooks.hooks, hooks.without, hooks.hookTimeout) = (
            words.value("--hooks"), words.has("--no-hooks"), HooksOption.seconds
        )
    }
}

extension PlanCommand {
    init?(plain words: ArraySlice<String>) {
        let flags = ["--diff", "--detailed-exitcode"]
        guard let words = PlainWords(words, flags: flags, options: CompilationOptions.plainOptions + ["--format"]),
            let options = CompilationOptions(words), let format = words.format(otherwise: ReportFormat.text)
        else { return nil }
        self.init()
        (self.options, self.format, save) = (options, format, nil)
        (diff, detailedExitcode) = (words.has("--diff"), words.has("--detailed-exitcode"))
    }
}

extension Resolve {
    init?(plain words: ArraySlice<String>) {
        guard let words = PlainWords(words, flags: ["--explain"], options: ["--out", "--format"]),
            !words.arguments.isEmpty, let format = words.format(otherwise: ReportFormat.text)
        else { return nil }
        self.init()
        (urls, output, self.format) = (words.arguments, OutputOption(words), format)
        (stdin, explain) = (false, words.has("--explain"))
    }
}

extension CompilationOptions {
    fileprivate static let plainOptions = ["--out", "--served-from", "--templates", "--base-dir"]

    fileprivate init?(_ words: PlainWords) {
        guard words.arguments.count <= 1 else { return nil }
        self.init()
        input = RegistryArgument()
        (input.registry, input.baseDir) = (words.arguments.first ?? RegistryInput.standard, words.value("--base-dir"))
        output = OutputOption(words)
        templates = TemplatesOption()
        templates.templates = words.value("--templates")
        servedFrom = words.value("--served-from")
        findings = FindingsOption()
        findings.allErrors = false
    }
}

extension OutputOption {
    fileprivate init(_ words: PlainWords) {
        self.init()
        out = words.value("--out") ?? Self.standard
    }
}
