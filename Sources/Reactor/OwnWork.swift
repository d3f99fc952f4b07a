/// What the loop's thread was given to run, in order; belongs to that thread alone.
struct OwnWork {
    private var work: [LoopState.Work] = []
    private var atEndOfTurn: [@Sendable () -> Void] = []

    var isEmpty: Bool { work.isEmpty && atEndOfTurn.isEmpty }

    mutating func append(_ new: LoopState.Work) {
        work.append(new)
    }

    /// Takes over what others queued, behind what is here.
    mutating func take(_ others: inout [LoopState.Work]) {
        if others.isEmpty { return }
        if work.isEmpty { swap(&work, &others) } else { work += others }
        others.removeAll(keepingCapacity: true)
    }

    /// Gives all of it away for an empty array, whose room is used from now on.
    mutating func exchange(for empty: inout [LoopState.Work]) {
        swap(&work, &empty)
    }

    mutating func appendAtEndOfTurn(_ action: @escaping @Sendable () -> Void) {
        atEndOfTurn.append(action)
    }

    mutating func nextAtEndOfTurn() -> (@Sendable () -> Void)? {
        atEndOfTurn.popLast()
    }
}
