import Domain
import Foundation
import Testing

struct ReachabilityTests {
    private typealias State = Reachability.State
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    /// One device whose checks come so many seconds apart.
    private struct Course {
        var reachability = Reachability(deviceID: Device.ID(), since: ReachabilityTests.start)
        var now = ReachabilityTests.start
        var policy = ReachabilityPolicy()
        var history: [ReachabilityTransition] = []

        /// Checks in a row: `+` reached, `-` failed, `?` untold.
        mutating func run(_ checks: String, every seconds: Double = 60) {
            for check in checks {
                now.addTimeInterval(seconds)
                let result: ReachabilityCheck.Result = check == "+" ? .reached : check == "-" ? .failed : .untold
                let sentence = result == .failed ? "It did not answer." : ""
                history += reachability.note(ReachabilityCheck(result, sentence: sentence), at: now, policy)
            }
        }
    }

    /// Checks one minute apart, and the states they lead to.
    private static let courses: [(checks: String, states: [State])] = [
        ("", []),
        ("?", []),
        ("+", [.up]),
        ("-", []),
        ("-+", [.up]),
        ("--", [.down]),
        ("-?-", [.down]),
        ("+-+-+-", [.up]),
        ("+--", [.up, .down]),
        ("+--+", [.up, .down]),
        ("+--+-+", [.up, .down]),
        ("+--++", [.up, .down, .up]),
        ("--++", [.down, .up]),
    ]

    @Test(arguments: courses)
    func `so many failures take a device down, and so many successes bring it up`(
        checks: String, states: [Reachability.State]
    ) {
        var course = Course()
        course.run(checks)
        #expect(course.history.map(\.to) == states)
        #expect(course.reachability.state == states.last ?? .unknown)
        #expect(!course.history.contains { $0.wasDamped })
        for (earlier, later) in zip(course.history, course.history.dropFirst()) { #expect(earlier.to == later.from) }
    }

    @Test func `limits are those of the policy`() {
        var course = Course(policy: ReachabilityPolicy(failureLimit: 3, successLimit: 1))
        course.run("+--")
        #expect(course.reachability.state == .up)
        course.run("-+")
        #expect(course.history.map(\.to) == [.up, .down, .up])
    }

    @Test func `an outage with its end is told, and a second one soon after is damped`() {
        var course = Course()
        course.run("+--++")
        #expect(course.reachability.state == .up && course.reachability.penalty < 2500)
        course.run("--")
        #expect(course.reachability.state == .flapping && course.reachability.settled == .down)
        #expect(course.history.suffix(2).map(\.to) == [.down, .flapping])
        #expect(course.history.suffix(2).map(\.wasDamped) == [true, false])
        let told = course.history.count { !$0.wasDamped }
        course.run(String(repeating: "++--", count: 20))
        #expect(course.history.count { !$0.wasDamped } == told)
        #expect(course.history.count { $0.wasDamped } == 41)
        #expect(course.reachability.penalty <= course.policy.ceiling)
    }

    /// Minutes between an outage and the next one, of four.
    @Test(arguments: [(5, true), (15, true), (60, false), (240, false)])
    func `only outages that follow soon are flaps`(minutes: Int, isDamped: Bool) {
        var course = Course()
        course.run("+")
        for _ in 0..<4 {
            course.run("--", every: 30)
            course.run("++", every: 30)
            course.now.addTimeInterval(Double(minutes) * 60)
        }
        #expect(course.history.contains { $0.to == .flapping } == isDamped)
    }

    @Test(arguments: [("++", State.up), ("--", State.down)])
    func `a device that settles is released when its penalty has decayed`(ending: String, state: Reachability.State) {
        var course = Course()
        course.run("+--++--" + ending)
        #expect(course.reachability.state == .flapping)
        course.run(String(ending.prefix(1)), every: 900)
        #expect(course.reachability.state == .flapping)
        course.run(String(ending.prefix(1)), every: 1800)
        #expect(course.reachability.state == state && course.reachability.since == course.now)
        #expect(course.history.last?.from == .flapping && course.history.last?.wasDamped == false)
    }

    @Test func `however often it flapped, it is released after the longest time`() {
        var course = Course()
        course.run("+")
        course.run(String(repeating: "--++", count: 200), every: 1)
        #expect(course.reachability.penalty > 11000)
        course.run("+", every: 3601)
        #expect(course.reachability.state == .up)
    }

    @Test func `a clock that goes back decays nothing and breaks nothing`() {
        var course = Course()
        course.run("+--")
        let penalty = course.reachability.penalty
        course.run("-", every: -86400)
        #expect(course.reachability.penalty == penalty && course.reachability.state == .down)
        course.run("++")
        #expect(course.reachability.state == .up)
    }

    @Test func `what says nothing of the device keeps only how far it came`() {
        var course = Course()
        course.run("+-")
        let before = course.reachability
        let stages = ConnectionStages(passed: [], endedIn: .jumpHosts)
        let changes = course.reachability.note(
            ReachabilityCheck(.untold, stages: stages), at: course.now.addingTimeInterval(5), course.policy)
        #expect(changes.isEmpty && course.reachability.lastStages == stages)
        #expect(course.reachability.failureCount == before.failureCount)
        #expect(course.reachability.checkedAt == before.checkedAt)
        #expect(course.reachability.lastFailure == "It did not answer.")
    }

    @Test func `another way to the device begins anew`() {
        var course = Course()
        #expect(course.reachability.forget("Moved.", at: course.now).isEmpty)
        course.run("+--++--")
        let changes = course.reachability.forget("Moved.", at: course.now)
        #expect(changes.map(\.from) == [.flapping] && changes.map(\.to) == [.unknown])
        #expect(course.reachability.penalty == 0 && course.reachability.checkedAt == nil)
    }

    @Test func `a policy keeps its bounds`() {
        let policy = ReachabilityPolicy(
            failureLimit: 0, successLimit: -1, suppressThreshold: 1, reuseThreshold: 500, halfLife: 0,
            longestSuppression: 0)
        #expect(policy.failureLimit == 1 && policy.successLimit == 1)
        #expect(policy.suppressThreshold == 500 && policy.halfLife == 1 && policy.longestSuppression == 1)
        #expect(ReachabilityPolicy().ceiling == 12000)
    }

    @Test func `a very long sentence is cut`() {
        #expect(ReachabilityCheck(.failed, sentence: String(repeating: "x", count: 5000)).sentence.count == 1000)
    }
}
