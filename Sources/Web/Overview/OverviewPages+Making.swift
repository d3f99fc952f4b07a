import Domain
import Foundation
import Services

extension OverviewPages.Index {
    /// What needs attention now; with neither devices nor changes, the steps to the first change.
    init(
        _ overview: OverviewService.Overview, waitingForMe: [ChangeSummary], inFlight: [ChangeSummary],
        broken: [ChangeSummary], recent: [ChangeSummary], subjects: [Job.ID: JobSubject], context: SignedInContext
    ) {
        let isEmpty = overview.deviceCount == 0 && overview.changesByState.values.allSatisfy { $0 == 0 }
        let weekAgo = Date().addingTimeInterval(-7 * 86400)
        let changeFailures = broken.map { OverviewPages.Index.Failure($0.change) }
        let jobFailures = overview.failedJobs.filter { $0.changeID == nil }.map {
            OverviewPages.Index.Failure($0, subject: subjects[$0.id])
        }
        let failures = (changeFailures + jobFailures).filter { $0.time.iso >= weekAgo.formatted(.iso8601) }
        self.init(
            numbers: isEmpty ? [] : OverviewPages.Index.Number.all(overview, waitingForMe: waitingForMe.count),
            isEmptyInstall: isEmpty, steps: isEmpty ? OverviewPages.Index.SetupStep.all(overview, context) : [],
            waitingForMe: waitingForMe.map { ChangePages.Row($0) }, inFlight: inFlight.map { ChangePages.Row($0) },
            failures: Array(failures.sorted { $0.time.iso > $1.time.iso }.prefix(6)),
            recent: recent.map { ChangePages.Row($0) })
    }
}

extension OverviewPages.Index.Number {
    /// How many devices there are, and the worst that is known of them.
    private static func devices(_ overview: OverviewService.Overview) -> OverviewPages.Index.Number {
        let down = overview.devicesByState[.down] ?? 0
        let flapping = overview.devicesByState[.flapping] ?? 0
        let troubles = [(down, Reachability.State.down), (flapping, .flapping)].filter { $0.0 > 0 }
        return OverviewPages.Index.Number(
            label: "Devices", value: String(overview.deviceCount),
            detail: troubles.isEmpty
                ? "under management" : troubles.map { "\($0.0) \($0.1.rawValue)" }.joined(separator: ", "),
            url: "/devices" + (troubles.first.map { "?state=\($0.1.rawValue)" } ?? ""),
            tone: troubles.first?.1.tone ?? "neutral")
    }

    /// The four numbers above everything.
    static func all(_ overview: OverviewService.Overview, waitingForMe: Int) -> [OverviewPages.Index.Number] {
        func count(_ states: [ChangeState]) -> Int { states.reduce(0) { $0 + (overview.changesByState[$1] ?? 0) } }
        let waiting = count([.awaitingApproval])
        let moving = count([.planning, .running, .verifying])
        let stuck = count([.needsPerson, .paused, .stale])
        return [
            devices(overview),
            OverviewPages.Index.Number(
                label: "Waiting for approval", value: String(waiting),
                detail: waitingForMe == 0 ? "none for you" : "\(waitingForMe) for you",
                url: "/changes?state=\(ChangeListTab.waiting.rawValue)", tone: waiting == 0 ? "neutral" : "info"),
            OverviewPages.Index.Number(
                label: "In flight", value: String(moving), detail: moving == 0 ? "nothing moves" : "planned or run now",
                url: "/changes?state=\(ChangeListTab.running.rawValue)", tone: moving == 0 ? "neutral" : "progress"),
            OverviewPages.Index.Number(
                label: "Needs a person", value: String(stuck),
                detail: stuck == 0 ? "nothing is stuck" : "held or stale",
                url: "/changes?state=\(ChangeListTab.attention.rawValue)", tone: stuck == 0 ? "success" : "danger"),
        ]
    }
}

extension OverviewPages.Index.SetupStep {
    /// The way from an empty install to the first change.
    static func all(_ overview: OverviewService.Overview, _ context: SignedInContext) -> [OverviewPages.Index.SetupStep]
    {
        let done = [overview.hasCredentials, overview.deviceCount > 0, overview.hasTemplates, false]
        let next = done.firstIndex(of: false)
        let steps: [(title: String, text: String, url: String, action: String, permission: Permission)] = [
            (
                "Add a credential set", "How NetStacks signs in to your devices. Secrets are sealed at once.",
                "/credentials/new", "Add credentials", .editCredentials
            ),
            (
                "Add a device", "A name, an address and a platform. NetStacks reads it; it changes nothing.",
                "/devices/new", "Add device", .editDevices
            ),
            (
                "Write a template", "What you would type, with variables where it differs.", "/templates/new",
                "Add template", .editTemplates
            ),
            (
                "Plan a change", "Exact lines and the real difference for each device, before anything is sent.",
                "/templates", "Choose template", .proposeChanges
            ),
        ]
        return steps.enumerated().map { index, step in
            OverviewPages.Index.SetupStep(
                title: step.title, text: step.text, url: step.url,
                actionTitle: context.actor.may(step.permission) ? step.action : "", isDone: done[index],
                isNext: index == next)
        }
    }
}

extension OverviewPages.Index.Failure {
    /// A change that failed or waits for a person.
    init(_ change: Change) {
        self.init(
            title: "#\(change.number) \(change.title)", url: "/changes/\(change.id)", text: change.outcome,
            badge: Component.Badge(change.state),
            time: Component.Timestamp(change.finishedAt ?? change.startedAt ?? change.plannedAt ?? change.createdAt))
    }

    /// A job that failed.
    init(_ job: Job, subject: JobSubject?) {
        let name = subject.map { ": " + Component.Link($0).title } ?? ""
        self.init(
            title: job.kind.title + name, url: "/jobs/\(job.id)", text: job.progressSentence,
            badge: Component.Badge(job.state), time: Component.Timestamp(job.finishedAt ?? job.createdAt))
    }
}
