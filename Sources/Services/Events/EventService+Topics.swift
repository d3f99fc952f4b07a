public import Domain

extension EventService {
    /// Every event of some topics after `id`, as they come; within one topic in order.
    ///
    /// The stream ends when its consumer is cancelled or too slow, or when one of the topics cannot be followed.
    public func follow(_ topics: [EventTopic], after id: Int, by actor: Actor) throws -> AsyncThrowingStream<
        Event, any Error
    > {
        if topics.count == 1 { return try follow(topics[0], after: id, by: actor) }
        let streams = try topics.map { try follow($0, after: id, by: actor) }
        return AsyncThrowingStream(bufferingPolicy: .bufferingOldest(1000)) { continuation in
            let task = Task {
                do {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for stream in streams {
                            group.addTask {
                                for try await event in stream {
                                    if case .dropped = continuation.yield(event) { throw CancellationError() }
                                }
                            }
                        }
                        try await group.waitForAll()
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
