import Domain
import Foundation
import Services

extension DevicePages.Reading {
    /// The newest reading, and the job that reads now or read last.
    init(_ shown: ShownConfiguration?, of id: Device.ID, job: Job?, context: SignedInContext) {
        let isLive = job.map { !$0.state.isFinal } ?? false
        let status = Self.status(shown, job: job)
        let lines = shown.map { Component.TextLine.lines(of: $0.text) } ?? []
        self.init(
            fragmentURL: "/devices/\(id)/configuration/reading",
            eventsURL: isLive ? job.map { "/jobs/\($0.id)/events" } ?? "" : "", isLive: isLive, hasText: shown != nil,
            badge: status.badge, sentence: status.sentence,
            readAt: Component.Timestamp(shown?.readAt, never: ""), age: Self.age(shown),
            redaction: shown.map { Measure.redaction(of: $0.text, mark: ShownConfiguration.redactionMark) } ?? "",
            lineCount: shown == nil ? "" : Measure.count(lines.count, "line"), lines: lines,
            cancel: isLive ? job.map { [Component.Action(cancelling: $0, context: context)] } ?? [] : [])
    }

    private static func status(
        _ shown: ShownConfiguration?, job: Job?
    ) -> (badge: Component.Badge, sentence: String) {
        func status(_ text: String, _ tone: String, _ sentence: String) -> (Component.Badge, String) {
            (Component.Badge(text: text, tone: tone), sentence)
        }
        let isNewer = job.flatMap(\.finishedAt).map { ended in shown.map { ended > $0.readAt } ?? true } ?? false
        let kept = shown == nil ? "" : " The text below is from the last reading that succeeded."
        switch job?.state {
        case .queued: return status("waiting", "progress", job?.waitingSentence ?? "")
        case .running, .awaiting: return status("reading", "progress", job?.runningSentence ?? "")
        case .failed where isNewer:
            return status("failed", "danger", (job?.failures.last?.message ?? "The reading failed.") + kept)
        case .interrupted where isNewer:
            return status("interrupted", "warning", "The worker that was reading ended. Read again." + kept)
        case .cancelled where isNewer: return status("stopped", "neutral", "The reading was stopped." + kept)
        case .failed, .interrupted, .cancelled, .succeeded, nil: break
        }
        return shown == nil
            ? status("never read", "neutral", "Nothing has been read yet.")
            : status("read", "success", "As the device sent it, with its secrets hidden.")
    }

    private static func age(_ shown: ShownConfiguration?) -> Component.Badge {
        guard let shown else { return Component.Badge(text: "", tone: "neutral") }
        let seconds = Date().timeIntervalSince(shown.readAt)
        return Component.Badge(
            text: Measure.span(seconds) + " old", tone: seconds < 300 ? "success" : seconds < 86400 ? "info" : "warning"
        )
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
