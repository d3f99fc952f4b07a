extension DevicePages {
    /// The pinned host key beside the one that was offered.
    public struct HostKeyReview: Codable, Sendable {
        public var header: Header
        public var pinned: HostKey
        public var offered: HostKey
        public var hasPinned: Bool
        public var hasOffered: Bool
        /// Accepts the offered key with a reason.
        public var form: Component.Form
        public var canAccept: Bool
        /// What to type on the device's console to see its fingerprint.
        public var verifyCommand: String

        /// Takes every part.
        public init(
            header: Header, pinned: HostKey, offered: HostKey, hasPinned: Bool, hasOffered: Bool, form: Component.Form,
            canAccept: Bool, verifyCommand: String
        ) {
            self.header = header
            self.pinned = pinned
            self.offered = offered
            self.hasPinned = hasPinned
            self.hasOffered = hasOffered
            self.form = form
            self.canAccept = canAccept
            self.verifyCommand = verifyCommand
        }
    }
}
