/// The wait between two looks at something that sends no event: a lock, a file, a process of nobody's.
enum Pause {
    static let length = Duration.milliseconds(20)

    /// Waits 20 ms; throws `.timedOut` with the sentence once the deadline has passed, `.cancelled` with the task.
    static func briefly(
        until deadline: ContinuousClock.Instant, orFail sentence: () -> String
    ) async throws(PrivatePostgresError) {
        guard ContinuousClock.now < deadline else { throw PrivatePostgresError(.timedOut, sentence()) }
        do {
            try await Task.sleep(for: length)
        } catch {
            throw .cancelled
        }
    }
}
