import ArgumentParser
import Glibc
import HostTable
import OutputTree

struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which host answers a URL, as the PHP runtime would.",
        discussion: """
            Reads the published table, never the registry. The path of the URL counts as the path of the script that the web \
            server runs. Exit status: 0 every URL leads to a host (200) or is redirected (308), 1 one does not or the table \
            cannot be read.
            """)

    @Argument(help: "http(s)://host[:port][/path], or without the scheme.")
    var urls: [String] = []

    @OptionGroup var output: OutputOption

    @Flag(help: "Read URLs from standard input, one a line.")
    var stdin = false

    @Flag(help: "Say how each answer came about: the keys that were tried, where they lie, and what their records say.")
    var explain = false

    @Option(help: "text or json.")
    var format = ReportFormat.text

    func validate() throws {
        guard stdin || !urls.isEmpty else {
            throw ValidationError("Missing expected argument '<urls> ...' or '--stdin'")
        }
    }

    func run() throws {
        let urls = urls.map { Array($0.utf8) } + (stdin ? try lines() : [])
        let answers = PublishedTable(directory: output.out).answers(to: urls)
        switch format {
        case .text:
            Terminal.print(answers.map { $0.text + (explain ? $0.explanation?.text ?? "" : "") }.joined())
        case .json:
            let objects = answers.map { explain ? $0.explainedJSON : $0.json }
            Terminal.print("[" + objects.joined(separator: ",\n ") + "]\n")
        }
        if answers.contains(where: { $0.status != 200 && $0.status != 308 }) { throw Exit.failed }
    }

    private func lines() throws -> [[UInt8]] {
        try InputFiles.read("-", as: "standard input").split(separator: 0x0A).map { Array($0) }
    }
}
