/// What makes two sessions interchangeable: the same place, reached as the same user with the same secrets, spoken to alike.
public struct SessionKey: Sendable, Hashable {
    /// Who the sessions are for; they are never shared between contexts.
    public let context: String
    /// The device.
    public let address: DeviceAddress
    /// The user's name on the device.
    public let username: String
    /// A keyed digest of everything secret in the login, so that a changed password never meets an old session.
    public let proof: [UInt8]
    /// The platform's name.
    public let platform: String
    /// The terms of the access in words: a session opened on former ones is not used any more.
    public let terms: String

    /// A key.
    public init(
        context: String, address: DeviceAddress, username: String, proof: [UInt8], platform: String, terms: String
    ) {
        self.context = context
        self.address = address
        self.username = username
        self.proof = proof
        self.platform = platform
        self.terms = terms
    }
}
