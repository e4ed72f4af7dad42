import ArgumentParser
import Diagnostics
import Glibc
import RegistryYAML

struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Lay out registry files in the canonical way.",
        discussion: """
            Two columns a level, one space in braces, comments kept, quotes and order as they are. A file whose meaning would \
            change is left alone. Exit status: 0 done, 1 failed, 2 a file differs (--check), 65 not a registry's YAML.
            """)

    @Argument(help: ArgumentHelp("Files to lay out ('-': from standard input to standard output).", valueName: "file"))
    var files = [RegistryInput.standard]

    @Flag(help: "Write nothing; list the files that differ and exit with 2.")
    var check = false

    func run() throws {
        var isRefused = false
        var (differs, isUnread) = (false, false)
        for path in files {
            guard let bytes = try? InputFiles.read(path, as: "the registry") else {
                isUnread = true
                continue
            }
            let file = SourceFile(name: path, bytes: bytes)
            var diagnostics = Diagnostics()
            let formatted = FormattedRegistry(file, reporting: &diagnostics)
            Terminal.show(diagnostics)
            guard let formatted else {
                isRefused = true
                continue
            }
            if path == "-", !check {
                Terminal.print(formatted.bytes)
            } else if formatted.bytes != file.bytes {
                differs = true
                Terminal.print("\(path)\n")
                if !check { try Self.replace(path, by: formatted.bytes) }
            }
        }
        if isUnread { throw Exit.failed }
        if isRefused { throw Exit.invalidRegistry }
        if check, differs { throw Exit.differs }
    }

    /// Puts other content into a file's place: at each moment one or the other is there, whole.
    private static func replace(_ path: String, by bytes: [UInt8]) throws {
        guard let resolved = realpath(path, nil) else { throw failure(path) }
        defer { free(resolved) }
        let target = String(cString: resolved)
        var status = stat()
        guard stat(target, &status) == 0 else { throw failure(path) }
        let draft = target + ".vmoodle-gen-\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(draft) }
        var isWritten = fchown(file, status.st_uid, status.st_gid) == 0 || errno == EPERM
        isWritten = isWritten && fchmod(file, status.st_mode & 0o7777) == 0
        var rest = bytes[...]
        while isWritten, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress!, $0.count) }
            if count < 0, errno == EINTR { continue }
            isWritten = count > 0
            rest = rest.dropFirst(max(count, 0))
        }
        isWritten = isWritten && fsync(file) == 0
        let reason = errno
        guard close(file) == 0, isWritten, rename(draft, target) == 0 else {
            let reason = isWritten ? errno : reason
            unlink(draft)
            errno = reason
            throw failure(path)
        }
    }

    private static func failure(_ path: String) -> ExitCode {
        Terminal.say("\(path): error: VM502: cannot be written: \(String(cString: strerror(errno)))\n")
        return Exit.failed
    }
}
