import Testing

@testable import Postgres

@Suite struct SQLTests {
    @Test func `values become numbered parameters`() {
        let request = StatementRequest("SELECT \(1) WHERE name = \("x' OR 1=1" as String)")
        #expect(request.text == "SELECT $1 WHERE name = $2")
        #expect(request.values == [.text("1", as: .int8), .text("x' OR 1=1")])
    }

    @Test func `fragments bring their own values and are numbered anew`() {
        let conditions: [SQL] = ["site = \("ber" as String)", "rank > \(3)"]
        let order: StaticString = "name DESC"
        let request = StatementRequest(
            "SELECT \(true) WHERE \(SQL.join(conditions, separator: " AND ")) ORDER BY \(raw: order) LIMIT \(10)")
        #expect(request.text == "SELECT $1 WHERE site = $2 AND rank > $3 ORDER BY name DESC LIMIT $4")
        #expect(request.values.count == 4)
        #expect(StatementRequest(.join([], separator: ",")).text == "")
    }

    @Test func `a literal in an interpolation is a value too, and nil is NULL of its type`() {
        let rank: Int? = nil
        let request = StatementRequest("SELECT \("a'b"), \(rank), \(true ? "x" : nil)")
        #expect(request.text == "SELECT $1, $2, $3")
        #expect(request.values == [.text("a'b"), .null(as: .int8), .text("x")])
    }

    @Test func `the first line names the statement`() {
        #expect(StatementRequest("-- DeviceRepository.find\nSELECT 1").name == "DeviceRepository.find")
        #expect(StatementRequest("SELECT 1").name == nil)
    }

    @Test(arguments: [
        ("SELECT 1", "SELECT"), ("  \n\tinsert into x", "INSERT"), ("-- a\n-- b\nBEGIN", "BEGIN"),
        ("/* a /* b */ */ Commit", "COMMIT"), ("/* open", ""), ("", ""), ("(SELECT 1)", ""),
    ])
    func `the keyword is found behind comments`(text: String, keyword: String) {
        #expect(StatementRequest(script: text, name: nil).keyword == keyword)
    }

    @Test func `a savepoint may be rolled back to, a transaction not`() {
        #expect(!StatementRequest("ROLLBACK TO SAVEPOINT a").endsTransaction)
        #expect(StatementRequest("ROLLBACK").endsTransaction)
        #expect(StatementRequest("start transaction").endsTransaction)
        #expect(StatementRequest("SET x = 1").changesSession)
        #expect(!StatementRequest("UPDATE device SET x = 1").changesSession)
    }
}
