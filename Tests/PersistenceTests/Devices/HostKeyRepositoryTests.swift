import Domain
import Persistence
import Testing

struct HostKeyRepositoryTests {
    private let first = HostKey(algorithm: "ssh-ed25519", bytes: [0, 1, 2], fingerprint: "SHA256:first")
    private let second = HostKey(algorithm: "rsa-sha2-256", bytes: [9], fingerprint: "SHA256:second")

    @Test func `the first key is pinned, and a later one only recorded as offered`() async throws {
        try await Store.with { store in
            let keys = HostKeyRepository(store.database)
            let device = try await store.device("a")
            #expect(try await keys.find(device.id) == nil)
            #expect(try await keys.pinFirst(device.id, first).pinned == first)
            let kept = try await keys.pinFirst(device.id, second)
            #expect(kept.pinned == first && kept.offered == nil && kept.pinnedBy == nil)
            try await keys.recordOffer(device.id, first)
            #expect(try await keys.find(device.id)?.offered == nil)
            try await keys.recordOffer(device.id, second)
            let record = try await keys.find(device.id)
            #expect(record?.pinned == first && record?.offered == second && record?.offeredAt != nil)
        }
    }

    @Test func `an offer is accepted by the fingerprint that the person compared`() async throws {
        try await Store.with { store in
            let keys = HostKeyRepository(store.database)
            let device = try await store.device("a")
            let alice = try await store.user("alice")
            _ = try await keys.pinFirst(device.id, first)
            try await keys.recordOffer(device.id, second)
            #expect(try await keys.acceptOffer(device.id, fingerprint: "SHA256:other", by: alice.id) == nil)
            let record = try await keys.acceptOffer(device.id, fingerprint: "SHA256:second", by: alice.id)
            #expect(record?.pinned == second && record?.pinnedBy == alice.id && record?.offered == nil)
            #expect(try await keys.acceptOffer(device.id, fingerprint: "SHA256:second", by: alice.id) == nil)
            #expect(try await keys.forget(device.id))
            #expect(try await keys.forget(device.id) == false)
        }
    }
}
