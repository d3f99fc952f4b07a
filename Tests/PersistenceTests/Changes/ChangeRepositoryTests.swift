import Domain
import Foundation
import Persistence
import Testing

struct ChangeRepositoryTests {
    @Test func `a change comes back as stored, from every source`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let alice = try await store.user("alice", displayName: "Alice")
            let sources: [ChangeSource] = [
                .template(TemplateSet.ID(), revision: 3, operation: .delete),
                .stack(
                    Stack.ID(),
                    members: [
                        ChangeSource.StackMember(templateSetID: TemplateSet.ID(), revision: 1),
                        ChangeSource.StackMember(templateSetID: TemplateSet.ID(), revision: 2),
                    ], operation: .deploy),
                .restore(Backup.ID()), .undo(Change.ID()), .lines("a\n b «c»"),
            ]
            let variables: JSONValue = .object([
                "text": .string("ü \"q\" \\"), "list": .array([.integer(1), .number(1.5), .bool(true), .null]),
            ])
            var numbers: [Int] = []
            for source in sources {
                let change = try await changes.insert(
                    id: Change.ID(), title: "T", reason: "R", authorID: alice.id, source: source, variables: variables,
                    state: .draft)
                #expect(change.source == source && change.variables == variables && change.state == .draft)
                #expect(change.author == UserReference(id: alice.id, name: "Alice"))
                #expect(change.revision == 0 && change.digest.isEmpty && change.finishedAt == nil)
                #expect(try await changes.find(change.id) == change)
                numbers.append(change.number)
            }
            #expect(numbers == numbers.sorted() && Set(numbers).count == sources.count)
        }
    }

    @Test func `a move from the wrong state gives nil and changes nothing`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let change = try await store.change(by: store.user("alice"))
            #expect(try await changes.move(change.id, from: [.running], to: .verifying, outcome: "x") == nil)
            #expect(try await changes.find(change.id) == change)
            let moved = try await changes.move(
                change.id, from: [.draft, .planned], to: .cancelled, outcome: "Not needed.")
            #expect(moved?.state == .cancelled && moved?.outcome == "Not needed." && moved?.finishedAt != nil)
            #expect(try await changes.move(change.id, from: [.draft], to: .cancelled) == nil)
        }
    }

    @Test func `a move that the state machine does not have is a mistake, whatever the state`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let change = try await store.change(by: store.user("alice"))
            let problem = await #expect(throws: Problem.self) {
                try await changes.move(change.id, from: [.draft, .planning], to: .done)
            }
            #expect(problem?.kind == .failed && problem?.code == "illegal_move")
            #expect(try await changes.find(change.id) == change)
        }
    }

    @Test func `the times of a change follow its states`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let device = try await store.device("a")
            let planned = try await store.plannedChange(
                by: store.user("alice"), on: [device], state: .awaitingApproval
            ).change
            #expect(planned.plannedAt != nil && planned.approvedAt == nil && planned.revision == 1)
            #expect(planned.digest == String(repeating: "d", count: 64) && planned.policy == "low risk on any device")
            let approved = try await changes.move(planned.id, from: [.awaitingApproval], to: .approved)
            #expect(approved?.approvedAt != nil && approved?.startedAt == nil)
            let running = try await changes.move(planned.id, from: [.approved], to: .running)
            #expect(running?.startedAt != nil)
            _ = try await changes.move(planned.id, from: [.running], to: .verifying)
            let done = try await changes.move(planned.id, from: [.verifying], to: .done)
            #expect(done?.finishedAt != nil && done?.startedAt == running?.startedAt)
        }
    }

    @Test func `a plan of an older revision is refused`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let device = try await store.device("a")
            let change = try await store.plannedChange(by: store.user("alice"), on: [device]).change
            let again = try await changes.beginPlanning(change.id, from: [.approved, .stale, .failed])
            #expect(again?.revision == 2 && again?.state == .planning && again?.plannedAt == nil)
            #expect(try await changes.beginPlanning(change.id, from: [.approved]) == nil)
            func plan(_ revision: Int) async throws -> Change? {
                try await changes.storePlan(
                    change.id, revision: revision, state: .planned, risk: .high,
                    riskReasons: [RiskReason(risk: .high, device: "a", text: "Touches management access")],
                    approvalsNeeded: 2, approverRole: .administrator, policy: "p",
                    digest: String(repeating: "e", count: 64))
            }
            #expect(try await plan(1) == nil)
            let stored = try await plan(2)
            #expect(stored?.risk == .high && stored?.riskReasons.first?.text == "Touches management access")
            #expect(stored?.approvalsNeeded == 2 && stored?.approverRole == .administrator)
            #expect(try await plan(2) == nil)
        }
    }

    @Test func `a request to stop keeps the first time and comes too late for what is over`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let change = try await store.change(by: store.user("alice"))
            let first = try await changes.requestCancel(change.id)
            #expect(first?.cancelRequestedAt != nil)
            #expect(try await changes.requestCancel(change.id)?.cancelRequestedAt == first?.cancelRequestedAt)
            _ = try await changes.move(change.id, from: [.draft], to: .cancelled)
            #expect(try await changes.requestCancel(change.id) == nil)
        }
    }

    @Test func `a list filters by state and device, newest first`() async throws {
        try await Store.with { store in
            let changes = ChangeRepository(store.database)
            let alice = try await store.user("alice")
            let device = try await store.device("a")
            let old = try await store.change(by: alice)
            let new = try await store.change(by: alice, state: .planning)
            try await ChangeDeviceRepository(store.database).insert(old.id, [device.id])
            #expect(try await changes.list(ChangeFilter()).elements.map(\.id) == [new.id, old.id])
            #expect(try await changes.list(ChangeFilter(states: [.planning, .done])).elements.map(\.id) == [new.id])
            #expect(try await changes.list(ChangeFilter(deviceID: device.id)).elements.map(\.id) == [old.id])
            #expect(try await changes.list(ChangeFilter(states: [.done])).total == 0)
            #expect(try await changes.countsByState() == [.draft: 1, .planning: 1])
        }
    }

    @Test func `a locked change waits for the transaction that holds it`() async throws {
        try await Store.with { store in
            let change = try await store.change(by: store.user("alice"))
            let seen = try await withThrowingTaskGroup(of: ChangeState?.self) { group in
                try await store.database.transaction { db in
                    _ = try await ChangeRepository(db).lock(change.id)
                    group.addTask {
                        try await store.database.transaction { try await ChangeRepository($0).lock(change.id)?.state }
                    }
                    _ = try await ChangeRepository(db).move(change.id, from: [.draft], to: .cancelled)
                }
                return try await group.next() ?? nil
            }
            #expect(seen == .cancelled)
        }
    }
}
