public import DeviceCLI

extension NXAPIReader {
    /// The device's facts in one call; what it does not say stays nil.
    nonisolated(nonsending) public func facts() async throws(DeviceAPIError) -> DeviceFacts {
        let results = try await self.run(["show version", "show interface"])
        let version = results[0]
        let interfaces = Self.rows(results[1], "interface").compactMap { row -> DeviceFacts.Interface? in
            guard let name = Self.text(row["interface"]) else { return nil }
            let length = row["eth_ip_mask"]?.integer.map { "/\($0)" } ?? ""
            return DeviceFacts.Interface(
                name: name, state: Self.text(row["state"]) ?? Self.text(row["svi_line_proto"]),
                address: Self.text(row["eth_ip_addr"]).map { $0 + length }, description: Self.text(row["desc"]))
        }
        return DeviceFacts(
            vendor: "Cisco", os: "NX-OS", hostname: Self.text(version["host_name"]),
            model: Self.text(version["chassis_id"]),
            version: Self.text(version["nxos_ver_str"]) ?? Self.text(version["kickstart_ver_str"])
                ?? Self.text(version["sys_ver_str"]),
            serial: Self.text(version["proc_board_id"]), uptime: Self.uptime(version), interfaces: interfaces)
    }

    /// The rows of a table: an array, or the row itself when there is only one.
    private static func rows(_ body: JSONValue, _ name: String) -> [JSONValue] {
        guard let rows = body["TABLE_\(name)"]?["ROW_\(name)"] else { return [] }
        return rows.elements ?? [rows]
    }

    private static func uptime(_ version: JSONValue) -> Int? {
        let parts = [
            ("kern_uptm_days", 86_400), ("kern_uptm_hrs", 3600), ("kern_uptm_mins", 60), ("kern_uptm_secs", 1),
        ]
        let known = parts.compactMap { name, seconds in
            version[name]?.integer.flatMap { (0..<1_000_000).contains($0) ? $0 * seconds : nil }
        }
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    private static func text(_ value: JSONValue?) -> String? {
        value?.text.map(DeviceText.oneLine).flatMap { $0.isEmpty ? nil : $0 }
    }
}
