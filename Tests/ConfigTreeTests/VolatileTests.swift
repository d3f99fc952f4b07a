import ConfigTree
import Testing

@Suite struct VolatileTests {
    private let text = """
        Building configuration...

        Current configuration : 4711 bytes
        !
        ! Last configuration change at 10:00:00 UTC Mon Jan 1 2024 by ops
        !
        hostname sw1
        ntp clock-period 17179869
        ntp clock-period 17179870
        end
        """

    @Test func `what each rule hid is counted and shown with its line`() throws {
        let report = try Platform.ios.grammar().volatileLines(in: text)
        #expect(
            report.rules.map { "\($0.pattern): \($0.count)" } == [
                "Building configuration*: 1", "Current configuration ...: 1", "! ...: 1", "ntp clock-period #: 2",
            ])
        #expect(report.count == 5)
        #expect(report.rules.last?.lines.map(\.number) == [8, 9])
        #expect(try Platform.ios.grammar().volatileLines(in: text.replacing("\n", with: "\r\n")).count == 5)
    }

    @Test func `hidden lines make no difference`() throws {
        let old = try Platform.ios.tree(text)
        let new = try Platform.ios.tree(text.replacing("10:00:00", with: "11:11:11").replacing("17179869", with: "1"))
        #expect(old == new && ConfigDiff(from: old, to: new).isEmpty)
    }

    @Test func `a secret in a hidden line stays hidden in the report`() throws {
        let grammar = try Platform.ios.grammar()
        let report = grammar.volatileLines(in: "! enable secret S3cr3t\n").redacted(by: grammar.secrets)
        #expect(report.count == 1 && !"\(report)".contains("S3cr3t"))
    }
}
