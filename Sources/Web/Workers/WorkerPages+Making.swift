import Domain
import Foundation

extension WorkerPages.Row {
    /// A worker in a list.
    init(_ worker: WorkerProcess, context: SignedInContext) {
        self.init(
            id: worker.id.description, host: worker.host, process: String(worker.processID), version: worker.version,
            url: "/workers/\(worker.id)", badge: Component.Badge(worker.state),
            startedAt: Component.Timestamp(worker.startedAt), running: worker.running, slots: worker.slots,
            finished: worker.finished.grouped, heard: worker.heard,
            actions: Component.Action.wishes(for: worker, context: context))
    }
}

extension WorkerPages.Show.Lease {
    /// A lease that a job of the worker holds.
    init(_ lease: DeviceLease) {
        self.init(
            device: Component.Link(title: lease.deviceName.text, url: "/devices/\(lease.deviceID)"),
            job: Component.Link(title: lease.purpose.isEmpty ? "the job" : lease.purpose, url: "/jobs/\(lease.jobID)"),
            since: Component.Timestamp(lease.since), expires: Component.Timestamp(lease.expiresAt),
            token: String(lease.fencingToken))
    }
}

extension WorkerProcess {
    fileprivate var heard: String {
        switch state {
        case .stopped: "ended \(Component.Timestamp(stoppedAt).text)"
        case .lost: "given up \(Component.Timestamp(lostAt).text)"
        case .working, .paused, .draining: Measure.span(Date().timeIntervalSince(heartbeatAt)) + " ago"
        }
    }

    /// What is known of it.
    var facts: [Component.Fact] {
        [
            .make("Host", host), .make("Process", String(processID)), .make("Version", version, isMonospaced: true),
            .make("Since", Component.Timestamp(startedAt).text),
            .make("Heard", heard), .make("Slots", String(slots)), .make("Jobs ended", finished.grouped),
        ]
    }
}

extension Component.Badge {
    /// How a worker stands.
    init(_ state: WorkerProcess.State) {
        switch state {
        case .working: self.init(text: "Working", tone: "success")
        case .paused: self.init(text: "Paused", tone: "warning")
        case .draining: self.init(text: "Draining", tone: "progress")
        case .stopped: self.init(text: "Stopped", tone: "neutral")
        case .lost: self.init(text: "Lost", tone: "danger")
        }
    }
}

extension Component.Action {
    /// What can be wanted of a worker now.
    fileprivate static func wishes(for worker: WorkerProcess, context: SignedInContext) -> [Component.Action] {
        let whyNot = context.whyNot(.manageQueue)
        let url = "/workers/\(worker.id)/"
        let drain = make(
            "drain", "Drain", url: url + "drain", icon: "stop", style: "danger", whyNot: whyNot,
            confirm: (
                "Drain the worker on \(worker.host)?",
                "It ends the \(Measure.count(worker.running, "job")) that it runs, starts nothing new and stops for good."
            ))
        return switch worker.state {
        case .working: [make("pause", "Pause", url: url + "pause", icon: "pause", whyNot: whyNot), drain]
        case .paused: [make("resume", "Resume", url: url + "resumption", icon: "play", whyNot: whyNot), drain]
        case .draining, .stopped, .lost: []
        }
    }
}
