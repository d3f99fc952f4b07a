/// How long a stage of a connection took.
public struct SSHStageTime: Sendable, Hashable {
    /// The stage.
    public let stage: SSHStage
    /// From its beginning to its end.
    public let took: Duration

    /// A time.
    public init(_ stage: SSHStage, took: Duration) {
        self.stage = stage
        self.took = took
    }
}

extension [SSHStageTime] {
    /// Adds a time; a stage that came before, because the first engine did not fit, took both times together.
    mutating func add(_ stage: SSHStage, _ took: Duration) {
        if let index = self.firstIndex(where: { $0.stage == stage }) {
            self[index] = SSHStageTime(stage, took: self[index].took + took)
        } else {
            self.append(SSHStageTime(stage, took: took))
        }
    }
}
