import TCP

extension TCPConnection {
    /// How long opening it took, as stages of a session.
    nonisolated var stages: [StageTime] {
        [StageTime(.resolve, took: self.timings.lookup), StageTime(.tcp, took: self.timings.opening)]
    }
}
