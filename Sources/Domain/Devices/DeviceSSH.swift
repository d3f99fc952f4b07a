public import Foundation

/// How a device speaks SSH: what the last login agreed on, what the device offers, and why none is possible.
public struct DeviceSSH: Sendable, Hashable {
    public let deviceID: Device.ID
    /// The last login; none before the first.
    public let login: Login?
    /// Since when logins agree on this; none before the first.
    public let firstSeenAt: Date?
    /// When a login last agreed on this, up to a day too early; none before the first.
    public let seenAt: Date?
    /// What the device offered last; none when that could not be read.
    public let offer: Offer?
    /// Set while no session can be had for want of common algorithms.
    public let mismatch: Mismatch?

    /// A record as stored.
    public init(
        deviceID: Device.ID, login: Login?, firstSeenAt: Date?, seenAt: Date?, offer: Offer?, mismatch: Mismatch?
    ) {
        self.deviceID = deviceID
        self.login = login
        self.firstSeenAt = firstSeenAt
        self.seenAt = seenAt
        self.offer = offer
        self.mismatch = mismatch
    }

    /// How long a record stays as it is while nothing changes, in seconds: a device has thousands of sessions.
    public static let keptFor: TimeInterval = 86400

    /// Whether a login tells something that is not in the record, or that is in it for a day.
    public func isNews(_ login: Login, offer: Offer?, at now: Date) -> Bool {
        guard login == self.login, mismatch == nil, let seenAt else { return true }
        return isNews(offer) || now.timeIntervalSince(seenAt) >= Self.keptFor
    }

    /// Whether a mismatch tells something that is not in the record.
    public func isNews(mismatch sentence: String, offer: Offer) -> Bool {
        mismatch?.sentence != sentence || isNews(offer)
    }

    private func isNews(_ offer: Offer?) -> Bool { offer.map { $0 != self.offer } ?? false }
}
