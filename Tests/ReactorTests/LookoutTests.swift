import Testing

@testable import Reactor

@Suite struct LookoutTests {
    private static let start = ContinuousClock.now

    /// Waits that ended after so many microseconds each, one after the other.
    private func lookout(after waits: [Int]) -> Lookout {
        var lookout = Lookout()
        for wait in waits {
            _ = lookout.looksOn(Self.start)
            lookout.sawWork(Self.start + .microseconds(wait))
        }
        return lookout
    }

    @Test func `a loop sleeps at once until waits have been short for a while`() {
        var fresh = lookout(after: [])
        #expect(!fresh.looksOn(Self.start))
        var learning = lookout(after: [5, 5, 5])
        #expect(!learning.looksOn(Self.start))
        var trusting = lookout(after: [5, 5, 5, 5])
        #expect(trusting.looksOn(Self.start))
    }

    @Test func `it looks on for as long as falling asleep would cost, and no longer`() {
        var lookout = lookout(after: [5, 5, 5, 5])
        #expect(lookout.looksOn(Self.start))
        #expect(lookout.looksOn(Self.start + Lookout.limit - .microseconds(1)))
        #expect(!lookout.looksOn(Self.start + Lookout.limit))
        #expect(!lookout.looksOn(Self.start + .seconds(60)))
    }

    @Test func `long waits make it sleep at once again`() {
        var lookout = lookout(after: Array(repeating: 5, count: 1000) + Array(repeating: 5000, count: 5))
        #expect(!lookout.looksOn(Self.start))
    }

    @Test func `work that comes without a wait teaches nothing`() {
        var lookout = Lookout()
        for _ in 0..<100 { lookout.sawWork(Self.start) }
        #expect(!lookout.looksOn(Self.start))
    }
}
