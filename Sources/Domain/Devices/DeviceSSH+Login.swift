extension DeviceSSH {
    /// What one login agreed on, and by which engine.
    public struct Login: Sendable, Hashable {
        public let engine: Engine
        public let reason: Reason
        public let keyExchange: String
        /// The algorithm of the host key's signature.
        public let hostKey: String
        public let cipher: String
        /// Empty with a cipher that proves integrity by itself.
        public let mac: String

        /// Takes every part.
        public init(
            engine: Engine, reason: Reason, keyExchange: String, hostKey: String, cipher: String, mac: String
        ) {
            self.engine = engine
            self.reason = reason
            self.keyExchange = keyExchange
            self.hostKey = hostKey
            self.cipher = cipher
            self.mac = mac
        }
    }

    /// A library that speaks SSH.
    public enum Engine: String, Sendable, Hashable, CaseIterable {
        /// The usual one; also knows the oldest algorithms.
        case libssh2
        /// For RSA keys with SHA-2, encrypt-then-MAC and AEAD ciphers.
        case libssh
    }

    /// Why a login used the engine it used.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Nothing spoke against the usual one.
        case usual
        /// The login is by an RSA key.
        case rsaLogin = "rsa_login"
        /// The pinned host key is an RSA key.
        case rsaHostKey = "rsa_host_key"
        /// The other engine had no algorithms in common with the device before.
        case remembered
        /// The other engine was tried, and has no algorithms in common with the device.
        case algorithms
    }
}
