import ConfigTree
import Testing

@Suite struct ExpectationTests {
    private let running = """
        hostname sw1
        ip access-list extended EDGE
         permit tcp any any eq 22
         deny ip any any log
        interface Vlan10
         ip address 192.0.2.1 255.255.255.0
         no ip redirects
        interface Vlan20
         ip address 192.0.2.65 255.255.255.192
        ntp server 192.0.2.1
        line vty 0 4
         transport input ssh
        """

    private func gaps(_ expectation: String) throws -> [String] {
        try Platform.ios.tree(running).missing(Expectation(parsing: expectation)).map(\.description)
    }

    @Test(arguments: [
        "hostname sw1\n- ip http server\n~ ^ntp server 192\\.0\\.2\\.", "+ ntp server 192.0.2.1", "no vlan 30",
        "-~ telnet",
        "line vty 0 4\n transport input ssh\n -~ telnet",
        "ip access-list extended EDGE\n > permit tcp any any eq 22\n > deny ip any any",
        "* interface Vlan*\n ~ ^ip address ", "", "~ ^line vty 0 4 transport input",
    ])
    func `what is fulfilled leaves no gap`(_ expectation: String) throws {
        #expect(try gaps(expectation) == [])
    }

    @Test func `a line that no line may begin with is named with its parents`() throws {
        #expect(
            try gaps("line vty 0 4\n - transport input\n- ntp server") == [
                "must not be there: line vty 0 4 / transport input ssh", "must not be there: ntp server 192.0.2.1",
            ])
    }

    @Test func `a pattern that matches nothing and one that matches are named`() throws {
        #expect(
            try gaps("~ ^ip domain\n-~ any any eq \\d+$") == [
                "missing: ~ ^ip domain", "must not be there: ip access-list extended EDGE / permit tcp any any eq 22",
            ])
        #expect(
            try gaps("interface Vlan30\n ~ ^ip address") == [
                "missing: interface Vlan30", "missing: interface Vlan30 / ~ ^ip address",
            ])
    }

    @Test func `lines that stand in another order are named`() throws {
        #expect(
            try gaps("ip access-list extended EDGE\n > deny ip any any\n > permit tcp any any eq 22\n > permit udp")
                == [
                    "not in its order: ip access-list extended EDGE / permit tcp any any eq 22",
                    "missing: ip access-list extended EDGE / permit udp",
                ])
    }

    @Test func `what must hold for every section is missing in the one that lacks it`() throws {
        #expect(
            try gaps("* interface Vlan*\n ip address 192.0.2.1 255.255.255.0\n - ip proxy-arp") == [
                "missing: interface Vlan20 / ip address 192.0.2.1 255.255.255.0"
            ])
        #expect(try gaps("* interface Ethernet*\n no shutdown") == ["missing: interface Ethernet*"])
    }

    @Test(arguments: [("hostname a\n~", 2), ("~ (", 1), ("- ip http\n server", 2), ("*", 1)])
    func `an expectation that cannot be read names its line`(_ text: String, _ line: Int) throws {
        let error = #expect(throws: ConfigTreeError.self) { try Expectation(parsing: text) }
        #expect(error?.code == .badExpectation && error?.line == line)
    }

    @Test func `a gap hides its secrets`() throws {
        var map = RedactionMap()
        let secrets = try ShippedRules.secrets("cisco_ios")
        let gaps = try Platform.ios.tree(running).missing(Expectation(parsing: "snmp-server community hidden RO"))
        #expect(
            gaps.map { $0.redacted(by: secrets, into: &map).description } == ["missing: snmp-server community •••1 RO"])
    }
}
