import ConfigTree
import Testing

@Suite struct IntentTests {
    private let running = """
        hostname sw1
        vlan 20
         name voice
        interface GigabitEthernet0/1
         switchport trunk allowed vlan 10-20
         switchport mode trunk
        interface GigabitEthernet0/2
         shutdown
        username ops secret 9 $9$hash
        banner motd ^CKeep out^C
        ntp server 192.0.2.1 prefer
        """

    private func gaps(_ expectation: String) throws -> [String] {
        try Platform.ios.tree(running).missing(expectation).map(\.description)
    }

    @Test(arguments: [
        "hostname sw1", "vlan 20\n name voice", "interface GigabitEthernet0/1\n no shutdown",
        "username ops secret clear-text",
        "interface GigabitEthernet0/1\n switchport trunk allowed vlan add 12", "no vlan 30",
        "no interface Vlan30\nno ntp server 192.0.2.9",
        "banner motd #Keep out#", "interface GigabitEthernet0/3\n no shutdown", "ntp server 192.0.2.1 prefer",
        "interface GigabitEthernet0/2\n switchport trunk allowed vlan add 12", "ip http server",
    ])
    func `fulfilled expectations leave no gap`(_ expectation: String) throws {
        #expect(try gaps(expectation) == [])
    }

    @Test func `a missing line is named with its parents`() throws {
        #expect(
            try gaps("vlan 20\n name data\nvlan 30\n name x") == [
                "missing: vlan 20 / name data", "missing: vlan 30 / name x",
            ])
        #expect(try gaps("vlan 30") == ["missing: vlan 30"])
        #expect(
            try gaps("interface GigabitEthernet0/1\n name voice") == [
                "missing: interface GigabitEthernet0/1 / name voice"
            ])
    }

    @Test func `a forbidden line is named as it stands`() throws {
        #expect(
            try gaps("no vlan 20\nno ntp server 192.0.2.1") == [
                "must not be there: vlan 20", "must not be there: ntp server 192.0.2.1 prefer",
            ])
        #expect(
            try gaps("interface GigabitEthernet0/2\n no shutdown") == [
                "must not be there: interface GigabitEthernet0/2 / shutdown"
            ])
    }

    @Test func `a trunk that lacks a vlan is a gap`() throws {
        #expect(try gaps("interface GigabitEthernet0/1\n switchport trunk allowed vlan add 30").count == 1)
    }

    @Test func `an entry that the device numbered is found by its content`() throws {
        let tree = try Platform.frr.tree("ip prefix-list PL seq 15 permit 10.0.0.0/8\n")
        #expect(try tree.missing("ip prefix-list PL permit 10.0.0.0/8").isEmpty)
        #expect(try tree.missing("ip prefix-list PL permit 10.0.0.0/9").count == 1)
    }
}
