import ConfigTree
import Testing

@Suite struct HarmlessLineTests {
    private static let lines: [(String, [String])] = [
        (
            "cisco_ios",
            [
                "username ops privilege 15", "ip ssh version 2",
                "crypto isakmp policy 10\n encr aes 256\n hash sha256\n authentication pre-share",
                "line vty 0 4\n login local\n exec-timeout 5 0", "aaa authentication login default group tacacs+ local",
                " neighbor 192.0.2.1 description key customer",
                "key chain OSPF\n key 1\n  cryptographic-algorithm hmac-sha-256",
                "snmp-server location Room 5, Key West",
            ]
        ),
        (
            "cisco_nxos",
            [
                "feature password encryption aes", "snmp-server enable traps snmp authentication",
                " send-community both", "key chain K\n key 1", "set community 65000:1 additive",
                "vrf context management\n ip route 0.0.0.0/0 192.0.2.1", "ssh key rsa 2048",
            ]
        ),
        (
            "cisco_xr",
            [
                "key chain K\n key 1\n  accept-lifetime 00:00:00 january 01 2024 infinite",
                "community-set CS\n 65000:1", "set community CS additive",
                "tacacs source-interface Loopback0 vrf default",
            ]
        ),
        (
            "arista_eos",
            [
                "neighbor PEERS send-community", "ip community-list standard CL permit 65000:1",
                "ntp server 192.0.2.1 prefer", "management api http-commands\n   no shutdown",
            ]
        ),
        (
            "juniper_junos",
            [
                "set policy-options community C members 65000:1",
                "set policy-options policy-statement P term 1 then community add C",
                "set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.1/24", "set system host-name mx1",
                "    community C members 65000:1;", "set protocols bgp group G neighbor 192.0.2.1 peer-as 65000",
                "set system services ssh protocol-version v2",
            ]
        ),
        (
            "huawei_vrp",
            [
                "ssh user ops authentication-type password", "interface GigabitEthernet0/0/1\n port link-type trunk",
                "ip community-filter 1 permit 65000:1", " peer 192.0.2.1 as-number 65000",
            ]
        ),
        (
            "hp_comware",
            [
                "interface GigabitEthernet1/0/1\n port access vlan 10", "ssh server enable",
                " authentication-mode scheme",
            ]
        ),
        (
            "fortinet",
            [
                "config system global\n    set hostname \"fw1\"\n    set admin-sport 8443",
                "config router community-list", "    edit \"port1\"\n        set ip 192.0.2.1 255.255.255.0",
                "        set keylifeseconds 3600",
            ]
        ),
        (
            "paloalto_panos",
            [
                "set deviceconfig system hostname fw1",
                "set network interface ethernet ethernet1/1 layer3 ip 192.0.2.1/24",
                "set rulebase security rules R action allow",
            ]
        ),
        (
            "nokia_sros",
            [
                "        system\n            name \"r1\"",
                "/configure router \"Base\" interface \"system\" ipv4 primary address 192.0.2.1",
                "            community \"C\" members \"65000:1\"",
            ]
        ),
        ("nokia_srl", ["set / system name host-name srl1", "set / interface ethernet-1/1 admin-state enable"]),
        (
            "mikrotik_routeros",
            [
                "/ip address\nadd address=192.0.2.1/24 interface=ether1", "/interface bridge\nadd name=bridge1",
                "/system identity\nset name=r1", "/ppp secret",
            ]
        ),
        (
            "vyos",
            [
                "set interfaces ethernet eth0 address '192.0.2.1/24'",
                "set policy route-map RM rule 10 set community add '65000:1'",
                "set protocols bgp neighbor 192.0.2.1 remote-as '65000'", "set system host-name 'vyos'",
            ]
        ),
        ("hp_procurve", ["vlan 10\n   name \"users\"\n   untagged 1-10", "snmp-server location \"Room 5\"", "ip ssh"]),
        (
            "dell_os10",
            [
                "interface ethernet1/1/1\n no shutdown", "ip community-list standard CL permit 65000:1",
                "ntp server 192.0.2.1",
            ]
        ),
        (
            "cisco_asa",
            [
                "hostname fw1", "interface GigabitEthernet0/0\n nameif outside\n security-level 0",
                "access-list A extended permit tcp any any eq ssh", "ssh key-exchange group dh-group14-sha256",
            ]
        ),
        (
            "frr",
            [
                "router bgp 65000\n neighbor 192.0.2.1 remote-as 65001\n neighbor 192.0.2.1 send-community both",
                "bgp community-list standard CL permit 65000:1", "key chain K\n key 1",
            ]
        ),
        (
            "linux",
            [
                "PasswordAuthentication no", "auto eth0", "iface eth0 inet static", "nameserver 192.0.2.1",
                "HostKey /etc/ssh/ssh_host_ed25519_key",
            ]
        ),
    ]

    @Test(arguments: lines)
    func `a line without a secret stays as it is`(_ platform: String, _ lines: [String]) throws {
        let secrets = try ShippedRules.secrets(platform)
        for line in lines { #expect(secrets.redact(line) == line, "\(platform)") }
    }
}
