/// What a device says about itself; all of it is untrusted text.
public struct DeviceFacts: Sendable, Hashable {
    /// One interface as the device lists it.
    public struct Interface: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its state in the device's own word.
        public let state: String?
        /// Its address, where the list has one.
        public let address: String?
        /// Its description, where the list has one.
        public let description: String?

        /// An interface that another protocol than the command line told of.
        public init(name: String, state: String?, address: String?, description: String?) {
            self.name = name
            self.state = state
            self.address = address
            self.description = description
        }
    }

    /// The device's name.
    public internal(set) var hostname: String?
    /// Who made it.
    public let vendor: String
    /// The hardware.
    public private(set) var model: String?
    /// The operating system.
    public private(set) var os: String
    /// Its version.
    public private(set) var version: String?
    /// The serial number of the chassis.
    public private(set) var serial: String?
    /// Seconds since the start.
    public private(set) var uptime: Int?
    /// The interfaces in the device's order, at most 10,000.
    public private(set) var interfaces: [Interface] = []

    init(vendor: String, os: String) {
        self.vendor = vendor
        self.os = os
    }

    /// Facts that another protocol than the command line told of; interfaces beyond the bound are left out.
    public init(
        vendor: String, os: String, hostname: String?, model: String?, version: String?, serial: String?, uptime: Int?,
        interfaces: [Interface]
    ) {
        self.init(vendor: vendor, os: os)
        (self.hostname, self.model, self.version) = (hostname, model, version)
        (self.serial, self.uptime) = (serial, uptime)
        self.interfaces = Array(interfaces.prefix(10_000))
    }

    /// Takes from an output what is not known yet; a fact's expressions are tried in order, each on every line.
    mutating func take(_ output: String, by rules: FactRules.Command) {
        let lines = output.split(separator: "\n").map { String($0.prefix(1024)) }
        for (fact, patterns) in rules.patterns {
            let found = patterns.lazy.compactMap { pattern in
                lines.lazy.compactMap { pattern.captures(fact.groups, in: $0) }.first { !$0.isEmpty }
            }.first
            if let found { self.set(fact, found) }
        }
        var known = Set(self.interfaces.map(\.name))
        for line in lines where self.interfaces.count < 10_000 {
            let groups = ["name", "state", "address", "description"]
            let found = rules.interfaces.lazy.compactMap { $0.captures(groups, in: line) }.first
            guard let found, let name = found["name"], known.insert(name).inserted else { continue }
            self.interfaces.append(
                Interface(
                    name: name, state: found["state"], address: found["address"], description: found["description"]))
        }
    }

    private mutating func set(_ fact: FactRules.Fact, _ found: [String: String]) {
        let value = found["value"].map { Self.trimmed($0) }
        switch fact {
        case .hostname: self.hostname = self.hostname ?? value
        case .model: self.model = self.model ?? value
        case .os: self.os = value ?? self.os
        case .version: self.version = self.version ?? value
        case .serial: self.serial = self.serial ?? value
        case .uptime: self.uptime = self.uptime ?? Uptime.seconds(found)
        }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { $0 != " " }), let last = scalars.lastIndex(where: { $0 != " " })
        else { return "" }
        return String(scalars[first...last])
    }
}
