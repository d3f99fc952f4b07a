import TestSupport

/// A few migrated databases that tests take turns with: emptying one takes a fraction of the time of making one.
actor StoreShelf {
    static let shared = StoreShelf()

    private let limit = 4
    private var made = 0
    private var free: [TestDatabase] = []
    private var waiting: [CheckedContinuation<TestDatabase?, Never>] = []

    /// An empty database; waits for one when all are in use.
    func take(migratedWith directory: String) async throws -> TestDatabase {
        if let database = free.popLast() { return database }
        if made < limit {
            made += 1
        } else if let database = await withCheckedContinuation({ waiting.append($0) }) {
            return database
        }
        do {
            return try await TestDatabase.create(migratedWith: directory)
        } catch {
            giveBack(nil)
            throw error
        }
    }

    /// Takes an emptied database back; none when it was dropped, so that another may be made.
    func giveBack(_ database: TestDatabase?) {
        if !waiting.isEmpty {
            waiting.removeFirst().resume(returning: database)
        } else if let database {
            free.append(database)
        } else {
            made -= 1
        }
    }
}
