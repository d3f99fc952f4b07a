import Foundation
import Testing

@testable import Secrets

struct KeyFileTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `the first start makes a file only its owner can read, the second finds it`() throws {
        let path = folder.file("made/for/it/keys")
        let first = try KeyRing.loadOrCreate(at: path)
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.file("made/for/it")) == 0o700)
        let sealed = try first.seal(Secret("value"), context: "a")
        #expect(try KeyRing.loadOrCreate(at: path).open(sealed, context: "a") == Secret("value"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("made/for/it")) == ["keys"])
    }

    @Test func `many programs starting at once agree on one key`() async throws {
        let path = folder.file("keys")
        let names = try await withThrowingTaskGroup(of: [KeyID].self) { group in
            for _ in 0..<16 { group.addTask { try KeyRing.loadOrCreate(at: path).keyIDs } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(names.count == 1)
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o601])
    func `a file others may read is refused with the command that repairs it`(mode: Int) throws {
        let path = folder.file("keys")
        _ = try KeyRing.loadOrCreate(at: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = #expect(throws: SecretsError.self) { try KeyRing.loadOrCreate(at: path) }
        #expect(error?.code == .keyFileUnsafe)
        #expect(error?.description.contains("chmod 600 \(path)") == true)
        #expect(error?.description.contains(String(mode, radix: 8)) == true)
    }

    @Test(.enabled(if: geteuid() == 0, "changing an owner needs root"))
    func `a file of another owner is refused`() throws {
        let path = folder.file("keys")
        _ = try KeyRing.loadOrCreate(at: path)
        try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: path)
        let error = #expect(throws: SecretsError.self) { try KeyRing.loadOrCreate(at: path) }
        #expect(error?.code == .keyFileUnsafe)
        #expect(error?.description.contains("65534") == true)
    }

    @Test func `a folder in the key file's place is refused`() throws {
        let error = #expect(throws: SecretsError.self) { try KeyRing.loadOrCreate(at: folder.path) }
        #expect(error?.code == .keyFileUnsafe)
    }

    @Test func `loading never makes a file`() throws {
        let error = #expect(throws: SecretsError.self) { try KeyRing.load(at: folder.file("absent")) }
        #expect(error?.code == .keyFileUnreadable)
        #expect(!FileManager.default.fileExists(atPath: folder.file("absent")))
    }

    @Test func `a newer key seals and the older one still opens`() throws {
        let path = folder.file("keys")
        let old = try KeyRing.loadOrCreate(at: path)
        let sealed = try old.seal(Secret("value"), context: "a")
        let new = try KeyRing.addKey(at: path)
        #expect(new.keyIDs.count == 2)
        #expect(new.keyIDs.first == old.keyIDs.first)
        #expect(try new.open(sealed, context: "a") == Secret("value"))
        #expect(new.needsReseal(sealed))
        #expect(new.verifies(try old.checkValue()))
        let newer = try new.seal(Secret("value"), context: "a")
        #expect(!new.needsReseal(newer))
        #expect(throws: SecretsError.self) { try old.open(newer, context: "a") }
        #expect(try mode(path) == 0o600)
    }

    @Test(arguments: [
        ("", "does not begin"), ("something else\n", "does not begin"), ("netstacks-keys 2\n", "does not begin"),
        ("netstacks-keys 1\n", "holds no key"), ("netstacks-keys 1\nkey 00 2026-01-01T00:00:00Z c2hvcnQ=\n", "Line 2"),
        ("netstacks-keys 1\r\nkey\r\n", "does not begin"),
    ])
    func `a damaged file is refused without quoting it`(text: String, sentence: String) throws {
        let path = folder.file("keys")
        try KeyFile(path: path).create(text)
        let error = #expect(throws: SecretsError.self) { try KeyRing.loadOrCreate(at: path) }
        #expect(error?.code == .keyFileMalformed)
        #expect(error?.description.contains(sentence) == true)
        #expect(error?.description.contains("c2hvcnQ") == false)
    }
}
