public import Foundation

extension DeviceSSH {
    /// What a device offered before any login; untrusted.
    public struct Offer: Sendable, Hashable {
        /// For example `SSH-2.0-Cisco-1.25`.
        public let identification: String
        public let keyExchanges: [String]
        public let hostKeys: [String]
        public let ciphers: [String]
        public let macs: [String]

        /// Takes every part.
        public init(
            identification: String, keyExchanges: [String], hostKeys: [String], ciphers: [String], macs: [String]
        ) {
            self.identification = identification
            self.keyExchanges = keyExchanges
            self.hostKeys = hostKeys
            self.ciphers = ciphers
            self.macs = macs
        }
    }

    /// That a device and NetStacks have no algorithms in common.
    public struct Mismatch: Sendable, Hashable {
        /// What is wrong and what to do.
        public let sentence: String
        /// Whether allowing legacy algorithms would have helped.
        public let legacyWouldHelp: Bool
        /// Since when that is so.
        public let since: Date

        /// Takes every part.
        public init(sentence: String, legacyWouldHelp: Bool, since: Date) {
            self.sentence = sentence
            self.legacyWouldHelp = legacyWouldHelp
            self.since = since
        }
    }
}
