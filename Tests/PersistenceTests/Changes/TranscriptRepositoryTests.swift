import Domain
import Persistence
import Postgres
import Testing

struct TranscriptRepositoryTests {
    @Test func `entries stay in order, are limited to the newest, and never change`() async throws {
        try await Store.with { store in
            let transcripts = TranscriptRepository(store.database)
            let (a, b) = (try await store.device("a"), try await store.device("b"))
            let planned = try await store.plannedChange(by: store.user("alice"), on: [a, b])
            let (first, second) = (planned.targets[0].id, planned.targets[1].id)
            try await transcripts.append(first, .sending, lineNumber: 1, "ntp server x")
            try await transcripts.append(second, .note, "Signed in")
            try await transcripts.append(first, .rejected, lineNumber: 1, "% Invalid\0 input\r\n")
            let entries = try await transcripts.list(first, limit: 10)
            #expect(entries.map(\.kind) == [.sending, .rejected] && entries.map(\.lineNumber) == [1, 1])
            #expect(entries.last?.text == "% Invalid\u{FFFD} input\r\n")
            #expect(try await transcripts.list(first, limit: 1) == entries.suffix(1))
            let all = try await transcripts.list(changeID: planned.change.id, revision: 1, limit: 10)
            #expect(all.map(\.targetID) == [first, second, first])
            #expect(try await transcripts.list(changeID: planned.change.id, revision: 2, limit: 10).isEmpty)
            await #expect(throws: PostgresError.self) {
                try await store.pool.execute("UPDATE transcript_entry SET text = ''")
            }
        }
    }
}
