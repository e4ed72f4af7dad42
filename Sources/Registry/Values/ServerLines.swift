/// Lines of a web server's own language that stand in a host's part of its configuration, and cannot end that part.
public protocol ServerLines: Sendable {
    /// - Throws: the first line that does not fit, or the one that opens what no line closes.
    init(_ lines: [[UInt8]]) throws(ServerLinesRefusal)
    var lines: [[UInt8]] { get }
}

/// Why lines could leave the place where they are put.
public struct ServerLinesRefusal: Error, Equatable {
    /// Which line it is about.
    public let line: Int
    /// What is wrong, as a sentence without its subject.
    public let reason: String

    init(_ line: Int, _ reason: String) {
        self.line = line
        self.reason = reason
    }
}
