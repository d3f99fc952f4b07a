import Testing

@testable import Postgres

@Suite struct PreparedStatementsTests {
    private func shape(_ text: String) -> StatementShape { StatementShape(text, name: nil) }

    @Test func `a statement is prepared at its first use and executed by name afterwards`() {
        var prepared = PreparedStatements(limit: 2)
        let one = shape("SELECT 1")
        #expect(prepared.step(for: one, canRemove: true) == .prepare("ns_1", removing: []))
        #expect(prepared.step(for: one, canRemove: true) == .execute("ns_1"))
    }

    @Test func `the one that was unused for longest makes room`() {
        var prepared = PreparedStatements(limit: 2)
        let shapes = (1...3).map { shape("SELECT \($0)") }
        _ = prepared.step(for: shapes[0], canRemove: true)
        _ = prepared.step(for: shapes[1], canRemove: true)
        _ = prepared.step(for: shapes[0], canRemove: true)
        #expect(prepared.step(for: shapes[2], canRemove: true) == .prepare("ns_3", removing: ["ns_2"]))
        #expect(prepared.step(for: shapes[0], canRemove: true) == .execute("ns_1"))
        #expect(prepared.count == 2)
    }

    @Test func `where none can be removed the statement is sent whole`() {
        var prepared = PreparedStatements(limit: 1)
        _ = prepared.step(for: shape("SELECT 1"), canRemove: true)
        #expect(prepared.step(for: shape("SELECT 2"), canRemove: false) == .plain)
        #expect(prepared.count == 1)
    }

    @Test func `what the server still has in an outdated form is removed with the next one`() {
        var prepared = PreparedStatements(limit: 5)
        let one = shape("SELECT 1")
        _ = prepared.step(for: one, canRemove: true)
        prepared.forget(one, named: "ns_1", isOnServer: true)
        #expect(prepared.step(for: one, canRemove: false) == .prepare("ns_2", removing: []))
        #expect(prepared.step(for: shape("SELECT 2"), canRemove: true) == .prepare("ns_3", removing: ["ns_1"]))
        // Forgotten under its old name, the statement is kept under the new one.
        prepared.forget(one, named: "ns_1", isOnServer: false)
        #expect(prepared.step(for: one, canRemove: true) == .execute("ns_2"))
    }

    @Test func `commands without a plan and scripts are never prepared, nor anything when it is switched off`() {
        var prepared = PreparedStatements(limit: 5)
        for text in ["COMMIT", "VACUUM device", "LISTEN job", "-- a\nset x = 1"] {
            #expect(prepared.step(for: shape(text), canRemove: true) == .plain, "\(text)")
        }
        let script = StatementShape("SELECT 1; SELECT 2", name: nil, isScript: true)
        #expect(prepared.step(for: script, canRemove: true) == .plain)
        var none = PreparedStatements(limit: 0)
        #expect(none.step(for: shape("SELECT 1"), canRemove: true) == .plain)
    }

    @Test func `the same literal has one shape, another type of its value another one`() {
        func find(_ value: some PostgresEncodable) -> StatementShape { StatementRequest("SELECT \(value)").shape }
        #expect(find(1) === find(2))
        #expect(find(1) !== find("one"))
        #expect(find(1).types == [20])
        #expect(StatementRequest("SELECT 1").shape !== StatementRequest("SELECT 2").shape)
    }
}
