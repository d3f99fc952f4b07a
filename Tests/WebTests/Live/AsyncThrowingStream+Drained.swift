extension AsyncThrowingStream where Element: Sendable, Failure == any Error {
    /// What comes until the stream ends, and the error that ended it.
    func drained() async -> (elements: [Element], error: (any Error)?) {
        var elements: [Element] = []
        do {
            for try await element in self { elements.append(element) }
            return (elements, nil)
        } catch {
            return (elements, error)
        }
    }
}
