@testable import DeviceCLI

extension PlatformSample {
    private static func vyatta(
        _ name: String, user: String, facts: [String: String],
        expected: (model: String?, version: String?, serial: String?, uptime: Int?, interfaces: [String])
    ) -> PlatformSample {
        PlatformSample(
            platform: name, banner: "\r\nWelcome to VyOS!\r\nLinux r1 6.1.0 #1 SMP\r\n\r\n",
            prompts: [
                Shown("\(user)@r1:~$ ", .privileged, "r1"), Shown("\(user)@r1:/config/scripts$ ", .privileged, "r1"),
                Shown("[edit interfaces ethernet eth0]\r\n\(user)@r1# ", .configuration, "r1"),
                Shown("[edit]\r\n\(user)@r1# ", .configuration, "r1"),
            ],
            strangers: ["\(user)@r1# ", "[edit]", "r1:~$", "$"],
            pager: (":", "\u{1B}[K"),
            rejected: [
                "  Invalid command: [foo]", "  Ambiguous command: [s]",
                "  Incomplete command: show interfaces ethernet",
            ],
            rejectedLines: ["  Configuration path: [foo] is not valid", "Set failed", "  Value validation failed"],
            accepted: ["Warning: something", "  Configuration path: [system host-name r1] already exists"],
            noise: ["Nov 21 09:15:01 r1 systemd[1]: Started Session 5 of user vyos."],
            ordinary: ["set system host-name 'r1'"],
            show: ("show date", ["Sat Nov 21 09:15:01 UTC 2026", "x"]),
            refused: ["configure", "reboot", "show version; reboot", "show version | tee /config/x", "set date"],
            configuring: ("configure", [], "set system host-name r9", "exit discard"), facts: facts, expected: expected)
    }

    static let shells: [PlatformSample] = [
        vyatta(
            "vyos", user: "vyos",
            facts: [
                "show version": "Version:          VyOS 1.3.2\nHardware model:   Standard PC\nHardware S/N:     A1B2C3",
                "show system uptime": "Uptime: 1d 2h 3m 4s",
                "show interfaces":
                    "Interface        IP Address                        S/L  Description\neth0             10.0.0.1/24                       u/u  WAN\nlo               127.0.0.1/8                       u/u",
            ], expected: ("Standard PC", "1.3.2", "A1B2C3", 93_784, ["eth0", "lo"])),
        vyatta(
            "ubiquiti_edgeos", user: "ubnt",
            facts: [
                "show version":
                    "Version:      v2.0.9\nHW model:     EdgeRouter 4\nHW S/N:       B4FBE4000000\nUptime:       09:15:01 up 10 days,  3:22,  1 user",
                "show interfaces": "eth0         10.0.0.1/24                       u/u  WAN",
            ], expected: ("EdgeRouter 4", "v2.0.9", "B4FBE4000000", 876_120, ["eth0"])),
        PlatformSample(
            platform: "linux", banner: "\r\nLast login: Sat Nov 21 09:15:01 2026 from 10.0.0.9\r\n",
            prompts: [
                Shown("user@host1:~$ ", .user, "host1"), Shown("[user@host1 log]$ ", .user, "host1"),
                Shown("(venv) user@host1:~/src$ ", .user, "host1"), Shown("sh-5.2$ ", .user, ""),
                Shown("root@host1:~# ", .privileged, "host1"), Shown("[root@host1 ~]# ", .privileged, "host1"),
            ],
            strangers: ["$", "#", "# comment", "user@host1", "cost: 5$"],
            pager: ("--More--(42%)", "\r             \r"),
            rejected: [
                "-bash: foo: command not found", "sh: 1: foo: not found", "Device \"eth9\" does not exist.",
                "cat: /sys/class/dmi/id/product_name: No such file or directory",
                "ls: cannot open directory '/root': Permission denied",
                "cat: /sys/class/dmi/id/product_serial: Permission denied", "uname: invalid option -- 'x'",
            ],
            accepted: ["note: see /etc/motd", "Filesystem: ok"],
            noise: ["Broadcast message from root@host1 (pts/0) (Sat Nov 21 09:15:01 2026):"],
            ordinary: ["Filesystem      Size  Used Avail Use% Mounted on"],
            show: ("uptime", [" 09:15:01 up 10 days,  3:22,  1 user,  load average: 0.00, 0.00, 0.00", "x"]),
            refused: ["rm -rf /", "cat x > y", "ls; reboot", "ip link set eth0 down", "hostname evil", "ls $(reboot)"],
            facts: [
                "hostname": "host1", "cat /etc/os-release": "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"",
                "uname -r": "6.1.0-18-amd64", "cat /proc/uptime": "12345.67 98765.43",
                "cat /sys/class/dmi/id/product_name": "Standard PC (Q35)",
                "ip -o link show":
                    "1: lo: <LOOPBACK,UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT\n2: eth0@if3: <UP> mtu 1500 state UP mode DEFAULT",
            ], expected: ("Standard PC (Q35)", "6.1.0-18-amd64", nil, 12_345, ["lo", "eth0"])),
    ]

    static let nokia: [PlatformSample] = [
        PlatformSample(
            platform: "nokia_sros",
            banner: "\r\nTiMOS-C-21.10.R1 cpm/x86_64 Nokia 7750 SR Copyright (c) 2000-2021 Nokia.\r\n\r\n",
            prompts: [
                Shown("\r\n[/]\r\nA:admin@sr1# ", .privileged, "sr1"),
                Shown("\r\n[/show router \"Base\"]\r\nB:admin@sr1# ", .privileged, "sr1"),
                Shown("*A:sr1>config>router# ", Mode(rawValue: "classic"), "sr1"),
                Shown("A:sr1# ", Mode(rawValue: "classic"), "sr1"),
                Shown("\r\n!*(ex)[/configure router \"Base\"]\r\nA:admin@sr1# ", .configuration, "sr1"),
                Shown("\r\n*(pr)[/configure]\r\nA:admin@sr1# ", .configuration, "sr1"),
                Shown("\r\n(pr)[/]\r\nA:admin@sr1# ", .configuration, "sr1"),
            ],
            strangers: ["A:admin@sr1# ", "[/]", "sr1#", "configure {"],
            pager: ("Press Q to quit, Enter to print next line or any other key to print next page.", "\r\u{1B}[K"),
            rejected: ["MINOR: MGMT_CORE #2201: Unknown element - 'foo'", "MINOR: CLI #2005: Invalid command"],
            accepted: ["INFO: CLI #2070: Entering private configuration mode", "WARNING: something"],
            noise: ["1 2026/11/21 09:15:01.12 UTC MINOR: SYSTEM #2006 Base CHASSIS"],
            ordinary: ["    router \"Base\" {"],
            show: ("show uptime", ["System Up Time         : 10 days, 03:22:11.12 (hr:min:sec)", "x"]),
            refused: ["edit-config private", "admin reboot", "configure router", "show uptime > cf3:x"],
            configuring: (
                "edit-config private",
                [
                    "INFO: CLI #2070: Entering private configuration mode",
                    "INFO: CLI #2061: Uncommitted changes are discarded on configuration mode exit",
                ],
                "/configure system name sr9", "quit-config"
            ),
            facts: [
                "show system information":
                    "System Name            : sr1\nSystem Type            : 7750 SR-1\nSystem Version         : C-21.10.R1\nSystem Up Time         : 10 days, 03:22:11.12 (hr:min:sec)",
                "show chassis": "  Serial number                     : NS123456789",
                "show router interface": "system                           Up        Up/Down     Network system",
            ], expected: ("7750 SR-1", "C-21.10.R1", "NS123456789", 876_131, ["system"])),
        PlatformSample(
            platform: "nokia_srl", banner: "\r\nUsing configuration file(s): []\r\nWelcome to the srlinux CLI.\r\n\r\n",
            prompts: [
                Shown("--{ running }--[  ]--\r\nA:srl1# ", .privileged, "srl1"),
                Shown("--{ [FACTORY] + running }--[ network-instance mgmt ]--\r\nA:admin@srl1# ", .privileged, "srl1"),
                Shown(
                    "--{ * candidate private private-admin }--[ interface ethernet-1/1 ]--\r\nA:srl1# ", .configuration,
                    "srl1"),
                Shown("--{ candidate private private-admin }--[  ]--\r\nA:srl1# ", .configuration, "srl1"),
            ],
            strangers: ["A:srl1# ", "--{ running }--[  ]--", "srl1#", "    }"],
            pager: ("--More--", "\r        \r"),
            rejected: [
                "Parsing error: Unknown token 'foo'. Options are ['acl', 'bfd']", "Error: Path '.foo' does not specify",
            ],
            rejectedLines: ["Invalid value"],
            accepted: ["All changes have been committed. Leaving candidate mode."],
            noise: ["2026-11-21T09:15:01.123456+00:00 srl1 sr_mgmt_server: mgmt|1|2|N: All changes committed"],
            ordinary: ["interface ethernet-1/1 {"],
            show: ("show version", ["Hostname             : srl1", "x"]),
            refused: ["enter candidate", "tools system reboot", "bash", "info > /tmp/x"],
            configuring: ("enter candidate private", [], "set / system name host-name srl9", "discard now"),
            facts: [
                "show version":
                    "Hostname             : srl1\nChassis Type         : 7220 IXR-D2\nSerial Number        : Sim Serial No.\nSoftware Version     : v23.3.1",
                "info from state system information uptime": "    uptime 12345",
                "show interface brief":
                    "+---------------------+--------+--------+\n| ethernet-1/1        | enable      | up         | 25G |",
            ], expected: ("7220 IXR-D2", "23.3.1", "Sim", 12_345, ["ethernet-1/1"])),
    ]
}
