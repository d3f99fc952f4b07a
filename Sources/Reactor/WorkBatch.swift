/// The work that is being run now, apart from what is added meanwhile.
///
/// What was run is let go of while nothing else is touched: a value that ends there may well give the loop new work.
struct WorkBatch {
    private var work: [LoopState.Work] = []
    private var begun = 0

    var isEmpty: Bool { begun == work.count }

    /// The next piece of work; nil when this batch is through.
    mutating func next() -> LoopState.Work? {
        guard begun < work.count else { return nil }
        begun += 1
        return work[begun - 1]
    }

    /// Lets go of what was run.
    mutating func reset() {
        work.removeAll(keepingCapacity: true)
        begun = 0
    }

    /// Takes the next work; call it after `reset`.
    mutating func fill(from own: inout OwnWork) {
        own.exchange(for: &work)
    }
}
