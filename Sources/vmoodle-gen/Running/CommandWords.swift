import ArgumentParser

/// The words after '--', which are a command of its own.
///
/// The library takes them for selectors, where there are such: so each is marked as what it is before it looks at them.
struct CommandWords: ParsableArguments {
    @Option(name: .customLong(Self.name), help: .private)
    private var marked: [String] = []

    /// Without the dot before each, by which an empty one is a value, too.
    var words: [String] { marked.map { String($0.dropFirst()) } }

    private static let name = "word-of-command"
    private static let commands: Set = ["run", "exec", "resume"]

    /// Arguments of the tool, as they are parsed.
    static func marked(_ arguments: [String]) -> [String] {
        guard let command = arguments.first, commands.contains(command),
            let end = arguments.firstIndex(of: "--")
        else { return arguments }
        return arguments[..<end] + arguments[(end + 1)...].map { "--\(name)=.\($0)" }
    }
}
