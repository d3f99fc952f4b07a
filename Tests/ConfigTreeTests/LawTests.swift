import ConfigTree
import Testing

/// The two laws on which a change and its undo rest, over many random pairs of configurations.
@Suite struct LawTests {
    @Test(arguments: Platform.allCases)
    func `applying the patch to the old configuration gives the new one, and its inverse gives back the old one`(
        _ platform: Platform
    ) throws {
        let grammar = try platform.grammar()
        for seed in 0..<100 {
            var generator = RandomConfig(seed: seed)
            let a = try ConfigTree(parsing: generator.make(platform), grammar: grammar)
            let b = try ConfigTree(parsing: generator.make(platform), grammar: grammar)
            let patch = try a.patch(to: b)
            let there = try a.applying(patch)
            let inverse = try b.patch(to: a)
            let back = try there.applying(inverse)
            if there != b {
                Issue.record(
                    "seed \(seed): patch\n\(ConfigDiff(from: b, to: there).unified())\n\(patch.joined(separator: "\n"))"
                )
                return
            }
            if back != a {
                Issue.record(
                    "seed \(seed): inverse\n\(ConfigDiff(from: a, to: back).unified())\n\(inverse.joined(separator: "\n"))"
                )
                return
            }
            #expect(try there.patch(to: b).isEmpty)
            #expect(ConfigDiff(from: a, to: there) == ConfigDiff(from: a, to: b))
            #expect(ConfigDiff(from: b, to: there).isEmpty)
        }
    }
}
