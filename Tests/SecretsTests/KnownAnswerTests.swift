import Foundation
import Testing

@testable import Secrets

/// Published answers, so that a wrong parameter cannot hide behind a round trip.
struct KnownAnswerTests {
    private func bytes(_ hexadecimal: String) throws -> [UInt8] { try #require(Hexadecimal.bytes(hexadecimal)) }

    @Test func `AES-256-GCM answers test case 16 of the GCM specification`() throws {
        let key = Secret(bytes: try bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
        let plaintext = try bytes(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39")
        let associated = try bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        let sealed = try AESGCM.seal(
            Secret(bytes: plaintext), key: key, nonce: try bytes("cafebabefacedbaddecaf888"), associated: associated)
        #expect(
            Hexadecimal.text(sealed)
                == "cafebabefacedbaddecaf888"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b")
        #expect(try AESGCM.open(sealed[...], key: key, associated: associated) == Secret(bytes: plaintext))
    }

    @Test func `AES-256-GCM of nothing answers test case 13`() throws {
        let key = Secret(bytes: [UInt8](repeating: 0, count: 32))
        let nonce = [UInt8](repeating: 0, count: 12)
        let sealed = try AESGCM.seal(Secret(""), key: key, nonce: nonce, associated: [])
        #expect(Hexadecimal.text(sealed.dropFirst(12)) == "530f8afbc74536b9a963b4f1c4cb738b")
        #expect(try AESGCM.open(sealed[...], key: key, associated: []) == Secret(""))
    }

    @Test func `SHA-256 answers FIPS 180-4`() {
        #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `HMAC-SHA-256 answers RFC 4231 test case 2`() {
        let message = Array("what do ya want for nothing?".utf8)
        let code = HMACSHA256.code(for: message, key: Secret("Jefe"))
        #expect(Hexadecimal.text(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(HMACSHA256.isValid(code, for: message, key: Secret("Jefe")))
        #expect(!HMACSHA256.isValid(code, for: message + [0], key: Secret("Jefe")))
        #expect(!HMACSHA256.isValid(code.dropLast(), for: message, key: Secret("Jefe")))
    }

    @Test func `argon2id answers the reference implementation's own vector`() throws {
        let encoded = try Argon2.hash(
            Secret("password"), salt: Array("somesalt".utf8), parameters: .init(memory: 256, passes: 2, lanes: 1))
        #expect(encoded == "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")
    }
}
