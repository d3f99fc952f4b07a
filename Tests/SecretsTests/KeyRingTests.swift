import Testing

@testable import Secrets

struct KeyRingTests {
    private let context = "credential_set/018f/password"

    @Test(arguments: ["", "a", "a long enough password", String(repeating: "x", count: 70_000)])
    func `what is sealed opens in its place`(text: String) throws {
        let ring = try KeyRing.ephemeral()
        let sealed = try ring.seal(Secret(text), context: context)
        #expect(try ring.open(try SealedSecret(bytes: sealed.bytes), context: context) == Secret(text))
    }

    @Test func `the same value sealed twice shares no bytes after the header`() throws {
        let ring = try KeyRing.ephemeral()
        let one = try ring.seal(Secret("same"), context: context).bytes.dropFirst(SealedSecret.headerLength)
        let two = try ring.seal(Secret("same"), context: context).bytes.dropFirst(SealedSecret.headerLength)
        #expect(zip(one, two).filter { $0 == $1 }.count < 8)
    }

    @Test func `a row moved to another place does not open`() throws {
        let ring = try KeyRing.ephemeral()
        let sealed = try ring.seal(Secret("value"), context: context)
        let error = #expect(throws: SecretsError.self) {
            try ring.open(sealed, context: "credential_set/0190/password")
        }
        #expect(error?.code == .doesNotOpen)
        #expect(error?.description.contains("value of") == false)
    }

    @Test func `changing any single byte is refused`() throws {
        let ring = try KeyRing.ephemeral()
        let bytes = try ring.seal(Secret("value"), context: context).bytes
        for position in bytes.indices {
            var altered = bytes
            altered[position] ^= 1
            #expect(throws: SecretsError.self, "byte \(position)") {
                try ring.open(try SealedSecret(bytes: altered), context: context)
            }
        }
    }

    @Test func `every shorter value is refused`() throws {
        let ring = try KeyRing.ephemeral()
        let bytes = try ring.seal(Secret("value"), context: context).bytes
        for length in bytes.indices {
            #expect(throws: SecretsError.self, "length \(length)") {
                try ring.open(try SealedSecret(bytes: Array(bytes.prefix(length))), context: context)
            }
        }
    }

    @Test func `another ring is refused with the names of both keys`() throws {
        let (mine, theirs) = (try KeyRing.ephemeral(), try KeyRing.ephemeral())
        let sealed = try theirs.seal(Secret("value"), context: context)
        let error = #expect(throws: SecretsError.self) { try mine.open(sealed, context: context) }
        #expect(error?.code == .unknownKey)
        #expect(error?.description.contains("\(sealed.keyID)") == true)
        #expect(error?.description.contains("\(mine.keyIDs[0])") == true)
    }

    @Test func `a key of the right name and other bytes is refused`() throws {
        let ring = try KeyRing.ephemeral()
        let key = ring.keys[0]
        let forged = RingKey(id: key.id, madeAt: key.madeAt, secret: Secret(bytes: try RandomBytes.generate(32)))
        let other = KeyRing(keys: [forged], newest: forged)
        let error = #expect(throws: SecretsError.self) {
            try other.open(try ring.seal(Secret("value"), context: context), context: context)
        }
        #expect(error?.code == .doesNotOpen)
        #expect(!other.verifies(try ring.checkValue()))
    }

    @Test func `the check value fits its own ring only`() throws {
        let ring = try KeyRing.ephemeral()
        let value = try SealedSecret(bytes: try ring.checkValue().bytes)
        #expect(ring.verifies(value))
        #expect(!(try KeyRing.ephemeral().verifies(value)))
        #expect(!ring.verifies(try ring.seal(Secret("other"), context: "key_check")))
    }

    @Test func `a format of the future is refused by its number`() throws {
        var bytes = try KeyRing.ephemeral().checkValue().bytes
        bytes[0] = 9
        let error = #expect(throws: SecretsError.self) { try SealedSecret(bytes: bytes) }
        #expect(error?.code == .malformedSealedSecret)
        #expect(error?.description.contains("format 9") == true)
    }
}
