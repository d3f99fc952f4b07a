/// The states of a job.
public enum JobState: String, Sendable, Hashable, Codable, CaseIterable {
    case queued, running
    /// Its own part is done; it ends when its children have.
    case awaiting
    case succeeded, failed, cancelled
    /// Its worker died and the job may not be started again.
    case interrupted

    /// Whether nothing more will happen to it.
    public var isFinal: Bool {
        switch self {
        case .queued, .running, .awaiting: false
        case .succeeded, .failed, .cancelled, .interrupted: true
        }
    }

    /// Whether it was given up: it ended without success though nobody wanted it stopped.
    public var isGivenUp: Bool { self == .failed || self == .interrupted }
}
