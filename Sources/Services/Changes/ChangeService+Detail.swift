import ConfigTree
public import Domain
import Persistence

extension ChangeService {
    /// Everything about one change, for its page and its API document.
    public func detail(_ id: Change.ID, by actor: Actor) async throws -> ChangeDetail {
        let change = try await find(id, by: actor)
        async let devices = ChangeDeviceRepository(database).list(id)
        async let approvals = ApprovalRepository(database).list(id)
        async let backups = BackupRepository(database).list(id)
        async let events = EventRepository(database).list(.change(id), after: 0, limit: 500)
        let targets = try await targets(of: change)
        return ChangeDetail(
            change: change.showing(redaction(targets).redact(change.variables)), devices: try await devices,
            targets: targets, approvals: try await approvals,
            backups: try await backups, events: try await events,
            refusals: refusals(change, targets: targets, by: actor))
    }

    /// The plan and run of one device of a change.
    public func target(_ id: ChangeTarget.ID, of change: Change.ID, by actor: Actor) async throws -> TargetDetail {
        let change = try await find(change, by: actor)
        guard let found = try await targets(of: change).first(where: { $0.target.id == id }) else {
            throw Problem.notFound("device in this change")
        }
        return found
    }

    private func targets(of change: Change) async throws -> [TargetDetail] {
        async let planned = ChangeTargetRepository(database).list(change.id, revision: change.revision)
        async let running = TargetRunRepository(database).list(change.id, revision: change.revision)
        async let spoken = TranscriptRepository(database).list(
            changeID: change.id, revision: change.revision, limit: 20_000)
        let runs = Dictionary(try await running.map { ($0.targetID, $0) }) { first, _ in first }
        let transcripts = Dictionary(grouping: try await spoken, by: \.targetID)
        return try await planned.map { target in
            try shown(target, run: runs[target.id], transcript: transcripts[target.id] ?? [])
        }
    }

    private func shown(
        _ target: ChangeTarget, run: TargetRun?, transcript: [TranscriptEntry]
    ) throws -> TargetDetail {
        let grammar = try platforms.platform(target.platform).requireGrammar()
        // One map for all that is shown of a device: the same secret has the same mark in the plan and in what came of it.
        var marks = RedactionMap()
        func diff(_ document: JSONValue) throws -> ShownDiff? {
            if document == .null { return nil }
            return ShownDiff(try document.decoded(as: ConfigDiff.self).redacted(by: grammar, into: &marks))
        }
        guard let predicted = try diff(target.diff) else {
            throw Problem(.failed, code: "plan_without_diff", "The stored plan has no difference.")
        }
        return TargetDetail(
            target: target, commands: grammar.secrets.redact(target.commands, into: &marks),
            inverse: grammar.secrets.redact(target.inverse, into: &marks),
            expectation: grammar.secrets.redact(target.expectation, into: &marks), predicted: predicted, run: run,
            observed: try run.flatMap { try diff($0.observedDiff) }, transcript: transcript)
    }

    private func redaction(_ targets: [TargetDetail]) -> VariableRedaction {
        VariableRedaction(
            grammars: platforms.platforms.map(\.secrets),
            texts: targets.map { shown in
                let target = shown.target
                return (
                    (target.commands + target.inverse + [target.expectation]).joined(separator: "\n"),
                    (shown.commands + shown.inverse + [shown.expectation]).joined(separator: "\n")
                )
            })
    }

    private func refusals(_ change: Change, targets: [TargetDetail], by actor: Actor) -> ChangeDetail.Refusals {
        func refusal(_ permission: Permission, _ states: [ChangeState], _ verb: String) -> String {
            if !states.contains(change.state) { return "The change is \(change.state.words), so it cannot be \(verb)." }
            if !actor.may(permission) { return "Your role, \(actor.role.rawValue), may not \(permission.words)." }
            return ""
        }
        let reached = targets.contains { $0.run?.state == .confirmed }
        let undo = refusal(.proposeChanges, [.done, .needsPerson, .failed], "undone")
        return ChangeDetail.Refusals(
            answer: answerRefusal(change, by: actor),
            run: refusal(.runChanges, [.approved], "run"),
            stop: refusal(
                .runChanges,
                [.draft, .planning, .planned, .awaitingApproval, .approved, .stale, .paused, .running, .verifying],
                "stopped"),
            undo: undo.isEmpty && !reached ? "The change reached no device, so there is nothing to undo." : undo,
            planAgain: refusal(
                .proposeChanges, [.failed, .stale, .planned, .awaitingApproval, .approved], "planned again"))
    }
}
