import ChildProcess
import Glibc
import Progress

/// A program of a `HookFolder`.
struct Hook: Sendable {
    let phase: HookFolder.Phase
    let name: String
    let path: String

    /// For messages.
    var title: String { "\(phase.rawValue)/\(name)" }

    /// Bytes that it may print; what is more ends it.
    private static let longestOutput = 1 << 20

    /// Variables of this process that a hook has, too. All others stay here: the registry's secrets may be among them.
    private static let inherited = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
    ]

    static var environment: [String] {
        inherited.compactMap { name in
            if let value = getenv(name) { return "\(name)=\(String(cString: value))" }
            return name == "PATH" ? "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" : nil
        }
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - variables: `NAME=value` each.
    ///   - seconds: after which it is ended, with all that it has started.
    ///   - show: is given each line that it prints.
    /// - Throws: `PublishingError` if it does not end with status 0.
    func run(
        _ variables: [String], seconds: Int, showing show: (String) -> Void
    ) throws(PublishingError) {
        Progress.begin("running \(title)")
        var (line, count): ([UInt8], Int) = ([], 0)
        let ending: ChildProcess.Ending
        do {
            ending = try ChildProcess.run(
                [path], environment: Self.environment + variables, withErrors: true, seconds: seconds
            ) { part in
                for byte in part {
                    if byte != 0x0A {
                        line.append(byte)
                    } else {
                        show(String(decoding: line, as: UTF8.self))
                        line = []
                    }
                }
                count += part.count
                return count <= Self.longestOutput
            }
        } catch {
            throw failure("cannot be run: \(error)")
        }
        if !line.isEmpty { show(String(decoding: line, as: UTF8.self)) }
        switch ending {
        case .exited(0): return
        case .exited(let status): throw failure("ended with status \(status)")
        case .killed(let signal): throw failure("was ended by signal \(signal)")
        case .timedOut: throw failure("did not end within \(seconds) seconds and was ended")
        case .refused: throw failure("printed more than \(Self.longestOutput) bytes and was ended")
        case .interrupted(let signal):
            throw PublishingError(
                "interrupted while the hook '\(title)' ran, which was ended", kind: .interrupted(signal))
        }
    }

    private func failure(_ what: String) -> PublishingError {
        PublishingError("the hook '\(title)' \(what)", kind: .hook)
    }
}
