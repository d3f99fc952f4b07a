import Foundation
import Testing

@testable import SSH

@Suite struct SSHHostKeyTests {
    /// Made by `ssh-keygen -t ed25519`, fingerprint by `ssh-keygen -lf`.
    let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKt5uZ8bsVUm+3UmWXHbp3dTkhz+52AGggXWOBbs1Mkw"

    @Test func `a line of OpenSSH gives type, blob and the fingerprint that ssh-keygen prints`() throws {
        let key = try #require(SSHHostKey(openSSH: self.line + " a comment"))
        #expect(key.type == "ssh-ed25519")
        #expect(key.openSSH == self.line)
        #expect(key.fingerprint == "SHA256:T1KSnQeUhLuTl5JXXjKgir0ST0JI7YKEd07vJNp56Kg")
    }

    @Test(arguments: [
        "", "ssh-ed25519", "ssh-ed25519 !!!",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIKt5uZ8bsVUm+3UmWXHbp3dTkhz+52AGggXWOBbs1Mkw", "ssh-ed25519 AAAA",
    ])
    func `what is no key is refused`(text: String) {
        #expect(SSHHostKey(openSSH: text) == nil)
    }

    @Test func `a key survives JSON`() throws {
        let key = try #require(SSHHostKey(openSSH: self.line))
        #expect(try JSONDecoder().decode(SSHHostKey.self, from: JSONEncoder().encode(key)) == key)
    }

    /// FIPS 180-4 examples, and lengths around the padding's edges against the first.
    @Test func `SHA-256 has the published digests`() {
        func hex(_ text: String) -> String {
            SHA256.digest(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        #expect(
            hex(String(repeating: "a", count: 64)) == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
        )
    }

    @Test func `a login has no printable form`() {
        let login = SSHLogin.password("hunter2")
        var dumped = ""
        dump(login, to: &dumped)
        #expect(!"\(login) \(String(reflecting: login)) \(dumped)".contains("hunter2"))
    }
}
