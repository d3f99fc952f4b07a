extension EventLoop {
    /// Runs a job of an actor on the loop's thread.
    ///
    /// The job runs as the actor's only: were the loop named as the task's executor too, a task without that preference would
    /// be queued anew at each `await` inside the actor, and other jobs would run where the code reads as if none could.
    public func enqueue(_ job: consuming ExecutorJob) {
        add(.actorJob(UnownedJob(job)))
    }

    /// Runs a job of a task that prefers the loop on the loop's thread.
    @_implements(TaskExecutor,enqueue(_:))
    public func enqueueTask(_ job: consuming ExecutorJob) {
        add(.taskJob(UnownedJob(job)))
    }

    /// Stops the program when the caller is not on the loop's thread.
    public func checkIsolated() {
        precondition(isOnLoop, "This code belongs on its event loop's thread")
    }

    /// Whether the caller is on the loop's thread, so that it may enter the loop's actors directly.
    public func isIsolatingCurrentContext() -> Bool? {
        isOnLoop
    }

    /// Runs `work` on the loop's thread, after what the same thread queued before it.
    public func perform(_ work: @escaping @Sendable () -> Void) {
        add(.call(work))
    }

    /// Runs `work` at once when the caller is on the loop's thread already, as `perform` does otherwise.
    public func enter(_ work: @escaping @Sendable () -> Void) {
        if isOnLoop { work() } else { add(.call(work)) }
    }

    /// Runs `work` once before the loop looks at its sockets again; call it on the loop's thread.
    ///
    /// What many jobs of one turn have to send can leave together that way.
    public func atEndOfTurn(_ work: @escaping @Sendable () -> Void) {
        checkIsolated()
        own.appendAtEndOfTurn(work)
    }
}
