import Reactor

/// A place on an event loop's thread in which work that uses the loop's connections runs.
///
/// From here a call of such a connection is a plain call; from any other place it is two changes of threads.
actor LoopRoom {
    private let loop: EventLoop

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(loop: EventLoop) {
        self.loop = loop
    }

    func run<Result: Sendable>(_ work: @Sendable () async throws -> Result) async throws -> Result {
        try await work()
    }
}
