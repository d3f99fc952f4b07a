import Foundation
import Testing

@testable import Domain

struct LockoutTests {
    private let policy = LockoutPolicy(refusalLimit: 3, window: 100, pause: 60)

    private static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_800_000_000 + seconds) }

    private func refused(_ seconds: Double..., caller: SessionCaller = .automation) -> Lockout {
        var lockout = Lockout(key: LockoutKey(caller: caller, deviceID: Device.ID(), login: "netops"))
        for second in seconds { lockout.recordRefusal("refused", of: nil, at: Self.at(second), policy) }
        return lockout
    }

    @Test func `as many refusals as allowed lock it, for as long as the policy says`() {
        let lockout = refused(0, 1, 2)
        #expect(lockout.lockedAt == Self.at(2) && lockout.lockedUntil == Self.at(62) && lockout.refusalCount == 3)
        #expect(lockout.isLocked(at: Self.at(61), policy))
        #expect(!lockout.isLocked(at: Self.at(62), policy))
        #expect(!refused(0, 1).isLocked(at: Self.at(1), policy))
    }

    @Test func `refusals that are older than the window do not count`() {
        #expect(refused(0, 1, 101).lockedUntil == nil)
        #expect(refused(0, 50, 99).lockedUntil != nil)
    }

    @Test func `a refusal while it is locked does not extend it`() {
        var lockout = refused(0, 1, 2)
        let before = lockout
        let did1 = lockout.recordRefusal("late", of: nil, at: Self.at(30), policy)
        #expect(!did1)
        #expect(lockout == before)
    }

    @Test func `after the wait one more refusal within the window locks again`() {
        var lockout = refused(0, 1, 2)
        let did2 = lockout.recordRefusal("again", of: nil, at: Self.at(62), policy)
        #expect(did2)
        #expect(lockout.lockedUntil == Self.at(122) && lockout.refusalCount == 4)
        var later = refused(0, 1, 2)
        later.recordRefusal("again", of: nil, at: Self.at(150), policy)
        #expect(later.lockedUntil == nil && later.lockedAt == nil)
    }

    @Test func `a clock that goes back locks nobody out for good`() {
        #expect(refused(0, 1, 2).isLocked(at: Self.at(2), policy))
        #expect(!refused(0, 1, 2).isLocked(at: Self.at(-3600), policy))
        #expect(refused(0, 1, -3600).lockedUntil == Self.at(-3540))
    }

    @Test func `the sentence says how often, until when and what ends the wait`() throws {
        let person = Problem.loginLocked(
            refused(0, 1, 2, caller: .person(User.ID())), device: try #require(DeviceName("r1")))
        for part in ["r1 refused the login netops 3 times for you", "before 2027-01-15T08:01:02Z", "credential set"] {
            #expect(person.sentence.contains(part), "\(person.sentence)")
        }
        let nobody = Problem.loginLocked(refused(0, 1, 2), device: try #require(DeviceName("r1")))
        #expect(nobody.sentence.contains("for work that nobody asked for in person"))
    }
}
