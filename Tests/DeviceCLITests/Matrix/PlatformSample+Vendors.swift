@testable import DeviceCLI

extension PlatformSample {
    static let huawei = PlatformSample(
        platform: "huawei_vrp",
        prompts: [
            Shown("<hw1>", .privileged, "hw1"), Shown("HRP_M", .init(rawValue: ""), ""),
            Shown("[~hw1]", .configuration, "hw1"),
            Shown("[*hw1-GigabitEthernet0/0/1]", .configuration, "hw1-GigabitEthernet0/0/1"),
            Shown("[hw1]", .configuration, "hw1"),
        ],
        strangers: ["hw1>", "<hw1> display", "[Y/N]:", "#", "< hw1 >"],
        pager: ("  ---- More ----", "\u{1B}[16D                \u{1B}[16D"),
        rejected: [
            "Error: Unrecognized command found at '^' position.", "Error:Too many parameters found at '^' position.",
        ],
        accepted: ["Info: Succeeded in setting", "Warning: The speed will change"],
        noise: [
            "Nov 21 2026 09:15:01 hw1 %%01IFNET/4/LINK_STATE(l)[1]:The line protocol IP on the interface is UP.",
            "#Nov 21 2026 09:15:01+00:00 hw1 DS/4/DATASYNC_CFGCHANGE:OID 1.3.6.1 configurations have been changed.",
        ],
        ordinary: ["interface GigabitEthernet0/0/1", " ip address 10.0.0.1 255.255.255.0"],
        show: ("display clock", ["2026-11-21 09:15:01", "Saturday"]),
        refused: ["system-view", "reboot", "display version > flash:/x", "undo terminal monitor"],
        configuring: ("system-view", ["Enter system view, return user view with Ctrl+Z."], "sysname hw9", "return"),
        facts: [
            "display version":
                "VRP (R) software, Version 5.170 (S5720 V200R019C10SPC500)\nHUAWEI S5720-28X-SI-AC Routing Switch uptime is 1 week, 2 days, 3 hours, 4 minutes",
            "display esn": "ESN of device: 210235A1BC0000000000",
            "display interface brief":
                "Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\nGigabitEthernet0/0/1        up    up           0%     0%          0          0",
        ], expected: ("S5720-28X-SI-AC", "5.170", "210235A1BC0000000000", 788_640, ["GigabitEthernet0/0/1"]))

    static let comware = PlatformSample(
        platform: "hp_comware",
        prompts: [
            Shown("<cw1>", .privileged, "cw1"),
            Shown("[cw1-GigabitEthernet1/0/1]", .configuration, "cw1-GigabitEthernet1/0/1"),
            Shown("[cw1]", .configuration, "cw1"),
        ],
        strangers: ["cw1>", "<cw1>display", "#", "[Y/N]:"],
        pager: ("---- More ----", "\r              \r"),
        rejected: ["% Unrecognized command found at '^' position.", "% Too many parameters found at '^' position."],
        rejectedLines: ["% Invalid VLAN", "Error: Conflicts with another", "The VLAN does not exist."],
        accepted: ["System View: return to User View with Ctrl+Z."],
        noise: ["%Nov 21 09:15:01:123 2026 cw1 SHELL/5/SHELL_LOGIN: admin logged in from 10.0.0.9."],
        ordinary: ["interface GigabitEthernet1/0/1"],
        show: ("display clock", ["09:15:01 UTC Sat 11/21/2026", "x"]),
        refused: ["system-view", "reboot", "display version > x", "save force"],
        configuring: ("system-view", ["System View: return to User View with Ctrl+Z."], "sysname cw9", "return"),
        facts: [
            "display version":
                "HPE Comware Software, Version 7.1.070, Release 2432P01\nHPE 5130 24G uptime is 1 week, 2 days, 3 hours, 4 minutes",
            "display device manuinfo": "DEVICE_SERIAL_NUMBER : CN12345678",
            "display interface brief":
                "Interface            Link Speed   Duplex Type PVID Description\nGE1/0/1              UP   1G(a)   F(a)   A    1",
        ], expected: ("5130 24G", "7.1.070", "CN12345678", 788_640, ["GE1/0/1"]))

    static let procurve = PlatformSample(
        platform: "hp_procurve",
        prompts: [
            Shown("pc1# ", .privileged, "pc1"), Shown("ProCurve Switch 2824# ", .privileged, "ProCurve Switch 2824"),
            Shown("HP-2920-24G> ", .user, "HP-2920-24G"), Shown("pc1(vlan-10)# ", .configuration, "pc1"),
            Shown("pc1(config)# ", .configuration, "pc1"),
        ],
        strangers: ["#", "pc1", "; J9776A Configuration Editor", "pc1(config)"],
        pager: ("-- MORE --, next page: Space, next line: Enter, quit: Control-C", "\r\u{1B}[K"),
        rejected: ["Invalid input: foo", "Ambiguous input: s", "Incomplete input: vlan"],
        rejectedLines: ["Module not present for port or invalid port: 99", "Value 5000 is out of range"],
        accepted: ["Configuring ..."],
        noise: ["I 11/21/26 09:15:01 00076 ports: port 1 is now on-line"],
        ordinary: ["vlan 10"],
        show: ("show time", ["Sat Nov 21 09:15:01 2026", "x"]),
        refused: ["configure terminal", "reload", "erase startup-config", "boot"],
        configuring: ("configure terminal", [], "vlan 10", "end"),
        facts: [
            "show system":
                " Status and Counters - General System Information\n  System Name        : pc1\n  Software revision  : WB.16.10.0012          Base MAC Addr    : 5065f3-000000\n  ROM Version        : WB.16.03               Serial Number    : SG12ABC123\n  Up Time            : 12 days                Memory   - Total : 349,675,520",
            "show modules": "  Chassis: 2920-24G  J9726A         Serial Number:   SG12ABC123",
            "show interfaces brief": "  1            100/1000T  | No        Yes     Up     1000FDx    Auto off  0",
        ], expected: ("2920-24G", "WB.16.10.0012", "SG12ABC123", 1_036_800, ["1"]))

    static let fortinet = PlatformSample(
        platform: "fortinet",
        prompts: [
            Shown("fg1 # ", .privileged, "fg1"), Shown("fg1 $ ", .privileged, "fg1"),
            Shown("fg1 (interface) # ", Mode(rawValue: "section"), "fg1"),
            Shown("fg1 (port1) # ", Mode(rawValue: "section"), "fg1"),
        ],
        strangers: ["fg1#", "#config-version=FGVM64-7.2.4", "fg1 (port1)", "config system interface"],
        pager: ("--More-- ", "\r         \r"),
        rejected: ["Unknown action 0", "Command fail. Return code -61", "command parse error before 'foo'"],
        rejectedLines: [
            "node_check_object fail! for ip 10.0.0.1", "entry not found in datasource", "value parse error before '99'",
        ],
        accepted: ["new entry 'port9' added"],
        noise: [
            "date=2026-11-21 time=09:15:01 devname=\"fg1\" devid=\"FGVM01\" logid=\"0100044547\" type=\"event\" msg=\"Edit x\""
        ],
        ordinary: ["config system interface", "    edit \"port1\""],
        show: ("get system status", ["Version: FortiGate-VM64 v7.2.4,build1396,230131 (GA.F)", "x"]),
        refused: ["config system interface", "execute reboot", "execute factoryreset", "diagnose sys kill 11 1"],
        facts: [
            "get system status":
                "Version: FortiGate-VM64 v7.2.4,build1396,230131 (GA.F)\nSerial-Number: FGVM01TM12345678\nHostname: fg1",
            "get system performance status": "Uptime: 10 days,  3 hours,  22 minutes",
            "get system interface physical": "== [onboard]\n        ==[port1]\n                mode: static",
        ], expected: ("FortiGate-VM64", "7.2.4", "FGVM01TM12345678", 876_120, ["port1"]))

    static let panos = PlatformSample(
        platform: "paloalto_panos",
        prompts: [
            Shown("admin@pa1> ", .privileged, "pa1"), Shown("admin@pa1(active)> ", .privileged, "pa1"),
            Shown("[edit deviceconfig]\r\nadmin@pa1(passive)# ", .configuration, "pa1"),
            Shown("[edit]\r\nadmin@pa1# ", .configuration, "pa1"),
        ],
        strangers: ["pa1>", "[edit]", "admin@pa1", "<config>"],
        pager: ("lines 1-23", "\u{1B}[2K\r"),
        rejected: ["Unknown command: foo", "Invalid syntax.", "Server error : something is wrong"],
        rejectedLines: ["  hostname is invalid", "Validation Error:"],
        accepted: [
            "Entering configuration mode", "Commit job 5 is in progress. Use Ctrl+C to return to command prompt",
        ],
        noise: [
            "Nov 21 09:15:01 pa1 1,2026/11/21 09:15:01,0079,SYSTEM,general,0,,general,,0,0,general,informational,x"
        ],
        ordinary: ["set deviceconfig system hostname pa1"],
        show: ("show clock", ["Sat Nov 21 09:15:01 UTC 2026", "x"]),
        refused: ["configure", "request restart system", "delete config saved x", "commit"],
        configuring: ("configure", ["Entering configuration mode"], "set deviceconfig system hostname pa9", "exit"),
        facts: [
            "show system info":
                "hostname: pa1\nmodel: PA-220\nserial: 012801000000\nsw-version: 10.1.3\nuptime: 10 days, 3:22:11",
            "show interface all": "ethernet1/1             16    1000/full/up              aa:bb:cc:dd:ee:ff",
        ], expected: ("PA-220", "10.1.3", "012801000000", 876_131, ["ethernet1/1"]))
}
