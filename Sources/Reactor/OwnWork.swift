/// What the loop's thread is to run, in order; belongs to that thread alone.
struct OwnWork {
    private var work: [LoopState.Work] = []
    /// How many of these were begun; they are removed many at a time.
    private var begun = 0
    private var atEndOfTurn: [@Sendable () -> Void] = []

    var isEmpty: Bool { begun == work.count && atEndOfTurn.isEmpty }

    mutating func append(_ new: LoopState.Work) {
        work.append(new)
    }

    /// Takes over what others queued, behind what is here.
    mutating func take(_ others: inout [LoopState.Work]) {
        if others.isEmpty { return }
        if work.isEmpty { swap(&work, &others) } else { work += others }
        others.removeAll(keepingCapacity: true)
    }

    mutating func next() -> LoopState.Work? {
        guard begun < work.count else {
            work.removeAll(keepingCapacity: true)
            begun = 0
            return nil
        }
        if begun >= 4096, begun > work.count / 2 {
            work.removeFirst(begun)
            begun = 0
        }
        begun += 1
        return work[begun - 1]
    }

    mutating func appendAtEndOfTurn(_ action: @escaping @Sendable () -> Void) {
        atEndOfTurn.append(action)
    }

    mutating func nextAtEndOfTurn() -> (@Sendable () -> Void)? {
        atEndOfTurn.popLast()
    }
}
