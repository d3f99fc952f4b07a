import Domain
import Services

extension ChangePages.Row {
    /// One change in a list.
    init(_ summary: ChangeSummary) {
        let change = summary.change
        self.init(
            number: "#\(change.number)", title: change.title, url: "/changes/\(change.id)",
            badge: Component.Badge(change.state), risk: Component.Badge(change.risk), source: change.source.title,
            devices: summary.devices.count == 1 ? summary.devices[0].text : "\(summary.devices.count) devices",
            author: change.author.name, time: Component.Timestamp(change.createdAt))
    }
}

extension ChangeSource {
    /// The source as a list says it.
    var title: String {
        switch self {
        case .template(_, _, let operation): "Template, \(operation.rawValue)"
        case .stack(_, _, let operation): "Stack, \(operation.rawValue)"
        case .restore: "Restore"
        case .undo: "Undo"
        case .lines: "Lines"
        }
    }

    /// The page of what it comes from.
    var link: Component.Link {
        switch self {
        case .template(let id, _, _): Component.Link(title: "a template set", url: "/templates/\(id)")
        case .stack(let id, _, _): Component.Link(title: "a stack", url: "/stacks/\(id)")
        case .restore(let id): Component.Link(title: "a backup", url: "/backups/\(id)")
        case .undo(let id): Component.Link(title: "the change it undoes", url: "/changes/\(id)")
        case .lines: Component.Link(title: "lines written by hand", url: "")
        }
    }

    /// What is done with it, with the frozen revision.
    var operation: String {
        switch self {
        case .template(_, let revision, let operation): "\(operation.rawValue), revision \(revision)"
        case .stack(_, let members, let operation): "\(operation.rawValue), \(members.count) template sets"
        case .restore, .undo, .lines: ""
        }
    }
}

extension ChangePages.Show {
    /// The whole page of a change.
    init(_ detail: ChangeDetail) {
        let change = detail.change
        self.init(
            number: "#\(change.number)", title: change.title, reason: change.reason, author: change.author.name,
            createdAt: Component.Timestamp(change.createdAt), source: change.source.link,
            operation: change.source.operation, eventsURL: "/changes/\(change.id)/events",
            state: ChangePages.State(detail), approval: ChangePages.ApprovalPanel(detail),
            risk: ChangePages.Risk(detail), variables: Self.variables(change),
            targets: ChangePages.Target.all(detail), record: ChangePages.Record(detail))
    }

    private static func variables(_ change: Change) -> [Component.Fact] {
        guard case .object(let members) = change.variables else { return [] }
        return members.sorted { $0.key < $1.key }.map { name, value in
            Component.Fact(label: name, value: value.shownText, url: "", isMonospaced: true)
        }
    }
}

extension ChangePages.Risk {
    /// The risk panel.
    init(_ detail: ChangeDetail) {
        let change = detail.change
        let added = detail.targets.map(\.target.linesAdded).reduce(0, +)
        let removed = detail.targets.map(\.target.linesRemoved).reduce(0, +)
        let count = detail.devices.count
        self.init(
            fragmentURL: "/changes/\(change.id)/risk", badge: Component.Badge(change.risk), policy: change.policy,
            isKnown: !detail.targets.isEmpty,
            summary: "\(count) device\(count == 1 ? "" : "s") · +\(added) −\(removed) lines",
            reasons: change.riskReasons.map {
                ChangePages.RiskReason(badge: Component.Badge($0.risk), device: $0.device, text: $0.text)
            })
    }
}

extension ChangePages.ApprovalPanel {
    /// The panel of answers.
    init(_ detail: ChangeDetail, reason: String = "", error: String = "") {
        let change = detail.change
        let counting = detail.approvals.filter { $0.digest == change.digest && $0.decision == .approved }.count
        self.init(
            fragmentURL: "/changes/\(change.id)/approval",
            isShown: !detail.targets.isEmpty && (change.approvalsNeeded > 0 || !detail.approvals.isEmpty),
            isOpen: change.state == .awaitingApproval,
            progress: "\(counting) of \(change.approvalsNeeded) approval\(change.approvalsNeeded == 1 ? "" : "s")",
            policy: change.policy, digest: change.digest, isAllowed: detail.refusals.answer.isEmpty,
            whyNot: detail.refusals.answer, approveURL: "/changes/\(change.id)/approvals",
            rejectURL: "/changes/\(change.id)/rejections", reason: reason, error: error,
            answers: detail.approvals.map { approval in
                ChangePages.Answer(
                    person: approval.approver.name,
                    badge: approval.decision == .approved
                        ? Component.Badge(text: "Approved", tone: "success")
                        : Component.Badge(text: "Rejected", tone: "danger"),
                    reason: approval.reason, time: Component.Timestamp(approval.createdAt),
                    note: approval.digest == change.digest ? "" : "of an older plan, no longer counts")
            })
    }
}

extension ChangePages.Record {
    /// The record: facts, digest, and what happened in order.
    init(_ detail: ChangeDetail) {
        let change = detail.change
        let names = Dictionary(detail.targets.map { ($0.target.id.description, $0.target.deviceName.text) }) { a, _ in a
        }
        func fact(_ label: String, _ value: String) -> Component.Fact {
            Component.Fact(label: label, value: value, url: "", isMonospaced: false)
        }
        var related: [Component.Link] = []
        if case .undo(let id) = change.source {
            related.append(Component.Link(title: "The change that this one undoes", url: "/changes/\(id)"))
        }
        self.init(
            fragmentURL: "/changes/\(change.id)/record",
            facts: [
                fact("Author", change.author.name), fact("Proposed", Component.Timestamp(change.createdAt).text),
            ] + Self.milestones(change).map { fact($0.0, $0.1) } + [fact("Plan", "revision \(change.revision)")],
            digest: change.digest, related: related,
            timeline: Self.timeline(detail, names: names))
    }

    /// What has been reached and when. Of a change that has ended, what it did not reach is left out: it never will.
    static func milestones(_ change: Change) -> [(String, String)] {
        let times = [
            ("Planned", change.plannedAt), ("Approved", change.approvedAt), ("Started", change.startedAt),
            ("Finished", change.finishedAt),
        ]
        return times.filter { $0.1 != nil || !change.state.isFinal }
            .map { ($0.0, Component.Timestamp($0.1, never: "not yet").text) }
    }

    private static func timeline(_ detail: ChangeDetail, names: [String: String]) -> [Component.TimelineEntry] {
        func entry(
            _ time: Component.Timestamp, _ actor: String, _ text: String, _ detail: String = "", _ tone: String
        ) -> Component.TimelineEntry {
            Component.TimelineEntry(time: time, actor: actor, text: text, detail: detail, tone: tone)
        }
        let change = detail.change
        var entries = [
            entry(Component.Timestamp(change.createdAt), change.author.name, "proposed it", change.reason, "neutral")
        ]
        if let at = change.plannedAt {
            entries.append(entry(Component.Timestamp(at), "", "Planned, revision \(change.revision)", "", "info"))
        }
        for approval in detail.approvals {
            let isApproved = approval.decision == .approved
            entries.append(
                entry(
                    Component.Timestamp(approval.createdAt), approval.approver.name,
                    isApproved ? "approved it" : "rejected it",
                    approval.reason, isApproved ? "success" : "danger"))
        }
        if let at = change.startedAt { entries.append(entry(Component.Timestamp(at), "", "Started", "", "neutral")) }
        for target in detail.targets {
            for step in target.transcript where step.kind == .state {
                let state = TargetState(rawValue: step.text)
                // What only led on to the next state is in the device's own transcript.
                if state == .sentUnconfirmed || state == .verifying { continue }
                entries.append(
                    entry(
                        Component.Timestamp(step.at), "", "\(target.target.deviceName): \(state?.title ?? step.text)",
                        "",
                        state.map { $0.isSettled ? Component.Badge($0).tone : "neutral" } ?? "neutral"))
            }
        }
        // Of a rejected change the answer above has said it.
        if let at = change.finishedAt, change.state != .rejected {
            entries.append(
                entry(
                    Component.Timestamp(at), "", change.state.title, change.outcome, Component.Badge(change.state).tone)
            )
        }
        return entries
    }
}

extension JSONValue {
    /// The value as one line of text, for pages.
    var shownText: String {
        switch self {
        case .null: "none"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .string(let value): value
        case .array(let values): values.map(\.shownText).joined(separator: ", ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.shownText)" }.joined(separator: ", ")
        }
    }
}
