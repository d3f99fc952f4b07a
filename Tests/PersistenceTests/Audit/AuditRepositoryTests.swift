import Domain
import Persistence
import Postgres
import Testing

struct AuditRepositoryTests {
    private func append(_ store: Store, _ action: String, _ actor: User?, _ summary: String) async throws -> Int {
        try await AuditRepository(store.database).append(
            NewAuditEntry(
                actor: actor?.reference, action: action, subjectKind: "device", subjectID: "d1", summary: summary,
                remoteAddress: "192.0.2.1", requestID: "r1"))
    }

    @Test func `entries are numbered, newest first, and filtered`() async throws {
        try await Store.with { store in
            let audit = AuditRepository(store.database)
            let alice = try await store.user("alice", displayName: "Alice")
            #expect(try await append(store, "device.add", alice, "Added a") == 1)
            #expect(try await append(store, "device.remove", nil, "Removed a") == 2)
            let listed = try await audit.list(AuditFilter())
            #expect(listed.elements.map(\.id) == [2, 1] && listed.total == 2)
            #expect(listed.elements.map(\.actorName) == ["NetStacks", "Alice"])
            #expect(try await audit.list(AuditFilter(action: "device.add")).elements.map(\.summary) == ["Added a"])
            #expect(try await audit.list(AuditFilter(subjectKind: "user")).total == 0)
            #expect(try await audit.list(AuditFilter(subjectKind: "device", subjectID: "d1")).total == 2)
        }
    }

    @Test func `each entry's hash covers its fields and the hash before, so the chain can be checked`() async throws {
        try await Store.with { store in
            let alice = try await store.user("alice", displayName: "Älice \"A\" \\ \t«ü»")
            _ = try await append(store, "device.add", alice, "Line one\nline two\r\n\u{1}\u{7f}/slash 𝄞")
            _ = try await append(store, "device.remove", nil, "")
            _ = try await append(store, "device.add", alice, "NUL \0 here")
            let rows = try await store.pool.rows(
                """
                SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor_id::text,
                    actor_name, action, subject_kind, subject_id, summary, remote_address, request_id, previous_hash, hash
                FROM audit_entry
                ORDER BY id
                """)
            #expect(rows.count == 3)
            var previous: [UInt8] = []
            for row in rows {
                #expect(try row.decode("previous_hash", as: [UInt8].self) == previous)
                var fields = [String(try row.decode("id", as: Int.self)), quoted(try row.decode("at"))]
                fields.append(try row.decode("actor_id", as: String?.self).map(quoted) ?? "null")
                for column in [
                    "actor_name", "action", "subject_kind", "subject_id", "summary", "remote_address", "request_id",
                ] {
                    fields.append(quoted(try row.decode(column)))
                }
                let bytes = previous + Array("[\(fields.joined(separator: ", "))]".utf8)
                let computed = try await store.pool.rows("SELECT sha256(\(bytes)) AS hash").first
                let hash: [UInt8] = try row.decode("hash")
                #expect(try computed?.decode("hash", as: [UInt8].self) == hash && hash.count == 32)
                previous = hash
            }
        }
    }

    @Test func `entries cannot be changed or removed`() async throws {
        try await Store.with { store in
            _ = try await append(store, "device.add", nil, "Added a")
            await #expect(throws: PostgresError.self) {
                try await store.pool.execute("UPDATE audit_entry SET summary = 'nothing happened'")
            }
            await #expect(throws: PostgresError.self) { try await store.pool.execute("DELETE FROM audit_entry") }
            await #expect(throws: PostgresError.self) { try await store.pool.execute("TRUNCATE audit_entry") }
            #expect(try await AuditRepository(store.database).list(AuditFilter()).total == 1)
        }
    }

    @Test func `writers at once make one chain without gaps`() async throws {
        try await Store.with { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask { _ = try await append(store, "a\(number)", nil, "") }
                }
                try await group.waitForAll()
            }
            let ids = try await AuditRepository(store.database).list(AuditFilter()).elements.map(\.id)
            #expect(ids == Array((1...20).reversed()))
            let broken = try await store.pool.rows(
                """
                SELECT later.id
                FROM audit_entry AS later
                JOIN audit_entry AS earlier ON earlier.id = later.id - 1
                WHERE later.previous_hash <> earlier.hash
                """)
            #expect(broken.isEmpty)
        }
    }

    /// A JSON string as PostgreSQL writes it (RFC 8259: only quotes, backslashes and control characters are escaped).
    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
