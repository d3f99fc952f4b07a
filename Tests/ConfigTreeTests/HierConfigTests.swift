import ConfigTree
import Foundation
import Testing

/// Our commands beside those of Python's hier_config, on every case of the platforms that both know.
@Suite struct HierConfigTests {
    /// How the commands of a case compare.
    private enum Verdict {
        /// The same commands, whatever their indentation and the words that leave a section.
        case agree
        /// Other commands that lead to the same configuration.
        case equalInEffect
        /// Theirs do not lead there; what they leave, or why a device would refuse them.
        case differs(String)
    }

    /// A difference that is known, and why ours is right.
    private struct Reason {
        let platform: Substring
        /// Found in what their commands leave.
        let found: Regex<AnyRegexOutput>
        let why: Substring
    }

    @Test func `every difference from hier_config is equal in effect or has its reason`() throws {
        let cases = try Fixture.all.get().map { ($0, try $0.runningTree(), try $0.targetTree()) }
        let answers = try HierConfig.answers(
            cases.map { .init(platform: $0.platform.rawValue, running: $1.text, desired: $2.text) })
        try #require(answers.count == cases.count)
        let reasons = try Self.reasons()
        var used: Set<Substring> = []
        var (agreed, equal, listed) = (0, 0, 0)
        for ((fixture, running, desired), theirs) in zip(cases, answers) {
            if case .unknown = theirs { continue }
            switch try Self.compare(running, desired, theirs) {
            case .agree: agreed += 1
            case .equalInEffect: equal += 1
            case .differs(let left):
                let reason = reasons.first {
                    $0.platform == fixture.platform.rawValue && left.contains($0.found)
                }
                listed += 1
                used.insert(reason?.why ?? "")
                #expect(
                    reason != nil,
                    "\(fixture.testDescription): without a reason\n\(theirs)\n\(left)")
            }
        }
        for reason in reasons { #expect(used.contains(reason.why), "not needed: \(reason.why)") }
        print("hier_config: \(agreed) agree, \(equal) equal in effect, \(listed) listed")
        #expect(agreed > 0)
    }

    private static func compare(
        _ running: ConfigTree, _ desired: ConfigTree, _ answer: HierConfig.Answer
    ) throws -> Verdict {
        let theirs: [String]
        switch answer {
        case .commands(let commands): theirs = commands
        case .refused(let why): return .differs("unread: \(why)")
        case .unknown: return .agree
        }
        let ours = try running.patch(to: desired)
        if essence(ours) == essence(theirs) { return .agree }
        let there: ConfigTree
        do {
            there = try running.applying(theirs)
        } catch {
            return .differs("refused: \(error)")
        }
        return there == desired ? .equalInEffect : .differs(ConfigDiff(from: there, to: desired, context: 0).unified())
    }

    private static func essence(_ commands: [String]) -> [Substring] {
        commands.flatMap { $0.split(separator: "\n") }.map { $0.trimmingPrefix { $0 == " " } }
            .filter { $0 != "exit" && !$0.hasPrefix("exit-") && $0 != "quit" }
    }

    /// Reads the lines «platform ;; pattern ;; reason».
    private static func reasons() throws -> [Reason] {
        let file = Platform.tests.appending(path: "Cases/hier_config/differences.txt")
        var reasons: [Reason] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ;; ")
            try #require(parts.count == 3, "\(line)")
            reasons.append(Reason(platform: parts[0], found: try Regex(String(parts[1])), why: parts[2]))
        }
        return reasons
    }
}
