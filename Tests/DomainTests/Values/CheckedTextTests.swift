import Domain
import Foundation
import Testing

struct CheckedTextTests {
    @Test(arguments: ["a", "core1", "R1.site-2_x", "9k", String(repeating: "a", count: 63)])
    func `a good device name is kept as it is`(text: String) {
        #expect(DeviceName(text)?.text == text)
    }

    @Test(arguments: [
        "", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "a\r\n", "a\0", String(repeating: "a", count: 64),
    ])
    func `a bad device name is none`(text: String) {
        #expect(DeviceName(text) == nil)
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("2001:DB8::1", "2001:db8::1"), ("fe80::1%eth0", "fe80::1%eth0"),
        ("Core1.Example.net", "core1.example.net"), ("localhost", "localhost"),
    ])
    func `a good address is kept in lower case`(text: String, expected: String) {
        #expect(HostAddress(text)?.text == expected)
    }

    @Test(arguments: [
        "", "host:22", "192.0.2.1:22", "-oProxyCommand=x", "a b", "http://a", "a@b", "a;b", "[::1]", "a\n",
        String(repeating: "a", count: 254),
    ])
    func `a bad address is none`(text: String) {
        #expect(HostAddress(text) == nil)
    }

    @Test func `tags and user names become lower case`() {
        #expect(DeviceTag("Lab")?.text == "lab" && DeviceTag("site:north-1")?.text == "site:north-1")
        #expect(Username("Alice@Example.NET")?.text == "alice@example.net")
    }

    @Test(arguments: ["", "a b", "a,b", "ä", "a\n", "{x}", String(repeating: "a", count: 41)])
    func `a bad tag is none`(text: String) {
        #expect(DeviceTag(text) == nil)
    }

    @Test(arguments: ["", "a", "a b", "a/b", "ä ö", "a\n", "a\0b", String(repeating: "a", count: 65)])
    func `a bad user name is none`(text: String) {
        #expect(Username(text) == nil)
    }

    @Test(arguments: ["", "Cisco", "a-b", "../etc/passwd", "a.yaml", "a/b", "a\n", String(repeating: "a", count: 41)])
    func `a bad platform name is none, so that it is never a path`(text: String) {
        #expect(PlatformName(text) == nil)
    }

    @Test func `a good platform name is kept as it is`() {
        #expect(PlatformName("cisco_ios2")?.text == "cisco_ios2")
    }

    @Test func `a content hash has 64 small hexadecimal digits`() {
        let good = String(repeating: "0123456789abcdef", count: 4)
        #expect(ContentHash(good)?.text == good)
        for text in ["", good.uppercased(), good + "0", String(good.dropLast()), String(repeating: "g", count: 64)] {
            #expect(ContentHash(text) == nil)
        }
    }

    @Test func `a port is 1 to 65535`() {
        #expect(Port(1)?.number == 1 && Port(65535)?.number == 65535 && Port.ssh.number == 22)
        for number in [0, -1, 65536, .max] { #expect(Port(number) == nil) }
    }

    @Test func `decoding checks too`() throws {
        let decoder = JSONDecoder()
        let tags = try decoder.decode([DeviceTag].self, from: Data(#"["LAB"]"#.utf8))
        #expect(tags.map(\.text) == ["lab"])
        #expect(throws: DecodingError.self) {
            _ = try decoder.decode([DeviceName].self, from: Data(#"["a b"]"#.utf8))
        }
        #expect(throws: DecodingError.self) { _ = try decoder.decode([DevicePort].self, from: Data("[0]".utf8)) }
    }
}
