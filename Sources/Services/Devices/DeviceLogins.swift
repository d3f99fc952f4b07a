import DeviceCLI
import Domain
import Persistence
import SNMP
import SSH
import Secrets

/// Opens the credentials with which devices are signed in to.
struct DeviceLogins: Sendable {
    let database: Database
    let sealer: CredentialSealer

    /// How to sign in to a device; throws when it has no credentials.
    func login(for device: Device) async throws -> DeviceLogin {
        let sealed = try await sealed(for: device)
        let id = sealed.id
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

    /// User name and password for a device's HTTPS, which takes no keys.
    func password(for device: Device) async throws -> (username: String, password: String, enable: String?) {
        let sealed = try await sealed(for: device)
        guard let password = try sealer.open(sealed.password, .password, of: sealed.id) else {
            throw Problem(
                .conflict, code: "credential_set_without_password",
                "\(device.factProtocol.title) signs in by password, and the credential set of \(device.name) has none. Add it."
            )
        }
        let enable = try sealer.open(sealed.enableSecret, .enableSecret, of: sealed.id)?.reveal()
        return (sealed.username, password.reveal(), enable)
    }

    /// Who asks a device's SNMP agent, and the name by which refusals are counted.
    func snmp(for device: Device) async throws -> (name: String, login: SNMPLogin) {
        let sealed = try await sealed(for: device)
        guard let access = sealed.snmp else {
            throw Problem(
                .conflict, code: "credential_set_without_snmp",
                "The credential set of \(device.name) says nothing of SNMP. Edit it, or choose another protocol for the facts."
            )
        }
        let secret = try sealer.open(sealed.snmpSecret, .snmpSecret, of: sealed.id)?.reveal()
        let cover = try sealer.open(sealed.snmpPrivacySecret, .snmpPrivacySecret, of: sealed.id)?.reveal()
        switch access {
        case .community: return ("an SNMP community", .community(secret ?? ""))
        case .user(let name, let digest, let cipher):
            do {
                guard let digest = digest.flatMap(SNMPAuthentication.init), let secret else {
                    return (name, .user(try SNMPUser(name)))
                }
                let privacy = cipher.flatMap(SNMPPrivacy.init).flatMap { one in cover.map { (one, $0) } }
                return (
                    name, .user(try SNMPUser(name, authentication: digest, password: secret, privacy: privacy))
                )
            } catch {
                throw Problem(
                    .conflict, code: "credential_set_unfit",
                    "The SNMP user of \(device.name) cannot be used: \(error) Edit the credential set.")
            }
        }
    }

    private func sealed(for device: Device) async throws -> SealedCredential {
        guard let id = device.credentialSetID, let sealed = try await CredentialSetRepository(database).sealed(id)
        else {
            throw Problem(
                .conflict, code: "device_without_credentials",
                "\(device.name) has no credential set. Edit the device and choose one.")
        }
        return sealed
    }
}
