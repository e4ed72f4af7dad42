import Dispatch
import Synchronization

/// Waits for an asynchronous function where nothing else goes on.
///
/// Commands are synchronous, so that only those that run programs start the threads of Swift's tasks.
public func waitFor<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
    let result = Mutex<Result?>(nil)
    let semaphore = DispatchSemaphore(value: 0)
    Task.detached {
        let value = await body()
        result.withLock { $0 = value }
        semaphore.signal()
    }
    semaphore.wait()
    guard let value = result.withLock({ $0 }) else { preconditionFailure("it is there before the signal") }
    return value
}
