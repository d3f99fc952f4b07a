import Synchronization

/// A fixed set of event loops, handed out in turn.
public struct Reactor: Sendable {
    private final class Turn: Sendable {
        let count = Atomic<Int>(0)
    }

    private let loops: [EventLoop]
    private let turn = Turn()

    /// Makes `loops` loops, at least one; a thread starts with the first use of its loop.
    public init(loops: Int) {
        self.loops = (0..<max(1, loops)).map { EventLoop(name: "event-loop-\($0)") }
    }

    /// The loops in turn, so that connections spread over them.
    public func nextLoop() -> EventLoop {
        loops[turn.count.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count]
    }

    /// The loop of a thing, always the same in one process: what stays open for it is met on its own thread.
    public func loop(for thing: some Hashable) -> EventLoop {
        loops[Int(UInt(bitPattern: thing.hashValue) % UInt(loops.count))]
    }

    /// Ends all loops; waits that are going on throw `.forgotten`.
    public func shutdown() {
        for loop in loops { loop.shutdown() }
    }
}
