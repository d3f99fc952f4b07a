public import DeviceCLI

extension NETCONFReader {
    /// The device's facts by the models that it has: Junos' own, those of the IETF, or OpenConfig's; what it does not say stays nil.
    ///
    /// A part that the device refuses is left out; throws `NETCONFError` for everything else.
    nonisolated(nonsending) public func facts() async throws(NETCONFError) -> DeviceFacts {
        if self.capabilities.contains(FactModel.junos) { return try await self.junosFacts() }
        let models = [FactModel.system, FactModel.interfaces]
        if models.contains(where: self.capabilities.contains) { return try await self.ietfFacts() }
        if self.capabilities.contains(FactModel.openConfigSystem) { return try await self.openConfigFacts() }
        // Newer servers name their models in a library instead of in their greeting (RFC 8525): asking tells.
        return try await self.ietfFacts()
    }

    private nonisolated(nonsending) func ietfFacts() async throws(NETCONFError) -> DeviceFacts {
        let data = try await self.parts(
            XMLName("system", in: FactModel.system), XMLName("system-state", in: FactModel.system),
            XMLName("interfaces", in: FactModel.interfaces), XMLName("interfaces-state", in: FactModel.interfaces))
        let platform = data.child("system-state")?.child("platform")
        let clock = data.child("system-state")?.child("clock")
        var interfaces = InterfaceList()
        for part in [data.child("interfaces"), data.child("interfaces-state")] {
            for entry in part?.children("interface") ?? [] {
                let address = entry.children.filter { $0.name.local == "ipv4" || $0.name.local == "ipv6" }
                    .lazy.compactMap { $0.child("address") }.first
                interfaces.add(
                    entry.words("name"), state: entry.words("oper-status"),
                    address: address?.address("ip", "prefix-length"), description: entry.words("description"))
            }
        }
        return DeviceFacts(
            vendor: "unknown", os: platform?.words("os-name") ?? "unknown",
            hostname: data.child("system")?.words("hostname"), model: platform?.words("machine"),
            version: platform?.words("os-release") ?? platform?.words("os-version"), serial: nil,
            uptime: DeviceTimestamp.seconds(from: clock?.words("boot-datetime"), to: clock?.words("current-datetime")),
            interfaces: interfaces.entries)
    }

    private nonisolated(nonsending) func openConfigFacts() async throws(NETCONFError) -> DeviceFacts {
        let data = try await self.parts(
            XMLName("system", in: FactModel.openConfigSystem), XMLName("components", in: FactModel.openConfigPlatform),
            XMLName("interfaces", in: FactModel.openConfigInterfaces))
        let system = data.descendant("system", "state")
        let chassis = data.child("components")?.children("component").lazy.compactMap { $0.child("state") }
            .first { $0.words("type")?.hasSuffix("CHASSIS") == true }
        var interfaces = InterfaceList()
        for entry in data.child("interfaces")?.children("interface") ?? [] {
            let address = entry.first { $0.name.local == "address" && $0.child("state") != nil }?.child("state")
            interfaces.add(
                entry.words("name"), state: entry.child("state")?.words("oper-status"),
                address: address?.address("ip", "prefix-length"),
                description: entry.child("state")?.words("description"))
        }
        // Since the epoch, in nanoseconds (openconfig-system, boot-time).
        let boot = system?.words("boot-time").flatMap { Int($0) }.map { $0 / 1_000_000_000 }
        let now = system?.words("current-datetime").flatMap(DeviceTimestamp.seconds)
        let uptime = boot.flatMap { boot in now.map { $0 - boot } }.flatMap { $0 >= 0 ? $0 : nil }
        return DeviceFacts(
            vendor: chassis?.words("mfg-name") ?? "unknown", os: "unknown", hostname: system?.words("hostname"),
            model: chassis?.words("part-no") ?? chassis?.words("description"),
            version: system?.words("software-version") ?? chassis?.words("software-version"),
            serial: chassis?.words("serial-no"), uptime: uptime, interfaces: interfaces.entries)
    }

    private nonisolated(nonsending) func junosFacts() async throws(NETCONFError) -> DeviceFacts {
        let system = try await self.ask("get-system-information")?.first { $0.name.local == "system-information" }
        let uptime = try await self.ask("get-system-uptime-information")?.first { $0.name.local == "up-time" }
        let seconds = uptime?.attributes.first { $0.key.local == "seconds" }?.value
        var interfaces = InterfaceList()
        for entry in try await self.ask("get-interface-information")?.first(where: {
            $0.name.local == "interface-information"
        })?
        .children("physical-interface") ?? [] {
            interfaces.add(
                entry.words("name"), state: entry.words("oper-status"),
                address: entry.first { $0.name.local == "ifa-local" }?.words, description: entry.words("description"))
        }
        return DeviceFacts(
            vendor: "Juniper", os: system?.words("os-name") ?? "junos", hostname: system?.words("host-name"),
            model: system?.words("hardware-model"), version: system?.words("os-version"),
            serial: system?.words("serial-number"), uptime: seconds.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil },
            interfaces: interfaces.entries)
    }

    /// Reads top-level nodes one by one, so that one the device does not know costs only itself.
    private nonisolated(nonsending) func parts(_ names: XMLName...) async throws(NETCONFError) -> XMLElement {
        var data = XMLElement(XMLName("data", in: NETCONFReply.base))
        for name in names {
            do {
                data.children += try await self.get(.subtree([XMLElement(name)])).data?.children ?? []
            } catch {
                guard case .rejected = error.code else { throw error }
            }
        }
        return data
    }

    /// Asks by one of Junos' own operations that only read; nil when it is refused.
    private nonisolated(nonsending) func ask(_ operation: String) async throws(NETCONFError) -> XMLElement? {
        do {
            return try await self.session.ask(operation, "<\(operation)/>").root
        } catch {
            guard case .rejected = error.code else { throw error }
            return nil
        }
    }
}

/// The namespaces of the models that hold facts.
private enum FactModel {
    static let system = "urn:ietf:params:xml:ns:yang:ietf-system"
    static let interfaces = "urn:ietf:params:xml:ns:yang:ietf-interfaces"
    static let openConfigSystem = "http://openconfig.net/yang/system"
    static let openConfigPlatform = "http://openconfig.net/yang/platform"
    static let openConfigInterfaces = "http://openconfig.net/yang/interfaces"
    static let junos = "http://xml.juniper.net/netconf/junos/1.0"
}

extension XMLElement {
    /// The text as one line; nil for none.
    fileprivate var words: String? {
        let words = DeviceText.oneLine(self.text)
        return words.isEmpty ? nil : words
    }

    /// The text of an element inside.
    fileprivate func words(_ name: String) -> String? { self.child(name)?.words }

    /// An address with the length of its prefix.
    fileprivate func address(_ ip: String, _ length: String) -> String? {
        self.words(ip).map { address in self.words(length).map { "\(address)/\($0)" } ?? address }
    }

    /// The first element inside, at any depth and in the document's order, that is meant.
    fileprivate func first(where isMeant: (XMLElement) -> Bool) -> XMLElement? {
        var rest = Array(self.children.reversed())
        while let element = rest.popLast() {
            if isMeant(element) { return element }
            rest += element.children.reversed()
        }
        return nil
    }
}
