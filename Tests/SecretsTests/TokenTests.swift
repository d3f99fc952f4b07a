import Secrets
import Testing

struct TokenTests {
    @Test func `tokens are 43 safe characters after their prefix and never repeat`() throws {
        let tokens = try (0..<200).map { _ in try RandomToken.generate(prefix: "nst_").text }
        #expect(Set(tokens).count == 200)
        for token in tokens {
            #expect(token.hasPrefix("nst_"))
            #expect(token.dropFirst(4).count == 43)
            #expect(token.dropFirst(4).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        }
    }

    @Test func `a presented token is found by its hash`() throws {
        let token = try RandomToken.generate()
        #expect(TokenHash(of: token.text) == token.hash)
        #expect(TokenHash(bytes: token.hash.bytes) == token.hash)
        #expect(TokenHash(of: token.text + "x") != token.hash)
        #expect(token.hash.hex == SHA256.hex(token.text))
        #expect(!"\(token)".contains(token.text))
    }

    @Test func `only 32 bytes are a hash`() {
        #expect(TokenHash(bytes: []) == nil)
        #expect(TokenHash(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    }

    @Test func `random bytes have the length asked for`() throws {
        #expect(try RandomBytes.generate(0).isEmpty)
        #expect(try RandomBytes.generate(33).count == 33)
        #expect(try RandomBytes.generate(32) != RandomBytes.generate(32))
    }

    @Test func `constant-time equality is equality`() {
        #expect(ConstantTime.equal("", ""))
        #expect(ConstantTime.equal("token", "token"))
        #expect(!ConstantTime.equal("token", "tokem"))
        #expect(!ConstantTime.equal("token", "token1"))
        #expect(!ConstantTime.equal([UInt8](), [0]))
    }
}
