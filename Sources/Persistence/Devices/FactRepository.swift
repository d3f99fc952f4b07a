public import Domain
public import Postgres

/// Stores what devices told of themselves last.
public struct FactRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// What a device told last; `nil` when it was never asked.
    public func find(_ deviceID: Device.ID) async throws(Problem) -> KnownFacts? {
        try await db.first(
            """
            -- FactRepository.find
            SELECT protocol, read_at, hostname, vendor, model, os, version, serial, uptime, interfaces
            FROM device_facts
            WHERE device_id = \(deviceID)
            """
        ) { row throws(PostgresError) in
            KnownFacts(
                factProtocol: try row.decode("protocol"), readAt: try row.decode("read_at"),
                hostname: try row.decode("hostname"), vendor: try row.decode("vendor"),
                model: try row.decode("model"), os: try row.decode("os"), version: try row.decode("version"),
                serial: try row.decode("serial"), uptime: try row.decode("uptime"),
                interfaces: try row.json("interfaces", as: KnownInterfaces.self).list)
        }
    }

    /// Keeps what a device told, unless something newer is there. Texts are cut to 1,024 characters.
    public func record(_ deviceID: Device.ID, _ facts: KnownFacts) async throws(Problem) {
        func short(_ text: String?) -> String? { text.map { String($0.storable.prefix(1024)) } }
        let interfaces = facts.interfaces.map {
            KnownFacts.Interface(
                name: short($0.name) ?? "", state: short($0.state), address: short($0.address),
                description: short($0.description))
        }
        try await db.run(
            """
            -- FactRepository.record
            INSERT INTO device_facts (
                device_id, protocol, read_at, hostname, vendor, model, os, version, serial, uptime, interfaces
            )
            VALUES (
                \(deviceID), \(facts.factProtocol), \(facts.readAt), \(short(facts.hostname)),
                \(short(facts.vendor) ?? ""), \(short(facts.model)), \(short(facts.os) ?? ""),
                \(short(facts.version)), \(short(facts.serial)), \(facts.uptime),
                \(try JSONText(encoding: KnownInterfaces(list: interfaces)))
            )
            ON CONFLICT (device_id) DO UPDATE
            SET protocol = EXCLUDED.protocol, read_at = EXCLUDED.read_at, hostname = EXCLUDED.hostname,
                vendor = EXCLUDED.vendor, model = EXCLUDED.model, os = EXCLUDED.os, version = EXCLUDED.version,
                serial = EXCLUDED.serial, uptime = EXCLUDED.uptime, interfaces = EXCLUDED.interfaces
            WHERE device_facts.read_at <= EXCLUDED.read_at
            """)
    }
}

/// The stored list of interfaces.
private struct KnownInterfaces: Codable {
    let list: [KnownFacts.Interface]
}
