public import Domain
public import Postgres

/// Stores credential sets; their secrets go in and out sealed.
public struct CredentialSetRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// One page of credential sets, by name.
    public func list(_ page: Page) async throws(Problem) -> Paged<CredentialSet> {
        try await db.page(page, CredentialSet.init(row:)) { limit, offset in
            """
            -- CredentialSetRepository.list
            SELECT \(CredentialSet.columns), count(*) OVER () AS total
            FROM credential_set
            ORDER BY lower(name), id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The credential set with this id.
    public func find(_ id: CredentialSet.ID) async throws(Problem) -> CredentialSet? {
        try await db.first(
            """
            -- CredentialSetRepository.find
            SELECT \(CredentialSet.columns)
            FROM credential_set
            WHERE id = \(id)
            """, CredentialSet.init(row:))
    }

    /// The sealed parts of a credential set, for the process that signs in to devices.
    public func sealed(_ id: CredentialSet.ID) async throws(Problem) -> SealedCredential? {
        try await db.first(
            """
            -- CredentialSetRepository.sealed
            SELECT id, username, sealed_password, sealed_private_key, sealed_passphrase, sealed_enable_secret,
                \(SNMPAccess.columns), sealed_snmp_secret, sealed_snmp_privacy_secret
            FROM credential_set
            WHERE id = \(id)
            """
        ) { row throws(PostgresError) in
            SealedCredential(
                id: try row.decode("id"), username: try row.decode("username"),
                password: try row.decode("sealed_password"), privateKey: try row.decode("sealed_private_key"),
                passphrase: try row.decode("sealed_passphrase"), enableSecret: try row.decode("sealed_enable_secret"),
                snmp: try SNMPAccess(row: row), snmpSecret: try row.decode("sealed_snmp_secret"),
                snmpPrivacySecret: try row.decode("sealed_snmp_privacy_secret"))
        }
    }

    /// Adds a credential set; a name that is taken is a conflict.
    public func insert(
        id: CredentialSet.ID, name: String, username: String, password: [UInt8]?, privateKey: [UInt8]?,
        passphrase: [UInt8]?, enableSecret: [UInt8]?, snmp: SNMPAccess? = nil, snmpSecret: [UInt8]? = nil,
        snmpPrivacySecret: [UInt8]? = nil
    ) async throws(Problem) -> CredentialSet {
        try await db.returningOne(
            """
            -- CredentialSetRepository.insert
            INSERT INTO credential_set (
                id, name, username, sealed_password, sealed_private_key, sealed_passphrase, sealed_enable_secret,
                \(SNMPAccess.columns), sealed_snmp_secret, sealed_snmp_privacy_secret
            )
            VALUES (
                \(id), \(name), \(username), \(password), \(privateKey), \(passphrase), \(enableSecret),
                \(snmp?.version), \(snmp?.username), \(snmp?.authentication), \(snmp?.privacy), \(snmpSecret),
                \(snmpPrivacySecret)
            )
            RETURNING \(CredentialSet.columns)
            """, naming: name, CredentialSet.init(row:))
    }

    /// Changes a credential set; `nil` when there is none. Clearing the private key clears its passphrase too.
    public func update(
        id: CredentialSet.ID, name: String, username: String, password: SealedUpdate, privateKey: SealedUpdate,
        passphrase: SealedUpdate, enableSecret: SealedUpdate, snmp: SNMPAccess? = nil,
        snmpSecret: SealedUpdate = .clear, snmpPrivacySecret: SealedUpdate = .clear
    ) async throws(Problem) -> CredentialSet? {
        var passphrase = passphrase
        if case .clear = privateKey { passphrase = .clear }
        return try await db.returningFirst(
            """
            -- CredentialSetRepository.update
            UPDATE credential_set
            SET name = \(name),
                username = \(username),
                sealed_password = \(password.value(keeping: "sealed_password")),
                sealed_private_key = \(privateKey.value(keeping: "sealed_private_key")),
                sealed_passphrase = \(passphrase.value(keeping: "sealed_passphrase")),
                sealed_enable_secret = \(enableSecret.value(keeping: "sealed_enable_secret")),
                snmp_version = \(snmp?.version),
                snmp_username = \(snmp?.username),
                snmp_authentication = \(snmp?.authentication),
                snmp_privacy = \(snmp?.privacy),
                sealed_snmp_secret = \(snmpSecret.value(keeping: "sealed_snmp_secret")),
                sealed_snmp_privacy_secret = \(snmpPrivacySecret.value(keeping: "sealed_snmp_privacy_secret")),
                updated_at = now()
            WHERE id = \(id)
            RETURNING \(CredentialSet.columns)
            """, naming: name, CredentialSet.init(row:))
    }

    /// Removes a credential set; one that devices still use is a conflict.
    public func delete(_ id: CredentialSet.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- CredentialSetRepository.delete
            DELETE FROM credential_set
            WHERE id = \(id)
            """) > 0
    }
}

extension SealedUpdate {
    fileprivate func value(keeping column: StaticString) -> SQL {
        switch self {
        case .keep: "\(raw: column)"
        case .set(let bytes): "\(bytes)"
        case .clear: "NULL"
        }
    }
}

extension CredentialSet {
    fileprivate static let columns: SQL = """
        id, name, username, sealed_password IS NOT NULL AS has_password,
        sealed_private_key IS NOT NULL AS has_private_key, sealed_enable_secret IS NOT NULL AS has_enable_secret,
        \(SNMPAccess.columns),
        (SELECT count(*) FROM device WHERE device.credential_set_id = credential_set.id) AS device_count,
        created_at, updated_at
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), name: try row.decode("name"), username: try row.decode("username"),
            hasPassword: try row.decode("has_password"), hasPrivateKey: try row.decode("has_private_key"),
            hasEnableSecret: try row.decode("has_enable_secret"), snmp: try SNMPAccess(row: row),
            deviceCount: try row.decode("device_count"),
            createdAt: try row.decode("created_at"), updatedAt: try row.decode("updated_at"))
    }
}

extension SNMPAccess {
    fileprivate static let columns: SQL = "snmp_version, snmp_username, snmp_authentication, snmp_privacy"

    fileprivate init?(row: Row) throws(PostgresError) {
        guard let version = try row.decode("snmp_version", as: String?.self) else { return nil }
        self =
            version == "2c"
            ? .community
            : .user(
                try row.decode("snmp_username"), authentication: try row.decode("snmp_authentication"),
                privacy: try row.decode("snmp_privacy"))
    }

    fileprivate var username: String? { if case .user(let name, _, _) = self { name } else { nil } }
    fileprivate var authentication: String? { if case .user(_, let digest, _) = self { digest } else { nil } }
    fileprivate var privacy: String? { if case .user(_, _, let cipher) = self { cipher } else { nil } }
}
