import ArgumentParser
import Diagnostics
import Glibc
import Registry
import RegistryYAML
import Targets

/// What a command reads: the registry and, where files are rendered, a site's own templates.
enum InputFiles {
    /// The bytes of a file.
    ///
    /// - Throws: exit status 1, with one message said.
    static func read(_ path: String, as what: String) throws -> [UInt8] {
        let file = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw refuse(path, what, String(cString: strerror(errno))) }
        defer { close(file) }
        var status = stat()
        if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw refuse(path, what, "it is a directory")
        }
        var bytes: [UInt8] = []
        // One byte more than the file has tells its end.
        var room = max(Int(status.st_size) + 1, 65536)
        while true {
            let start = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: room))
            let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + start, room) }
            bytes.removeLast(room - max(count, 0))
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw refuse(path, what, String(cString: strerror(errno))) }
            if count == 0 { return bytes }
            room = 65536
        }
    }

    private static func refuse(_ path: String, _ what: String, _ reason: String) -> ExitCode {
        Terminal.say("\(path): error: VM501: cannot read \(what): \(reason)\n")
        return Exit.failed
    }

    /// A checked registry; findings are shown.
    ///
    /// - Throws: exit status 1 if it cannot be read, 65 if anything in it is wrong.
    static func registry(_ path: String, strict: Bool = false) throws -> Registry {
        let file = SourceFile(name: path, bytes: try read(path, as: "the registry"))
        var diagnostics = Diagnostics()
        let registry = Registry(yaml: file, reporting: &diagnostics)
        Terminal.show(diagnostics)
        guard let registry, !strict || diagnostics.all.isEmpty else { throw Exit.invalidRegistry }
        return registry
    }

    /// The built-in templates with those of a site's folder in their place.
    static func templates(_ folder: String?) throws -> TemplateSet {
        var templates = TemplateSet()
        guard let folder else { return templates }
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw refuse(folder, "the folder of templates", "there is no such folder")
        }
        for path in templates.paths where access("\(folder)/\(path)", F_OK) == 0 {
            let file = SourceFile(name: "\(folder)/\(path)", bytes: try read("\(folder)/\(path)", as: "the template"))
            _ = templates.replace(path, by: file)
        }
        return templates
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
