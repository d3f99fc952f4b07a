public import Foundation

/// Keeps one caller from locking an account on a device by trying a login that the device refuses.
public struct Lockout: Sendable, Hashable, Identifiable {
    /// The id of a lockout.
    public typealias ID = Identifier<Lockout>

    public let id: ID
    public let key: LockoutKey
    /// The credential set that was tried last; changing its secret ends the lockout.
    public private(set) var credentialSetID: CredentialSet.ID?
    /// Refused logins since the last one that succeeded.
    public private(set) var refusalCount: Int
    /// When the latest of them happened: as many as decide, oldest first.
    public private(set) var recentRefusals: [Date]
    /// What the device said last, as a sentence.
    public private(set) var lastFailure: String
    public private(set) var lockedAt: Date?
    public private(set) var lockedUntil: Date?

    /// A lockout as stored; the defaults are one of a login that was never refused.
    public init(
        id: ID = ID(), key: LockoutKey, credentialSetID: CredentialSet.ID? = nil, refusalCount: Int = 0,
        recentRefusals: [Date] = [], lastFailure: String = "", lockedAt: Date? = nil, lockedUntil: Date? = nil
    ) {
        self.id = id
        self.key = key
        self.credentialSetID = credentialSetID
        self.refusalCount = refusalCount
        self.recentRefusals = recentRefusals
        self.lastFailure = lastFailure
        self.lockedAt = lockedAt
        self.lockedUntil = lockedUntil
    }

    /// Whether the caller may not try now.
    public func isLocked(at now: Date, _ policy: LockoutPolicy) -> Bool {
        guard let lockedUntil else { return false }
        return !RecentTimes.isOver(lockedUntil, at: now, longest: policy.pause)
    }

    /// Notes that the device refused the login; `false`, and nothing changes, while it is locked already.
    @discardableResult
    public mutating func recordRefusal(
        _ sentence: String, of credentialSetID: CredentialSet.ID?, at now: Date, _ policy: LockoutPolicy
    ) -> Bool {
        guard !isLocked(at: now, policy) else { return false }
        lockedAt = nil
        lockedUntil = nil
        recentRefusals = RecentTimes.kept(
            recentRefusals + [now], at: now, window: policy.window, limit: policy.refusalLimit)
        refusalCount += 1
        lastFailure = sentence
        self.credentialSetID = credentialSetID
        if recentRefusals.count >= policy.refusalLimit {
            lockedAt = now
            lockedUntil = now.addingTimeInterval(policy.pause)
        }
        return true
    }
}
