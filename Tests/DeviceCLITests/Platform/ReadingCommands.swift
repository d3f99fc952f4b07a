/// Commands that engineers type to read, and what must not pass for reading, platform by platform.
enum ReadingCommands {
    static let allowed: KeyValuePairs<String, [String]> = [
        "cisco_ios": cisco + [
            "more nvram:startup-config", "sh ip int br | e unassigned", "dir flash:", "sh run | s Gig",
            "sh run | c interface", "where", "verify /md5 flash:x.bin",
            "show run | format restconf-json",
        ],
        "cisco_xe": cisco + ["show platform hardware qfp active statistics drop", "sh run | sec router bgp"],
        "cisco_nxos": cisco + [
            "show interface | json", "show run | grep -i vlan", "show run | egrep \"vlan|vrf\"", "show log | last 20",
            "show vlan | no-more",
            "dir bootflash:///", "show interface status | wc lines", "show run | grep next 3 vrf",
            "show run | in vlan | ex 1", "show ip route | sort",
        ],
        "cisco_xr": reading + [
            "sh run | i hostname", "show run | begin interface", "show ip int brief | exclude \"un|down\"",
            "show run router bgp | in neighbor",
            "traceroute 192.0.2.1", "dir",
        ],
        "cisco_asa": reading + [
            "show run | grep -v access-list", "sh run | i nameif", "show conn | b TCP", "show tech-support",
            "more disk0:x", "dir disk0:",
        ],
        "arista_eos": reading + [
            "show interfaces status | json", "sh run | i hostname", "show run | section bgp",
            "show lldp neighbors | grep -i spine",
            "show ip route | grep -E \"B|C\"", "show log | tail -20", "show ip bgp | wc -l", "show run | no-more",
            "show run | begin Eth | head -n 5",
        ],
        "dell_os10": reading + [
            "show interface | no-more", "show run | grep vlan", "show log | find \"a b\"", "ping -c 5 192.0.2.1",
        ],
        "hp_procurve": reading + [
            "sh run | include vlan", "show mac | exclude 1", "show log | begin 10:", "sh int br", "show config",
        ],
        "frr": reading + [
            "sh ip bgp sum", "show run | include neighbor", "sh ip ro", "traceroute 192.0.2.1", "show bgp summary json",
            "find bgp",
        ],
        "hp_comware": vrp + ["display mac-address | by-linenum", "dis cur | i sysname"],
        "huawei_vrp": vrp + [
            "dis cu | i sysname", "display current-configuration | section include bgp", "dis int | no-more",
        ],
        "juniper_junos": reading + [
            "show configuration | display set", "show configuration | display set | match ge-0/0/0",
            "show log messages | last 20",
            "show route | match \"0.0.0.0|10.0\"", "show interfaces terse | except down | no-more",
            "show configuration | compare rollback 1",
            "show bgp summary | count", "show chassis hardware | display xml", "ping 192.0.2.1 count 5",
            "ping 192.0.2.1 rapid count 5 size 100",
            "sh ver | m Junos", "show interfaces | find ge-0", "traceroute 192.0.2.1",
        ],
        "paloalto_panos": [
            "show system info", "show interface all | match ethernet", "show config running | except set",
            "ping count 5 host 192.0.2.1",
            "show routing route", "show system state filter sys.*", "traceroute host 192.0.2.1",
        ],
        "fortinet": [
            "show", "get system status", "get system interface physical | grep -i port",
            "show full-configuration system global", "get router info bgp summary",
            "execute ping 192.0.2.1", "diagnose sys session list", "show firewall policy | grep -f \"name x\"",
            "sho system interface",
        ],
        "nokia_sros": [
            "show version", "show router interface", "show router bgp summary | match Up",
            "admin show configuration | match \"port 1\" | count",
            "info", "show port | no-more", "ping 192.0.2.1", "ping 192.0.2.1 router-instance \"Base\" count 5",
        ],
        "nokia_srl": [
            "show version", "info from state system information", "show interface brief | as json",
            "info from running | grep -i mtu",
            "show network-instance default route-table | head -n 20", "ping 192.0.2.1 network-instance mgmt -c 3",
            "info / interface ethernet-1/1",
        ],
        "mikrotik_routeros": [
            "/ip address print", "/interface print terse", "ip route print where dst-address=0.0.0.0/0", "/export",
            "/ip export terse", "/ping 192.0.2.1 count=5",
            "/sys res pri", "/interface print where name~\"ether\"", "/system identity print", "/ip/address/print",
            "/log print where topics~\"error\"",
            "/routing bgp session print detail", "/interface bridge port print", "/ip firewall filter print stats",
            "/system routerboard settings print",
        ],
        "vyos": bash + [
            "show configuration commands", "show configuration commands | strip-private", "show ip bgp summary | json",
        ],
        "ubiquiti_edgeos": bash,
        "linux": [
            "cat /etc/os-release", "cat /proc/uptime", "cat /sys/class/dmi/id/product_name",
            "cat /etc/hosts /etc/hostname", "cat /sys/class/net/eth0/mtu",
            "tail -n 100 /var/log/syslog", "head -5 /etc/passwd", "uname -a", "uname -s -r", "hostname", "hostname -f",
            "uptime", "df -h", "df -hT /var",
            "free -m", "ss -tlnp", "ss -tn state established", "ps aux", "ps -ef", "ps -e -o pid,comm", "id", "id root",
            "date", "date -u", "date +%F",
            "lscpu", "lsblk", "ip a", "ip addr", "ip -br a", "ip -4 addr show dev eth0", "ip -o link show",
            "ip link show eth0", "ip -s link show dev eth0",
            "ip r", "ip route show table all", "ip r get 192.0.2.1", "ip neigh", "ip n sh", "ip -6 route",
            "ip rule list", "ip netns", "dmesg", "dmesg -T",
            "dmesg --level=err,warn", "who", "w", "stat /etc/passwd", "wc -l /etc/passwd", "ls", "ls -la /etc",
            "systemctl status", "systemctl status sshd",
            "systemctl --no-pager status sshd.service", "systemctl is-active sshd", "journalctl -n 50",
            "journalctl -u sshd -n 50 --no-pager",
            "journalctl --since \"1 hour ago\" -p err", "ping -c 3 192.0.2.1", "ps aux | grep -v root",
            "dmesg -T | tail -20", "ip a | grep \"inet|link\"",
            "cat /proc/net/dev", "cat /proc/sys/net/ipv4/ip_forward",
        ],
    ]

    static let refused: KeyValuePairs<String, [String]> = [
        "cisco_ios": [
            "show tech | red flash:x", "sh plat hard qfp act stat drop cle", "ping", "show run | include a|tee flash:x",
            "show run | tee",
        ],
        "cisco_xe": ["show run | redirect tftp://192.0.2.1/x", "show running-config\treload"],
        "cisco_nxos": [
            "show clock ; configure terminal ; hostname EVIL", "show clock && reload", "show version | sed w",
            "show version | awk x",
            "show version | vsh -c x", "show tech-support time-optimized", "show run | source x",
            "show version | json | tee x",
        ],
        "cisco_xr": [
            "show version | utility sh", "show tech-support routing", "show run | file disk0:x",
            "show version | util xargs x",
        ],
        "cisco_asa": [
            "show tech-support file disk0:", "show tech-support detail fi disk0:x", "show run | redirect disk0:x",
        ],
        "arista_eos": [
            "show version | bash -c id", "show version | reboot", "show run | grep a|reboot",
            "show run | include a|reboot", "more file:/dev/zero",
        ],
        "dell_os10": ["show version | save x", "ping 192.0.2.1"],
        "hp_procurve": ["show run > x", "copy command-output 'show tech' tftp 192.0.2.1 x"],
        "frr": ["ping 192.0.2.1", "show version | tee x", "show run | cat"],
        "hp_comware": [
            "display current-configuration > x", "display diagnostic-information", "dis diag x.gz",
            "ping -c 4294967295 192.0.2.1",
        ],
        "huawei_vrp": ["display current-configuration | save x", "display current-configuration >> x", "dis dia"],
        "juniper_junos": [
            "show version | save x", "show log messages | refresh 1", "show log messages | hold", "ping 192.0.2.1",
            "show version | match a|save x",
            "show version | request message all", "traceroute monitor 192.0.2.1",
        ],
        "paloalto_panos": ["show system state browser", "show system info | save x", "ping host 192.0.2.1"],
        "fortinet": [
            "get test dnsproxy 1", "get te dnsproxy 1", "show | grep x > y", "execute ping 192.0.2.1 -f",
            "diagnose sys session clear",
        ],
        "nokia_sros": ["show version > cf3:x", "show version | tee x", "admin save"],
        "nokia_srl": ["show version | bash", "show version | tee x", "ping 192.0.2.1", "info > x"],
        "mikrotik_routeros": [
            "/ip address print fil=x", "/ip address rem print", "/system script run print", "/export fi=x",
            "/interface print follow",
            "/log print interval=1", "/sys reb print", "/interface dis print", "/interface print where [/sys reboot]",
        ],
        "vyos": bashTricks + ["show !r", "show $(reboot)", "show configuration commands | tee /config/x", "show *"],
        "ubiquiti_edgeos": bashTricks,
        "linux": [
            "ss -D x", "ss -K", "ip link s eth0 down", "ip a f dev eth0", "date +%F -s 2020-01-01", "journalctl --rot",
            "journalctl --cursor-file=x",
            "cat /dev/zero", "cat /etc/../dev/zero", "cat /proc/self/root/dev/zero", "tail -f /var/log/syslog",
            "uname -a | tee x", "uname -a | xargs reboot",
            "ps aux | grep -f /dev/zero", "ps aux | grep x /etc/shadow", "ping 192.0.2.1", "ip -b x",
            "systemctl status -H x", "ls !1", "uname -a | sort -o x",
        ],
    ]

    private static let reading = ["show version", "sh ver", "sho ver", "show", "  show   version  ", "show interfaces"]
    private static let cisco =
        reading + [
            "sh run | i hostname", "show interfaces | section Gig", "show running-config | include ^interface",
            "sh ip int br | exc unassigned",
            "sh run|i hostname", "show ip route | begin Gateway", "ping 192.0.2.1", "ping vrf mgmt 192.0.2.1",
            "traceroute 192.0.2.1", "show logging",
            "show ip bgp regexp ^65000_", "show run | inc \"a|b\"",
        ]
    private static let vrp = [
        "display version", "dis ver", "di cu", "display current-configuration | include sysname", "dis int br | e down",
        "display interface | begin GE|XGE",
        "dis ip rou | count", "ping -c 5 192.0.2.1", "tracert 192.0.2.1", "dir",
    ]
    private static let bash = [
        "show version", "sh ver", "show interfaces ethernet eth0", "show interfaces | match eth", "show log | no-more",
        "show ip route | grep -i static",
        "show arp | count", "show configuration | match \"eth0|eth1\"", "ping 192.0.2.1 count 5",
        "traceroute 192.0.2.1", "show log | tail -n 50",
    ]
    private static let bashTricks = [
        "show version | xargs reboot", "show version | dd of=/tmp/x", "show version | sh", "show version;reboot",
        "show version | match a|reboot",
        "show version | grep a|sh", "show version | grep -f x y", "show `reboot`", "show version | less",
        "show version | match \"$(reboot)\"",
    ]
}
