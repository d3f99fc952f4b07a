import Domain

extension CredentialSet {
    /// The credential set as the API shows it: which secrets it has, and none of them.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "name": JSONValue(name), "username": JSONValue(username),
            "has_password": JSONValue(hasPassword), "has_private_key": JSONValue(hasPrivateKey),
            "has_enable_secret": JSONValue(hasEnableSecret), "snmp": snmp?.document ?? .null,
            "device_count": JSONValue(deviceCount),
            "created_at": JSONValue(createdAt), "updated_at": JSONValue(updatedAt),
        ])
    }
}

extension SNMPAccess {
    /// How agents are asked, without what proves it.
    fileprivate var document: JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        guard case .user(let name, let digest, let cipher) = self else {
            return .object([
                "version": .string(version), "username": .null, "authentication": .null, "privacy": .null,
            ])
        }
        return .object([
            "version": .string(version), "username": .string(name), "authentication": text(digest),
            "privacy": text(cipher),
        ])
    }
}
