extension WaitingJobs where Job: Sendable {
    /// Runs the jobs; gives those that were not started.
    ///
    /// A task that is cancelled starts no more and ends those that run.
    ///
    /// - Parameters:
    ///   - mayStart: asked before each start; once it says no, no more start.
    ///   - perform: one job, at the same time as others.
    ///   - finish: what a job came to; one call at a time.
    public func run<Result: Sendable>(
        whileAllowed mayStart: () -> Bool, perform: @escaping @Sendable (Job) async -> Result,
        finish: (Job, Result) -> Void
    ) async -> [Job] {
        var jobs = self
        var isOpen = true
        await withTaskGroup(of: (Job, lane: Int, Result).self) { group in
            while true {
                while isOpen {
                    isOpen = !Task.isCancelled && mayStart()
                    guard isOpen, let (job, lane) = jobs.start() else { break }
                    group.addTask { (job, lane, await perform(job)) }
                }
                guard let (job, lane, result) = await group.next() else { break }
                jobs.end(lane: lane)
                finish(job, result)
            }
        }
        return jobs.rest
    }
}
