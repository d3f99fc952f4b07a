import Domain
import Foundation
import Services

extension ChangePages.State {
    /// Where the change stands, and the buttons that make sense there.
    init(_ detail: ChangeDetail) {
        let change = detail.change
        self.init(
            fragmentURL: "/changes/\(change.id)/state", digest: change.digest, badge: Component.Badge(change.state),
            sentence: Self.sentence(detail), steps: Self.steps(change), actions: Self.actions(detail))
    }

    private static func sentence(_ detail: ChangeDetail) -> String {
        let change = detail.change
        let unplanned = detail.devices.count { $0.planning == .failed }
        if change.state == .failed, unplanned > 0 {
            return "\(unplanned) of \(detail.devices.count) devices could not be planned; nothing was sent. "
                + "Put right what is said below, then plan again."
        }
        if !change.outcome.isEmpty, change.state != .awaitingApproval { return change.outcome }
        switch change.state {
        case .draft, .planning:
            let done = detail.devices.filter { $0.planning == .planned }.count
            return
                "A worker is reading the devices and computing what would change: \(done) of \(detail.devices.count) done. "
                + "Nothing is sent while planning."
        case .planned: return "The plan is ready."
        case .awaitingApproval: return "Someone other than the author must approve exactly this plan before it can run."
        case .approved: return "Exactly the commands below will be sent when you run it."
        case .running:
            return change.cancelRequestedAt == nil
                ? "Commands are being sent. Every device is checked against the prediction before it is confirmed."
                : "Stopping: each device is being brought to a named state."
        case .verifying: return "Every device has ended; the results are being put together."
        case .done: return "Every device was verified against the prediction."
        case .failed: return "Nothing of this change is on any device."
        case .cancelled: return "The change was stopped."
        case .rejected: return "The change was rejected."
        case .stale: return "The plan is too old; plan it again."
        case .paused: return "The change is paused."
        case .undone: return "The change has been undone."
        case .needsPerson: return "Some devices need a person; see each of them below."
        }
    }

    private static func steps(_ change: Change) -> [Component.Step] {
        let titles = ["Proposed", "Planned", "Approved", "Running", "Verified"]
        let reached: Int =
            switch change.state {
            case .draft, .planning: 1
            case .planned, .awaitingApproval, .rejected, .stale: 2
            case .approved, .paused: 3
            case .running: 3
            case .verifying: 4
            case .done, .undone: 5
            case .needsPerson: 4
            case .failed, .cancelled:
                change.startedAt != nil ? 4 : change.approvedAt != nil ? 3 : change.plannedAt != nil ? 2 : 1
            }
        let hasEndedBadly = [.failed, .cancelled, .rejected, .needsPerson].contains(change.state)
        let times = [change.createdAt, change.plannedAt, change.approvedAt, change.startedAt, change.finishedAt]
        return titles.enumerated().map { index, title in
            let isLeftOut = change.state == .done && change.startedAt == nil && (2...3).contains(index)
            let state =
                isLeftOut
                ? "skipped"
                : index < reached
                    ? "done"
                    : index == reached ? (hasEndedBadly ? "failed" : "current") : hasEndedBadly ? "skipped" : "upcoming"
            let detail = state == "done" ? Self.clockTime(times[index]) : ""
            return Component.Step(title: title, state: state, detail: detail)
        }
    }

    /// Hours and minutes; the day stands in the record.
    private static func clockTime(_ date: Date?) -> String {
        date.map { String(Component.Timestamp($0).text.dropFirst(11).prefix(5)) } ?? ""
    }

    private static func actions(_ detail: ChangeDetail) -> [Component.Action] {
        let change = detail.change
        let base = "/changes/\(change.id)"
        let count = detail.targets.filter { !$0.target.isAlreadyInPlace }.count
        var actions: [Component.Action] = []
        if [.approved, .awaitingApproval].contains(change.state) {
            actions.append(
                .make(
                    "run", "Run", url: base + "/runs", icon: "play", style: "primary", whyNot: detail.refusals.run,
                    confirm: (
                        "Run this change?",
                        "Exactly the planned commands are sent to \(count) device\(count == 1 ? "" : "s")."
                    )))
        }
        if [.failed, .stale, .approved, .awaitingApproval].contains(change.state), change.startedAt == nil {
            actions.append(
                .make("plans", "Plan again", url: base + "/plans", icon: "refresh", whyNot: detail.refusals.planAgain))
        }
        if !change.state.isFinal, change.state != .needsPerson {
            actions.append(
                .make(
                    "cancel", "Stop", url: base + "/cancellation", icon: "stop", style: "danger",
                    whyNot: detail.refusals.stop,
                    confirm: ("Stop this change?", "Devices that took commands are brought back to where they were.")))
        }
        if [.done, .needsPerson].contains(change.state), detail.targets.contains(where: { $0.run?.state == .confirmed })
        {
            actions.append(
                .make(
                    "undo", "Undo", url: base + "/undo", icon: "undo", whyNot: detail.refusals.undo,
                    confirm: (
                        "Propose the undo?",
                        "A new change is planned from the stored inverse commands; it runs only after its own approval."
                    )))
        }
        return actions
    }
}
