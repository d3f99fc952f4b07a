public import Foundation

/// The key by which a device proves to be itself; pinned on first use.
public struct HostKey: Sendable, Hashable {
    /// The algorithm as SSH names it, for example `ssh-ed25519`.
    public let algorithm: String
    /// The public key as sent by the server (RFC 4253, 6.6).
    public let bytes: [UInt8]
    /// The SHA-256 fingerprint in OpenSSH's form, `SHA256:…`.
    public let fingerprint: String

    /// A key as offered by a server.
    public init(algorithm: String, bytes: [UInt8], fingerprint: String) {
        self.algorithm = algorithm
        self.bytes = bytes
        self.fingerprint = fingerprint
    }
}

/// What is known of a device's host key: the pinned one, and a different one that was refused.
public struct HostKeyRecord: Sendable, Hashable {
    public let deviceID: Device.ID
    public let pinned: HostKey
    public let pinnedAt: Date
    /// Who accepted it; none when it was pinned on first use.
    public let pinnedBy: User.ID?
    /// A key that was offered later and refused; a person reviews it.
    public let offered: HostKey?
    public let offeredAt: Date?

    /// A record as stored.
    public init(
        deviceID: Device.ID, pinned: HostKey, pinnedAt: Date, pinnedBy: User.ID?, offered: HostKey?, offeredAt: Date?
    ) {
        self.deviceID = deviceID
        self.pinned = pinned
        self.pinnedAt = pinnedAt
        self.pinnedBy = pinnedBy
        self.offered = offered
        self.offeredAt = offeredAt
    }
}
