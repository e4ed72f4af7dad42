import ArgumentParser
import ChildProcess
import Glibc

/// Builds again whenever something has changed that a build reads, until it is interrupted.
struct Watch {
    let inputs: WatchedInputs
    let isQuiet: Bool
    /// One build; what is wrong is said, and thrown as an exit status.
    let build: () throws -> Void

    /// - Throws: exit status 130, or that of another signal that ends it; 1 if nothing can be watched.
    func run() throws {
        WatchedInputs.patterns.withLock { $0 = [] }
        // A build is not cut off: what it has begun is done in a moment.
        let signals = try Self.said { () throws(ChildProcess.Failure) in try BlockedSignals() }
        let events = try Self.said { () throws(FileEvents.Failure) in try FileEvents(signals) }
        while true {
            let start = time(nil)
            let before = inputs.fingerprint()
            try watch(events)
            try once()
            // What it includes is known only now.
            try watch(events)
            let after = inputs.fingerprint()
            if Self.isUnchanged(after, since: before, start) { try wait(events, whileAre: after) }
            if Terminal.isScreen { Terminal.say("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
        }
    }

    /// Whether nothing was changed while it was read.
    private static func isUnchanged(
        _ after: [String: WatchedInputs.Fingerprint], since before: [String: WatchedInputs.Fingerprint], _ start: time_t
    ) -> Bool {
        after.allSatisfy { path, found in
            before[path].map { $0 == found } ?? (found.changed / 1_000_000_000 < start)
        } && before.allSatisfy { after[$0.key] != nil }
    }

    private func wait(_ events: FileEvents, whileAre files: [String: WatchedInputs.Fingerprint]) throws {
        repeat {
            switch events.next() {
            case .signal(let signal): throw ExitCode(128 + signal)
            case .change: try watch(events)
            }
        } while inputs.fingerprint() == files
    }

    private func watch(_ events: FileEvents) throws {
        try Self.said { () throws(FileEvents.Failure) in try events.watch(inputs.directories()) }
    }

    private func once() throws {
        do { try build() } catch let status as ExitCode where status.rawValue < 128 {
            // It was said what is wrong, and may be mended now.
        }
        if !isQuiet { Terminal.say("watching \(inputs.registry) and what it includes; Control-C ends it\n") }
    }

    private static func said<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws -> Value {
        do { return try body() } catch {
            Terminal.say("vmoodle-gen: error: VM501: nothing can be watched: \(error)\n")
            throw Exit.failed
        }
    }
}
