import ConfigTree

/// A small generator whose runs can be repeated (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Random configurations of a platform, as a device would print them.
struct RandomConfig {
    var random: Seeded

    init(seed: Int) { random = Seeded(seed) }

    mutating func make(_ platform: Platform) -> String {
        switch platform {
        case .ios: ios()
        case .frr: frr()
        }
    }

    private mutating func maybe(_ chance: Int = 50) -> Bool { Int.random(in: 0..<100, using: &random) < chance }
    private mutating func n(_ bound: Int) -> Int { Int.random(in: 1...bound, using: &random) }
    private mutating func pick(_ values: String...) -> String { values.randomElement(using: &random) ?? "" }

    private mutating func section(_ header: String, _ lines: [String], chance: Int = 60, exit: String? = nil) -> String
    {
        var kept = lines.filter { _ in maybe() }
        var seen: Set<String> = []
        kept = kept.filter { seen.insert($0).inserted }
        guard maybe(chance) else { return "" }
        return ([header] + kept.map { " " + $0 } + (exit.map { [$0] } ?? [])).joined(separator: "\n") + "\n!\n"
    }

    private mutating func shuffledEntries(_ entries: [String]) -> [String] {
        entries.filter { _ in maybe(70) }.shuffled(using: &random)
    }

    private mutating func ios() -> String {
        var blocks: [String] = []
        var top = [
            "hostname sw\(n(3))", "ip domain name \(pick("a", "b")).example", "no ip http server",
            "no ip domain lookup",
            "service timestamps log datetime msec", "ntp server 192.0.2.\(n(3))",
            "ntp server 192.0.2.\(n(3) + 3) prefer",
            "logging host 198.51.100.\(n(3))", "snmp-server location Room \(n(9))", "snmp-server contact noc\(n(3))",
            "snmp-server community lab\(n(2)) \(pick("RO", "RW"))", "snmp-server host 192.0.2.\(n(4)) version 2c lab1",
            "username admin\(n(2)) privilege 15 secret 9 hash\(n(3))",
            "ip route 10.\(n(3)).0.0 255.255.0.0 192.0.2.\(n(2))",
            "ip default-gateway 192.0.2.\(n(5))", "spanning-tree mode \(pick("pvst", "rapid-pvst"))", "aaa new-model",
            "access-list 10 permit 10.\(n(3)).0.0 0.0.255.255",
            "banner motd ^C\(pick("Keep out", "Two\n lines", "A # in it"))^C",
        ]
        if maybe() { top.append("access-list 10 deny any") }
        blocks.append(oneOfEachKey(top).filter { _ in maybe() }.joined(separator: "\n") + "\n!\n")
        for vlan in 10...14 {
            blocks.append(section("vlan \(vlan)", ["name \(pick("users", "voice", "guests"))"], chance: 50))
        }
        for port in 1...4 {
            blocks.append(
                section(
                    "interface GigabitEthernet0/\(port)",
                    [
                        "description to \(pick("a", "b  c", "printer"))", "switchport access vlan \(n(3) + 9)",
                        "switchport mode \(pick("access", "trunk"))", "switchport trunk allowed vlan \(n(4)),2\(n(9))",
                        "shutdown",
                        "spanning-tree portfast", "no cdp enable", "ip access-group EDGE in",
                    ], chance: 90))
        }
        for vlan in 10...12 {
            blocks.append(
                section(
                    "interface Vlan\(vlan)",
                    [
                        "description svi \(n(3))",
                        pick("no ip address", "ip address 10.0.\(vlan).\(n(5)) 255.255.255.0"),
                        "ip address 10.1.\(vlan).\(n(5)) 255.255.255.0 secondary", "no ip redirects",
                        "standby 1 ip 10.0.0.\(n(3))",
                    ]))
        }
        let rules = shuffledEntries([
            "remark edge", "permit tcp any any eq 22", "permit tcp any any eq 443", "permit udp any any eq 161 log",
            "permit udp any any eq 161", "deny ip any any",
        ])
        if maybe(70) {
            blocks.append((["ip access-list extended EDGE"] + rules.map { " " + $0 }).joined(separator: "\n") + "\n!\n")
        }
        blocks.append(
            section(
                "ip access-list extended NUMBERED",
                [10, 20, 30, 40].map { "\($0) \(pick("permit", "deny")) ip host 10.0.0.\(n(3)) any" }))
        blocks.append(
            section("route-map OUT \(pick("permit", "deny")) 10", ["match ip address 1\(n(3))", "set metric \(n(3))"]))
        blocks.append(
            section(
                "line vty 0 4",
                ["exec-timeout \(n(9)) 0", "transport input \(pick("ssh", "ssh telnet"))", "login local"], chance: 95))
        let family = [
            "network 10.\(n(3)).0.0 mask 255.255.0.0", "neighbor 192.0.2.1 activate", "no neighbor 192.0.2.9 activate",
        ]
        .filter { _ in maybe() }.map { "  " + $0 }
        blocks.append(
            section(
                "router bgp 65000",
                [
                    "bgp router-id 192.0.2.\(n(3))", "neighbor 192.0.2.1 remote-as 6500\(n(3))",
                    "neighbor 192.0.2.1 description peer \(n(3))",
                    "no bgp default ipv4-unicast",
                    (["address-family ipv4"] + family + [" exit-address-family"]).joined(separator: "\n"),
                ]))
        return "Building configuration...\n\nCurrent configuration : 1\(n(999)) bytes\n!\n"
            + blocks.shuffled(using: &random).joined() + "end\n"
    }

    private func oneOfEachKey(_ lines: [String]) -> [String] {
        var keys: Set<String> = []
        return lines.filter { keys.insert($0).inserted }
    }

    private mutating func frr() -> String {
        var blocks: [String] = []
        let top = [
            "hostname r\(n(3))", "no ipv6 forwarding", "log syslog \(pick("informational", "debugging"))",
            "password zebra\(n(2))",
            "ip route 10.\(n(3)).0.0/16 192.0.2.\(n(2))", "ip route 10.\(n(3)).0.0/16 blackhole",
            "ip route 10.7.0.0/16 192.0.2.1 \(n(200))",
            "ip prefix-list PL seq 5 \(pick("permit", "deny")) 10.0.0.0/8 le \(n(8) + 16)",
            "ip prefix-list PL seq 10 permit any",
            "ip prefix-list PL description some \(n(3))",
            "access-list AL seq 5 \(pick("permit", "deny")) 10.\(n(3)).0.0/16",
            "bgp community-list standard CL seq 5 permit 65000:\(n(9))",
            "bgp as-path access-list AP seq 5 permit ^6500\(n(3))$",
        ]
        blocks.append(oneOfEachKey(top).filter { _ in maybe() }.joined(separator: "\n") + "\n!\n")
        for port in 0...3 {
            blocks.append(
                section(
                    "interface eth\(port)",
                    [
                        "description Uplink \(n(3))", "ip address 192.0.2.\(n(9))/24",
                        "ip address 198.51.100.\(n(9))/24", "ip ospf cost \(n(20))",
                        "ip ospf message-digest-key \(n(2)) md5 k\(n(2))", "ip ospf authentication message-digest",
                        "shutdown",
                    ], chance: 80, exit: "exit"))
        }
        blocks.append(section("vrf RED", ["ip route 10.\(n(3)).0.0/16 blackhole", "vni 10\(n(3))"], exit: "exit-vrf"))
        blocks.append(
            section(
                "route-map RM \(pick("permit", "deny")) 10",
                ["match ip address prefix-list P\(n(3))", "set local-preference \(n(3))00", "description d\(n(3))"],
                exit: "exit"))
        blocks.append(section("route-map RM permit 20", ["set metric \(n(9))"], exit: "exit"))
        let family = [
            "network 203.0.113.0/24", "redistribute \(pick("connected", "static route-map RM", "static"))",
            "neighbor PG activate",
            "neighbor PG route-map R\(n(2)) in", "no neighbor 192.0.2.1 activate",
        ].filter { _ in maybe() }.map { "  " + $0 }
        blocks.append(
            section(
                "router bgp 65001",
                [
                    "bgp router-id 192.0.2.\(n(3))", "no bgp default ipv4-unicast", "neighbor PG peer-group",
                    "neighbor PG remote-as 6500\(n(2))",
                    "neighbor 192.0.2.1 peer-group PG", "neighbor 192.0.2.1 description d \(n(3))",
                    "neighbor 192.0.2.1 timers \(n(9)) 3\(n(9))",
                    "!\n"
                        + ([" address-family ipv4 unicast"] + family + [" exit-address-family"]).joined(separator: "\n"),
                ], exit: "exit"))
        blocks.append(
            section(
                "router ospf", ["ospf router-id 192.0.2.\(n(3))", "network 10.\(n(3)).0.0/16 area 0"], exit: "exit"))
        blocks.append(section("line vty", ["exec-timeout \(n(9)) 0"], exit: "exit"))
        return
            "Building configuration...\n\nCurrent configuration:\n!\nfrr version 8.4.\(n(4))\nfrr defaults traditional\n"
            + blocks.shuffled(using: &random).joined() + "end\n"
    }
}
