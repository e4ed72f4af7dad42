import Glibc
import OutputTree

// OutputTree → plan → disk; the only writer of releases.
//
// Takes a tree and an output directory; gives a plan of what differs, and carries it out so that readers see the old release or
// the new one and nothing between: docs/output.md. Knows nothing of what the files mean.

/// Something that the machine refused, and what can be done.
public struct PublishingError: Error, CustomStringConvertible, Sendable {
    public enum Kind: Sendable, Equatable {
        case failed
        /// Another build is at work.
        case locked
        /// A program of the administrator's own has failed, or is not run.
        case hook
        /// By a signal, which the caller has yet to follow.
        case interrupted(Int32)
    }

    public let kind: Kind
    public let description: String

    public init(_ description: String, kind: Kind = .failed) {
        self.kind = kind
        self.description = description
    }

    /// A system call that failed, with the reason the system gives.
    static func system(_ what: String, _ code: Int32 = errno) -> PublishingError {
        PublishingError("\(what): \(String(cString: strerror(code)))")
    }
}
