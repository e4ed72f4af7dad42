import ArgumentParser
import Diagnostics
import Importing

struct ImportConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Write a registry from existing config.php files, which are read and never executed.",
        discussion: """
            A switch or if on $_SERVER['HTTP_HOST'] becomes one host for each site that it leads to. What is not a literal is \
            reported and not carried.
            """)

    @Argument(help: "config.php files.")
    var files: [String]

    @OptionGroup var options: ImportOptions

    func run() throws {
        var result = ImportResult(options: options, report: ImportReport())
        var hosts: [ImportedHost] = []
        for path in files {
            let file = SourceFile(name: path, bytes: try InputFiles.read(path, as: "the configuration"))
            let parts = try InputFiles.absolute(path).bytes.split(separator: UInt8(ascii: "/")).dropLast()
            let directory = "/" + parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
            hosts += PHPConfiguration.hosts(of: file, in: directory, reporting: &result.report)
        }
        try result.write(hosts, from: files.count == 1 ? files[0] : "\(files.count) files")
    }
}
