public import DeviceCLI

extension RESTCONFReader {
    /// The device's facts by the models of the IETF, and by Cisco's own where those have none; what it does not say stays nil.
    ///
    /// A part that the device does not know or refuses is left out; throws `DeviceAPIError` for everything else.
    nonisolated(nonsending) public func facts() async throws(DeviceAPIError) -> DeviceFacts {
        let system = try await self.part("ietf-system:system")
        let state = try await self.part("ietf-system:system-state")
        let (platform, clock) = (state?["platform"], state?["clock"])
        var interfaces: [DeviceFacts.Interface] = []
        var places: [String: Int] = [:]
        for list in ["ietf-interfaces:interfaces", "ietf-interfaces:interfaces-state"] {
            for entry in try await self.part(list)?["interface"]?.elements ?? [] {
                guard let name = Self.text(entry["name"]) else { continue }
                let place = places[name] ?? interfaces.count
                let known = places[name].map { interfaces[$0] }
                let both = DeviceFacts.Interface(
                    name: name, state: known?.state ?? Self.text(entry["oper-status"]),
                    address: known?.address ?? Self.address(entry),
                    description: known?.description ?? Self.text(entry["description"]))
                if known == nil { interfaces.append(both) } else { interfaces[place] = both }
                places[name] = place
            }
        }
        let hostname = Self.text(system?["hostname"])
        if hostname == nil, let cisco = try await self.ciscoFacts(interfaces) { return cisco }
        return DeviceFacts(
            vendor: "unknown", os: Self.text(platform?["os-name"]) ?? "unknown", hostname: hostname,
            model: Self.text(platform?["machine"]),
            version: Self.text(platform?["os-release"]) ?? Self.text(platform?["os-version"]), serial: nil,
            uptime: DeviceTimestamp.seconds(
                from: clock?["boot-datetime"]?.text, to: clock?["current-datetime"]?.text),
            interfaces: interfaces)
    }

    /// What IOS-XE tells by its own models; nil when the device has none of them.
    private nonisolated(nonsending) func ciscoFacts(_ interfaces: [DeviceFacts.Interface])
        async throws(DeviceAPIError) -> DeviceFacts?
    {
        let native = "Cisco-IOS-XE-native:native"
        guard let hostname = Self.text(try await self.part(native, "hostname")) else { return nil }
        let hardware = try await self.part(
            "Cisco-IOS-XE-device-hardware-oper:device-hardware-data", "device-hardware")
        let chassis = hardware?["device-inventory"]?.elements?.first { $0["hw-type"]?.text == "hw-type-chassis" }
        let data = hardware?["device-system-data"]
        return DeviceFacts(
            vendor: "Cisco", os: "IOS-XE", hostname: hostname, model: Self.text(chassis?["part-number"]),
            version: Self.text(try await self.part(native, "version")), serial: Self.text(chassis?["serial-number"]),
            uptime: DeviceTimestamp.seconds(from: data?["boot-time"]?.text, to: data?["current-time"]?.text),
            interfaces: interfaces)
    }

    /// The value of a node; nil when the device does not know or not show it.
    private nonisolated(nonsending) func part(_ name: String, _ child: String? = nil) async throws(DeviceAPIError)
        -> JSONValue?
    {
        let top = RESTCONFPath(name)
        do {
            let resource = try await self.get(child.map { top.child($0) } ?? top)
            // Its only member, whose name has the module in front.
            return resource?.value.members?.values.first
        } catch {
            switch error.code {
            case .dataRejected, .notAuthorized, .conflict: return nil
            default: throw error
            }
        }
    }

    private static func address(_ entry: JSONValue) -> String? {
        for family in ["ietf-ip:ipv4", "ietf-ip:ipv6"] {
            guard let address = entry[family]?["address"]?.elements?.first, let ip = self.text(address["ip"]) else {
                continue
            }
            if let length = address["prefix-length"]?.integer { return "\(ip)/\(length)" }
            return self.text(address["netmask"]).map { "\(ip) \($0)" } ?? ip
        }
        return nil
    }

    private static func text(_ value: JSONValue?) -> String? {
        value?.text.map(DeviceText.oneLine).flatMap { $0.isEmpty ? nil : $0 }
    }
}
