import ConfigTree
import DeviceCLI
public import Domain
import Foundation
public import Persistence

/// Plans a change: reads every device, renders, predicts, and stores the immutable plan. It holds a reader and cannot write.
public struct ChangePlanner: Sendable {
    private let database: Database
    private let reader: DeviceReader
    private let contents: ContentStore
    private let platforms: PlatformCatalogue
    private let renderer: ChangeRenderer
    /// How many devices are read at the same time.
    private let width: Int

    /// A planner for the worker.
    public init(
        database: Database, reader: DeviceReader, contents: ContentStore, platforms: PlatformCatalogue,
        renderer: TemplateRenderer, width: Int = 16
    ) {
        self.database = database
        self.reader = reader
        self.contents = contents
        self.platforms = platforms
        self.renderer = ChangeRenderer(database: database, contents: contents, renderer: renderer)
        self.width = width
    }

    /// Plans the change. A plan that was stored already, or a change that was cancelled meanwhile, is left as it is.
    public func plan(_ id: Change.ID) async throws {
        guard let change = try await ChangeRepository(database).find(id), change.state == .planning else { return }
        let rows = try await ChangeDeviceRepository(database).list(id)
        let devices = try await DeviceRepository(database).find(ids: rows.map(\.deviceID))
        let caller = try await SessionCaller.asking(for: .planChange, change: id, database)
        let outcomes = try await planAll(devices, of: change, rows: rows, by: caller)
        let targets = outcomes.compactMap { try? $0.get() }  // try?: the failures are taken up in the next line
        let problems = outcomes.compactMap { outcome in
            if case .failure(let problem) = outcome { problem.sentence } else { nil }
        }
        guard problems.isEmpty, targets.count == rows.count else {
            let first = problems.first ?? "A device of this change was removed."
            try await fail(change, "Planning failed on \(max(1, problems.count)) of \(rows.count) devices. \(first)")
            return
        }
        do {
            try await store(targets, devices: devices, of: change)
        } catch is PlanOvertaken {
            // Stopped or planned again while the devices were read: this plan is nobody's any more.
        }
    }

    /// Said again by the next attempt of the job, which reads the devices as they are then.
    private static let editedMeanwhile = Problem(
        .unavailable, code: "device_edited_meanwhile", "A device was edited while it was planned. It is planned again.")

    /// Ends a plan that can never be made, for example because its job was given up.
    public func giveUp(_ id: Change.ID, because sentence: String) async throws {
        guard let change = try await ChangeRepository(database).find(id), change.state == .planning else { return }
        try await fail(change, sentence)
    }

    private func fail(_ change: Change, _ sentence: String) async throws {
        try await database.transaction { db in
            _ = try await ChangeRepository(db).move(change.id, from: [.planning], to: .failed, outcome: sentence)
            try await EventRepository(db).append(.change(change.id), kind: "state", subject: "")
        }
    }

    private func planAll(
        _ devices: [Device], of change: Change, rows: [ChangeDevice], by caller: SessionCaller
    ) async throws -> [Result<ChangeTarget, Problem>] {
        try await withThrowingTaskGroup(of: (Int, Result<ChangeTarget, Problem>).self) { group in
            var outcomes: [Int: Result<ChangeTarget, Problem>] = [:]
            for (index, device) in devices.enumerated() {
                if index >= width, let (done, outcome) = try await group.next() { outcomes[done] = outcome }
                let position = rows.first { $0.deviceID == device.id }?.position ?? index
                group.addTask { (index, try await self.planOne(device, at: position, of: change, by: caller)) }
            }
            for try await (done, outcome) in group { outcomes[done] = outcome }
            return devices.indices.compactMap { outcomes[$0] }
        }
    }

    private func planOne(
        _ device: Device, at position: Int, of change: Change, by caller: SessionCaller
    ) async throws -> Result<ChangeTarget, Problem> {
        try await note(.reading, "", device, change)
        do {
            let target = try await target(for: device, at: position, of: change, by: caller)
            try await note(.planned, "", device, change)
            return .success(target)
        } catch let error where !(error is CancellationError) {
            let problem = Problem.planning(error, device: device)
            try await note(.failed, problem.sentence, device, change)
            return .failure(problem)
        }
    }

    private func note(
        _ state: ChangeDevice.PlanningState, _ sentence: String, _ device: Device, _ change: Change
    ) async throws {
        try await database.transaction { db in
            try await ChangeDeviceRepository(db).set(change.id, device.id, planning: state, problem: sentence)
            try await EventRepository(db).append(.change(change.id), kind: "planning", subject: device.id.description)
        }
    }

    private func target(
        for device: Device, at position: Int, of change: Change, by caller: SessionCaller
    ) async throws -> ChangeTarget {
        let grammar = try platforms.platform(device.platform).requireChangeable()
        // Rendered first: a template that fails should not cost a session.
        let rendered = try await renderer.render(change, for: device)
        let text = try await reader.runningConfiguration(of: device, by: caller)
        let readAt = Date()
        let running = try ConfigTree(parsing: text, grammar: grammar)
        let desired =
            switch rendered.wish {
            case .lines(let lines): try running.applying(lines)
            case .configuration(let wanted): try ConfigTree(parsing: wanted, grammar: grammar)
            case .skip: running
            }
        let commands = try running.patch(to: desired)
        try CommandLegibility.check(commands)
        let diff = ConfigDiff(from: running, to: desired)
        return ChangeTarget(
            id: ChangeTarget.ID(), changeID: change.id, revision: change.revision, position: position,
            deviceID: device.id, deviceName: device.name, platform: device.platform, commands: commands,
            inverse: try desired.patch(to: running), base: try await contents.put(text), baseReadAt: readAt,
            predicted: try await contents.put(desired.text), diff: try JSONValue(encoding: diff),
            linesAdded: diff.addedCount, linesRemoved: diff.removedCount, expectation: rendered.expectation,
            safetyNet: .inverseCommands,
            warnings: try await warnings(rendered, commands: commands, device: device, change: change))
    }

    private func warnings(
        _ rendered: RenderedTarget, commands: [String], device: Device, change: Change
    ) async throws -> [String] {
        var warnings: [String] = []
        if case .skip(let reason) = rendered.wish {
            warnings.append(reason)
        } else if commands.isEmpty {
            warnings.append("\(device.name) is already as wanted; nothing will be sent to it.")
        }
        let open: [ChangeState] = [.planned, .awaitingApproval, .approved, .running, .verifying, .paused]
        let others = try await ChangeRepository(database).list(
            ChangeFilter(states: open, deviceID: device.id, page: Page(number: 1, size: 5)))
        for other in others.elements where other.id != change.id {
            warnings.append(
                "Change #\(other.number) (\(other.title)) also names \(device.name) and is \(other.state.words). "
                    + "Whichever runs second is held, because the device will have moved.")
        }
        return warnings
    }

    private func store(_ targets: [ChangeTarget], devices: [Device], of change: Change) async throws {
        let reasons = try RiskAssessment(platforms: platforms).reasons(for: targets)
        let risk = reasons.map(\.risk).max() ?? .low
        let nothingToSend = targets.allSatisfy(\.isAlreadyInPlace)
        guard
            let policy = ChangePolicy.deciding(
                risk: risk, deviceTags: devices.map(\.tags), rows: try await PolicyRepository(database).list())
        else {
            try await fail(
                change,
                "The policy has no line for a change of \(risk.rawValue) risk on these devices, so it is refused.")
            return
        }
        let digest = PlanDigest.hex(
            id: change.id, revision: change.revision, risk: risk, policy: policy.explanation, targets: targets)
        let state: ChangeState =
            nothingToSend ? .planned : policy.approvalsNeeded == 0 ? .approved : .awaitingApproval
        try await database.transaction { db in
            let now = try await DeviceRepository(db).find(ids: devices.map(\.id))
            guard now.map(\.updatedAt) == devices.map(\.updatedAt) else { throw Self.editedMeanwhile }
            for target in targets { try await ChangeTargetRepository(db).insert(target) }
            guard
                try await ChangeRepository(db).storePlan(
                    change.id, revision: change.revision, state: state, risk: risk, riskReasons: reasons,
                    approvalsNeeded: policy.approvalsNeeded, approverRole: policy.approverRole,
                    policy: policy.explanation, digest: digest) != nil
            else { throw PlanOvertaken() }
            if nothingToSend {
                _ = try await ChangeRepository(db).move(
                    change.id, from: [.planned], to: .done,
                    outcome: "Every device is already as wanted. Nothing was sent.")
            }
            try await AuditRepository(db).append(
                NewAuditEntry(
                    actor: change.author, action: "change.plan", subjectKind: "change",
                    subjectID: change.id.description,
                    summary: "Planned change #\(change.number), revision \(change.revision), digest \(digest)"))
            try await EventRepository(db).append(.change(change.id), kind: "state", subject: "")
        }
    }
}

/// The change moved on while its plan was being made.
private struct PlanOvertaken: Error {}
