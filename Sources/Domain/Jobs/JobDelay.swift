public import Foundation

/// Why a queued job has not been started.
public enum JobDelay: Sendable, Hashable {
    /// Other jobs have to end first; so many.
    case jobs(Int)
    /// Its time has not come.
    case until(Date)
    /// No job of its kind is started.
    case paused(JobPause)
    /// A key has no room for it.
    case key(JobWait)
    /// No worker lives that would take it.
    case noWorker
    /// It is startable: the next worker with room takes it.
    case turn

    /// The word of the API.
    public var word: String {
        switch self {
        case .jobs: "jobs"
        case .until: "time"
        case .paused: "paused"
        case .key(let wait): wait.nextStartAt == nil ? "key" : "rate"
        case .noWorker: "no_worker"
        case .turn: "turn"
        }
    }

    /// Every word.
    public static let words = ["jobs", "time", "paused", "key", "rate", "no_worker", "turn"]
}
