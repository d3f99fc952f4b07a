import Domain
import Foundation

/// How a reading of a device stands, out of the job that reads now or read last and what is kept of the last that succeeded.
struct ReadingStatus {
    let badge: Component.Badge
    let sentence: String

    /// `kept` says where what is shown comes from when a newer reading did not succeed.
    init(_ job: Job?, readAt: Date?, kept: String, success: String) {
        let isNewer = job.flatMap(\.finishedAt).map { ended in readAt.map { ended > $0 } ?? true } ?? false
        let kept = readAt == nil ? "" : " " + kept
        let (text, tone, sentence) =
            switch job?.state {
            case .queued: ("waiting", "progress", job?.waitingSentence ?? "")
            case .running, .awaiting: ("reading", "progress", job?.runningSentence ?? "")
            case .failed where isNewer:
                ("failed", "danger", (job?.failures.last?.message ?? "The reading failed.") + kept)
            case .interrupted where isNewer:
                ("interrupted", "warning", "The worker that was reading ended. Read again." + kept)
            case .cancelled where isNewer: ("stopped", "neutral", "The reading was stopped." + kept)
            case .failed, .interrupted, .cancelled, .succeeded, nil:
                readAt == nil ? ("never read", "neutral", "Nothing has been read yet.") : ("read", "success", success)
            }
        badge = Component.Badge(text: text, tone: tone)
        self.sentence = sentence
    }
}

extension Job {
    /// What is said of a job that has not been started.
    var waitingSentence: String {
        progress.isEmpty ? "A worker takes it up as soon as one is free." : progress
    }

    /// What is said of a job that runs.
    var runningSentence: String {
        progress.isEmpty ? "Connecting to the device." : progress
    }
}
