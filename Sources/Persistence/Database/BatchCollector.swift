import Synchronization

/// Hands items on in batches: those that come while one is under way go together in the next.
///
/// What the database commits costs a write to the disk however much it is, so many callers at once are served sooner together.
/// A single one is handed on at once.
public final class BatchCollector<Item: Sendable, Answer: Sendable>: Sendable {
    /// Gives an answer for each item, in their order.
    public typealias Handler = @Sendable ([Item]) async -> [Answer]

    private struct Waiting {
        let item: Item
        let answer: CheckedContinuation<Answer, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isHandling = false
    }

    private let state = Mutex(State())
    private let limit: Int

    /// A collector of batches of at most so many.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Returns the item's answer, from this handler or from that of a neighbour. Cancelling the caller does not take it back.
    public func add(_ item: Item, _ handler: @escaping Handler) async -> Answer {
        await withCheckedContinuation { answer in
            let isFirst = state.withLock { state in
                state.waiting.append(Waiting(item: item, answer: answer))
                defer { state.isHandling = true }
                return !state.isHandling
            }
            // A task of its own: neither the cancellation nor the end of this caller is that of its neighbours.
            if isFirst { Task { await handleAll(handler) } }
        }
    }

    private func handleAll(_ handler: Handler) async {
        while let batch = next() {
            let answers = await handler(batch.map(\.item))
            precondition(answers.count == batch.count, "There has to be an answer for each item")
            for (waiting, answer) in zip(batch, answers) { waiting.answer.resume(returning: answer) }
        }
    }

    private func next() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isHandling = false
                return nil
            }
            let batch = Array(state.waiting.prefix(limit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }
}
