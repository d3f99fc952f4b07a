import Domain
import Persistence
import Testing

struct TargetRunRepositoryTests {
    /// A change with one running target that was taken under token 5.
    private func sending(_ store: Store) async throws -> (change: Change, target: ChangeTarget.ID) {
        let device = try await store.device("a")
        let planned = try await store.plannedChange(by: store.user("alice"), on: [device])
        let target = try #require(planned.targets.first).id
        let runs = TargetRunRepository(store.database)
        #expect(try await runs.insertPending(planned.change.id, revision: 1) == 1)
        #expect(try await runs.take(target, token: 5)?.attempt == 1)
        #expect(try await runs.move(target, from: [.pending], to: .sending, detail: nil, token: 5) != nil)
        return (planned.change, target)
    }

    @Test func `runs begin pending, and skipped where nothing is to be sent`() async throws {
        try await Store.with { store in
            let runs = TargetRunRepository(store.database)
            let alice = try await store.user("alice")
            let (a, b) = (try await store.device("a"), try await store.device("b"))
            let draft = try await store.change(by: alice)
            try await ChangeTargetRepository(store.database).insert(
                store.target(of: draft.id, on: b, position: 1, commands: []))
            try await ChangeTargetRepository(store.database).insert(
                store.target(of: draft.id, on: a, position: 0, commands: ["x"]))
            #expect(try await runs.insertPending(draft.id, revision: 1) == 2)
            #expect(try await runs.insertPending(draft.id, revision: 1) == 0)
            let listed = try await runs.list(draft.id, revision: 1)
            #expect(listed.map(\.deviceID) == [a.id, b.id] && listed.map(\.state) == [.pending, .skipped])
            #expect(listed.last?.detail.isEmpty == false && listed.last?.finishedAt != nil)
            #expect(try await runs.unsettledCount(draft.id) == 1)
            #expect(try await runs.cancelPending(draft.id, detail: "Stopped.") == listed.prefix(1).map(\.targetID))
            #expect(try await runs.unsettledCount(draft.id) == 0)
            #expect(try await runs.cancelPending(draft.id, detail: "Stopped.").isEmpty)
        }
    }

    @Test func `a target is taken only under a higher token`() async throws {
        try await Store.with { store in
            let runs = TargetRunRepository(store.database)
            let (_, target) = try await sending(store)
            #expect(try await runs.take(target, token: 5) == nil)
            #expect(try await runs.take(target, token: 4) == nil)
            let taken = try await runs.take(target, token: 6)
            #expect(taken?.attempt == 2 && taken?.fencingToken == 6 && taken?.state == .sending)
        }
    }

    @Test func `a late worker's result is refused by its token`() async throws {
        try await Store.with { store in
            let runs = TargetRunRepository(store.database)
            let (_, target) = try await sending(store)
            #expect(try await runs.beginLine(target, line: 1, token: 5))
            let taken = try await runs.take(target, token: 6)
            #expect(try await runs.acceptLine(target, line: 1, token: 5) == false)
            #expect(try await runs.beginLine(target, line: 2, token: 5) == false)
            #expect(try await runs.move(target, from: [.sending], to: .sentUnconfirmed, detail: nil, token: 5) == nil)
            let hash = try await store.content("c")
            #expect(try await runs.recordObservation(target, diff: .null, hash: hash, checks: [], token: 5) == false)
            #expect(try await runs.find(target) == taken)
        }
    }

    @Test func `a line begins once, in order, and never twice`() async throws {
        try await Store.with { store in
            let runs = TargetRunRepository(store.database)
            let (_, target) = try await sending(store)
            #expect(try await runs.beginLine(target, line: 2, token: 5) == false)
            #expect(try await runs.beginLine(target, line: 1, token: 5))
            #expect(try await runs.beginLine(target, line: 1, token: 5) == false)
            #expect(try await runs.beginLine(target, line: 2, token: 5) == false)
            #expect(try await runs.acceptLine(target, line: 2, token: 5) == false)
            #expect(try await runs.acceptLine(target, line: 1, token: 5))
            #expect(try await runs.beginLine(target, line: 1, token: 5) == false)
            #expect(try await runs.beginLine(target, line: 2, token: 5))
            let run = try await runs.find(target)
            #expect(run?.linesAccepted == 1 && run?.lineInFlight == 2)
        }
    }

    @Test func `a request to stop holds back the next line but not the way back`() async throws {
        try await Store.with { store in
            let runs = TargetRunRepository(store.database)
            let (change, target) = try await sending(store)
            #expect(try await runs.beginLine(target, line: 1, token: 5))
            _ = try await ChangeRepository(store.database).requestCancel(change.id)
            #expect(try await runs.acceptLine(target, line: 1, token: 5))
            #expect(try await runs.beginLine(target, line: 2, token: 5) == false)
            _ = try await runs.move(target, from: [.sending], to: .reverting, detail: "Stopped.", token: 5)
            #expect(try await runs.beginLine(target, line: 1, token: 5))
            #expect(try await runs.acceptLine(target, line: 1, token: 5))
            let run = try await runs.find(target)
            #expect(run?.state == .reverting && run?.linesAccepted == 1 && run?.detail == "Stopped.")
        }
    }

    @Test func `a move from the wrong state changes nothing, and an end is dated`() async throws {
        try await Store.with { store in
            let runs = TargetRunRepository(store.database)
            let (_, target) = try await sending(store)
            let before = try await runs.find(target)
            #expect(try await runs.move(target, from: [.verifying], to: .confirmed, detail: "x", token: 5) == nil)
            #expect(try await runs.find(target) == before)
            let problem = await #expect(throws: Problem.self) {
                try await runs.move(target, from: [.sending], to: .confirmed, detail: nil, token: 5)
            }
            #expect(problem?.code == "illegal_move")
            _ = try await runs.move(target, from: [.sending], to: .sentUnconfirmed, detail: nil, token: 5)
            _ = try await runs.move(target, from: [.sentUnconfirmed], to: .verifying, detail: nil, token: 5)
            let hash = try await store.content("c")
            let checks = [CheckResult(name: "diff", isPassed: true, detail: "As predicted.\0")]
            #expect(
                try await runs.recordObservation(
                    target, diff: .object(["a": .string("b\0")]), hash: hash, checks: checks, token: 5))
            let done = try await runs.move(target, from: [.verifying], to: .confirmed, detail: "", token: 5)
            #expect(done?.finishedAt != nil && done?.observed == hash)
            #expect(done?.observedDiff == .object(["a": .string("b\u{FFFD}")]))
            #expect(done?.checks == [CheckResult(name: "diff", isPassed: true, detail: "As predicted.\u{FFFD}")])
        }
    }
}
