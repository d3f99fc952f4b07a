import Domain
import Secrets
import Services
import Testing

@testable import DeviceCLI
@testable import SSH
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

extension TestSite {
    /// The login that a caller tries on a device.
    func login(of device: Device, _ caller: SessionCaller) -> LockoutKey {
        LockoutKey(caller: caller, deviceID: device.id, login: "netops")
    }

    /// Opens the breaker in front of a device, as five sessions that fail do.
    func open(_ device: Device) async throws {
        for _ in 1...5 {
            let attempt = try await gate.admit(device, login: login(of: device, .automation), of: nil, .ordinary)
            let error = DeviceError(.unreachable, address: "<b>127.0.0.1:22", state: "connecting")
            await attempt.failed(error, .password(""))
        }
    }

    /// Has a device refuse a caller's login five times.
    func lockOut(_ caller: SessionCaller, of device: Device) async throws {
        for _ in 1...5 {
            let attempt = try await gate.admit(device, login: login(of: device, caller), of: nil, .ordinary)
            let error = DeviceError(.authentication(offeredMethods: []), address: "127.0.0.1:22", state: "connecting")
            await attempt.failed(error, .password(""))
        }
    }
}
