import Domain
import Persistence
import Testing

struct ServiceIdentityRepositoryTests {
    @Test func `the first identity of a service is pinned, and a later one only recorded until somebody accepts it`()
        async throws
    {
        try await Store.with { store in
            let identities = ServiceIdentityRepository(store.database)
            let device = try await store.device("a")
            let alice = try await store.user("alice")
            #expect(try await identities.find(device.id, .https) == nil)
            #expect(try await identities.pinFirst(device.id, .https, "one").pinned == "one")
            #expect(try await identities.pinFirst(device.id, .https, "two").pinned == "one")
            // Each service has its own.
            #expect(try await identities.pinFirst(device.id, .netconf, "key").pinned == "key")
            try await identities.recordOffer(device.id, .https, "one")
            #expect(try await identities.find(device.id, .https)?.offered == nil)
            try await identities.recordOffer(device.id, .https, "two")
            #expect(try await identities.find(device.id, .https)?.offered == "two")
            #expect(try await identities.acceptOffer(device.id, .https, "three", by: alice.id) == nil)
            let accepted = try await identities.acceptOffer(device.id, .https, "two", by: alice.id)
            #expect(accepted?.pinned == "two" && accepted?.pinnedBy == alice.id && accepted?.offered == nil)
            #expect(try await identities.find(device.id, .netconf)?.pinned == "key")
        }
    }
}
