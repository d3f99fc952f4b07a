import DeviceCLI
import Domain
import Persistence
import SSH
import Secrets

/// Opens the credentials with which devices are signed in to.
struct DeviceLogins: Sendable {
    let database: Database
    let sealer: CredentialSealer

    /// How to sign in to a device; throws when it has no credentials.
    func login(for device: Device) async throws -> DeviceLogin {
        guard let id = device.credentialSetID, let sealed = try await CredentialSetRepository(database).sealed(id)
        else {
            throw Problem(
                .conflict, code: "device_without_credentials",
                "\(device.name) has no credential set. Edit the device and choose one.")
        }
        let enable = try sealer.open(sealed.enableSecret, .enableSecret, of: id)?.reveal()
        if let key = try sealer.open(sealed.privateKey, .privateKey, of: id) {
            let passphrase = try sealer.open(sealed.passphrase, .passphrase, of: id)?.reveal()
            return DeviceLogin(
                username: sealed.username, login: .privateKey(pem: key.reveal(), passphrase: passphrase),
                enablePassword: enable)
        }
        guard let password = try sealer.open(sealed.password, .password, of: id) else {
            throw Problem(
                .failed, code: "credential_set_empty", "The credential set of \(device.name) holds no secret. Edit it.")
        }
        return DeviceLogin(
            username: sealed.username, login: .password(password.reveal()), enablePassword: enable)
    }
}
