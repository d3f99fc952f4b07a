import Domain
import Testing

@testable import JobRunner

struct PeerWatchTests {
    private let start = ContinuousClock.now
    private let peer = WorkerID()

    private func look(_ watch: inout PeerWatch, _ beat: Int, at seconds: Double) -> [WorkerID] {
        watch.observe([peer: beat], at: start + .seconds(seconds)).map(\.id)
    }

    @Test func `a counter that stands still for the whole limit is silent`() {
        var watch = PeerWatch(limit: .seconds(15))
        for second in stride(from: 0.0, to: 15, by: 3) { #expect(look(&watch, 7, at: second).isEmpty) }
        #expect(look(&watch, 7, at: 15) == [peer])
    }

    @Test func `the counter that it stood at is told, so that one that moves meanwhile is not given up`() {
        var watch = PeerWatch(limit: .seconds(4))
        for second in 0..<4 { _ = look(&watch, 7, at: Double(second)) }
        #expect(watch.observe([peer: 7], at: start + .seconds(4)).map(\.beat) == [7])
    }

    @Test func `a counter that moved begins anew, also backwards`() {
        var watch = PeerWatch(limit: .seconds(4))
        for second in 0..<4 { #expect(look(&watch, 7, at: Double(second)).isEmpty) }
        #expect(look(&watch, 3, at: 4).isEmpty)
        for second in 5..<8 { #expect(look(&watch, 3, at: Double(second)).isEmpty) }
        #expect(look(&watch, 3, at: 8) == [peer])
    }

    @Test func `after a pause of our own everybody gets the whole time again`() {
        var watch = PeerWatch(limit: .seconds(4))
        for second in 0..<3 { _ = look(&watch, 7, at: Double(second)) }
        #expect(look(&watch, 7, at: 60).isEmpty)
        for second in 61..<64 { #expect(look(&watch, 7, at: Double(second)).isEmpty) }
        #expect(look(&watch, 7, at: 64) == [peer])
    }

    @Test func `who is gone from the list is forgotten`() {
        var watch = PeerWatch(limit: .seconds(2))
        _ = look(&watch, 7, at: 0)
        _ = watch.observe([:], at: start + .seconds(1))
        #expect(look(&watch, 7, at: 2).isEmpty)
    }
}
