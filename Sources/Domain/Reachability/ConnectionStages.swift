/// How far an attempt to connect came, and how long each stage took.
public struct ConnectionStages: Sendable, Hashable, Codable {
    /// The stages that were passed, in order.
    public let passed: [Passed]
    /// The stage in which it failed; none when it reached the prompt, or failed somewhere else.
    public let endedIn: ConnectionStage?

    /// A stage that was passed.
    public struct Passed: Sendable, Hashable, Codable {
        public let stage: ConnectionStage
        public let milliseconds: Double

        /// A stage; times are kept to the microsecond.
        public init(_ stage: ConnectionStage, milliseconds: Double) {
            self.stage = stage
            self.milliseconds = (milliseconds * 1000).rounded() / 1000
        }
    }

    private enum CodingKeys: String, CodingKey {
        case passed
        case endedIn = "ended_in"
    }

    /// The stages of an attempt.
    public init(passed: [Passed], endedIn: ConnectionStage? = nil) {
        self.passed = passed
        self.endedIn = endedIn
    }

    /// All of them together, in milliseconds.
    public var total: Double { passed.reduce(0) { $0 + $1.milliseconds } }
}
