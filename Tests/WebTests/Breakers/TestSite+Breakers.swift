import Domain
import Secrets
import Services
import Testing

@testable import Services

extension TestSite {
    /// The gate as the sessions of this site have it.
    var gate: ConnectionGate {
        ConnectionGate(database: database, breakerPolicy: BreakerPolicy(), lockoutPolicy: LockoutPolicy())
    }

    /// A device on loopback with a credential set of its own.
    func device(_ name: String, port: Int) async throws -> Device {
        let person = try await services.users.addFromCommandLine(
            username: "maker-of-\(name)", displayName: "", role: .administrator, password: Secret(Self.password))
        let actor = Actor(user: person.reference, role: .administrator, remoteAddress: "", requestID: "")
        let credentials = try await services.credentials.add(
            CredentialDraft(name: "Login of \(name)", username: "netops", password: .set(Secret("secret"))), by: actor)
        return try await services.devices.add(
            DeviceDraft(
                name: try #require(DeviceName(name)), host: try #require(HostAddress("127.0.0.1")),
                port: try #require(Port(port)), platform: try #require(PlatformName("frr")),
                credentialSetID: credentials.id, tags: [], notes: ""), by: actor)
    }
}
