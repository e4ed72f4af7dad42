import ChildProcess
import Glibc

/// What a program prints, run without a shell and with nothing to read; its complaints go to our own stderr unless they are asked for.
enum ProgramOutput {
    struct Failure: Error { let reason: String }

    /// Runs a program and gives what it printed.
    ///
    /// - Parameters:
    ///   - words: the program's path, or its name in a directory of `PATH`, and its arguments.
    ///   - seconds: after which it is ended.
    ///   - limit: bytes that it may print.
    static func of(_ words: [String], seconds: Int = 30, limit: Int) throws(Failure) -> [UInt8] {
        let (ending, bytes) = try run(words, withErrors: false, seconds: seconds, limit: limit)
        switch ending {
        case .exited(0): return bytes
        case .killed(let signal): throw Failure(reason: "signal \(signal) ended it")
        case .exited(let status): throw Failure(reason: "it ended with status \(status)")
        case .timedOut, .refused, .interrupted: preconditionFailure("these are thrown")
        }
    }

    /// Runs a program and gives all that it said, its complaints among it, and whether it ended with status 0.
    static func transcript(
        of words: [String], seconds: Int, limit: Int
    ) throws(Failure) -> (isFine: Bool, text: String) {
        let (ending, bytes) = try run(words, withErrors: true, seconds: seconds, limit: limit)
        return (ending == .exited(0), String(decoding: bytes, as: UTF8.self))
    }

    private static func run(
        _ words: [String], withErrors: Bool, seconds: Int, limit: Int
    ) throws(Failure) -> (ending: ChildProcess.Ending, bytes: [UInt8]) {
        var bytes: [UInt8] = []
        let ending: ChildProcess.Ending
        do {
            ending = try ChildProcess.run(words, withErrors: withErrors, seconds: seconds) { part in
                bytes += part
                return bytes.count <= limit
            }
        } catch {
            throw Failure(reason: error.description)
        }
        switch ending {
        case .exited, .killed: return (ending, bytes)
        case .timedOut: throw Failure(reason: "it did not end within \(seconds) seconds")
        case .refused: throw Failure(reason: "it printed more than \(limit) bytes")
        case .interrupted(let signal):
            raise(signal)
            throw Failure(reason: "it was interrupted")
        }
    }
}
