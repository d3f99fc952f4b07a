import DeviceAPI
import DeviceCLI
import Domain
import FactSources
import HTTPClient
import NETCONF
import Persistence
import Reactor
import SNMP
import SSH
import TCP

/// One question to a device over another protocol than its command line: where, by whom, and by what it is believed.
struct FactQuestion: Sendable {
    let source: FactSource
    let port: Port
    /// By which refused logins are counted.
    let username: String
    let loop: EventLoop
    private let deviceID: Device.ID
    private let service: ServiceIdentity.Service?
    /// What the device shows when nothing is pinned yet; pinned once it has answered.
    private let shown: OfferedIdentity

    /// Opens the credentials and finds by what the device is believed; a certificate that nobody has seen is looked at here.
    static func prepare(
        _ device: Device, through hops: [DeviceWay.Hop], _ sessions: DeviceSessions
    ) async throws -> FactQuestion {
        let chosen = device.factProtocol
        guard device.jumpHostID == nil || chosen == .netconf else {
            throw Problem(
                .conflict, code: "protocol_is_direct",
                "\(device.name) is reached through a jump host, which carries no \(chosen.title). "
                    + "Choose the command line or NETCONF for its facts.")
        }
        let port = device.factPort ?? chosen.usualPort ?? device.port
        let loop = sessions.reactor.loop(for: device.id)
        let shown = OfferedIdentity()
        var pinned: String?
        if let service = chosen.service {
            pinned = try await ServiceIdentityRepository(sessions.database).find(device.id, service)?.pinned
        }
        func question(_ source: FactSource, _ username: String) -> FactQuestion {
            FactQuestion(
                source: source, port: port, username: username, loop: loop, deviceID: device.id,
                service: chosen.service, shown: shown)
        }
        switch chosen {
        case .cli, .netconf:
            let login = try await sessions.logins.login(for: device)
            let memory = try await SSHMemory.load(device, login.login, sessions.database)
            let access = NETCONFAccess(
                host: device.host.text, port: UInt16(port.number), username: login.username, login: login.login,
                hostKeys: pinned.flatMap(SSHHostKey.init(openSSH:)).map { .pinned([$0]) } ?? .acceptFirst,
                algorithms: memory.policy, jumpHosts: hops.map(\.endpoint),
                timeouts: NETCONFTimeouts(ssh: sessions.timeouts.ssh))
            let connector = NETCONFConnector(access, on: loop) { shown.store($0.hostKey.openSSH) }
            return question(.netconf(connector), login.username)
        case .eapi, .nxapi, .restconf:
            let login = try await sessions.logins.password(for: device)
            let host = device.host.text.contains(":") ? "[\(device.host)]" : device.host.text
            guard let url = HTTPURL("https://\(host):\(port)/") else {
                throw Problem(
                    .conflict, code: "address_unfit",
                    "The address of \(device.name) cannot stand in a URL. Edit the device.")
            }
            var known = pinned.flatMap { CertificatePin($0) }
            if known == nil { known = try await firstPin(at: url, of: device, on: loop) }
            guard let pin = known else { throw Problem.certificateUnreadable(device) }
            shown.store(pin.description)
            var trust = HTTPTrust.pinned([pin])
            trust.allowsLegacyTLS = device.allowsLegacyAlgorithms
            let access = APIAccess(
                url: url, credential: .basic(username: login.username, password: login.password), trust: trust)
            switch chosen {
            case .eapi: return question(.eapi(access, enablePassword: login.enable), login.username)
            case .nxapi: return question(.nxapi(access), login.username)
            default: return question(.restconf(access), login.username)
            }
        case .snmp:
            let (name, login) = try await sessions.logins.snmp(for: device)
            let endpoint = TCPEndpoint(host: device.host.text, port: UInt16(port.number))
            return question(.snmp(endpoint, login, SNMPPatience()), name)
        }
    }

    /// Pins what the device has shown, now that it has answered to the login.
    func pin(_ database: Database) async throws {
        guard let service, let text = shown.text else { return }
        _ = try await ServiceIdentityRepository(database).pinFirst(deviceID, service, text)
    }

    /// Keeps what the device shows instead of what is pinned, for a person to review.
    func keep(_ error: FactError, _ database: Database) async throws {
        guard let service else { return }
        let offered = error.offeredHostKey?.openSSH ?? error.offeredPins.first(where: \.isOfKey)?.description
        if let offered {
            try await ServiceIdentityRepository(database).recordOffer(deviceID, service, offered)
        }
    }

    private static func firstPin(at url: HTTPURL, of device: Device, on loop: EventLoop) async throws -> CertificatePin?
    {
        do {
            return try await FactSource.pins(at: url, on: loop).first(where: \.isOfKey)
        } catch {
            throw Problem(.unavailable, code: error.kind, error.description, cause: error.debugDescription)
        }
    }
}

extension Problem {
    fileprivate static func certificateUnreadable(_ device: Device) -> Problem {
        Problem(
            .unavailable, code: "certificate_unreadable",
            "\(device.name) showed no certificate that can be read. Check that the port speaks HTTPS.")
    }
}
