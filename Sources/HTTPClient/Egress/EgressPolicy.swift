/// What a client may reach; what is not allowed here is refused before a byte leaves.
///
/// Addresses are judged when the connection is opened or used again, so a name cannot turn into another address meanwhile.
/// A loopback, link-local, private or otherwise special block is open only to a range that lies inside it: `0.0.0.0/0`
/// opens none of them. Through a proxy only names and written addresses can be judged; the proxy itself is always allowed.
public struct EgressPolicy: Sendable, Hashable {
    /// Which hosts may be named.
    public enum Hosts: Sendable, Hashable {
        case any
        case only([HostPattern])
    }

    /// Which addresses may be connected to.
    public enum Addresses: Sendable, Hashable {
        /// The public internet and, in addition, these ranges.
        case publicAnd([AddressRange])
        /// These ranges and nothing else.
        case only([AddressRange])
    }

    /// The schemes.
    public var schemes: Set<HTTPURL.Scheme>
    /// The names.
    public var hosts: Hosts
    /// The ports; nil allows all.
    public var ports: Set<UInt16>?
    /// The addresses.
    public var addresses: Addresses
    /// Ranges that are refused whatever else is allowed, such as the database's own.
    public var denied: [AddressRange]

    /// A policy; by itself it allows `https` on port 443 of the public internet.
    public init(
        schemes: Set<HTTPURL.Scheme> = [.https], hosts: Hosts = .any, ports: Set<UInt16>? = [443],
        addresses: Addresses = .publicAnd([]), denied: [AddressRange] = []
    ) {
        self.schemes = schemes
        self.hosts = hosts
        self.ports = ports
        self.addresses = addresses
        self.denied = denied
    }

    /// For managed devices: both schemes on any port, but only in the networks that hold them.
    public static func devices(in ranges: [AddressRange]) -> EgressPolicy {
        EgressPolicy(schemes: [.https, .http], ports: nil, addresses: .only(ranges))
    }

    /// Why the URL may not be asked for; nil when its address decides.
    func refusal(of url: HTTPURL) -> EgressRefusal? {
        guard self.schemes.contains(url.scheme) else { return .scheme(url.scheme) }
        guard self.ports?.contains(url.port) ?? true else { return .port(url.port) }
        if case .only(let patterns) = self.hosts, !patterns.contains(where: { $0.matches(url.host) }) {
            return .host(url.host)
        }
        return NetworkAddress(url.host).flatMap(self.refusal)
    }

    /// Why the address may not be connected to; nil when it may.
    func refusal(of address: NetworkAddress) -> EgressRefusal? {
        let carried = address.carried
        let ranges: [AddressRange]
        let allowsPublic: Bool
        switch self.addresses {
        case .publicAnd(let more): (ranges, allowsPublic) = (more, true)
        case .only(let only): (ranges, allowsPublic) = (only, false)
        }
        let isDenied = self.denied.contains { $0.contains(address) || $0.contains(carried) }
        let block = SpecialRanges.block(of: carried)
        let isNamed = ranges.contains { $0.contains(carried) && (block?.contains($0) ?? true) }
        let isAllowed = !isDenied && (isNamed || (allowsPublic && block == nil))
        return isAllowed ? nil : .address(address)
    }
}

/// What of a destination the policy does not allow.
public enum EgressRefusal: Sendable, Hashable {
    case scheme(HTTPURL.Scheme)
    case host(String)
    case port(UInt16)
    case address(NetworkAddress)
}
