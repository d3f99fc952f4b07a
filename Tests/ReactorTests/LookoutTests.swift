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

    private func looksOn(_ lookout: Lookout, after wait: Duration = .zero) -> Bool {
        var lookout = lookout
        let atOnce = lookout.looksOn(Self.start)
        return wait == .zero ? atOnce : lookout.looksOn(Self.start + wait)
    }

    @Test func `a loop sleeps at once until waits have been short for a while`() {
        #expect(!looksOn(lookout(after: [])))
        #expect(!looksOn(lookout(after: [5, 5, 5])))
        #expect(looksOn(lookout(after: [5, 5, 5, 5])))
    }

    @Test func `it looks on for as long as falling asleep would cost, and no longer`() {
        let trusting = lookout(after: [5, 5, 5, 5])
        #expect(looksOn(trusting, after: Lookout.limit - .microseconds(1)))
        #expect(!looksOn(trusting, after: Lookout.limit))
        #expect(!looksOn(trusting, after: .seconds(60)))
    }

    @Test func `long waits make it sleep at once again`() {
        let waits = Array(repeating: 5, count: 1000) + Array(repeating: 5000, count: 5)
        #expect(!looksOn(lookout(after: waits)))
    }

    @Test func `work that comes without a wait teaches nothing`() {
        var lookout = Lookout()
        for _ in 0..<100 { lookout.sawWork(Self.start) }
        #expect(!looksOn(lookout))
    }
}
