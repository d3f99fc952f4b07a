public import Foundation

/// By what a device is believed on another service than its command line; pinned on first use.
public struct ServiceIdentity: Sendable, Hashable {
    /// A service that proves to be the device's.
    public enum Service: String, Sendable, Hashable, CaseIterable {
        /// By an SSH host key, written as OpenSSH does: algorithm and base64.
        case netconf
        /// By its certificate's key, written as `public-key:` and its SHA-256 in hexadecimal.
        case https

        /// As people write it.
        public var title: String {
            switch self {
            case .netconf: "NETCONF"
            case .https: "HTTPS"
            }
        }
    }

    public let deviceID: Device.ID
    public let service: Service
    public let pinned: String
    public let pinnedAt: Date
    /// Who accepted it; none when it was pinned on first use.
    public let pinnedBy: User.ID?
    /// What was shown later instead, and refused; a person reviews it.
    public let offered: String?
    public let offeredAt: Date?

    /// An identity as stored.
    public init(
        deviceID: Device.ID, service: Service, pinned: String, pinnedAt: Date, pinnedBy: User.ID?, offered: String?,
        offeredAt: Date?
    ) {
        self.deviceID = deviceID
        self.service = service
        self.pinned = pinned
        self.pinnedAt = pinnedAt
        self.pinnedBy = pinnedBy
        self.offered = offered
        self.offeredAt = offeredAt
    }
}
