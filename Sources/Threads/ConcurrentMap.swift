import Dispatch
import Glibc

/// Does some pieces of work at once, on as many threads as there are processors; the results are in the order of the pieces.
///
/// Threads that count references of one object wait for each other: a piece of work is the faster the less it shares.
public func concurrentMap<Result: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    guard pieces > 1 else { return (0..<pieces).map(work) }
    return [Result](unsafeUninitializedCapacity: pieces) { buffer, count in
        withoutActuallyEscaping(work) { work in
            // Each piece writes its own place, and all are done before anyone reads.
            nonisolated(unsafe) let results = buffer
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                results.initializeElement(at: piece, to: work(piece))
            }
        }
        count = pieces
    }
}

/// Ranges of about the same length, as many as keep all processors at work to the end.
///
/// - Parameter least: how much is not worth a thread of its own.
public func parts(of count: Int, least: Int) -> [Range<Int>] {
    let number = max(1, min(count / least, 2 * processors, 16))
    return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
}

private let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
