import Domain
import Persistence
import Testing

struct DeviceSSHRepositoryTests {
    private let login = DeviceSSH.Login(
        engine: .libssh, reason: .algorithms, keyExchange: "curve25519-sha256", hostKey: "ssh-ed25519",
        cipher: "aes256-gcm@openssh.com", mac: "")
    private let offer = DeviceSSH.Offer(
        identification: "SSH-2.0-OpenSSH_9.2 {\"x\",\0}", keyExchanges: ["a@b.example", "NULL", "x,\"y\""],
        hostKeys: ["ssh-ed25519"], ciphers: [], macs: [""])

    @Test func `a login comes back as stored, and a later one keeps since when it is so`() async throws {
        try await Store.with { store in
            let repository = DeviceSSHRepository(store.database)
            let device = try await store.device("a")
            #expect(try await repository.find(device.id) == nil)
            try await repository.record(device.id, login, offer: offer)
            let first = try #require(try await repository.find(device.id))
            #expect(first.login == login && first.mismatch == nil && first.firstSeenAt == first.seenAt)
            #expect(first.offer?.keyExchanges == offer.keyExchanges && first.offer?.macs == [""])
            #expect(first.offer?.identification == "SSH-2.0-OpenSSH_9.2 {\"x\",\u{FFFD}}")
            let again = DeviceSSH.Login(
                engine: .libssh, reason: .remembered, keyExchange: login.keyExchange, hostKey: login.hostKey,
                cipher: login.cipher, mac: login.mac)
            try await repository.record(device.id, again, offer: nil)
            let second = try #require(try await repository.find(device.id))
            #expect(second.login == again && second.offer == first.offer && second.firstSeenAt == first.firstSeenAt)
            #expect(try #require(second.seenAt) > #require(first.seenAt))
            let other = DeviceSSH.Login(
                engine: .libssh2, reason: .usual, keyExchange: login.keyExchange, hostKey: login.hostKey,
                cipher: "aes256-ctr", mac: "hmac-sha2-256")
            try await repository.record(device.id, other, offer: nil)
            let third = try #require(try await repository.find(device.id))
            #expect(try #require(third.firstSeenAt) > #require(first.firstSeenAt))
        }
    }

    @Test func `a mismatch stands beside the last login until the next one`() async throws {
        try await Store.with { store in
            let repository = DeviceSSHRepository(store.database)
            let device = try await store.device("a")
            try await repository.recordMismatch(device.id, "Nothing shared.", legacyWouldHelp: true, offer: offer)
            let first = try #require(try await repository.find(device.id))
            #expect(first.login == nil && first.seenAt == nil && first.offer?.hostKeys == ["ssh-ed25519"])
            #expect(first.mismatch?.sentence == "Nothing shared." && first.mismatch?.legacyWouldHelp == true)
            try await repository.recordMismatch(device.id, "Still nothing.", legacyWouldHelp: false, offer: offer)
            let second = try #require(try await repository.find(device.id))
            #expect(second.mismatch?.sentence == "Still nothing." && second.mismatch?.since == first.mismatch?.since)
            try await repository.record(device.id, login, offer: nil)
            #expect(try await repository.find(device.id)?.mismatch == nil)
            try await repository.recordMismatch(device.id, "Nothing shared.", legacyWouldHelp: true, offer: offer)
            #expect(try await repository.find(device.id)?.login == login)
            try await repository.forget(device.id)
            #expect(try await repository.find(device.id) == nil)
        }
    }

    @Test func `what is known of a device goes with it`() async throws {
        try await Store.with { store in
            let repository = DeviceSSHRepository(store.database)
            let device = try await store.device("a")
            try await repository.record(device.id, login, offer: offer)
            #expect(try await DeviceRepository(store.database).delete(device.id))
            #expect(try await repository.find(device.id) == nil)
        }
    }
}
