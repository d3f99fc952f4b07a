import Domain

extension AsyncThrowingStream where Element == Event, Failure == any Error {
    /// The same elements, and `nil` whenever so much time has passed, so that a dead connection is noticed.
    func withHeartbeat(every interval: Duration) -> AsyncThrowingStream<Event?, any Error> {
        AsyncThrowingStream<Event?, any Error>(bufferingPolicy: .bufferingOldest(1000)) { continuation in
            let task = Task {
                do {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask {
                            for try await event in self { continuation.yield(event) }
                        }
                        group.addTask {
                            while true {
                                try await Task.sleep(for: interval)
                                continuation.yield(nil)
                            }
                        }
                        try await group.next()
                        group.cancelAll()
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
