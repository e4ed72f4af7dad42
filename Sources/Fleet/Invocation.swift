/// A program that is to be run.
public struct Invocation: Sendable {
    /// The program's file: an absolute path, or one from `ProcessEnvironment.path(of:)`.
    public var program: [UInt8]
    /// Without the program's own name.
    public var arguments: [[UInt8]]
    /// All that the program sees of one: no variable of ours is handed on by itself.
    public var environment: ProcessEnvironment
    /// Who runs it; nil: we do.
    public var account: Account?
    /// Where it starts; nil: where we are.
    public var directory: [UInt8]?
    /// After which it is asked to end; nil: it may run for ever.
    public var timeout: Duration?
    /// How long a program that was asked to end may take for that.
    public var grace: Duration = .seconds(10)

    public init(
        program: [UInt8], arguments: [[UInt8]], environment: ProcessEnvironment, account: Account? = nil,
        directory: [UInt8]? = nil, timeout: Duration? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.account = account
        self.directory = directory
        self.timeout = timeout
    }
}

/// How a program ended.
public enum Ending: Sendable, Equatable {
    /// By itself, with a status of 0 to 255.
    case exited(Int)
    /// A signal of somebody else's ended it.
    case killed(signal: Int)
    /// It took too long and was ended.
    case timedOut
    /// It was ended because its task was cancelled.
    case cancelled
    /// It never ran, and why.
    case notStarted(String)

    public var isSuccess: Bool { self == .exited(0) }
}

/// What came of a run.
public struct Completion: Sendable {
    public var ending: Ending
    /// Microseconds since 1970.
    public var started: Int
    /// To the program's own end, whenever its task heard of that.
    public var duration: Duration

    public init(ending: Ending, started: Int, duration: Duration) {
        self.ending = ending
        self.started = started
        self.duration = duration
    }
}

/// Where a program's output goes, its complaints among it.
public enum Output: Sendable {
    /// Straight to an open file, which is left open.
    case descriptor(Int32)
    /// Through a pipe, in pieces as they come. The reader is called by one thread at a time, and all children wait for it.
    ///
    /// What the program left running behind it may still hold the pipe: it is read up to the program's end.
    case reader(@Sendable (UnsafeRawBufferPointer) -> Void)
    case nowhere
}
