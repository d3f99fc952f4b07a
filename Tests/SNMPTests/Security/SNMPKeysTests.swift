import Testing

@testable import SNMP

/// The examples that the standards give.
@Suite struct SNMPKeysTests {
    static let engine: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `a password becomes the keys of RFC 3414, appendix A_3`() throws {
        let md5 = try SNMPKeys.master(.md5, password: "maplesyrup")
        #expect(Self.hex(md5) == "9faf3283884e92834ebc9847d8edd963")
        #expect(
            Self.hex(try SNMPKeys.local(.md5, master: md5, engine: Self.engine)) == "526f5eed9fcce26f8964c2930787d82b")
        let sha = try SNMPKeys.master(.sha1, password: "maplesyrup")
        #expect(Self.hex(sha) == "9fb5cc0381497b3793528939ff788d5d79145211")
        #expect(
            Self.hex(try SNMPKeys.local(.sha1, master: sha, engine: Self.engine))
                == "6695febc9288e36282235fc7151f128497b38f3f")
    }

    @Test func `Cisco's longer keys are those of draft-reeder-snmpv3-usm-3desede, section 2_2`() throws {
        let md5 = try SNMPKeys.master(.md5, password: "maplesyrup")
        let key = try SNMPKeys.local(.aes256Cisco, .md5, master: md5, engine: Self.engine)
        #expect(Self.hex(key) == "526f5eed9fcce26f8964c2930787d82b79eff44a90650ee0a3a40abfac5acc12")
    }

    @Test(arguments: SNMPPrivacy.allCases)
    func `every cipher gives back what it was given`(privacy: SNMPPrivacy) throws {
        let master = try SNMPKeys.master(.sha256, password: "maplesyrup")
        let key = try SNMPKeys.local(privacy, .sha256, master: master, engine: Self.engine)
        let cipherKey = privacy == .des ? Array(key.prefix(8)) : key
        let start = [UInt8](0..<(privacy == .des ? 8 : 16))
        let clear = [UInt8]("sixteen letters!".utf8)
        let hidden = try SNMPKeys.encrypt(privacy, key: cipherKey, start: start, clear)
        #expect(hidden.count == clear.count && hidden != clear)
        #expect(try SNMPKeys.decrypt(privacy, key: cipherKey, start: start, hidden) == clear)
    }

    @Test func `short passwords and names are refused, and nothing secret is printed`() throws {
        #expect(throws: SNMPUser.Problem.shortPassword) {
            try SNMPUser("u", authentication: .sha256, password: "1234567")
        }
        #expect(throws: SNMPUser.Problem.shortPrivacyPassword) {
            try SNMPUser("u", authentication: .sha256, password: "12345678", privacy: (.aes128, "short"))
        }
        #expect(throws: SNMPUser.Problem.name) { try SNMPUser("") }
        #expect(throws: SNMPUser.Problem.name) { try SNMPUser(String(repeating: "n", count: 33)) }
        let user = try SNMPUser(
            "ops", authentication: .sha256, password: "a secret word", privacy: (.aes128, "another one"))
        var shown = "\(user) \(String(reflecting: user)) \(SNMPLogin.user(user)) \(SNMPLogin.community("hush-hush"))"
        dump(user, to: &shown)
        dump(SNMPLogin.community("hush-hush"), to: &shown)
        #expect(shown.contains("ops (sha256, aes128)"))
        for secret in ["secret", "another", "hush", "master"] { #expect(!shown.contains(secret)) }
    }
}
