import Domain
import Testing

@testable import Web

struct IPNetworkTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false), ("192.0.2.128/25", "192.0.2.127", false), ("0.0.0.0/0", "203.0.113.9", true),
        ("172.16.0.0/12", "172.31.255.255", true), ("172.16.0.0/12", "172.32.0.0", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
        ("::1", "0:0:0:0:0:0:0:1", true), ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("::/0", "10.1.2.3", false),
        ("fe80::/10", "fe80::1%eth0", true), ("10.0.0.0/8", "not an address", false),
    ])
    func `an address lies in a network or does not`(network: String, address: String, isInside: Bool) throws {
        #expect(try #require(IPNetwork(network)).contains(address) == isInside)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "10.0.0/8", "256.0.0.1", "10.0.0.0/", "::1/129", "1:2:3:4:5:6:7", "1::2::3", "12345::",
        "10.0.0.0/8/8", "host", ":::", "+1.0.0.0", "1:2:3:4:5:6:7:8:9", "-1::",
    ])
    func `what is no address is refused`(text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test func `a malformed proxy refuses the start and is named`() throws {
        #expect(throws: Problem.self) { _ = try ClientAddressMiddleware(trustedProxies: ["10.0.0.0/99"]) }
    }
}
