import Fleet
import Foundation
import Synchronization

/// What a program wrote.
final class Transcript: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
    var output: Output { .reader { [self] piece in bytes.withLock { $0 += piece } } }
}

extension Invocation {
    /// A script of sh's, with its arguments.
    static func script(_ text: String, _ arguments: [String] = [], timeout: Duration? = nil) -> Invocation {
        Invocation(
            program: Array("/bin/sh".utf8), arguments: (["-c", text, "sh"] + arguments).map { Array($0.utf8) },
            environment: ProcessEnvironment(), timeout: timeout)
    }
}
