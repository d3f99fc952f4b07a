public import DeviceAPI
public import DeviceCLI
public import HTTPClient
public import NETCONF
public import Reactor
public import SNMP
public import TCP

/// Where a device tells what it is, when not on its command line.
public enum FactSource: Sendable {
    case netconf(NETCONFConnector)
    /// Arista's eAPI; the password answers `enable`, nil where none is asked.
    case eapi(APIAccess, enablePassword: String?)
    case nxapi(APIAccess)
    /// The path of the API is asked of the device (RFC 8040 section 3.1).
    case restconf(APIAccess)
    case snmp(TCPEndpoint, SNMPLogin, SNMPPatience)

    /// Asks the device, over connections of its own on the loop that are gone afterwards; throws `FactError`.
    ///
    /// `heard` is awaited once the device has taken the login and answered.
    public func facts(
        on loop: EventLoop, heard: @Sendable () async -> Void = {}
    ) async throws(FactError) -> DeviceFacts {
        do {
            let facts =
                switch self {
                case .netconf(let connector): try await connector.withReader { try await $0.facts() }
                case .eapi(let access, let password):
                    try await Self.calling(on: loop) {
                        try await EAPIReader(access, over: $0, enablePassword: password).facts()
                    }
                case .nxapi(let access):
                    try await Self.calling(on: loop) { try await NXAPIReader(access, over: $0).facts() }
                case .restconf(let access):
                    try await Self.calling(on: loop) {
                        try await RESTCONFReader.discover(access, over: $0).facts()
                    }
                case .snmp(let endpoint, let login, let patience):
                    try await Self.asking(endpoint, login, patience, on: loop)
                }
            await heard()
            return facts
        } catch {
            throw FactError(error)
        }
    }

    /// The pins that a device shows for its HTTPS; nothing is sent to it. Throws `FactError`.
    public static func pins(at url: HTTPURL, on loop: EventLoop) async throws(FactError) -> [CertificatePin] {
        do {
            return try await calling(on: loop) { client in
                var request = HTTPRequest(.get, url)
                request.trust = .pinned([])
                request.trust.allowsLegacyTLS = true
                do throws(HTTPError) {
                    _ = try await client.send(request)
                } catch {
                    guard case .pin(let offered) = error.code else { throw error }
                    return offered
                }
                return []
            }
        } catch {
            throw FactError(error)
        }
    }

    private static func calling<Result: Sendable>(
        on loop: EventLoop, _ body: (HTTPClient) async throws -> Result
    ) async throws -> Result {
        let engine = HTTPEngine(loop: loop)
        do {
            let result = try await body(HTTPClient(engine: engine, egress: .managedDevices))
            await engine.close()
            return result
        } catch {
            await engine.close()
            throw error
        }
    }

    private static func asking(
        _ endpoint: TCPEndpoint, _ login: SNMPLogin, _ patience: SNMPPatience, on loop: EventLoop
    ) async throws -> DeviceFacts {
        let session = try await SNMPSession.open(endpoint, login: login, patience: patience, on: loop)
        do {
            let facts = try await session.facts()
            await session.close()
            return facts
        } catch {
            await session.close()
            throw error
        }
    }
}

extension EgressPolicy {
    /// Where managed devices are: anywhere but in link-local networks, where clouds keep credentials of their machines.
    static let managedDevices = EgressPolicy(
        schemes: [.https], ports: nil,
        addresses: .publicAnd(
            ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1/128", "fc00::/7"]
                .compactMap { AddressRange($0) }))
}
