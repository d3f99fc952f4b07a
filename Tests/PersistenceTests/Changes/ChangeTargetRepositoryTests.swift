import Domain
import Persistence
import Postgres
import Testing

struct ChangeTargetRepositoryTests {
    @Test func `a planned target comes back byte by byte`() async throws {
        try await Store.with { store in
            let targets = ChangeTargetRepository(store.database)
            let device = try await store.device("a")
            let commands = ["interface eth0", " description «a, b» {c} \"d\" \\e", "", " NULL", "\ttab "]
            let planned = try await store.plannedChange(by: store.user("alice"), on: [device], commands: commands)
            let target = try #require(planned.targets.first)
            #expect(try await targets.find(target.id) == target)
            #expect(try await targets.list(planned.change.id, revision: 1) == [target])
            #expect(try await targets.list(planned.change.id, revision: 2).isEmpty)
        }
    }

    @Test func `a planned target never changes`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let target = try #require(
                try await store.plannedChange(by: store.user("alice"), on: [device]).targets.first)
            await #expect(throws: PostgresError.self) {
                try await store.pool.execute("UPDATE change_target SET commands = '{evil}' WHERE id = \(target.id)")
            }
            #expect(try await ChangeTargetRepository(store.database).find(target.id) == target)
        }
    }

    @Test func `a device is planned once per revision`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let change = try await store.plannedChange(by: store.user("alice"), on: [device]).change
            let twice = try await store.target(of: change.id, on: device, position: 1, commands: ["x"])
            let problem = await #expect(throws: Problem.self) {
                try await ChangeTargetRepository(store.database).insert(twice)
            }
            #expect(problem?.kind == .conflict)
        }
    }
}
