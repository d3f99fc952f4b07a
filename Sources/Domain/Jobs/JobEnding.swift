/// How one attempt of a job ended, under the token of its claim.
public struct JobEnding: Sendable, Hashable {
    public let id: Job.ID
    /// A result that carries an older one than the job has is refused.
    public let token: Int
    public let outcome: Outcome

    /// The ways an attempt can end; a closed list.
    public enum Outcome: Sendable, Hashable {
        /// It did what it was for; the result is ids and hashes.
        case succeeded(JSONValue)
        /// It will not be tried again; the sentence says why.
        case failed(String)
        /// It was stopped on request.
        case cancelled(String)
        /// Its worker was stopped: back in line if it may be repeated and has an attempt left, else interrupted.
        case stopped(String)
        /// It goes back in line after so many seconds, or fails when no attempt is left or someone wants it stopped.
        case retry(afterSeconds: Double, String)
        /// It waits for something and comes back after so many seconds; the attempt does not count.
        case wait(seconds: Double, String)
        /// It ends when its children have; the sentence says what it waits for.
        case children(String)
    }

    /// An ending.
    public init(_ id: Job.ID, token: Int, _ outcome: Outcome) {
        self.id = id
        self.token = token
        self.outcome = outcome
    }
}
