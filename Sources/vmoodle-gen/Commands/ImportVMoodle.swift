import ArgumentParser
import Diagnostics
import Importing

struct ImportVMoodle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vmoodle",
        abstract: "Write a registry from VMoodle's register: a nodelist, a dump or the database itself.",
        discussion: """
            A database is read through its own client program, mariadb or psql. Its password comes from the environment \
            (VMOODLE_DSN_PASSWORD), a file, or the client's own configuration; never from an argument.
            """)

    @Option(help: ArgumentHelp("A nodelist ('-': standard input).", valueName: "file"))
    var csv: String?

    @Option(help: "What stands between the values of a nodelist.")
    var separator = ";"

    @Option(help: ArgumentHelp("What mysqldump, mariadb-dump or pg_dump wrote, as plain text.", valueName: "file"))
    var dump: String?

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("The table, where there is more than one.", valueName: "name"))
    var table: String?

    @Option(help: ArgumentHelp("The database server of rows that name none.", valueName: "host"))
    var dbHost = "localhost"

    @OptionGroup var options: ImportOptions

    func validate() throws {
        guard [csv, dump, database.dsn].compactMap({ $0 }).count == 1 else {
            throw ValidationError("exactly one of '--csv', '--dump' and '--dsn' must be given")
        }
        guard separator.utf8.count == 1, let byte = separator.utf8.first, byte > 0x20 || byte == 0x09, byte < 0x7F
        else {
            throw ValidationError("'--separator' must be one character")
        }
    }

    func run() throws {
        var result = ImportResult(options: options, report: ImportReport())
        guard let records = try records(&result.report) else { throw result.refuseSource() }
        let hosts = RecordConversion.hosts(
            of: records, defaultDatabaseHost: dbHost, defaultSubnetwork: csv == nil ? "0" : "1",
            reporting: &result.report)
        try result.write(hosts, from: csv ?? dump ?? database.dsn ?? "")
    }

    private func records(_ report: inout ImportReport) throws -> [VMoodleRecord]? {
        if let csv {
            let file = SourceFile(name: csv, bytes: try InputFiles.read(csv, as: "the nodelist"))
            return NodelistReading.records(of: file, separator: separator.utf8.first ?? 0, reporting: &report)
        }
        if let dump {
            let file = SourceFile(name: dump, bytes: try InputFiles.read(dump, as: "the dump"))
            return DumpReading.records(of: file, table: table, reporting: &report)
        }
        return try database.asked { reading throws(DatabaseReading.Failure) in
            try reading.records(table: table, reporting: &report)
        }
    }
}
