import ConfigTree
import Testing

@Suite struct RiskTests {
    @Test(arguments: [
        ("no interface Vlan20", RiskClass.high), ("interface Gi0/1\n shutdown\nexit", .high),
        ("router bgp 65000\n neighbor 192.0.2.1 remote-as 1\nexit", .high),
        ("line vty 0 4\n transport input ssh\nexit", .high), ("line vty 0 4\n exec-timeout 5 0\nexit", .medium),
        ("ip route 10.0.0.0 255.0.0.0 192.0.2.1", .medium),
        ("interface Vlan20\n ip address 10.0.0.1 255.0.0.0\nexit", .high), ("no vlan 10", .high), ("hostname a", .low),
        ("no username ops", .high),
        ("ip ssh version 2", .medium), ("reload in 5", .high), ("no router ospf 1", .high),
        ("crypto key zeroize rsa", .high),
    ])
    func `a dangerous command of IOS is found`(_ commands: String, _ expected: RiskClass) throws {
        let findings = try Platform.ios.grammar().risks(in: commands.split(separator: "\n").map(String.init))
        #expect(findings.map(\.severity).max() == expected)
    }

    @Test(arguments: [
        ("router bgp 65001\n neighbor 192.0.2.1 remote-as 1\nexit", RiskClass.high),
        ("ip route 10.0.0.0/8 Null0", .medium), ("no ip forwarding", .high),
        ("interface eth0\n ip address 192.0.2.1/24\nexit", .high), ("line vty\n access-class A\nexit", .high),
    ])
    func `a dangerous command of FRR is found`(_ commands: String, _ expected: RiskClass) throws {
        let findings = try Platform.frr.grammar().risks(in: commands.split(separator: "\n").map(String.init))
        #expect(findings.map(\.severity).max() == expected)
    }

    @Test func `harmless commands are not called risky, and a finding says where and why`() throws {
        let grammar = try Platform.ios.grammar()
        #expect(
            try grammar.risks(in: ["ntp server 192.0.2.1", "snmp-server location x", "vlan 10", " name reload", "exit"])
                .isEmpty)
        let finding = try #require(try grammar.risks(in: ["interface GigabitEthernet0/1", " shutdown", "exit"]).first)
        #expect(
            finding.path == ["interface GigabitEthernet0/1"] && finding.line == "shutdown" && !finding.reason.isEmpty)
    }
}
