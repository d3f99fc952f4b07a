extension EventLoop {
    /// Runs a job of a task or actor on the loop's thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    /// Stops the program when the caller is not on the loop's thread.
    public func checkIsolated() {
        precondition(isOnLoop, "This code belongs on its event loop's thread")
    }

    /// Whether the caller is on the loop's thread, so that it may enter the loop's actors directly.
    public func isIsolatingCurrentContext() -> Bool? {
        isOnLoop
    }

    /// Runs `work` on the loop's thread, after what was queued before it.
    public func perform(_ work: @escaping @Sendable () -> Void) {
        add(.call(work))
    }
}
