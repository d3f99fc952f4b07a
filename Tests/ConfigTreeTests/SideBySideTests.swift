import ConfigTree
import Testing

@Suite struct SideBySideTests {
    private func sides(_ old: String, _ new: String, context: Int = 3) throws -> SideBySide {
        SideBySide(
            ConfigDiff(from: try Platform.ios.tree(old), to: try Platform.ios.tree(new), context: 1_000),
            context: context)
    }

    @Test func `a replaced line stands beside the new one, and only the changed words are marked`() throws {
        let rows = try sides("interface Vlan1\n description old uplink\n", "interface Vlan1\n description new uplink\n")
            .parts
            .flatMap(\.rows)
        #expect(rows.map(\.kind) == [.same, .changed])
        #expect(rows[1].path == ["interface Vlan1"])
        #expect(
            rows[1].old?.spans == [
                .init(text: " description ", isChanged: false), .init(text: "old", isChanged: true),
                .init(text: " uplink", isChanged: false),
            ])
        #expect(rows[1].new?.spans.filter(\.isChanged).map(\.text) == ["new"])
    }

    @Test func `lines without likeness stand alone`() throws {
        let rows = try sides("ntp server 192.0.2.1\n", "hostname sw1\n").parts.flatMap(\.rows)
        #expect(Set(rows.map(\.kind)) == [.removed, .added])
        #expect(rows.allSatisfy { ($0.old == nil) != ($0.new == nil) })
    }

    @Test func `what is far from a change is folded and nothing is lost`() throws {
        let vlans = (1...40).map { "vlan \($0)\n name v\($0)\n" }.joined()
        let sides = try sides(vlans, vlans.replacing("name v20\n", with: "name other20\n"))
        #expect(sides.parts.map(\.isFolded) == [true, false, true])
        #expect(sides.parts.flatMap(\.rows).count == 80)
        #expect(sides.addedCount == 1 && sides.removedCount == 1)
    }

    @Test func `texts keep their line numbers`() {
        let sides = SideBySide(TextDiff(from: "a 1\nb\nc\n", to: "a 2\nb\nc\nd\n"), context: 0)
        let rows = sides.parts.flatMap(\.rows)
        #expect(rows.map(\.kind) == [.changed, .same, .same, .added])
        #expect(rows.map { $0.old?.number } == [1, 2, 3, nil] && rows.map { $0.new?.number } == [1, 2, 3, 4])
        #expect(sides.parts.map(\.isFolded) == [false, true, false])
    }

    @Test func `rows joined again are both texts`() throws {
        let old = (0..<60).map { "line \($0 * 7 % 13) of \($0)" }
        let new = (0..<60).filter { $0 % 5 != 2 }.map { "line \($0 * 7 % 11) of \($0)" }
        let rows = SideBySide(TextDiff(from: old.joined(separator: "\n"), to: new.joined(separator: "\n"))).parts
            .flatMap(\.rows)
        #expect(rows.compactMap { $0.old?.text } == old && rows.compactMap { $0.new?.text } == new)
    }

    @Test func `a document names each change with its path and what was hidden`() throws {
        let texts = ("! a\ninterface Vlan1\n description x\n", "interface Vlan1\n description y\n")
        let grammar = try Platform.ios.grammar()
        let diff = ConfigDiff(from: try Platform.ios.tree(texts.0), to: try Platform.ios.tree(texts.1))
        let document = DiffDocument(
            diff, hidden: .init(old: grammar.volatileLines(in: texts.0), new: grammar.volatileLines(in: texts.1)))
        #expect(document.changes.map(\.line) == ["description x", "description y"])
        #expect(document.changes.allSatisfy { $0.path == ["interface Vlan1"] })
        #expect(document.hidden.old.count == 1 && document.hidden.new.count == 0)
        #expect(
            diff.unified(from: "a", to: "b").hasPrefix(
                "--- a\n+++ b\n interface Vlan1\n- description x\n+ description y\n"))
    }
}
