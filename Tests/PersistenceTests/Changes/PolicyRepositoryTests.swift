import Domain
import Persistence
import Testing

struct PolicyRepositoryTests {
    @Test func `the default policy lets the lab go and asks one person for all else`() async throws {
        try await Store.with { store in
            let rows = try await PolicyRepository(store.database).list()
            #expect(rows.count == 4)
            let lab: Domain.Tag = try checked("lab")
            #expect(ChangePolicy.deciding(risk: .low, deviceTags: [[lab]], rows: rows)?.approvalsNeeded == 0)
            #expect(ChangePolicy.deciding(risk: .low, deviceTags: [[lab], []], rows: rows)?.approvalsNeeded == 1)
            #expect(ChangePolicy.deciding(risk: .high, deviceTags: [[lab]], rows: rows)?.approvalsNeeded == 1)
        }
    }
}
