public import DeviceCLI

extension EAPIReader {
    /// The device's facts in one call; what it does not say stays nil.
    nonisolated(nonsending) public func facts() async throws(DeviceAPIError) -> DeviceFacts {
        let results = try await self.run(["show version", "show hostname", "show interfaces"])
        let (version, hostname) = (results[0], results[1])
        let interfaces = (results[2]["interfaces"]?.members ?? [:]).map { name, interface in
            let address = interface["interfaceAddress"]?.elements?.first?["primaryIp"]
            return DeviceFacts.Interface(
                name: DeviceText.oneLine(name), state: Self.text(interface["interfaceStatus"]),
                address: Self.address(address?["address"]?.text, address?["maskLen"]?.integer),
                description: Self.text(interface["description"]))
        }
        return DeviceFacts(
            vendor: Self.text(version["mfgName"]) ?? "Arista", os: "EOS", hostname: Self.text(hostname["hostname"]),
            model: Self.text(version["modelName"]), version: Self.text(version["version"]),
            serial: Self.text(version["serialNumber"]), uptime: version["uptime"]?.integer,
            interfaces: interfaces.sorted { NaturalOrder.precedes($0.name, $1.name) })
    }

    private static func text(_ value: JSONValue?) -> String? {
        value?.text.map(DeviceText.oneLine).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An interface without an address says 0.0.0.0/0.
    private static func address(_ address: String?, _ length: Int?) -> String? {
        guard let address, address != "0.0.0.0", let length else { return nil }
        return "\(DeviceText.oneLine(address))/\(length)"
    }
}
