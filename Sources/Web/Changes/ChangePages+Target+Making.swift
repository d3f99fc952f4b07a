import Domain
import Foundation
import Services

extension ChangePages.Target {
    /// Every device of a change: as planned and run, or how its planning goes.
    static func all(_ detail: ChangeDetail) -> [ChangePages.Target] {
        detail.devices.map { device in
            let planned = detail.targets.first { $0.target.deviceID == device.deviceID }
            return ChangePages.Target(device, planned, detail)
        }
    }

    init(_ device: ChangeDevice, _ planned: TargetDetail?, _ detail: ChangeDetail) {
        let run = planned?.run
        let target = planned?.target
        let state = run?.state
        let isDrift = state == .heldDrift
        let observed = planned?.observed
        self.init(
            id: device.deviceID.description, fragmentURL: "/changes/\(device.changeID)/targets/\(device.deviceID)",
            position: String(device.position + 1),
            device: Component.Link(title: device.deviceName.text, url: "/devices/\(device.deviceID)"),
            platform: device.platform.text, badge: Self.badge(device, target, state, detail.change),
            isLive: state.map { !$0.isSettled } ?? [.waiting, .reading].contains(device.planning) && target == nil,
            isOpen: detail.devices.count <= 5 || device.planning == .failed || ![.confirmed, .skipped, nil].contains(state),
            detail: Self.detail(device, run, detail.change), detailTone: Self.tone(device, state),
            isPlanned: target != nil,
            isInPlace: target?.isAlreadyInPlace ?? false, added: target?.linesAdded ?? 0,
            removed: target?.linesRemoved ?? 0,
            base: target.map { "Read before planning, hash \($0.base.text.prefix(12))" } ?? "",
            baseTime: Component.Timestamp(target?.baseReadAt, never: ""),
            baseAge: Self.age(target?.baseReadAt, at: detail.change.startedAt ?? Date()),
            safetyNet: target == nil ? "" : "Inverse commands", safetyNetDetail: target?.safetyNet.explanation ?? "",
            warnings: target?.warnings ?? [], commands: Self.commands(planned),
            predicted: planned.map {
                Component.Diff(
                    $0.predicted, label: "Predicted difference on \(device.deviceName)",
                    emptyText: "Nothing changes: the device is already as wanted.")
            } ?? .none(label: "Predicted difference"),
            inverse: Component.TextLine.lines(of: (planned?.inverse ?? []).joined(separator: "\n")),
            expectation: Component.TextLine.lines(of: planned?.expectation ?? ""),
            hasRun: run != nil && state != .skipped,
            progress: Self.progress(run, target), commandsDone: run?.linesAccepted ?? 0,
            commandsTotal: target?.commands.count ?? 0, transcript: Self.transcript(planned),
            hasObserved: observed != nil && !isDrift,
            observed: observed.map {
                Component.Diff(
                    $0, label: "Observed difference on \(device.deviceName)",
                    emptyText: "Nothing changed on the device.")
            } ?? .none(label: "Observed difference"),
            verdict: Self.verdict(run), deviations: [], checks: Self.checks(run),
            hasDrift: isDrift && observed != nil,
            drift: isDrift
                ? observed.map {
                    Component.Diff($0, label: "Drift of \(device.deviceName) since the plan", emptyText: "No drift.")
                } ?? .none(label: "Drift") : .none(label: "Drift"),
            backups: detail.backups.filter { $0.deviceID == device.deviceID }.map { backup in
                Component.Link(
                    title: backup.cause == .beforeChange ? "Backup before" : "Backup after",
                    url: "/backups/\(backup.id)")
            })
    }

    private static func badge(
        _ device: ChangeDevice, _ target: ChangeTarget?, _ state: TargetState?, _ change: Change
    ) -> Component.Badge {
        if let state { return Component.Badge(state) }
        switch device.planning {
        case .waiting: return Component.Badge(text: "Waiting", tone: "neutral")
        case .reading: return Component.Badge(text: "Reading", tone: "progress")
        case .failed: return Component.Badge(text: "Planning failed", tone: "danger")
        case .planned:
            if target?.isAlreadyInPlace ?? false { return Component.Badge(text: "In place", tone: "success") }
            return change.state.isFinal
                ? Component.Badge(text: "Not sent", tone: "neutral") : Component.Badge(text: "Planned", tone: "info")
        }
    }

    /// What is said first about the device; of a device that came out as planned, its checks say it.
    private static func detail(_ device: ChangeDevice, _ run: TargetRun?, _ change: Change) -> String {
        if let run { return isAsPredicted(run) ? "" : run.detail }
        if change.state == .failed, device.planning == .planned {
            return "\(device.deviceName) could be planned, but other devices could not. Nothing was sent to it."
        }
        return device.problemAlone
    }

    private static func isAsPredicted(_ run: TargetRun) -> Bool {
        run.state == .confirmed && !run.checks.isEmpty && run.checks.allSatisfy(\.isPassed)
    }

    private static func tone(_ device: ChangeDevice, _ state: TargetState?) -> String {
        guard let state else { return device.planning == .failed ? "danger" : "info" }
        let tone = Component.Badge(state).tone
        return ["success", "warning", "danger"].contains(tone) ? tone : "info"
    }

    private static func age(_ date: Date?, at now: Date) -> Component.Badge {
        guard let date else { return Component.Badge(text: "", tone: "neutral") }
        let seconds = max(0, Int(now.timeIntervalSince(date)))
        let text =
            seconds < 120 ? "\(seconds) s old" : seconds < 7200 ? "\(seconds / 60) min old" : "\(seconds / 3600) h old"
        return Component.Badge(text: text, tone: seconds < 3600 ? "neutral" : "warning")
    }

    private static func commands(_ planned: TargetDetail?) -> [ChangePages.Command] {
        guard let planned else { return [] }
        let rejected = planned.transcript.last { $0.kind == .rejected }
        return planned.commands.enumerated().map { index, text in
            let number = index + 1
            let accepted = planned.run?.linesAccepted ?? 0
            let state =
                rejected?.lineNumber == number
                ? "rejected"
                : number <= accepted ? "accepted" : number == planned.run?.lineInFlight ? "sending" : "planned"
            return ChangePages.Command(
                number: String(number), text: text, state: state,
                message: rejected?.lineNumber == number ? rejected?.text ?? "" : "")
        }
    }

    private static func progress(_ run: TargetRun?, _ target: ChangeTarget?) -> String {
        guard let run, let target, !target.isAlreadyInPlace else { return "" }
        return "\(run.linesAccepted) of \(target.commands.count) lines accepted"
    }

    private static func transcript(_ planned: TargetDetail?) -> [Component.LogLine] {
        (planned?.transcript ?? []).filter { $0.kind != .accepted || !$0.text.isEmpty }.map { entry in
            Component.LogLine(
                time: Component.Timestamp(entry.at), kind: entry.kind.rawValue,
                number: entry.lineNumber > 0 ? String(entry.lineNumber) : "",
                text: entry.kind == .state ? TargetState(rawValue: entry.text)?.title ?? entry.text : entry.text)
        }
    }

    private static func checks(_ run: TargetRun?) -> [Component.Check] {
        (run?.checks ?? []).map { check in
            Component.Check(
                name: check.name,
                badge: check.isPassed
                    ? Component.Badge(text: "Passed", tone: "success")
                    : Component.Badge(text: "Failed", tone: "danger"),
                detail: check.detail)
        }
    }

    private static func verdict(_ run: TargetRun?) -> [Component.Notice] {
        guard let run, !run.checks.isEmpty else { return [] }
        let isGood = run.checks.allSatisfy(\.isPassed)
        return [
            Component.Notice(
                tone: isGood ? "success" : "danger",
                title: isGood ? "As predicted" : "Not as predicted",
                text: isGood
                    ? "What was read back is exactly what the plan predicted."
                        + (isAsPredicted(run) && !run.detail.isEmpty ? " " + run.detail : "")
                    : "What was read back differs from the prediction.",
                linkTitle: "", linkURL: "")
        ]
    }
}

extension ChangeDevice {
    /// Why it could not be planned, without its name in front: pages show it beside the name.
    var problemAlone: String {
        let name = deviceName.text + ": "
        return problem.hasPrefix(name) ? String(problem.dropFirst(name.count)) : problem
    }
}
