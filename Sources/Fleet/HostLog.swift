import Glibc
import Synchronization

/// The file that holds what the programs of one host have said.
public final class HostLog: Sendable {
    private struct State {
        var file: Int32
        /// The last of it.
        var tail: [UInt8] = []
        var failure: String?
    }

    public let path: String
    private let state: Mutex<State>
    /// Bytes of it that are remembered.
    private static let memory = 16384

    /// Opens it, behind what it holds already; only its owner can read it.
    public init(_ path: String) throws(FleetError) {
        self.path = path
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FleetError(writing: path) }
        state = Mutex(State(file: file))
    }

    deinit { close() }

    public func write(_ piece: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.tail += piece.suffix(Self.memory)
            if state.tail.count > 2 * Self.memory { state.tail.removeFirst(state.tail.count - Self.memory) }
            var rest = UnsafeRawBufferPointer(rebasing: piece[...])
            while !rest.isEmpty, state.file >= 0 {
                let count = Glibc.write(state.file, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    state.failure = String(cString: strerror(errno))
                    return
                }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
    }

    /// What kept it from being whole.
    public var failure: String? { state.withLock(\.failure) }

    public func close() {
        state.withLock { state in
            if state.file >= 0 { Glibc.close(state.file) }
            state.file = -1
        }
    }

    /// The last lines, at most some.
    public func lastLines(_ count: Int) -> [String] {
        state.withLock { state in
            String(decoding: state.tail.suffix(Self.memory), as: UTF8.self)
                .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
                .trimmingEmptyEnd.suffix(count).map(String.init)
        }
    }
}

extension [Substring] {
    fileprivate var trimmingEmptyEnd: ArraySlice<Substring> {
        var lines = self[...]
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines
    }
}

/// What the machine refused.
public struct FleetError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        case failed
        /// Somebody else is at it.
        case locked
    }

    public let kind: Kind
    public let description: String

    public init(_ description: String, kind: Kind = .failed) {
        self.kind = kind
        self.description = description
    }

    /// - Parameter path: what errno(3) is about.
    init(writing path: String) {
        self.init("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
}
