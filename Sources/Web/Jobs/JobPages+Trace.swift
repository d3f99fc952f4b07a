import Domain
import Foundation
import Services

extension JobPages.Show.TraceLine {
    /// A pause of so many seconds stands out.
    private static let shortestGap = 1.0

    /// Everything that happened to a job, from its being asked for.
    static func lines(_ detail: JobDetail) -> [Self] {
        let start = detail.job.createdAt
        var last = start
        var lines = [
            Self(
                time: Component.Timestamp(start), offset: "", gap: "", tone: "neutral", title: "Asked for",
                text: detail.job.requestedBy.map { "By \($0.name)" } ?? "By NetStacks")
        ]
        for event in detail.events {
            lines.append(Self(event, after: last, from: start, detail.keyNames))
            last = event.at
        }
        return lines
    }

    private init(_ event: Event, after last: Date, from start: Date, _ names: [JobKey: String]) {
        let gap = event.at.timeIntervalSince(last)
        var (title, tone, text) = (event.kind.capitalized, "neutral", event.text)
        switch event.kind {
        case "state": (title, tone) = Self.state(event.subject)
        case "waiting":
            let key = JobKey(event.subject)
            title = "Waits for \(key.map { names[$0] ?? $0.name } ?? event.subject)"
        case "progress": (title, text) = (event.text, "")
        case "replay": (title, text) = ("Done again by another job", "")
        default: break
        }
        self.init(
            time: Component.Timestamp(event.at), offset: "+" + Measure.span(event.at.timeIntervalSince(start)),
            gap: gap >= Self.shortestGap ? Measure.span(gap) + " later" : "", tone: tone, title: title, text: text)
    }

    private static func state(_ word: String) -> (title: String, tone: String) {
        if word == "cancelling" { return ("Asked to stop", "warning") }
        guard let state = JobState(rawValue: word) else { return (word, "neutral") }
        let title =
            switch state {
            case .queued: "Back in line"
            case .running: "Started"
            case .awaiting: "Waits for its parts"
            case .succeeded, .failed, .cancelled, .interrupted: state.rawValue.capitalized
            }
        let tone = Component.Badge(state).tone
        // Nothing turns in a record: what was started then may long be over.
        return (title, tone == "progress" ? "info" : tone)
    }
}
