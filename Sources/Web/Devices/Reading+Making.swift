import Domain
import Foundation
import Services

extension DevicePages.Reading {
    /// The newest reading, and the job that reads now or read last.
    init(_ shown: ShownConfiguration?, of id: Device.ID, job: Job?, context: SignedInContext) {
        let isLive = job.map { !$0.state.isFinal } ?? false
        let status = ReadingStatus(
            job, readAt: shown?.readAt, kept: "The text below is from the last reading that succeeded.",
            success: "As the device sent it, with its secrets hidden.")
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

    private static func age(_ shown: ShownConfiguration?) -> Component.Badge {
        guard let shown else { return Component.Badge(text: "", tone: "neutral") }
        let seconds = Date().timeIntervalSince(shown.readAt)
        return Component.Badge(
            text: Measure.span(seconds) + " old", tone: seconds < 300 ? "success" : seconds < 86400 ? "info" : "warning"
        )
    }
}
