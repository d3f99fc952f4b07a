public import Domain
import Foundation
public import Persistence

/// The life of a change as people drive it: propose, answer, run, stop, undo. The work itself is done by jobs.
public struct ChangeService: Sendable {
    let database: Database
    let contents: ContentStore
    let platforms: PlatformCatalogue
    /// For how long an answer counts, in seconds.
    let approvalSeconds: Int

    /// A service over the database.
    public init(
        database: Database, contents: ContentStore, platforms: PlatformCatalogue, approvalSeconds: Int = 7 * 86400
    ) {
        self.database = database
        self.contents = contents
        self.platforms = platforms
        self.approvalSeconds = approvalSeconds
    }

    /// One page of changes, newest first.
    public func list(_ filter: ChangeFilter, by actor: Actor) async throws -> Paged<Change> {
        try actor.require(.view)
        return try await ChangeRepository(database).list(filter)
    }

    /// One change.
    public func find(_ id: Change.ID, by actor: Actor) async throws -> Change {
        try actor.require(.view)
        guard let change = try await ChangeRepository(database).find(id) else { throw Problem.notFound("change") }
        return change
    }

    /// Proposes a change: freezes its devices and the revisions of its templates, and asks a worker for the plan.
    public func propose(_ draft: ChangeDraft, by actor: Actor) async throws -> Change {
        try actor.require(.proposeChanges)
        let devices = try await frozenDevices(draft)
        let (source, title) = try await frozenSource(draft, devices: devices)
        guard case .object = draft.variables else {
            throw Problem.invalid([FieldProblem("variables", "Variables must be a JSON object.")])
        }
        return try await insert(
            title: draft.title.isEmpty ? title : draft.title, reason: draft.reason, source: source,
            variables: draft.variables, devices: devices.map(\.id), by: actor)
    }

    /// Proposes the undo of a change that reached at least one device: the stored inverses, against today's configuration.
    public func undo(_ id: Change.ID, reason: String, by actor: Actor) async throws -> Change {
        try actor.require(.proposeChanges)
        let change = try await find(id, by: actor)
        guard [.done, .needsPerson, .failed].contains(change.state) else {
            throw Problem(
                .conflict, code: "change_not_undoable",
                "Change #\(change.number) is \(change.state.words); only a change that has run can be undone.")
        }
        let runs = try await TargetRunRepository(database).list(id, revision: change.revision)
        let took = Set(runs.filter { $0.state == .confirmed }.map(\.deviceID))
        let rows = try await ChangeDeviceRepository(database).list(id)
        let devices = rows.map(\.deviceID).filter(took.contains)
        guard !devices.isEmpty else {
            throw Problem(
                .conflict, code: "change_reached_nothing",
                "Change #\(change.number) changed no device, so there is nothing to undo.")
        }
        return try await insert(
            title: "Undo #\(change.number): \(change.title)", reason: reason, source: .undo(id),
            variables: .object([:]),
            devices: devices, by: actor)
    }

    /// Plans again what could not be planned or has gone stale; the new plan needs new answers.
    public func planAgain(_ id: Change.ID, by actor: Actor) async throws -> Change {
        try actor.require(.proposeChanges)
        return try await database.transaction { db in
            let from: [ChangeState] = [.failed, .stale, .planned, .awaitingApproval, .approved]
            guard try await ChangeRepository(db).lock(id) != nil else { throw Problem.notFound("change") }
            let runs = try await TargetRunRepository(db).unsettledCount(id)
            guard runs == 0, let change = try await ChangeRepository(db).beginPlanning(id, from: from) else {
                throw Problem(
                    .conflict, code: "change_not_plannable",
                    "This change has run or is running; propose a new one instead of planning it again.")
            }
            try await ChangeDeviceRepository(db).resetPlanning(id)
            try await enqueuePlan(change, by: actor, on: JobRepository(db))
            try await AuditRepository(db).append(
                actor.entry("change.plan_again", "change", id, "Asked for a new plan of change #\(change.number)"))
            try await EventRepository(db).append(.change(id), kind: "state", subject: "")
            return change
        }
    }

    private func insert(
        title: String, reason: String, source: ChangeSource, variables: JSONValue, devices: [Device.ID], by actor: Actor
    ) async throws -> Change {
        try checkWords(title: title, reason: reason)
        return try await database.transaction { db in
            let id = Change.ID()
            _ = try await ChangeRepository(db).insert(
                id: id, title: title, reason: reason, authorID: actor.user.id, source: source, variables: variables,
                state: .draft)
            try await ChangeDeviceRepository(db).insert(id, devices)
            guard let change = try await ChangeRepository(db).beginPlanning(id, from: [.draft]) else {
                throw Problem(.failed, code: "change_vanished", "The new change could not be read back.")
            }
            try await enqueuePlan(change, by: actor, on: JobRepository(db))
            try await AuditRepository(db).append(
                actor.entry("change.propose", "change", id, "Proposed change #\(change.number): \(title)"))
            try await EventRepository(db).append(.change(id), kind: "state", subject: "")
            return change
        }
    }

    private func enqueuePlan(_ change: Change, by actor: Actor, on jobs: JobRepository) async throws {
        _ = try await jobs.enqueue(
            NewJob(
                .planChange, changeID: change.id, requestedBy: actor.user.id,
                uniqueKey: "plan:\(change.id):\(change.revision)"))
    }

    private func checkWords(title: String, reason: String) throws {
        var problems: [FieldProblem] = []
        if !(1...200).contains(title.count) {
            problems.append(FieldProblem("title", "Keep the title under 200 characters."))
        }
        if reason.utf8.count > 4000 { problems.append(FieldProblem("reason", "Keep the reason under 4,000 bytes.")) }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }

    /// An empty list means no device, never all (change.md, rule 3).
    private func frozenDevices(_ draft: ChangeDraft) async throws -> [Device] {
        guard !draft.deviceIDs.isEmpty else {
            throw Problem.invalid([FieldProblem("devices", "Choose at least one device.")])
        }
        guard draft.deviceIDs.count <= 5000, Set(draft.deviceIDs).count == draft.deviceIDs.count else {
            throw Problem.invalid([FieldProblem("devices", "Name each device once, and at most 5,000 of them.")])
        }
        let devices = try await DeviceRepository(database).find(ids: draft.deviceIDs)
        guard devices.count == draft.deviceIDs.count else {
            throw Problem.invalid([FieldProblem("devices", "A chosen device does not exist any more. Choose again.")])
        }
        return devices
    }

    private func frozenSource(_ draft: ChangeDraft, devices: [Device]) async throws -> (ChangeSource, String) {
        let scope = devices.count == 1 ? devices[0].name.text : "\(devices.count) devices"
        switch draft.source {
        case .template(let id, let operation):
            guard let set = try await TemplateSetRepository(database).find(id) else {
                throw Problem.notFound("template set")
            }
            return (
                .template(id, revision: set.revision, operation: operation),
                "\(operation == .deploy ? "Deploy" : "Delete") \(set.name) on \(scope)"
            )
        case .stack(let id, let operation):
            guard let stack = try await StackRepository(database).find(id) else { throw Problem.notFound("stack") }
            var members: [ChangeSource.StackMember] = []
            for setID in stack.templateSetIDs {
                guard let set = try await TemplateSetRepository(database).find(setID) else {
                    throw Problem.notFound("template set")
                }
                members.append(ChangeSource.StackMember(templateSetID: setID, revision: set.revision))
            }
            return (
                .stack(id, members: members, operation: operation),
                "\(operation == .deploy ? "Deploy" : "Delete") stack \(stack.name) on \(scope)"
            )
        case .restore(let id):
            guard let backup = try await BackupRepository(database).find(id) else { throw Problem.notFound("backup") }
            guard devices.map(\.id) == [backup.deviceID] else {
                throw Problem.invalid([FieldProblem("devices", "A backup can be restored on its own device only.")])
            }
            guard backup.standing.isGood else {
                throw Problem(
                    .conflict, code: "backup_suspect",
                    "This backup may not be the whole configuration, so a restore could take away what it lacks. Accept it first."
                )
            }
            return (.restore(id), "Restore a backup of \(backup.deviceName)")
        case .lines(let text):
            guard !text.allSatisfy(\.isWhitespace), text.utf8.count <= 1_000_000 else {
                throw Problem.invalid([FieldProblem("lines", "Write the configuration lines to send, at most 1 MB.")])
            }
            return (.lines(text), "Lines on \(scope)")
        }
    }
}
