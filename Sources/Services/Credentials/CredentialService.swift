public import Domain
public import Persistence
public import Secrets

/// Keeps credential sets. Secrets go in and never come out.
public struct CredentialService: Sendable {
    let database: Database
    private let sealer: CredentialSealer

    /// A service that seals with the key ring.
    public init(database: Database, keyRing: KeyRing) {
        self.database = database
        sealer = CredentialSealer(keyRing: keyRing)
    }

    /// One page of credential sets, by name.
    public func list(page: Page, by actor: Actor) async throws -> Paged<CredentialSet> {
        try actor.require(.view)
        return try await CredentialSetRepository(database).list(page)
    }

    /// One credential set, without its secrets.
    public func find(_ id: CredentialSet.ID, by actor: Actor) async throws -> CredentialSet {
        try actor.require(.view)
        guard let set = try await CredentialSetRepository(database).find(id) else {
            throw Problem.notFound("credential set")
        }
        return set
    }

    /// Adds a credential set; it needs a password or a private key.
    public func add(_ draft: CredentialDraft, by actor: Actor) async throws -> CredentialSet {
        try actor.require(.editCredentials)
        try check(draft, existing: nil)
        let id = CredentialSet.ID()
        func sealed(_ update: CredentialDraft.SecretUpdate, _ part: CredentialSealer.Part) throws -> [UInt8]? {
            guard case .set(let secret) = update else { return nil }
            return try sealer.seal(secret, part, of: id)
        }
        let password = try sealed(draft.password, .password)
        let privateKey = try sealed(draft.privateKey, .privateKey)
        let passphrase = try sealed(draft.passphrase, .passphrase)
        let enableSecret = try sealed(draft.enableSecret, .enableSecret)
        let snmp = SNMPDraft(draft, existing: nil)
        let snmpSecret = try sealed(snmp.secret, .snmpSecret)
        let snmpPrivacySecret = try sealed(snmp.privacySecret, .snmpPrivacySecret)
        return try await database.transaction { db in
            let set = try await CredentialSetRepository(db).insert(
                id: id, name: draft.name, username: draft.username, password: password, privateKey: privateKey,
                passphrase: passphrase, enableSecret: enableSecret, snmp: snmp.access, snmpSecret: snmpSecret,
                snmpPrivacySecret: snmpPrivacySecret)
            try await AuditRepository(db).append(
                actor.entry("credential.add", "credential_set", id, "Added credential set \(draft.name)"))
            return set
        }
    }

    /// Changes a credential set; secrets that the draft keeps stay as they are.
    public func update(_ id: CredentialSet.ID, _ draft: CredentialDraft, by actor: Actor) async throws -> CredentialSet
    {
        try actor.require(.editCredentials)
        let existing = try await find(id, by: actor)
        try check(draft, existing: existing)
        let password = try sealer.update(draft.password, .password, of: id)
        let privateKey = try sealer.update(draft.privateKey, .privateKey, of: id)
        let passphrase = try sealer.update(draft.passphrase, .passphrase, of: id)
        let enableSecret = try sealer.update(draft.enableSecret, .enableSecret, of: id)
        let snmp = SNMPDraft(draft, existing: existing)
        let snmpSecret = try sealer.update(snmp.secret, .snmpSecret, of: id)
        let snmpPrivacySecret = try sealer.update(snmp.privacySecret, .snmpPrivacySecret, of: id)
        return try await database.transaction { db in
            guard
                let set = try await CredentialSetRepository(db).update(
                    id: id, name: draft.name, username: draft.username, password: password, privateKey: privateKey,
                    passphrase: passphrase, enableSecret: enableSecret, snmp: snmp.access, snmpSecret: snmpSecret,
                    snmpPrivacySecret: snmpPrivacySecret)
            else { throw Problem.notFound("credential set") }
            let ended = draft.changesSecret ? try await LockoutRepository(db).clear(id) : []
            try await AuditRepository(db).append(
                actor.entry("credential.update", "credential_set", id, "Changed credential set \(draft.name)"))
            try await BreakerNews(devices: Set(ended.map(\.key.deviceID))).tell(on: db)
            return set
        }
    }

    /// Removes a credential set that no device uses.
    public func remove(_ id: CredentialSet.ID, by actor: Actor) async throws {
        try actor.require(.editCredentials)
        let set = try await find(id, by: actor)
        guard set.deviceCount == 0 else {
            throw Problem(
                .conflict, code: "credential_set_in_use",
                "\(set.deviceCount) device(s) still use \(set.name). Give them another credential set first.")
        }
        try await database.transaction { db in
            _ = try await CredentialSetRepository(db).delete(id)
            try await AuditRepository(db).append(
                actor.entry("credential.remove", "credential_set", id, "Removed credential set \(set.name)"))
        }
    }

    private func check(_ draft: CredentialDraft, existing: CredentialSet?) throws {
        var problems: [FieldProblem] = []
        if !(1...100).contains(draft.name.count) {
            problems.append(FieldProblem("name", "Give it a name of at most 100 characters."))
        }
        if !(1...128).contains(draft.username.count) || draft.username.contains(where: \.isNewline) {
            problems.append(FieldProblem("username", "Say which user name signs in to the devices."))
        }
        func remains(_ update: CredentialDraft.SecretUpdate, _ had: Bool) -> Bool {
            switch update {
            case .keep: had
            case .set(let secret): !secret.isEmpty
            case .clear: false
            }
        }
        let hasKey = remains(draft.privateKey, existing?.hasPrivateKey ?? false)
        let snmp = SNMPDraft(draft, existing: existing)
        problems += snmp.problems
        if !hasKey, snmp.access == nil, !remains(draft.password, existing?.hasPassword ?? false) {
            problems.append(
                FieldProblem(
                    "password",
                    "Give a password, a private key or a way to ask by SNMP: without one nobody can sign in."
                ))
        }
        if case .set(let key) = draft.privateKey, !key.reveal().hasPrefix("-----BEGIN ") {
            problems.append(
                FieldProblem(
                    "private_key", "Paste the whole private key, from -----BEGIN to -----END, not the public one."))
        }
        if case .set = draft.passphrase, !hasKey {
            problems.append(FieldProblem("passphrase", "A passphrase goes with a private key, and there is none."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }
}
