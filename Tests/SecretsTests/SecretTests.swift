import Foundation
import Secrets
import Testing

struct SecretTests {
    private struct Row { let name = "edge", password = Secret("hunter2-hunter2") }

    @Test func `no way of printing shows the text`() {
        let secret = Secret("hunter2-hunter2")
        var dumped = ""
        dump(Row(), to: &dumped)
        for text in ["\(secret)", String(describing: secret), String(reflecting: secret), "\(Row())", dumped] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("•••"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(!((secret as Any) is any Encodable))
    }

    @Test func `the text comes back as it went in`() {
        let secret = Secret("pä\"ss\r\n wörd")
        #expect(secret.reveal() == "pä\"ss\r\n wörd")
        #expect(secret.byteCount == secret.reveal().utf8.count)
        #expect(secret.withUnsafeText { String(cString: $0) } == secret.reveal())
        #expect(secret.withUnsafeBytes { Array($0) } == Array(secret.reveal().utf8))
    }

    @Test func `the empty secret is empty and still a C string`() {
        #expect(Secret("").isEmpty)
        #expect(Secret("").withUnsafeText { strlen($0) } == 0)
    }

    @Test func `equality looks at the whole text`() {
        #expect(Secret("same") == Secret("same"))
        #expect(Secret("same") != Secret("samE"))
        #expect(Secret("same") != Secret("same "))
    }

    @Test func `a request may carry a secret in`() throws {
        let secrets = try JSONDecoder().decode([Secret].self, from: Data(#"["in"]"#.utf8))
        #expect(secrets == [Secret("in")])
    }

    @Test func `what a body throws comes out`() {
        struct Thrown: Error {}
        #expect(throws: Thrown.self) { try Secret("x").withUnsafeText { _ in throw Thrown() } }
    }
}
