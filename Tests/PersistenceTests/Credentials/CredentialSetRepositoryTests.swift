import Domain
import Persistence
import Testing

struct CredentialSetRepositoryTests {
    private func insert(_ store: Store, _ name: String = "core") async throws -> CredentialSet {
        try await CredentialSetRepository(store.database).insert(
            id: CredentialSet.ID(), name: name, username: "admin", password: [0, 1, 255], privateKey: [2],
            passphrase: [3], enableSecret: nil)
    }

    @Test func `a credential set shows what it has, and only the sealed form carries the bytes`() async throws {
        try await Store.with { store in
            let sets = CredentialSetRepository(store.database)
            let set = try await insert(store)
            #expect(set.hasPassword && set.hasPrivateKey && !set.hasEnableSecret && set.deviceCount == 0)
            #expect(try await sets.find(set.id) == set)
            let sealed = try #require(try await sets.sealed(set.id))
            #expect(sealed.password == [0, 1, 255] && sealed.privateKey == [2] && sealed.passphrase == [3])
            #expect(sealed.enableSecret == nil && sealed.username == "admin")
        }
    }

    @Test func `an edit keeps, replaces and clears each secret on its own`() async throws {
        try await Store.with { store in
            let sets = CredentialSetRepository(store.database)
            let set = try await insert(store)
            let changed = try await sets.update(
                id: set.id, name: "edge", username: "root", password: .keep, privateKey: .clear, passphrase: .keep,
                enableSecret: .set([9]))
            #expect(changed?.name == "edge" && changed?.hasPrivateKey == false && changed?.hasEnableSecret == true)
            let sealed = try #require(try await sets.sealed(set.id))
            #expect(sealed.password == [0, 1, 255] && sealed.privateKey == nil && sealed.passphrase == nil)
            #expect(sealed.enableSecret == [9] && sealed.username == "root")
        }
    }

    @Test func `the schema refuses a credential set that cannot sign in`() async throws {
        try await Store.with { store in
            let set = try await insert(store)
            let problem = await #expect(throws: Problem.self) {
                try await CredentialSetRepository(store.database).update(
                    id: set.id, name: "core", username: "admin", password: .clear, privateKey: .clear,
                    passphrase: .clear, enableSecret: .keep)
            }
            #expect(problem?.code == "credential_set_empty")
        }
    }

    @Test func `a name is unique without case, and one in use stays`() async throws {
        try await Store.with { store in
            let sets = CredentialSetRepository(store.database)
            let set = try await insert(store, "Core")
            let taken = await #expect(throws: Problem.self) { try await insert(store, "CORE") }
            #expect(taken?.code == "credential_set_name_taken")
            #expect(taken?.sentence == "A credential set named CORE exists already. Choose another name.")
            let device = try await DeviceRepository(store.database).insert(
                Device.ID(), store.draft("r1", credentialSetID: set.id))
            #expect(try await sets.list(.first).elements.first?.deviceCount == 1)
            let used = await #expect(throws: Problem.self) { try await sets.delete(set.id) }
            #expect(used?.kind == .conflict && used?.code == "credential_set_in_use")
            _ = try await DeviceRepository(store.database).delete(device.id)
            #expect(try await sets.delete(set.id))
            #expect(try await sets.delete(set.id) == false)
        }
    }

    @Test func `a device cannot name a credential set that is gone`() async throws {
        try await Store.with { store in
            let problem = await #expect(throws: Problem.self) {
                try await DeviceRepository(store.database).insert(
                    Device.ID(), store.draft("r1", credentialSetID: CredentialSet.ID()))
            }
            #expect(problem?.kind == .conflict && problem?.code == "reference_gone")
        }
    }
}
