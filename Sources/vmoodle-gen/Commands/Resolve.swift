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

    @Option(help: "text or json.")
    var format = ReportFormat.text

    func validate() throws {
        guard stdin || !urls.isEmpty else {
            throw ValidationError("Missing expected argument '<urls> ...' or '--stdin'")
        }
    }

    func run() throws {
        let urls = urls + (stdin ? try lines() : [])
        let answers = PublishedTable(directory: output.out).answers(to: urls)
        switch format {
        case .text: Terminal.print(answers.map(\.text).joined())
        case .json: Terminal.print("[" + answers.map(\.json).joined(separator: ",\n ") + "]\n")
        }
        if answers.contains(where: { $0.status != 200 && $0.status != 308 }) { throw Exit.failed }
    }

    private func lines() throws -> [String] {
        try InputFiles.read("-", as: "standard input").split(separator: 0x0A).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
