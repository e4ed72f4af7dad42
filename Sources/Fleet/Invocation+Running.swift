import CLinux
import Glibc

extension Invocation {
    /// Runs the program to its end. A task that is cancelled asks it to end first.
    public func run(output: Output = .nowhere) async -> Completion {
        let (started, before) = (Time.now, Time.steady)
        let (ending, end) = Task.isCancelled ? (.cancelled, before) : await ending(output)
        return Completion(ending: ending, started: started, duration: end - before)
    }

    /// How it ended, and when on the steady clock.
    private func ending(_ output: Output) async -> (Ending, Duration) {
        var (pipe, target) = (Int32(-1), Int32(-1))
        var reader: @Sendable (UnsafeRawBufferPointer) -> Void = { _ in }
        switch output {
        case .nowhere: break
        case .descriptor(let descriptor): target = descriptor
        case .reader(let given):
            reader = given
            guard linux_pipe(&pipe, &target) == 0 else {
                return (.notStarted("no pipe can be made: \(String(cString: strerror(errno)))"), Time.steady)
            }
            // Ours alone: programs do not expect that a write of theirs would have to wait.
            _ = fcntl(pipe, F_SETFL, O_NONBLOCK)
        }
        let child: Child
        do throws(SpawnFailure) {
            defer { if pipe >= 0 { close(target) } }
            child = try spawn(writingTo: target)
        } catch {
            if pipe >= 0 { close(pipe) }
            return (.notStarted(error.reason), Time.steady)
        }
        let number = Children.shared.nextNumber
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Children.shared.watch(
                    .init(
                        child: child, number: number, pipe: pipe, reader: reader,
                        deadline: timeout.map { Time.steady + $0 }, grace: grace,
                        end: { continuation.resume(returning: ($0, $1)) }))
                // Nobody watched it when the task was cancelled before.
                if Task.isCancelled { Children.shared.cancel(number) }
            }
        } onCancel: {
            Children.shared.cancel(number)
        }
    }
}
