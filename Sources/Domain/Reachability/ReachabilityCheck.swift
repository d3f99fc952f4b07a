/// What one attempt to connect says about whether a device can be reached and signed in to.
public struct ReachabilityCheck: Sendable, Hashable {
    public let result: Result
    /// Why it failed, as a sentence without secrets; empty when it did not.
    public let sentence: String
    /// How far it came; none for a session that was open already.
    public let stages: ConnectionStages?

    /// The results of an attempt.
    public enum Result: Sendable, Hashable {
        /// The device was reached and took the login.
        case reached
        /// The device was not reached, or could not be signed in to.
        case failed
        /// It says nothing of the device, for example because a jump host failed.
        case untold
    }

    /// A check; a sentence longer than 1,000 characters is cut.
    public init(_ result: Result, sentence: String = "", stages: ConnectionStages? = nil) {
        self.result = result
        self.sentence = String(sentence.prefix(1000))
        self.stages = stages
    }
}
