import Testing

@testable import HTTPClient

@Suite struct HTTPURLTests {
    @Test func `the parts are those that are connected to`() throws {
        let url = try #require(HTTPURL("HTTPS://Example.NET/a/../b?q=1#part"))
        #expect(url.scheme == .https)
        #expect(url.host == "example.net")
        #expect(url.port == 443)
        #expect(url.text == "https://example.net/b?q=1")
        #expect(url.description == "https://example.net/b")
        let six = try #require(HTTPURL("http://[2001:db8::1]:8080/"))
        #expect(six.host == "2001:db8::1")
        #expect(six.text == "http://[2001:db8::1]:8080/")
    }

    @Test(arguments: [
        "", "example.net", "ftp://example.net/", "file:///etc/passwd", "http://", "http://user@example.net/",
        "http://user:pass@example.net/", "http://a b/", "http://a/\r\nX: y", "http://a:99999/",
        "http://[fe80::1%25eth0]/",
        "javascript:alert(1)",
    ])
    func `what is no URL of ours is refused`(text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test func `a segment is written so that it stays one`() {
        #expect(HTTPURL.encoded("a/b?c=ä") == "a%2Fb%3Fc%3D%C3%A4")
    }
}
