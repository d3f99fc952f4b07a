import Domain
import Persistence

extension ContentStore {
    /// Keeps an older text as its difference from a newer one, which is kept whole; leaves both as they are where that saves little.
    ///
    /// What is read most, the newest, costs nothing extra then, and the oldest can go without touching any other.
    func build(_ older: ContentHash, on newer: ContentHash) async throws {
        guard older != newer else { return }
        let olderBytes = try await bytes(older)
        let newerBytes = try await bytes(newer)
        let difference = try difference(older, olderBytes, from: newer, newerBytes)
        let whole = try whole(newer, newerBytes)
        guard difference.sealed.count < whole.sealed.count / 2 else { return }
        try await database.transaction { db in
            let contents = ContentRepository(db)
            // A text that is whole builds on nothing, so what is made to build on it can never close a ring.
            if try await !contents.lockWhole([older, newer]).contains(newer) { try await contents.update(whole) }
            try await contents.update(difference)
        }
    }
}
