import ArgumentParser
import Glibc
import Importing

/// A database that is asked through its own client program.
struct DatabaseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "mariadb://user@host:port/database or postgresql://…, with ?socket=/path or ?host=/directory for a Unix socket.",
            valueName: "address"))
    var dsn: String?

    @Option(help: ArgumentHelp("A file that holds the password and nothing else.", valueName: "file"))
    var dsnPasswordFile: String?

    /// - Throws: a usage error, or exit status 1 with what the server or its client said.
    func asked<Value>(_ body: (DatabaseReading) throws(DatabaseReading.Failure) -> Value) throws -> Value {
        let address: DatabaseAddress
        do { address = try DatabaseAddress(dsn ?? "") } catch { throw ValidationError("'--dsn' \(error.reason)") }
        let reading = DatabaseReading(address, password: try password())
        do { return try body(reading) } catch {
            Terminal.say("\(address.text): error: VM550: \(error.reason)\n")
            throw Exit.failed
        }
    }

    private func password() throws -> String? {
        guard let dsnPasswordFile else { return getenv("VMOODLE_DSN_PASSWORD").map { String(cString: $0) } }
        var bytes = try InputFiles.read(dsnPasswordFile, as: "the password")
        if bytes.last == 0x0A { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
