import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct ReachabilityRepositoryTests {
    private let policy = ReachabilityPolicy()

    /// Notes checks as sessions do: `+` reached, `-` failed.
    private func note(_ checks: String, of device: Device, in store: Store) async throws {
        for check in checks {
            try await store.database.transaction { db in
                let repository = ReachabilityRepository(db)
                var (reachability, now) = try await repository.lock(device.id)
                let stages = ConnectionStages(passed: [.init(.resolve, milliseconds: 0.25)], endedIn: .tcp)
                let transitions = reachability.note(
                    check == "+"
                        ? ReachabilityCheck(.reached)
                        : ReachabilityCheck(.failed, sentence: "No \u{0}.", stages: stages),
                    at: now, policy)
                try await repository.store(reachability)
                try await repository.append(transitions, of: device.id)
            }
        }
    }

    @Test func `what was stored is found again, whole`() async throws {
        try await Store.with { store in
            let repository = ReachabilityRepository(store.database)
            let device = try await store.device("r1")
            #expect(try await repository.find(device.id) == nil)
            try await note("+-", of: device, in: store)
            let one = try #require(try await repository.find(device.id))
            #expect(one.state == .up && one.failureCount == 1 && one.successCount == 0)
            #expect(one.lastFailure == "No \u{FFFD}." && one.lastStages?.endedIn == .tcp)
            #expect(one.lastStages?.passed == [.init(.resolve, milliseconds: 0.25)])
            #expect(one.stagesAt == one.checkedAt && one.checkedAt != nil)
            try await note("-", of: device, in: store)
            let history = try await repository.history(of: device.id, Page(number: 1, size: 1))
            #expect(history.total == 2)
            let newest = try #require(history.elements.first)
            #expect(newest.from == .up && newest.to == .down && newest.sentence == "No \u{FFFD}.")
        }
    }

    @Test func `devices are counted and listed by state`() async throws {
        try await Store.with { store in
            let checks = ["up": "+", "down": "--", "flapping": "+--++--", "failed": "-", "new": ""]
            var devices: [String: Device] = [:]
            for (name, course) in checks {
                let device = try await store.device(name)
                devices[name] = device
                try await note(course, of: device, in: store)
            }
            let repository = ReachabilityRepository(store.database)
            #expect(try await repository.counts() == [.down: 1, .flapping: 1])
            let states = try await repository.states(of: devices.values.map(\.id))
            #expect(states.count == 4)
            #expect(try states[#require(devices["flapping"]).id] == .flapping)
            let wanted: [(Reachability.State, [String])] = [
                (.up, ["up"]), (.down, ["down"]), (.flapping, ["flapping"]), (.unknown, ["failed", "new"]),
            ]
            for (state, names) in wanted {
                let found = try await DeviceRepository(store.database).list(DeviceFilter(state: state))
                #expect(found.elements.map(\.name.text) == names)
            }
        }
    }

    @Test func `a success is news once, and again after a while`() async throws {
        try await Store.with { store in
            let device = try await store.device("r1")
            let (devices, repository) = (DeviceRepository(store.database), ReachabilityRepository(store.database))
            #expect(try await devices.recordSeen(device.id))
            try await note("+", of: device, in: store)
            #expect(try await devices.recordSeen(device.id) == false)
            #expect(try await repository.unaware(of: [device.id], staleAfter: 300).isEmpty)
            try await store.pool.execute(
                "UPDATE device_reachability SET checked_at = checked_at - interval '301 seconds'")
            #expect(try await devices.recordSeen(device.id))
            #expect(try await repository.unaware(of: [device.id], staleAfter: 300) == [device.id])
            try await note("+-", of: device, in: store)
            #expect(try await devices.recordSeen(device.id))
            #expect(try await devices.recordSeen(Device.ID()) == false)
        }
    }

    @Test func `a history keeps its newest 500 of a year, and ends with its device`() async throws {
        try await Store.with { store in
            let (one, other) = (try await store.device("r1"), try await store.device("r2"))
            for device in [one, other] {
                try await store.pool.execute(
                    """
                    INSERT INTO reachability_transition (id, device_id, at, from_state, to_state, sentence, was_damped)
                    SELECT gen_random_uuid(), \(device.id), now() - n * interval '1 hour', 'up', 'down', n::text, false
                    FROM generate_series(1, 600) AS n
                    """)
            }
            try await note("+", of: one, in: store)
            let repository = ReachabilityRepository(store.database)
            let kept = try await repository.history(of: one.id, Page(number: 1, size: 500))
            #expect(kept.total == 500 && kept.elements.last?.sentence == "499")
            #expect(try await repository.history(of: other.id, .first).total == 600)
            try await store.pool.execute("UPDATE reachability_transition SET at = at - interval '360 days'")
            try await note("--", of: one, in: store)
            let rest = try await repository.history(of: one.id, Page(number: 1, size: 500))
            #expect(rest.total < 200 && rest.elements.first?.to == .down)
            _ = try await DeviceRepository(store.database).delete(one.id)
            #expect(try await repository.find(one.id) == nil)
            #expect(try await repository.history(of: one.id, .first).total == 0)
        }
    }

    @Test func `nothing is kept of a device that is gone`() async throws {
        try await Store.with { store in
            await #expect(throws: Problem.self) {
                try await ReachabilityRepository(store.database).lock(Device.ID())
            }
        }
    }
}
