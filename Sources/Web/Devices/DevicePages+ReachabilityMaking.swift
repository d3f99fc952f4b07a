import Domain
import Foundation
import Services

extension DevicePages.Reachability {
    /// What is known of a device; without the last failure when another part of the page explains it.
    init(_ report: ReachabilityReport, of device: Device, isExplained: Bool) {
        let url = "/devices/\(device.id)"
        let session: String
        if !device.lastFailure.isEmpty {
            session = "The last session failed."
        } else if device.lastSeenAt != nil {
            session = "Signed in \(Component.Timestamp(device.lastSeenAt).text)."
        } else {
            session = "Nobody has signed in yet."
        }
        let known = report.known
        self.init(
            fragmentURL: url + "/reachability", eventsURL: url + "/events",
            badge: Component.Badge(device, known?.state),
            since: Component.Timestamp(report.state == .unknown ? nil : known?.since, never: ""), session: session,
            failure: isExplained ? "" : device.lastFailure,
            availability: known == nil
                ? [] : [.make("Last 24 hours", report.day.words), .make("Last 7 days", report.week.words)],
            tests: known?.lastStages.map { [Test($0, at: known?.stagesAt)] } ?? [],
            history: report.newest.map { Component.TimelineEntry($0) })
    }
}

extension DevicePages.Reachability.Test {
    fileprivate init(_ stages: ConnectionStages, at date: Date?) {
        let passed = stages.passed.filter { $0.stage != stages.endedIn }.map {
            DevicePages.Reachability.Stage(
                title: $0.stage.title, share: Int($0.milliseconds * 1000), took: Measure.milliseconds($0.milliseconds),
                hasFailed: false)
        }
        let end = stages.endedIn.map {
            DevicePages.Reachability.Stage(title: $0.title, share: 0, took: "failed here", hasFailed: true)
        }
        self.init(
            time: Component.Timestamp(date),
            sentence: stages.endedIn.map { "It ended in this stage: \($0.title)." }
                ?? "At the prompt after \(Measure.milliseconds(stages.total)).",
            total: max(1, Int(stages.total * 1000)), stages: passed + (end.map { [$0] } ?? []))
    }
}

extension ConnectionStage {
    /// The stage as pages name it.
    var title: String {
        switch self {
        case .jumpHosts: "Jump hosts"
        case .resolve: "Name lookup"
        case .tcp: "TCP"
        case .keyExchange: "Key exchange"
        case .authentication: "Sign-in"
        case .shell: "Shell"
        case .prompt: "Prompt"
        }
    }
}

extension Reachability.State {
    /// The state as pages name it.
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// As of a badge.
    var tone: String {
        switch self {
        case .unknown: "neutral"
        case .up: "success"
        case .down: "danger"
        case .flapping: "warning"
        }
    }
}

extension Availability {
    fileprivate var words: String {
        guard let share else { return "not known" }
        // Rounded down: what was away for a minute was not there all the time.
        return share == 1 ? "100 % up" : String(format: "%.2f %% up", (share * 10000).rounded(.down) / 100)
    }
}

extension Component.TimelineEntry {
    fileprivate init(_ transition: ReachabilityTransition) {
        self.init(
            time: Component.Timestamp(transition.at), actor: "",
            text: transition.to.title + (transition.wasDamped ? " (while it was flapping)" : ""),
            detail: transition.sentence, tone: transition.to.tone)
    }
}

extension Component.Badge {
    /// Whether a device can be reached; of one that is not known yet, how its last session went.
    init(_ device: Device, _ state: Reachability.State?) {
        if let state, state != .unknown {
            self.init(text: state.rawValue, tone: state.tone)
        } else if !device.lastFailure.isEmpty {
            self.init(text: "last session failed", tone: "danger")
        } else if device.lastSeenAt != nil {
            self.init(text: "reachable", tone: "success")
        } else {
            self.init(text: "never tried", tone: "neutral")
        }
    }
}
