"""What a person types on each platform, and what comes back: the tests walk through it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Walk:
    """``change`` makes ``kept`` appear in the running configuration; ``save`` makes it survive a reboot.

    ``{enable}`` in a line is the device's enable password. A line ``line => pattern`` ends with that pattern instead of
    a prompt.
    """

    prompt: str
    wrong: str
    complaint: str
    change: list[str]
    kept: str
    save: list[str] = field(default_factory=list)
    enter: list[str] = field(default_factory=list)
    paging_off: str = ""
    show: str = "show running-config"
    question: str = "--More--"
    facts: str = "show version"
    fact: str = ""
    suffix: str = ""


ENABLE = ["enable => assword: ?$", "{enable}"]
CONFIGURE = "configure terminal"
COPY = ["copy running-config startup-config"]

WALKS = {
    "cisco_xe": Walk(
        r"xe1#$", "frob", "% Invalid input detected at '\\^' marker",
        [CONFIGURE, "ntp server 192.0.2.99", "end"], "ntp server 192.0.2.99",
        ["copy running-config startup-config => \\]\\? $", ""], ENABLE, "terminal length 0", fact="17.09.04a",
    ),
    "cisco_nxos": Walk(
        r"nx1# $", "frob", "% Invalid command at '\\^' marker",
        [CONFIGURE, "interface Eth1/3", "description by test", "end"], "description by test",
        COPY, [], "terminal length 0", fact="version 10.3",
    ),
    "cisco_xr": Walk(
        r"RP/0/RP0/CPU0:xr1#$", "frob", "% Invalid input detected at '\\^' marker",
        ["configure exclusive", "interface Gi0/0/0/2", "description by test", "commit", "end"], "description by test",
        [], [], "terminal length 0", fact="Version 7.9.2",
    ),
    "cisco_asa": Walk(
        r"asa1# $", "frob", "ERROR: % Invalid input detected at '\\^' marker",
        [CONFIGURE, "object network TEST", "host 192.0.2.99", "end"], "host 192.0.2.99",
        ["write memory"], ENABLE, "terminal pager 0", question="<--- More --->", fact="Version 9.16",
    ),
    "arista_eos": Walk(
        r"eos1#$", "frob", "% Invalid input \\(at token 0: 'frob'\\)",
        [CONFIGURE, "interface Ethernet3", "description by test", "end"], "description by test",
        COPY, ENABLE, "terminal length 0", fact="version: 4.30",
    ),
    "dell_os10": Walk(
        r"os10-1# $", "frob", "% Error: Unrecognized command",
        [CONFIGURE, "interface ethernet1/1/3", "description by test", "end"], "description by test",
        ["write memory"], [], "terminal length 0", show="show running-configuration", fact="10.5.4.3",
    ),
    "hp_procurve": Walk(
        r"pc1# $", "frob", "Invalid input: frob",
        [CONFIGURE, "vlan 30", 'name "by test"', "end"], 'name "by test"',
        ["write memory"], ENABLE, "no page", question="-- MORE --, next page: Space", fact="Q.11.57",
    ),
    "huawei_vrp": Walk(
        r"<hw1>$", "frob", "Error: Unrecognized command found at '\\^' position",
        ["system-view", "interface GigabitEthernet0/0/3", "description by test", "return"], "description by test",
        ["save => \\[Y/N\\]$", "Y"], [], "screen-length 0 temporary", show="display current-configuration",
        question="  ---- More ----", facts="display version", fact="Version 5.170",
    ),
    "hp_comware": Walk(
        r"<cw1>$", "frob", "% Unrecognized command found at '\\^' position",
        ["system-view", "interface GigabitEthernet1/0/3", "description by test", "return"], "description by test",
        ["save force"], [], "screen-length disable", show="display current-configuration",
        question="---- More ----", facts="display version", fact="Version 7.1.070",
    ),
    "juniper_junos": Walk(
        r"netops@mx1> $", "frob", "unknown command",
        ["configure exclusive", 'set interfaces ge-0/0/3 description "by test"', "commit", "exit"], "by test",
        [], [], "set cli screen-length 0", show="show configuration", question="---(more", fact="Junos: 22.4",
    ),
    "vyos": Walk(
        r"vyos@vy1:~\$ $", "frob", "Invalid command: \\[frob\\]",
        ["configure", 'set interfaces ethernet eth1 description "by test"', "commit", "save", "exit"], "by test",
        [], [], "set terminal length 0", show="show configuration", question=":", fact="VyOS 1.4",
    ),
    "ubiquiti_edgeos": Walk(
        r"ubnt@er1:~\$ $", "frob", "Invalid command: \\[frob\\]",
        ["configure", 'set interfaces ethernet eth1 description "by test"', "commit", "save", "exit"], "by test",
        [], [], "terminal length 0", show="show configuration", question=":", fact="v2.0.9",
    ),
    "paloalto_panos": Walk(
        r"admin@pa1> $", "frob", "Unknown command: frob",
        ["configure", "set address test ip-netmask 192.0.2.99", "commit => # $", "exit"], "192.0.2.99",
        [], [], "set cli pager off", show="show config running", question="lines 1-", facts="show system info",
        fact="sw-version: 10.2",
    ),
    "nokia_sros": Walk(
        r"\[/\]\nA:admin@sr1# $", "frob", "MINOR: MGMT_CORE #2201: Unknown element - 'frob'",
        ["edit-config private", '/configure port 1/1/c1 description "by test"', "commit", "quit-config"], "by test",
        ["admin save"], [], "environment more false", show="admin show configuration", question="Press Q to quit",
        fact="TiMOS-B-23",
    ),
    "nokia_srl": Walk(
        r"--\{ running \}--\[  \]--\nA:srl1# $", "frob", "Parsing error: Unknown token 'frob'",
        ["enter candidate private", 'set / interface ethernet-1/2 description "by test"', "commit save", "quit"], "by test",
        [], [], "environment cli-engine type basic", show="info from running", fact="v23.10.1",
    ),
    "fortinet": Walk(
        r"fg1 # $", "frob", "Unknown action 0",
        ["config system interface", "edit port3", 'set alias "by test"', "next", "end"], "by test",
        [], [], "", show="show", facts="get system status", fact="v7.2.5",
    ),
    "mikrotik_routeros": Walk(
        r"\[admin@mt1\] > $", "/frob", "bad command name frob \\(line 1 column 2\\)",
        ['/interface ethernet set ether3 comment="by test"'], "by test",
        [], [], "", show="/export", facts="/system resource print", fact="6.49.10", suffix="+ct511w4098h",
    ),
    "linux": Walk(
        r"netops@lx1:~\$ $", "frob", "-bash: frob: command not found",
        ["echo by test > /home/netops/note"], "by test",
        [], [], "", show="ls", facts="uname -a", fact="Debian 6.1",
    ),
}  # fmt: skip
