import Domain
import Persistence
import Testing

struct ChangeDeviceRepositoryTests {
    @Test func `devices keep their order, and their planning is noted one by one`() async throws {
        try await Store.with { store in
            let rows = ChangeDeviceRepository(store.database)
            let change = try await store.change(by: store.user("alice"))
            let (z, a) = (try await store.device("z"), try await store.device("a"))
            try await rows.insert(change.id, [z.id, a.id])
            let waiting = try await rows.list(change.id)
            #expect(waiting.map(\.deviceName.text) == ["z", "a"] && waiting.map(\.position) == [0, 1])
            #expect(waiting.allSatisfy { $0.planning == .waiting && $0.platform.text == "frr" })
            #expect(try await rows.set(change.id, a.id, planning: .failed, problem: "No answer."))
            #expect(try await rows.set(change.id, Device.ID(), planning: .failed, problem: "") == false)
            #expect(try await rows.list(change.id).last?.problem == "No answer.")
            try await rows.resetPlanning(change.id)
            #expect(try await rows.list(change.id) == waiting)
        }
    }
}
