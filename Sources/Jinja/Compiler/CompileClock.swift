/// How long the compiling of one template may still take; shared by all that works on it.
final class CompileClock {
    private let deadline: UInt64
    private var left = CompileClock.interval
    /// Whether the time is over: the rest is passed over then, and the compiling fails.
    private(set) var isOver = false

    private static let interval = 512

    init(_ limits: Limits) {
        self.deadline = CoarseClock.after(CoarseClock.nanoseconds(limits.time))
    }

    /// Counts so many small steps; false when the time is over.
    @discardableResult
    func spend(_ steps: Int = 1) -> Bool {
        self.left -= steps
        if self.left <= 0 {
            self.left = Self.interval
            if CoarseClock.now >= self.deadline { self.isOver = true }
        }
        return !self.isOver
    }
}
