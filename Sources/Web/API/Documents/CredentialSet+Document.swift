import Domain

extension CredentialSet {
    /// The credential set as the API shows it: which secrets it has, and none of them.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "name": JSONValue(name), "username": JSONValue(username),
            "has_password": JSONValue(hasPassword), "has_private_key": JSONValue(hasPrivateKey),
            "has_enable_secret": JSONValue(hasEnableSecret), "device_count": JSONValue(deviceCount),
            "created_at": JSONValue(createdAt), "updated_at": JSONValue(updatedAt),
        ])
    }
}
