import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct LockoutRepositoryTests {
    private let policy = LockoutPolicy(refusalLimit: 5, window: 600, pause: 600)

    private func refuse(
        _ store: Store, _ key: LockoutKey, times: Int = 1, of credentialSetID: CredentialSet.ID? = nil
    ) async throws {
        for _ in 0..<times {
            try await store.database.transaction { db in
                var (lockout, now) = try await LockoutRepository(db).lock(key)
                if lockout.recordRefusal("no", of: credentialSetID, at: now, policy) {
                    try await LockoutRepository(db).store(lockout)
                }
            }
        }
    }

    private func isLocked(_ store: Store, _ device: Device, _ key: LockoutKey) async throws -> Bool {
        let found = try await AdmissionRepository(store.database).find(BreakerKey(device), key)
        return found.lockout?.isLocked(at: found.now, policy) ?? false
    }

    @Test func `ten refused logins of one caller stop that caller, and nobody and nothing else`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let other = try await store.device("b")
            let (ann, bob) = (try await store.user("ann"), try await store.user("bob"))
            func key(_ caller: SessionCaller, _ device: Device, _ login: String = "netops") -> LockoutKey {
                LockoutKey(caller: caller, deviceID: device.id, login: login)
            }
            try await refuse(store, key(.person(ann.id), device), times: 10)
            #expect(try await isLocked(store, device, key(.person(ann.id), device)))
            #expect(try await !isLocked(store, device, key(.person(bob.id), device)))
            #expect(try await !isLocked(store, device, key(.automation, device)))
            #expect(try await !isLocked(store, device, key(.person(ann.id), device, "backup")))
            #expect(try await !isLocked(store, other, key(.person(ann.id), other)))
            let held = try await LockoutRepository(store.database).listLocked(on: device.id, .first)
            // Five were refused by the device; the others were not even noted.
            #expect(held.elements.map(\.refusalCount) == [5])
            #expect(try await LockoutRepository(store.database).listLocked(on: other.id, .first).total == 0)
        }
    }

    @Test func `work that nobody asked for has one lockout of its own`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let key = LockoutKey(caller: .automation, deviceID: device.id, login: "netops")
            try await refuse(store, key, times: 5)
            #expect(try await isLocked(store, device, key))
            let rows = try await store.pool.rows("SELECT count(*) AS total FROM login_lockout")
            #expect(try rows.first?.decode("total", as: Int.self) == 1)
        }
    }

    @Test func `a login that succeeds, another secret and a person each end it`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let ann = try await store.user("ann")
            let key = LockoutKey(caller: .person(ann.id), deviceID: device.id, login: "netops")
            let lockouts = LockoutRepository(store.database)
            let set = try await CredentialSetRepository(store.database).insert(
                id: CredentialSet.ID(), name: "Lab", username: "netops", password: [1], privateKey: nil,
                passphrase: nil,
                enableSecret: nil)
            try await refuse(store, key, times: 5, of: set.id)
            #expect(try await lockouts.clear(key)?.lockedAt != nil)
            #expect(try await lockouts.clear(key) == nil)
            try await refuse(store, key, times: 5, of: set.id)
            #expect(try await lockouts.clear(CredentialSet.ID()) == [])
            #expect(try await lockouts.clear(set.id).map(\.key) == [key])
            try await refuse(store, key, times: 5)
            let held = try #require(try await lockouts.listLocked(.first).elements.first)
            #expect(try await lockouts.delete(held.id) == held)
            #expect(try await !isLocked(store, device, key))
        }
    }

    @Test func `a lockout that is over is not listed any more`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let key = LockoutKey(caller: .automation, deviceID: device.id, login: "netops")
            try await refuse(store, key, times: 5)
            try await store.pool.execute("UPDATE login_lockout SET locked_until = now() - interval '1 second'")
            #expect(try await LockoutRepository(store.database).listLocked(.first).total == 0)
            #expect(try await !isLocked(store, device, key))
        }
    }
}
