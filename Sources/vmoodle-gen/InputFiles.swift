import ArgumentParser
import Diagnostics
import Glibc
import Registry
import RegistryYAML
import Targets

/// What a command reads.
enum InputFiles {
    struct Failure: Error { let reason: String }

    /// The bytes of a file; '-' is standard input.
    ///
    /// - Parameter isRegistry: nothing is read behind a part of it that is refused whatever follows.
    static func bytes(_ path: String, isRegistry: Bool = false) -> Result<[UInt8], Failure> {
        let file = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return .failure(Failure(reason: String(cString: strerror(errno)))) }
        defer { close(file) }
        var status = stat()
        let isKnown = fstat(file, &status) == 0
        if isKnown, path != "-" { ReadInputs.note(path, status) } else { ReadInputs.noteUnknown() }
        if isKnown, status.st_mode & S_IFMT == S_IFDIR {
            return .failure(Failure(reason: "it is a directory"))
        }
        let size = Int(status.st_size)
        let reading =
            isRegistry
            ? FileReading(
                file, size: size, longestLine: SourceFile.longestRegistryLine, isRefused: SourceFile.isRefusedRegistry)
            : FileReading(file, size: size)
        return reading.bytes.mapError { Failure(reason: String(cString: strerror($0.number))) }
    }

    /// - Throws: exit status 1, with one message said.
    static func read(_ path: String, as what: String, isRegistry: Bool = false) throws -> [UInt8] {
        switch bytes(path, isRegistry: isRegistry) {
        case .success(let bytes): return bytes
        case .failure(let failure): throw refuse(path, what, failure.reason)
        }
    }

    /// What a command ends with after one message that a file cannot be read.
    static func refuse(_ path: String, _ what: String, _ reason: String) -> ExitCode {
        Terminal.say("\(path): error: VM501: cannot read \(what): \(reason)\n")
        return Exit.failed
    }

    /// A checked registry; findings are shown.
    ///
    /// - Throws: exit status 1 if it cannot be read, 65 if anything in it is wrong.
    static func registry(_ input: RegistryInput, allErrors: Bool = false) throws -> Registry {
        try registry(source(input), input, allErrors: allErrors).registry
    }

    /// The same of a file that was read, and whether there was something to say about it.
    static func registry(
        _ file: SourceFile, _ input: RegistryInput, allErrors: Bool = false, digesting: Bool = false
    ) throws -> (registry: Registry, hasFindings: Bool) {
        var diagnostics = Diagnostics()
        let registry = Registry(
            yaml: file, including: inclusion(input), digesting: digesting, reporting: &diagnostics)
        Terminal.show(diagnostics, all: allErrors)
        guard let registry else { throw Exit.invalidRegistry }
        keep(registry)
        return (registry, !diagnostics.all.isEmpty)
    }

    /// Leaves a registry to the end of the process: to give back a hundred thousand hosts one by one takes as long as reading
    /// many of them.
    static func keep(_ registry: Registry) {
        // Others follow.
        guard !WatchedInputs.isWatched else { return }
        _ = Unmanaged.passRetained(Kept(registry: registry))
    }

    private final class Kept {
        let registry: Registry

        init(registry: Registry) { self.registry = registry }
    }

    /// The same with the text that it was read from.
    static func readRegistry(_ input: RegistryInput) throws -> ReadRegistry {
        let file = try source(input)
        var diagnostics = Diagnostics()
        let read = ReadRegistry(yaml: file, including: inclusion(input), reporting: &diagnostics)
        Terminal.show(diagnostics)
        guard let read else { throw Exit.invalidRegistry }
        keep(read.registry)
        return read
    }

    /// The host that an id, a URL or a name means.
    static func host(_ text: String, of read: ReadRegistry) throws -> ResolvedHost {
        guard let host = try HostSelector.address(text).hosts(of: read.registry).first,
            let resolved = read.host(host.id.value)
        else { throw ValidationError("no host is '\(text)'") }
        return resolved
    }

    static func source(_ input: RegistryInput) throws -> SourceFile {
        SourceFile(name: input.path, bytes: try read(input.path, as: "the registry", isRegistry: true))
    }

    static func inclusion(_ input: RegistryInput) -> Inclusion {
        .files(of: input.path, baseDirectory: input.baseDirectory.map { $0.hasSuffix("/") ? $0 : $0 + "/" })
    }

    /// A path as seen from the root, without `.` and `..`.
    static func absolute(_ path: String) throws -> AbsolutePath {
        var full = path
        if !path.hasPrefix("/") {
            guard let here = getcwd(nil, 0) else {
                throw refuse(path, "the current directory", String(cString: strerror(errno)))
            }
            defer { free(here) }
            full = String(cString: here) + "/" + path
        }
        var parts: [Substring] = []
        for part in full.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        guard let absolute = AbsolutePath(Array("/".utf8) + Array(parts.joined(separator: "/").utf8)) else {
            throw ValidationError("'\(path)' is not a directory that can hold the output")
        }
        return absolute
    }
}
