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

    @Test func `a login has no printable form`() {
        let login = SSHLogin.password("hunter2")
        var dumped = ""
        dump(login, to: &dumped)
        #expect(!"\(login) \(String(reflecting: login)) \(dumped)".contains("hunter2"))
    }
}
