import Domain
import Testing

struct ChangePolicyTests {
    private func row(_ tag: String?, _ risk: RiskClass, _ approvals: Int) throws -> ChangePolicy {
        ChangePolicy(
            tag: try tag.map { try #require(DeviceTag($0)) }, risk: risk, approvalsNeeded: approvals,
            approverRole: .approver)
    }

    private func deciding(_ risk: RiskClass, _ tags: [[String]], _ rows: [ChangePolicy]) throws -> Int? {
        let deviceTags = try tags.map { try $0.map { try #require(DeviceTag($0)) } }
        return ChangePolicy.deciding(risk: risk, deviceTags: deviceTags, rows: rows)?.approvalsNeeded
    }

    @Test func `the row for a tag wins over the row for all, even when it asks for less`() throws {
        let rows = [try row(nil, .low, 1), try row("lab", .low, 0)]
        #expect(try deciding(.low, [["lab", "x"]], rows) == 0)
        #expect(try deciding(.low, [["x"]], rows) == 1)
        #expect(try deciding(.low, [[]], rows) == 1)
    }

    @Test func `of several devices the strictest decides`() throws {
        let rows = [try row(nil, .low, 1), try row("lab", .low, 0), try row("core", .low, 2)]
        #expect(try deciding(.low, [["lab"], [], ["core"]], rows) == 2)
        #expect(try deciding(.low, [["lab"], ["lab"]], rows) == 0)
        #expect(try deciding(.low, [["lab", "core"]], rows) == 2)
    }

    @Test func `without a row for some device nothing is allowed`() throws {
        let rows = [try row("lab", .low, 0), try row(nil, .high, 1)]
        #expect(try deciding(.low, [["lab"], []], rows) == nil)
        #expect(try deciding(.medium, [["lab"]], rows) == nil)
        #expect(try deciding(.low, [], rows) == nil)
        #expect(try deciding(.low, [["lab"]], []) == nil)
    }

    @Test func `the explanation says who must approve what`() throws {
        #expect(try row("lab", .low, 0).explanation == "low risk on devices tagged lab: no approval needed")
        #expect(try row(nil, .high, 1).explanation == "high risk on any device: 1 approval by approver")
        #expect(try row(nil, .high, 2).explanation == "high risk on any device: 2 approvals by approver")
    }
}
