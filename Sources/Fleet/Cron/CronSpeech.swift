import Glibc
import Synchronization

/// What a run says: its end is kept, and all of it goes to a file, or line by line to whoever listens.
final class CronSpeech: Sendable {
    /// Bytes of the end.
    static let kept = 4096

    private struct State {
        var end: [UInt8] = []
        var line: [UInt8] = []
    }

    private let state = Mutex(State())
    private let file: Int32
    private let hear: (@Sendable ([UInt8]) -> Void)?

    /// - Parameters:
    ///   - log: appended to; made for an account where it is not there.
    ///   - hear: called with each whole line, without its end, if there is no file.
    init(log: [UInt8]?, for account: Account?, hear: (@Sendable ([UInt8]) -> Void)?) {
        self.hear = log == nil ? hear : nil
        guard let log else {
            file = -1
            return
        }
        let path = String(decoding: log, as: UTF8.self)
        let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        var opened = open(path, flags)
        if opened < 0, errno == ENOENT {
            opened = open(path, flags | O_CREAT, 0o640)
            if opened >= 0, let account { _ = fchown(opened, account.user, account.groups[0]) }
        }
        file = opened
    }

    deinit { if file >= 0 { close(file) } }

    func take(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while file >= 0, !rest.isEmpty {
            let count = write(file, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        let lines = state.withLock { state in
            state.end += bytes.suffix(Self.kept)
            if state.end.count > 2 * Self.kept { state.end.removeFirst(state.end.count - Self.kept) }
            guard hear != nil else { return [[UInt8]]() }
            var lines = (state.line + bytes).split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
            // A line that never ends is told in parts.
            state.line = lines.last.map { $0.count <= Self.kept ? $0 : [] } ?? []
            if lines.last == state.line { lines.removeLast() }
            return lines
        }
        for line in lines { hear?(line) }
    }

    /// The end of what was said; whole lines, if there are any.
    func end() -> [UInt8] {
        let (end, rest) = state.withLock { ($0.end.suffix(Self.kept), $0.line) }
        if !rest.isEmpty { hear?(rest) }
        return Array(end)
    }
}
