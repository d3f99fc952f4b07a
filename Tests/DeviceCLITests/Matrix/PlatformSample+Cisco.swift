@testable import DeviceCLI

extension PlatformSample {
    private static let iosFacts = """
        Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)
        ROM: Bootstrap program is C2960X boot loader
        sw1 uptime is 1 year, 2 weeks, 3 days, 4 hours, 5 minutes
        System image file is "flash:c2960x-universalk9-mz.152-7.E4.bin"
        cisco WS-C2960X-24TS-L (APM86XXX) processor (revision A0) with 524288K bytes of memory.
        Processor board ID FOC1234X0AB
        """
    private static let brief = """
        Interface              IP-Address      OK? Method Status                Protocol
        Vlan1                  10.0.0.1        YES NVRAM  up                    up
        GigabitEthernet0/1     unassigned      YES unset  administratively down down
        """

    private static func ios(_ name: String, facts: [String: String], version: String, model: String) -> PlatformSample {
        PlatformSample(
            platform: name,
            prompts: [
                Shown("sw1#", .privileged, "sw1"), Shown("sw1>", .user, "sw1"),
                Shown("core-1.dc_2# ", .privileged, "core-1.dc_2"),
                Shown("sw1(config-if-range)#", .configuration, "sw1"), Shown("sw1(config)#", .configuration, "sw1"),
            ],
            strangers: ["", "# comment", " sw1#", "sw1# show version", "!", "sw1(config)", "<sw1>", "a b#", "sw1##"],
            pager: (
                " --More-- ",
                "\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}        \u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}"
            ),
            rejected: [
                "% Invalid input detected at '^' marker.", "% Incomplete command.", "% Ambiguous command:  \"sh\"",
            ],
            rejectedLines: ["Command rejected: VLAN 1002 is reserved", "% 10.0.0.0 overlaps with Vlan2"],
            accepted: ["%Warning: portfast should only be enabled on ports", "% Generating 2048 bit RSA keys"],
            noise: [
                "*Mar  1 00:01:02.003: %SYS-5-CONFIG_I: Configured from console by vty0 (10.0.0.9)",
                "000123: *Nov 21 2026 09:15:01.001 UTC: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down",
            ],
            ordinary: [" description %SYS-5-CONFIG_I: no log", "interface Vlan1"],
            show: ("show clock", ["*09:15:01.123 UTC Sat Nov 21 2026", "second line"]),
            refused: ["reload", "configure terminal", "show run | redirect flash:x", "clear counters"],
            configuring: (
                "configure terminal", ["Enter configuration commands, one per line.  End with CNTL/Z."],
                "ntp server 192.0.2.1", "end"
            ),
            facts: facts,
            expected: (model, version, "FOC1234X0AB", 33_019_500, ["Vlan1", "GigabitEthernet0/1"]))
    }

    static let cisco: [PlatformSample] = [
        ios(
            "cisco_ios", facts: ["show version": iosFacts, "show ip interface brief": brief], version: "15.2(7)E4",
            model: "WS-C2960X-24TS-L"),
        ios(
            "cisco_xe",
            facts: [
                "show version": "Cisco IOS XE Software, Version 17.09.04a\n" + iosFacts,
                "show ip interface brief": brief,
            ], version: "17.09.04a", model: "WS-C2960X-24TS-L"),
        PlatformSample(
            platform: "cisco_nxos",
            prompts: [
                Shown("nx1# ", .privileged, "nx1"), Shown("nx1(config-if)# ", .configuration, "nx1"),
                Shown("nx1(config)# ", .configuration, "nx1"),
            ],
            strangers: ["nx1>", "nx1 #", "nx1(vlan)#", "switch# show"],
            pager: ("--More--", "\r        \r"),
            rejected: [
                "% Invalid command at '^' marker.", "% Incomplete command at '^' marker.",
                "% Permission denied for the role",
            ],
            rejectedLines: ["ERROR: VLAN 4095 is reserved", "% Invalid ip address at '^' marker."],
            accepted: ["Warning: no feature for that", "Performing image verification"],
            noise: ["2026 Nov 21 09:15:01 nx1 %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up in mode access"],
            ordinary: ["2026 Nov 21 09:15:01", "vlan 10"],
            show: ("show clock", ["09:15:01.123 UTC Sat Nov 21 2026", "Time source is NTP"]),
            refused: ["configure terminal", "show run > bootflash:x", "show version | vsh", "reload"],
            configuring: (
                "configure terminal", ["Enter configuration commands, one per line. End with CNTL/Z."], "vlan 10", "end"
            ),
            facts: [
                "show version": """
                  NXOS: version 9.3(8)
                  cisco Nexus9000 C93180YC-EX chassis
                  Processor Board ID FDO21120ABC
                  Device name: nx1
                Kernel uptime is 12 day(s), 3 hour(s), 4 minute(s), 5 second(s)
                """,
                "show interface brief": """
                mgmt0  --           up     10.0.0.1                                     1000    1500
                Eth1/1        1       eth  access up      none                        1000(D) --
                """,
            ], expected: ("Nexus9000 C93180YC-EX", "9.3(8)", "FDO21120ABC", 1_047_845, ["mgmt0", "Eth1/1"])),
        PlatformSample(
            platform: "cisco_xr",
            prompts: [
                Shown("RP/0/RP0/CPU0:xr1#", .privileged, "xr1"), Shown("RP/0/RSP1/CPU0:xr-2#", .privileged, "xr-2"),
                Shown("RP/0/0/CPU0:ios(config-if)#", .configuration, "ios"),
                Shown("RP/0/RP0/CPU0:xr1(config)#", .configuration, "xr1"),
            ],
            strangers: ["xr1#", "RP/0/RP0/CPU0:xr1", "RP/0/RP0/CPU0:xr1#show", "RP/0/RP0:xr1#"],
            pager: (" --More-- ", "\r          \r"),
            rejected: ["% Invalid input detected at '^' marker.", "% Incomplete command."],
            rejectedLines: ["% Invalid IPv4 address or prefix format", "!!% The interface does not exist"],
            accepted: ["Uncommitted changes found", "Sat Nov 21 09:15:01.123 UTC"],
            noise: [
                "RP/0/RP0/CPU0:Nov 21 09:15:01.123 UTC: config[65707]: %MGBL-CONFIG-6-DB_COMMIT : Configuration committed by user"
            ],
            ordinary: ["interface MgmtEth0/RP0/CPU0/0", "Sat Nov 21 09:15:01.123 UTC"],
            show: ("show clock", ["Sat Nov 21 09:15:01.123 UTC", "09:15:01.123 UTC Sat Nov 21 2026"]),
            refused: ["commit", "configure exclusive", "show run | file disk0:x", "admin"],
            configuring: ("configure exclusive", ["Sat Nov 21 09:15:01.123 UTC"], "hostname xr9", "end"),
            facts: [
                "show version": """
                Cisco IOS XR Software, Version 7.3.2
                cisco ASR9K Series (Intel 686 F6M14S4) processor with 33554432K bytes of memory.
                xr1 uptime is 1 week, 2 days, 3 hours, 4 minutes
                """,
                "show inventory": "NAME: \"Rack 0\", DESCR: \"ASR-9006\"\nPID: ASR-9006-SYS, VID: V02, SN: FOX1441H6AB",
                "show ipv4 interface brief":
                    "MgmtEth0/RP0/CPU0/0            10.0.0.1        Up              Up       default",
            ], expected: ("ASR9K", "7.3.2", "FOX1441H6AB", 788_640, ["MgmtEth0/RP0/CPU0/0"])),
        PlatformSample(
            platform: "cisco_asa",
            prompts: [
                Shown("asa1# ", .privileged, "asa1"), Shown("asa1> ", .user, "asa1"),
                Shown("asa1/ctx# ", .privileged, "asa1"), Shown("asa1/pri/act# ", .privileged, "asa1"),
                Shown("asa1/ctx(config-if)# ", .configuration, "asa1"), Shown("asa1(config)# ", .configuration, "asa1"),
            ],
            strangers: ["/ctx#", "asa1/#", "asa1 #", ": end"],
            pager: ("<--- More --->", "\r              \r"),
            rejected: ["ERROR: % Invalid input detected at '^' marker.", "ERROR: % Incomplete command"],
            rejectedLines: ["ERROR: IP address,mask <10.0.0.0,255.255.255.0> doesn't pair", "Usage: [no] route"],
            accepted: [
                "WARNING: <x> found duplicate element", "INFO: Security level for \"inside\" set to 100 by default.",
            ],
            noise: ["%ASA-5-111008: User 'admin' executed the 'configure terminal' command."],
            ordinary: ["interface Management0/0", ": Saved"],
            show: ("show clock", ["09:15:01.123 UTC Sat Nov 21 2026", "x"]),
            refused: ["write erase", "configure terminal", "show run | redirect tftp:x", "reload"],
            configuring: ("configure terminal", [], "hostname asa9", "end"),
            facts: [
                "show version": """
                Cisco Adaptive Security Appliance Software Version 9.16(4)
                asa1 up 12 days 3 hours
                Hardware:   ASA5506, 4096 MB RAM, CPU Atom C2000 series 1250 MHz
                Serial Number: JAD123456AB
                """,
                "show interface ip brief":
                    "Management0/0              10.0.0.1        YES CONFIG up                    up",
            ], expected: ("ASA5506", "9.16(4)", "JAD123456AB", 1_047_600, ["Management0/0"])),
    ]
}
