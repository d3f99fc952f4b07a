import ConfigTree
import Foundation
import Testing

/// The two laws on which a change and its undo rest, over many random pairs of configurations.
@Suite struct LawTests {
    /// Fewer while a grammar is written: `NETSTACKS_LAW_PAIRS=300`.
    static let pairs = ProcessInfo.processInfo.environment["NETSTACKS_LAW_PAIRS"].flatMap { Int($0) } ?? 10_000

    @Test(arguments: Platform.allCases)
    func `applying the patch to the old configuration gives the new one, and its inverse gives back the old one`(
        _ platform: Platform
    ) throws {
        let grammar = try platform.grammar()
        let source = try platform.random()
        var random = Seeded(1)
        var a = try ConfigTree(parsing: source.make(&random), grammar: grammar)
        for pair in 0..<Self.pairs {
            let b = try ConfigTree(parsing: source.make(&random), grammar: grammar)
            let patch = try a.patch(to: b)
            let there = try a.applying(patch)
            let inverse = try b.patch(to: a)
            let back = try there.applying(inverse)
            guard there == b, back == a else {
                let (wanted, found, commands) = there == b ? (a, back, inverse) : (b, there, patch)
                Issue.record(
                    "pair \(pair)\n\(ConfigDiff(from: wanted, to: found).unified())\n\(commands.joined(separator: "\n"))"
                )
                return
            }
            // Every tenth: what costs more and says less.
            if pair.isMultiple(of: 10) {
                #expect(try there.patch(to: b).isEmpty)
                #expect(ConfigDiff(from: a, to: there) == ConfigDiff(from: a, to: b))
                #expect(ConfigDiff(from: b, to: there).isEmpty)
                #expect(try ConfigTree(parsing: there.text, grammar: grammar) == b)
            }
            a = b
        }
    }
}
