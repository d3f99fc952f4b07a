import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct BreakerRepositoryTests {
    private let policy = BreakerPolicy(failureLimit: 2, window: 300, pause: 30, longestPause: 900, probeTime: 60)

    private func key(_ port: Int = 22) throws -> BreakerKey {
        BreakerKey(address: try checked("192.0.2.1"), port: try #require(Port(port)))
    }

    /// Notes a failure as a session does.
    private func fail(_ store: Store, _ key: BreakerKey, probe: Breaker.Probe.ID? = nil) async throws {
        try await store.database.transaction { db in
            var (breaker, now) = try await BreakerRepository(db).lock(key)
            if breaker.recordFailure("refused \u{0}", probe: probe, at: now, policy, jitter: 0) {
                try await BreakerRepository(db).store(breaker)
            }
        }
    }

    /// An open breaker whose pause is over.
    private func due(_ store: Store, _ key: BreakerKey) async throws -> Breaker {
        for _ in 0..<2 { try await fail(store, key) }
        try await store.pool.execute("UPDATE device_breaker SET next_probe_at = now() - interval '1 second'")
        return try #require(try await BreakerRepository(store.database).find(key))
    }

    /// Asks as a session does; the answer is the probe that it became, if it did.
    private func probe(_ store: Store, _ key: BreakerKey) async throws -> Breaker.Probe.ID? {
        let login = LockoutKey(caller: .automation, deviceID: Device.ID(), login: "netops")
        let found = try await AdmissionRepository(store.database).find(key, login)
        let seen = try #require(found.breaker)
        guard seen.answer(at: found.now, policy) == .passAsProbe else { return nil }
        var claimed = seen
        let id = Breaker.Probe.ID()
        claimed.beginProbe(id, at: found.now, policy)
        return try await BreakerRepository(store.database).claimProbe(from: seen, to: claimed) ? id : nil
    }

    @Test func `a device that answers has no row, and failures are stored as they were counted`() async throws {
        try await Store.with { store in
            let breakers = BreakerRepository(store.database)
            #expect(try await breakers.find(key()) == nil)
            try await fail(store, key())
            let one = try #require(try await breakers.find(key()))
            #expect(one.state == .closed && one.failureCount == 1 && one.recentFailures.count == 1)
            #expect(one.lastFailure == "refused \u{FFFD}")
            #expect(try await breakers.listOpen(.first).total == 0)
            try await fail(store, key())
            let two = try #require(try await breakers.find(key()))
            let opening = try #require(two.opening)
            #expect(abs(opening.nextProbeAt.timeIntervalSince(opening.since) - 30) < 0.01 && two.id == one.id)
            #expect(try await breakers.listOpen(.first).elements == [two])
        }
    }

    @Test func `the same address with another port or in another context is another device`() async throws {
        try await Store.with { store in
            let blue = BreakerKey(context: try checked("blue"), address: try checked("192.0.2.1"), port: .ssh)
            for _ in 0..<2 { try await fail(store, key()) }
            #expect(try await BreakerRepository(store.database).find(key(2222)) == nil)
            #expect(try await BreakerRepository(store.database).find(blue) == nil)
            try await fail(store, blue)
            #expect(try await BreakerRepository(store.database).find(blue)?.failureCount == 1)
        }
    }

    @Test func `failures of twenty sessions at once are counted one by one`() async throws {
        try await Store.with { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let patient = BreakerPolicy(failureLimit: 100)
                for _ in 0..<20 {
                    group.addTask {
                        try await store.database.transaction { db in
                            var (breaker, now) = try await BreakerRepository(db).lock(key())
                            breaker.recordFailure("", probe: nil, at: now, patient, jitter: 0)
                            try await BreakerRepository(db).store(breaker)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let breaker = try await BreakerRepository(store.database).find(key())
            #expect(breaker?.failureCount == 20 && breaker?.recentFailures.count == 20)
        }
    }

    @Test func `of twenty sessions at once exactly one becomes the probe`() async throws {
        try await Store.with { store in
            let seen = try await due(store, key())
            let probes = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        // All of them saw the same, as sessions of several processes do in the worst case.
                        var claimed = seen
                        claimed.beginProbe(Breaker.Probe.ID(), at: Date(), policy)
                        return try await BreakerRepository(store.database).claimProbe(from: seen, to: claimed)
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(probes == 1)
            #expect(try await probe(store, key()) == nil)
        }
    }

    @Test func `a probe that died makes room for exactly one other after its deadline`() async throws {
        try await Store.with { store in
            _ = try await due(store, key())
            let dead = try #require(try await probe(store, key()))
            #expect(try await probe(store, key()) == nil)
            try await store.pool.execute("UPDATE device_breaker SET probe_deadline = now() - interval '1 second'")
            let probes = try await withThrowingTaskGroup(of: Breaker.Probe.ID?.self) { group in
                for _ in 0..<20 { group.addTask { try await probe(store, key()) } }
                return try await group.reduce(into: [Breaker.Probe.ID]()) { ids, id in ids += [id].compactMap { $0 } }
            }
            #expect(probes.count == 1 && probes.first != dead)
            // What the dead one says now changes nothing.
            let before = try await BreakerRepository(store.database).find(key())
            try await fail(store, key(), probe: dead)
            #expect(try await BreakerRepository(store.database).find(key()) == before)
        }
    }

    @Test func `nobody becomes the probe of a breaker that was reset and opened again meanwhile`() async throws {
        try await Store.with { store in
            let seen = try await due(store, key())
            #expect(try await BreakerRepository(store.database).delete(seen.id) != nil)
            _ = try await due(store, key())
            var claimed = seen
            claimed.beginProbe(Breaker.Probe.ID(), at: Date(), policy)
            #expect(try await BreakerRepository(store.database).claimProbe(from: seen, to: claimed) == false)
        }
    }

    @Test func `a probe that fails opens it for longer, one that succeeds leaves no row`() async throws {
        try await Store.with { store in
            let breakers = BreakerRepository(store.database)
            _ = try await due(store, key())
            let id = try #require(try await probe(store, key()))
            try await fail(store, key(), probe: id)
            let opening = try #require(try await breakers.find(key())?.opening)
            #expect(opening.count == 2 && opening.nextProbeAt.timeIntervalSinceNow > 50)
            let cleared = try await breakers.clear(key())
            #expect(cleared?.failureCount == 3)
            #expect(try await breakers.find(key()) == nil)
            #expect(try await breakers.clear(key()) == nil)
        }
    }

    @Test func `the devices behind an address are found, whatever else has the same port`() async throws {
        try await Store.with { store in
            let a = try await store.device("a")
            let b = try await store.device("b")
            _ = try await DeviceRepository(store.database).insert(Device.ID(), store.draft("c", host: "192.0.2.2"))
            let found = try await BreakerRepository(store.database).devices(behind: [key(), key(23)])
            #expect(found.map(\.id) == [a.id, b.id] && found.allSatisfy { $0.key == BreakerKey(a) })
        }
    }

    @Test func `a look before a session writes nothing, and finds both obstacles at once`() async throws {
        try await Store.with { store in
            let device = try await store.device("a")
            let user = try await store.user("ann")
            let login = LockoutKey(caller: .person(user.id), deviceID: device.id, login: "netops")
            let admission = AdmissionRepository(store.database)
            let nothing = try await admission.find(BreakerKey(device), login)
            #expect(nothing.breaker == nil && nothing.lockout == nil && abs(nothing.now.timeIntervalSinceNow) < 60)
            let rows = try await store.pool.rows(
                "SELECT (SELECT count(*) FROM device_breaker) + (SELECT count(*) FROM login_lockout) AS total")
            #expect(try rows.first?.decode("total", as: Int.self) == 0)
            try await fail(store, BreakerKey(device))
            try await store.database.transaction { db in
                var (lockout, now) = try await LockoutRepository(db).lock(login)
                lockout.recordRefusal("no", of: nil, at: now, LockoutPolicy(refusalLimit: 1))
                try await LockoutRepository(db).store(lockout)
            }
            let both = try await admission.find(BreakerKey(device), login)
            #expect(both.breaker?.failureCount == 1 && both.breaker?.key == BreakerKey(device))
            #expect(both.lockout?.refusalCount == 1 && both.lockout?.key == login && both.lockout?.lockedUntil != nil)
        }
    }
}
