import Domain

extension JSONSchema {
    /// An example as text, its members in the order in which they are declared.
    func example(named name: String = "", indent: Int = 0) -> String {
        switch self {
        case .string(let format, _): Self.quoted(Self.text(format: format, name: name))
        case .choice(let values): Self.quoted(values.first ?? "")
        case .integer(let minimum, _): name == "port" ? "22" : String(max(minimum ?? 1, 1))
        case .number: "1"
        case .boolean: "true"
        case .any: Self.quoted("GUESTS")
        case .nullable(let schema): schema.example(named: name, indent: indent)
        case .array(let items): "[\(items.example(named: name, indent: indent))]"
        case .map(let values):
            Self.braces(["\"vlan_name\": \(values.example(indent: indent + 1))"], indent: indent)
        case .object(let members):
            Self.braces(
                members.filter(\.isInExamples).map {
                    "\"\($0.name)\": \($0.schema.example(named: $0.name, indent: indent + 1))"
                },
                indent: indent)
        case .named(let name): (APISchemas.all[name] ?? .any).example(named: name, indent: indent)
        }
    }

    private static func braces(_ members: [String], indent: Int) -> String {
        if members.isEmpty { return "{}" }
        let inner = String(repeating: "  ", count: indent + 1)
        return "{\n" + members.map { inner + $0 }.joined(separator: ",\n") + "\n"
            + String(repeating: "  ", count: indent) + "}"
    }

    private static func text(format: String, name: String) -> String {
        switch format {
        case "uuid": "019577e2-6c1f-7a10-8f00-000000000000"
        case "date-time": "2026-01-05T09:30:00.000Z"
        default: examples[name] ?? ""
        }
    }

    private static let examples = [
        "name": "lisbon-1", "device_name": "lis-acc-sw1", "host": "192.0.2.31", "platform": "cisco_ios",
        "platforms": "cisco_ios", "tags": "access", "username": "netops", "display_name": "Ada Lopes",
        "title": "VLAN 30 for guests", "reason": "Asked for by the office in Lisbon",
        "deploy": "vlan {{ vlan_id }}", "validate": "vlan {{ vlan_id }}", "delete": "no vlan {{ vlan_id }}",
        "lines": "ntp server 192.0.2.123", "commands": "vlan 30", "inverse": "no vlan 30", "diff": "+vlan 30",
        "text": "vlan 30", "fingerprint": "SHA256:…", "algorithm": "ssh-ed25519", "digest": "9f2c41aa03be…",
        "hash": "9f2c41aa03be…", "password": "…", "private_key": "-----BEGIN OPENSSH PRIVATE KEY-----…",
        "passphrase": "…", "enable_secret": "…", "action": "change.run", "subject_kind": "change",
        "used_in": "deploy", "actor": "Ada Lopes", "type": "about:blank", "code": "device_name_taken",
        "cron": "30 2 * * MON-FRI", "zone": "Europe/Berlin", "windows": "MON-FRI 22:00-06:00",
        "blackouts": "2026-12-24 to 2027-01-02 Year-end freeze", "local": "2026-07-01T02:30",
        "words": "every weekday at 02:30 Europe/Berlin", "sentence": "Ran at its time.",
        "notes": "Clocks go back: this time comes twice, and this is the first.", "starts_at": "2026-07-01T02:30",
        "detail": "A device named lis-acc-sw1 exists already. Choose another name.",
    ]

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
