import Synchronization

/// A text that findings point into: its name as the user wrote it, and its bytes.
public final class SourceFile: Sendable, Equatable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    public static func == (a: SourceFile, b: SourceFile) -> Bool { a === b || (a.name == b.name && a.bytes == b.bytes) }

    private let lines = Mutex(LineStarts())

    /// What was found of secrets so far.
    private let secrets = Mutex(SecretLines())

    /// The byte of a line, counted from 1, from which on it is hidden; `Int.max`: none.
    func secretStart(_ number: Int) -> Int {
        // A place behind the end has no line, and need not be looked for.
        line(number).isEmpty ? .max : secrets.withLock { $0.start(number, in: self) }
    }

    /// The bytes of a line, counted from 1, without its line feed and carriage return.
    public func line(_ number: Int) -> ArraySlice<UInt8> {
        let line = lines.withLock { lines in bytes.withUnsafeBufferPointer { lines.range(of: number, in: $0) } }
        // A byte order mark is no part of the first line.
        let start = number == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : line.lowerBound
        let end = line.upperBound
        return bytes[start..<end].last == 0x0D ? bytes[start..<(end - 1)] : bytes[start..<end]
    }
}

/// A range on one line of a text.
public struct Place: Sendable, Equatable, CustomStringConvertible {
    public var file: SourceFile
    /// Counted from 1.
    public var line: Int
    /// In code points, counted from 1.
    public var column: Int
    /// In code points, at least 1.
    public var length: Int

    public init(_ file: SourceFile, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = max(length, 1)
    }

    /// `file:line:column`, which editors and terminals can follow.
    public var description: String { "\(file.name):\(line):\(column)" }
}

/// A place by the number of its file: for what is kept by the hundred thousand, and shown seldom.
public struct Spot: Sendable {
    /// Position in a `SourceFiles`.
    public var file: UInt32
    public var line: UInt32
    public var column: UInt32
    public var length: UInt32

    public init(file: UInt32, line: UInt32, column: UInt32, length: UInt32) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
    }
}

/// The texts that spots point into.
public final class SourceFiles: Sendable {
    public let files: [SourceFile]

    public init(_ files: [SourceFile]) { self.files = files }

    public func place(_ spot: Spot) -> Place {
        Place(files[Int(spot.file)], line: Int(spot.line), column: Int(spot.column), length: Int(spot.length))
    }
}
