import Foundation
import Testing

@testable import Domain

struct BreakerTests {
    private let policy = BreakerPolicy(failureLimit: 3, window: 100, pause: 10, longestPause: 60, probeTime: 20)

    private static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_800_000_000 + seconds) }

    private func closed() throws -> Breaker {
        Breaker(key: BreakerKey(address: try #require(HostAddress("192.0.2.1")), port: .ssh))
    }

    /// Failures at these seconds, none of them a probe's.
    private func failed(_ seconds: Double...) throws -> Breaker {
        var breaker = try closed()
        for second in seconds {
            breaker.recordFailure("refused", probe: nil, at: Self.at(second), policy, jitter: 0)
        }
        return breaker
    }

    private func halfOpen(_ id: Breaker.Probe.ID = .init()) throws -> Breaker {
        var breaker = try failed(0, 1, 2)
        let did1 = breaker.beginProbe(id, at: Self.at(12), policy)
        #expect(did1)
        return breaker
    }

    @Test func `a closed breaker lets everybody through, also after failures that are too few`() throws {
        #expect(try closed().answer(at: Self.at(0), policy) == .pass)
        #expect(try failed(0, 1).answer(at: Self.at(1), policy) == .pass)
    }

    @Test func `the last failure that is allowed opens it, with the pause from then on`() throws {
        let breaker = try failed(0, 1, 2)
        #expect(breaker.state == .open(.init(since: Self.at(2), count: 1, nextProbeAt: Self.at(12))))
        #expect(breaker.failureCount == 3 && breaker.lastFailure == "refused")
        #expect(breaker.answer(at: Self.at(2), policy) == .refuse)
        #expect(breaker.answer(at: Self.at(11.9), policy) == .refuse)
        #expect(breaker.answer(at: Self.at(12), policy) == .passAsProbe)
    }

    @Test func `failures that are older than the window do not count`() throws {
        #expect(try failed(0, 1, 101).state == .closed)
        #expect(try failed(0, 50, 100).state == .closed)
        #expect(try failed(0, 50, 99).opening != nil)
        // The window slides: the first one has left it, the other three are within.
        #expect(try failed(0, 90, 110, 115).opening != nil)
    }

    @Test func `a success in between begins the count anew`() throws {
        var breaker = try failed(0, 1)
        breaker.recordSuccess()
        #expect(breaker.failureCount == 0 && breaker.recentFailures.isEmpty && breaker.lastFailure.isEmpty)
        breaker.recordFailure("", probe: nil, at: Self.at(2), policy, jitter: 0)
        breaker.recordFailure("", probe: nil, at: Self.at(3), policy, jitter: 0)
        #expect(breaker.state == .closed)
    }

    @Test func `a failure while it is open changes nothing, so that nothing extends the pause`() throws {
        let before = try failed(0, 1, 2)
        var after = before
        let did2 = after.recordFailure("late", probe: nil, at: Self.at(5), policy, jitter: 0)
        #expect(!did2)
        let did3 = after.recordFailure("late", probe: Breaker.Probe.ID(), at: Self.at(5), policy, jitter: 0)
        #expect(!did3)
        #expect(after == before)
    }

    @Test func `only one probe begins, and while it is under way everybody else is refused`() throws {
        let id = Breaker.Probe.ID()
        var breaker = try halfOpen(id)
        #expect(breaker.probe == .init(id: id, deadline: Self.at(32)))
        #expect(breaker.answer(at: Self.at(31.9), policy) == .refuse)
        let did4 = breaker.beginProbe(Breaker.Probe.ID(), at: Self.at(20), policy)
        #expect(!did4)
        #expect(breaker.probe?.id == id)
    }

    @Test func `no probe begins at a closed breaker or before the pause is over`() throws {
        var closed = try closed()
        let did5 = closed.beginProbe(Breaker.Probe.ID(), at: Self.at(0), policy)
        #expect(!did5 && closed.state == .closed)
        var open = try failed(0, 1, 2)
        let did6 = open.beginProbe(Breaker.Probe.ID(), at: Self.at(11), policy)
        #expect(!did6 && open.probe == nil)
    }

    @Test func `a probe that reaches the device closes it`() throws {
        var breaker = try halfOpen()
        breaker.recordSuccess()
        #expect(breaker.answer(at: Self.at(13), policy) == .pass && breaker.opening == nil)
    }

    @Test func `a probe that fails opens it again for twice as long, up to the longest pause`() throws {
        let id = Breaker.Probe.ID()
        var breaker = try halfOpen(id)
        let did7 = breaker.recordFailure("silent", probe: id, at: Self.at(15), policy, jitter: 0)
        #expect(did7)
        #expect(breaker.state == .open(.init(since: Self.at(2), count: 2, nextProbeAt: Self.at(35))))
        #expect(breaker.failureCount == 4 && breaker.lastFailure == "silent")
        var pauses: [Double] = []
        var now = Self.at(35)
        for _ in 0..<4 {
            let next = Breaker.Probe.ID()
            let did8 = breaker.beginProbe(next, at: now, policy)
            #expect(did8)
            breaker.recordFailure("silent", probe: next, at: now, policy, jitter: 0)
            let due = try #require(breaker.opening?.nextProbeAt)
            pauses.append(due.timeIntervalSince(now))
            now = due
        }
        #expect(pauses == [40, 60, 60, 60])
        #expect(breaker.opening?.since == Self.at(2))
    }

    @Test func `a probe that is dead makes room for another, and its late failure does not count`() throws {
        let (dead, next) = (Breaker.Probe.ID(), Breaker.Probe.ID())
        var breaker = try halfOpen(dead)
        #expect(breaker.answer(at: Self.at(32), policy) == .passAsProbe)
        let did9 = breaker.beginProbe(next, at: Self.at(32), policy)
        #expect(did9)
        let before = breaker
        let did10 = breaker.recordFailure("late", probe: dead, at: Self.at(33), policy, jitter: 0)
        #expect(!did10)
        let did11 = breaker.recordFailure("late", probe: nil, at: Self.at(33), policy, jitter: 0)
        #expect(!did11)
        #expect(breaker == before)
    }

    @Test func `a probe that ends without an answer lets another go at once`() throws {
        let id = Breaker.Probe.ID()
        var breaker = try halfOpen(id)
        let did12 = breaker.abandonProbe(Breaker.Probe.ID(), at: Self.at(13))
        #expect(!did12)
        let did13 = breaker.abandonProbe(id, at: Self.at(13))
        #expect(did13)
        #expect(breaker.answer(at: Self.at(13), policy) == .passAsProbe)
        #expect(breaker.opening?.count == 1)
        let did14 = breaker.abandonProbe(id, at: Self.at(14))
        #expect(!did14)
    }

    @Test func `a clock that goes back a little only lengthens the pause`() throws {
        let breaker = try failed(0, 1, 2)
        #expect(breaker.answer(at: Self.at(-20), policy) == .refuse)
        #expect(try halfOpen().answer(at: Self.at(13), policy) == .refuse)
    }

    @Test func `a clock that goes back further than any pause shuts nothing for good`() throws {
        #expect(try failed(0, 1, 2).answer(at: Self.at(-3600), policy) == .passAsProbe)
        var halfOpen = try halfOpen()
        #expect(halfOpen.answer(at: Self.at(-3600), policy) == .passAsProbe)
        let id = Breaker.Probe.ID()
        let did15 = halfOpen.beginProbe(id, at: Self.at(-3600), policy)
        #expect(did15)
        #expect(halfOpen.probe == .init(id: id, deadline: Self.at(-3580)))
    }

    @Test func `failures from before the clock went back still count, and leave the window in time`() throws {
        #expect(try failed(0, 1, -3600).opening != nil)
        var breaker = try failed(0, 1)
        breaker.recordFailure(
            "", probe: nil, at: Self.at(-3600), BreakerPolicy(failureLimit: 9, window: 100), jitter: 0)
        #expect(breaker.recentFailures == [Self.at(-3600), Self.at(-3600), Self.at(-3600)])
    }

    @Test func `the jitter shortens a pause by at most a fifth, and the bound holds after any number of openings`() {
        #expect(policy.pause(afterOpening: 1, jitter: 0) == 10)
        #expect(policy.pause(afterOpening: 1, jitter: 1) == 8)
        #expect(policy.pause(afterOpening: 2, jitter: 0.5) == 18)
        #expect(policy.pause(afterOpening: .max, jitter: 0) == 60)
        #expect(policy.pause(afterOpening: 0, jitter: 7) == 8)
        #expect(BreakerPolicy(pause: 0).pause(afterOpening: 40, jitter: 0) == 0)
    }

    @Test func `one failure is enough when the policy says so`() throws {
        var breaker = try closed()
        breaker.recordFailure("", probe: nil, at: Self.at(0), BreakerPolicy(failureLimit: 0), jitter: 0)
        #expect(breaker.opening?.count == 1)
    }

    @Test func `the sentence says since when, after how many failures, until when and what to do`() throws {
        let name = try #require(DeviceName("r1"))
        let sentence = Problem.breakerOpen(try failed(0, 1, 2), device: name).sentence
        for part in [
            "r1 is not being tried since 2027-01-15T08:00:02Z", "3 attempts in a row", "192.0.2.1:22",
            "due at 2027-01-15T08:00:12Z", "reset the breaker", "The last error: refused",
        ] {
            #expect(sentence.contains(part), "\(sentence)")
        }
        #expect(Problem.breakerOpen(try halfOpen(), device: name).sentence.contains("finding out right now"))
    }

    @Test func `an address with another port or in another context has a breaker of its own`() throws {
        let address = try #require(HostAddress("192.0.2.1"))
        let other = try #require(RoutingContext("blue"))
        let key = BreakerKey(address: address, port: .ssh)
        #expect(key != BreakerKey(address: address, port: try #require(DevicePort(2222))))
        #expect(key != BreakerKey(context: other, address: address, port: .ssh))
        #expect(BreakerKey(context: other, address: address, port: .ssh).description == "192.0.2.1:22 in blue")
        #expect(
            BreakerKey(address: try #require(HostAddress("2001:db8::1")), port: .ssh).description == "[2001:db8::1]:22")
        #expect(RoutingContext("") == nil && RoutingContext("two words") == nil)
    }
}
