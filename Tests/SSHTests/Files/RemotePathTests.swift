import Testing

@testable import SSH

struct RemotePathTests {
    @Test func `empty, endless and zero are no paths`() {
        #expect(RemotePath("") == nil)
        #expect(RemotePath(String(repeating: "a", count: 4097)) == nil)
        #expect(RemotePath("a\0b") == nil)
        #expect(RemotePath("a\nb'c")?.bytes == Array("a\nb'c".utf8))
    }

    @Test(arguments: ["", ".", "..", "../x", "a/b", "a\0", String(repeating: "n", count: 256)])
    func `a name never leads out of its folder`(name: String) {
        #expect(RemotePath("/srv")?.appending(Array(name.utf8)) == nil)
    }

    @Test func `what moves a cursor or turns a line around is shown as bytes`() {
        #expect(RemotePath("a\u{1B}[2Jb")?.description == "a\\x1b[2Jb")
        #expect(RemotePath("a\u{202E}b")?.description == "a\\xe2\\x80\\xaeb")
        #expect(RemotePath(bytes: [0x61, 0xFF])?.description == "a\\xff")
        #expect(RemotePath("/home/käse")?.description == "/home/käse")
    }

    @Test func `the part of a long name is no longer than a name may be`() {
        let name = String(repeating: "n", count: 255)
        let part = RemotePath("/srv/\(name)")?.partial(LocalWriter.mark())
        #expect((part?.name.count ?? 999) <= 255)
        #expect(RemotePath("/srv/x")?.partial("")?.description == "/srv/.x.part")
        #expect(RemotePath("/srv/")?.partial("") == nil)
    }

    @Test func `a word in a script is quoted, or refused where no shell reads quotes`() {
        #expect(RemotePath("flash:/a.bin").flatMap { SCPTalk.word($0, hasShell: false) } == "flash:/a.bin")
        #expect(RemotePath("a b;c").flatMap { SCPTalk.word($0, hasShell: false) } == nil)
        #expect(RemotePath("it's").flatMap { SCPTalk.word($0, hasShell: true) } == "'it'\\''s'")
        #expect(RemotePath("-rf").flatMap { SCPTalk.word($0, hasShell: true) } == "./-rf")
        #expect(RemotePath("a\nb").flatMap { SCPTalk.word($0, hasShell: true) } == nil)
    }
}
