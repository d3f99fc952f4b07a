@testable import DeviceCLI

extension PlatformSample {
    static let arista = PlatformSample(
        platform: "arista_eos",
        prompts: [
            Shown("eos1#", .privileged, "eos1"), Shown("eos1>", .user, "eos1"),
            Shown("eos1(config-if-Et1)#", .configuration, "eos1"),
            Shown("eos1(config-s-netsta-if-Et1)#", .configuration, "eos1"),
            Shown("eos1(config-s-netsta)#", .configuration, "eos1"),
        ],
        strangers: ["eos1 #", "! eos1#", "eos1(config-s-x)", "end"],
        pager: (" --More-- ", "\u{1B}[2K\r"),
        rejected: [
            "% Invalid input (at token 1: 'foo')", "% Incomplete command", "% Authorization denied for command 'show'",
        ],
        rejectedLines: ["% Address already in use", "% Cannot use an IPv4 multicast address"],
        accepted: ["! This command is deprecated", "Copy completed successfully."],
        noise: [
            "Nov 21 09:15:01 eos1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1, changed state to up"
        ],
        ordinary: ["interface Ethernet1", "Nov 21 09:15:01"],
        show: ("show clock", ["Sat Nov 21 09:15:01 2026", "Timezone: UTC"]),
        refused: ["configure session x", "reload", "show run > flash:x", "bash"],
        configuring: ("configure session netstacks-1", [], "ntp server 192.0.2.1", "abort"),
        facts: [
            "show version": """
            Arista DCS-7050TX-48-R
            Serial number:       JPE12345678
            Software image version: 4.28.3M
            Uptime:                 1 week, 2 days, 3 hours and 4 minutes
            """,
            "show hostname": "Hostname: eos1\nFQDN:     eos1.example.com",
            "show interfaces description": """
            Interface                      Status         Protocol           Description
            Et1                            up             up                 to core
            Ma1                            admin down     down
            """,
        ], expected: ("DCS-7050TX-48-R", "4.28.3M", "JPE12345678", 788_640, ["Et1", "Ma1"]))

    static let junos = PlatformSample(
        platform: "juniper_junos",
        prompts: [
            Shown("netops@mx1> ", .privileged, "mx1"), Shown("{master:0}\r\nnetops@ex1> ", .privileged, "ex1"),
            Shown("% ", .shell, ""), Shown("root@mx1:~ # ", .shell, "mx1"), Shown("root@mx1% ", .shell, "mx1"),
            Shown("{master:0}[edit]\r\nnetops@ex1# ", .configuration, "ex1"),
            Shown("[edit interfaces ge-0/0/0]\r\nnetops@mx1# ", .configuration, "mx1"),
            Shown("\r\n[edit]\r\nnetops@mx1# ", .configuration, "mx1"),
        ],
        strangers: ["netops@mx1#", "[edit]", "set system host-name mx1", "## Last changed: 2026-11-21"],
        pager: ("---(more 10%)---", "\r                                        \r"),
        rejected: [
            "syntax error, expecting <command>.", "unknown command.", "error: configuration database locked by:",
        ],
        rejectedLines: ["number is out of range", "expecting a name"],
        accepted: ["warning: statement not found", "commit complete", "Entering configuration mode"],
        noise: ["mx1 mgd[1234]: UI_COMMIT_PROGRESS: Commit operation in progress: signaling 'Firewall'"],
        ordinary: ["set interfaces ge-0/0/0 unit 0 family inet", "[edit]"],
        show: ("show system uptime", ["Current time: 2026-11-21 09:15:01 UTC", "Time Source: NTP"]),
        refused: ["configure exclusive", "request system reboot", "show configuration | save /tmp/x", "start shell"],
        configuring: (
            "configure exclusive",
            ["warning: uncommitted changes will be discarded on exit", "Entering configuration mode"],
            "set system host-name mx9", "exit configuration-mode"
        ),
        facts: [
            "show version": "Hostname: mx1\nModel: mx240\nJunos: 21.4R3.15",
            "show system uptime": "System booted: 2026-01-01 00:00:00 UTC (1w3d 02:31 ago)",
            "show chassis hardware":
                "Item             Version  Part number  Serial number     Description\nChassis                                JN1234ABCAFB      MX240",
            "show interfaces terse":
                "Interface               Admin Link Proto    Local                 Remote\nge-0/0/0                up    up\nge-0/0/0.0              up    up   inet     10.0.0.1/24",
        ], expected: ("mx240", "21.4R3.15", "JN1234ABCAFB", 873_060, ["ge-0/0/0", "ge-0/0/0.0"]))

    static let frr = PlatformSample(
        platform: "frr",
        banner: "\r\nHello, this is FRRouting (version 10.2).\r\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\r\n\r\n",
        prompts: [
            Shown("r1# ", .privileged, "r1"), Shown("r1> ", .user, "r1"),
            Shown("r1(config-router)# ", .configuration, "r1"), Shown("r1(config)# ", .configuration, "r1"),
        ],
        strangers: ["r1 #", "hostname r1", "r1(vrf)#", "! r1#"],
        pager: ("--More--", "\r        \r"),
        rejected: ["% Unknown command: bogus", "% Command incomplete: sh", "% Ambiguous command: s"],
        rejectedLines: ["% Malformed prefix", "bgpd is not running", "Configuration failed."],
        accepted: ["Note: this version of vtysh never writes vtysh.conf"],
        noise: ["2026/11/21 09:15:01 ZEBRA: [EC 4043309105] interface lo vrf default: something"],
        ordinary: ["ip route 192.0.2.0/24 blackhole"],
        show: ("show clock", ["09:15", "x"]),
        refused: ["configure terminal", "write memory", "clear ip bgp *"],
        configuring: ("configure terminal", [], "ip route 192.0.2.0/24 blackhole", "end"),
        facts: [
            "show version": "FRRouting 10.2 (r1) on Linux(6.1.0).",
            "show interface brief":
                "Interface       Status  VRF             Addresses\n---------       ------  ---             ---------\neth0            up      default         10.0.0.1/24\nlo              up      default",
        ], expected: (nil, "10.2", nil, nil, ["eth0", "lo"]))

    static let mikrotik = PlatformSample(
        platform: "mikrotik_routeros",
        banner: "\r\n  MikroTik RouterOS 6.49.6 (c) 1999-2022       http://www.mikrotik.com/\r\n\r\n",
        prompts: [
            Shown("[admin@mt1] > ", .privileged, "mt1"), Shown("[admin@core router] <SAFE> ", .init(rawValue: ""), ""),
            Shown("[admin@mt1] <SAFE> > ", .privileged, "mt1"),
            Shown("[admin@mt1] /ip address> ", Mode(rawValue: "menu"), "mt1"),
        ],
        strangers: ["admin@mt1 >", "[admin] >", "[admin@mt1] > /export", "add address=10.0.0.1/24"],
        pager: ("-- [Q quit|D dump|down]", "\r                         \r"),
        rejected: [
            "bad command name foo (line 1 column 1)", "syntax error (line 1 column 5)",
            "expected end of command (line 1 column 5)",
        ],
        rejectedLines: [
            "failure: already have interface with such name", "input does not match any value of interface",
        ],
        accepted: ["# nov/21/2026 09:15:01 by RouterOS 6.49.6"],
        noise: ["09:15:01 echo: system,error,critical login failure for user admin from 10.0.0.9 via ssh"],
        ordinary: ["/ip address", "add address=10.0.0.1/24 interface=ether1"],
        show: ("/system clock print", ["            time: 09:15:01", "            date: nov/21/2026"]),
        refused: [
            "/ip address add address=10.0.0.1/24", "/export file=x", "/system reboot", "/ip address print file=x",
        ],
        facts: [
            "/system identity print": "  name: mt1",
            "/system resource print":
                "                   uptime: 2w3d4h5m6s\n                  version: 6.49.6 (stable)\n               board-name: RB750Gr3",
            "/system routerboard print": "       serial-number: 6F3806ABCDEF",
            "/interface print terse": " 0 R name=ether1 type=ether mtu=1500\n 1   name=ether2 type=ether",
        ], expected: ("RB750Gr3", "6.49.6", "6F3806ABCDEF", 1_483_506, ["ether1", "ether2"]))

    static let dell = PlatformSample(
        platform: "dell_os10",
        prompts: [
            Shown("os10# ", .privileged, "os10"), Shown("os10(conf-if-eth1/1/1)# ", .configuration, "os10"),
            Shown("os10(config)# ", .configuration, "os10"),
        ],
        strangers: ["os10>", "os10(vlan)#", "!", "os10# show"],
        pager: ("--More--", "\u{1B}[K\r"),
        rejected: ["% Error: Unrecognized command.", "% Error: Illegal command."],
        rejectedLines: ["% Interface not present", "Error: IP overlaps"],
        accepted: ["Warning: spanning tree is off"],
        noise: [
            "<165>1 2026-11-21T09:15:01.123456+00:00 os10 dn_alm 744 - - Node.1-Unit.1:PRI [event], %IFM_OSTATE_UP"
        ],
        ordinary: ["interface ethernet1/1/1"],
        show: ("show clock", ["2026-11-21T09:15:01+00:00", "x"]),
        refused: ["configure terminal", "reload", "show run | save x"],
        configuring: ("configure terminal", [], "vlan 10", "end"),
        facts: [
            "show version":
                "Dell EMC Networking OS10 Enterprise\nOS Version: 10.5.2.3\nSystem Type: S5232F-ON\nUp Time: 1 week 2 days 03:04:05",
            "show inventory":
                "* 1       S5232F-ON                  01WTKK   A02  TW01WTKKDNT0095R0002  ABC1234 11111111111",
            "show interface status":
                "Port            Description     Status   Speed    Duplex   Mode Vlan Tagged-Vlans\nEth 1/1/1                       up       100G     full     A    1    -",
        ], expected: ("S5232F-ON", "10.5.2.3", "ABC1234", 788_645, ["Eth 1/1/1"]))
}
