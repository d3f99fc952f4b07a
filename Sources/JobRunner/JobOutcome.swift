public import Domain

/// How a job ended, or that it has not: a closed list.
public enum JobOutcome: Sendable, Hashable {
    /// It did what it was for.
    case done(JSONValue)
    /// It has to wait for something; this does not count as an attempt.
    case waiting(seconds: Int, String)
    /// It ends when its children have; the sentence says what it waits for.
    case awaitingChildren(String)
    /// It will never succeed; the sentence says why.
    case gaveUp(String)
    /// It was stopped on request.
    case cancelled(String)
}
