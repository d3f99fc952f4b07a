import Domain
public import Persistence
public import Secrets

/// Refuses to start when the key file at hand is not the one that sealed what the database holds.
public struct KeyGuard: Sendable {
    private let database: Database
    private let keyRing: KeyRing

    /// A guard for this database and key ring.
    public init(database: Database, keyRing: KeyRing) {
        self.database = database
        self.keyRing = keyRing
    }

    /// Passes when the key fits, or when nothing is sealed yet; then the key is remembered.
    public func check() async throws {
        let repository = KeyCheckRepository(database)
        let known = try await repository.list()
        for check in known where keyRing.verifies(try SealedSecret(bytes: check.sealed)) { return }
        guard known.isEmpty, try await !repository.hasSealedRows() else {
            throw Problem(
                .failed, code: "key_does_not_fit",
                "The database holds secrets sealed with the key \(known.map(\.keyID).joined(separator: ", ")), and the key "
                    + "file holds \(keyRing.keyIDs.map(\.description).joined(separator: ", ")). Put the right key file back: "
                    + "without it the stored credentials cannot be opened.")
        }
        let sealed = try keyRing.checkValue()
        try await repository.insert(keyID: sealed.keyID.description, sealed: sealed.bytes)
    }
}
