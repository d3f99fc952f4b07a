import ConfigTree
import Testing

@Suite struct TextDiffTests {
    @Test func `the unified text has hunks as diff prints them`() {
        let old = (1...20).map { "line \($0)" }.joined(separator: "\n") + "\n"
        let new = old.replacing("line 5\n", with: "line five\n").replacing("line 15\n", with: "")
        #expect(
            TextDiff(from: old, to: new).unified(from: "a", to: "b", context: 1) == """
                --- a
                +++ b
                @@ -4,3 +4,3 @@
                 line 4
                -line 5
                +line five
                 line 6
                @@ -14,3 +14,2 @@
                 line 14
                -line 15
                 line 16

                """)
    }

    @Test func `line ends make no difference and equal texts none`() {
        let diff = TextDiff(from: "a\r\nb\r\n", to: "a\nb\n")
        #expect(diff.isEmpty && diff.unified(from: "a", to: "b").isEmpty && diff.addedCount == 0)
    }

    @Test(arguments: [("", "a\n"), ("a\n", ""), ("a\nb\na\n", "b\na\nb\n"), ("x", "x\ny"), ("a\na\na\n", "a\n")])
    func `the lines give back both texts`(_ old: String, _ new: String) {
        let diff = TextDiff(from: old, to: new)
        #expect(diff.lines.filter { $0.kind != .added }.map(\.text) == old.split(separator: "\n").map(String.init))
        #expect(diff.lines.filter { $0.kind != .removed }.map(\.text) == new.split(separator: "\n").map(String.init))
    }

    @Test func `random texts are given back and the difference is short`() {
        for seed in 0..<300 {
            var random = Seeded(seed)
            let old = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }
            var new = old
            let edits = Int.random(in: 0...3, using: &random)
            for _ in 0..<edits where !new.isEmpty { new[Int.random(in: 0..<new.count, using: &random)] = "x" }
            let diff = TextDiff(from: old.map { $0 + "\n" }.joined(), to: new.map { $0 + "\n" }.joined())
            #expect(diff.lines.filter { $0.kind != .added }.map(\.text) == old)
            #expect(diff.lines.filter { $0.kind != .removed }.map(\.text) == new)
            #expect(diff.addedCount <= edits && diff.removedCount <= edits)
        }
    }

    @Test func `texts of 50,000 different lines end in bounded time`() {
        let old = (0..<50_000).map { "a \($0)\n" }.joined()
        let new = (0..<50_000).map { "b \($0)\n" }.joined()
        #expect(TextDiff(from: old, to: new).addedCount == 50_000)
    }
}
