/// The tricks that every platform's rule is checked against when it is loaded.
extension ReadOnlyRule {
    /// Commands that no platform may call reading.
    static let harmful = verbs + shells + menus

    /// The verbs of routers and switches, also where they are abbreviated.
    private static let verbs = [
        "reload", "reboot", "configure terminal", "configure", "conf t", "config", "configure private",
        "configure exclusive", "edit",
        "edit-config private", "enter candidate", "system-view", "sys", "enable", "disable", "do reload", "reload in 5",
        "rel", "reboot now", "shutdown", "no shutdown", "poweroff", "halt", "restart routing", "boot system flash:x",
        "write", "write memory", "write erase", "write terminal", "wr", "save", "save force", "save x.cfg",
        "copy running-config startup-config", "copy run tftp://192.0.2.1/x", "copy flash:x flash:y", "delete flash:x",
        "delete interfaces", "del x", "erase startup-config", "format flash:", "squeeze flash:",
        "rename flash:x flash:y",
        "mkdir flash:x", "rmdir flash:x", "undelete 1 flash:", "move flash:x flash:y", "tftp 192.0.2.1 get x",
        "ftp 192.0.2.1",
        "clear counters", "clear ip bgp *", "clear logging", "clear line 1", "reset counters",
        "reset saved-configuration",
        "debug all", "debug ip packet", "debugging all", "undebug all", "no debug all", "test aaa group x y z",
        "test crash",
        "monitor capture x start", "monitor session 1", "monitor interface", "terminal monitor", "terminal length 0",
        "terminal width 80", "terminal shell", "term mon", "screen-length 0 temporary", "send * hello", "tclsh",
        "guestshell",
        "bash", "bash reboot", "run bash", "run reboot", "start shell", "python", "python3 x.py", "event manager run x",
        "attach module 1", "session 1", "admin", "admin reboot", "admin save", "admin show configuration > cf3:x",
        "request system reboot", "request system zeroize", "request restart system", "request platform software x",
        "set date",
        "set cli screen-length 0", "set system host-name x", "set clock 1", "clock set 10:00:00 1 Jan 2020",
        "load override x",
        "load config x", "rollback 0", "rollback running-config checkpoint x", "checkpoint x", "commit",
        "commit confirmed 5",
        "commit force", "abort", "discard", "undo interface 1", "startup saved-configuration x",
        "install add file flash:x",
        "install remove inactive", "license install flash:x", "crypto key zeroize rsa", "crypto key generate rsa",
        "redundancy force-switchover", "hw-module slot 1 reload", "upgrade x", "archive config",
        "archive tar /create flash:x",
        "ssh 192.0.2.1", "ssh -l x 192.0.2.1", "telnet 192.0.2.1", "stelnet 192.0.2.1", "connect 192.0.2.1", "rsh x",
        "exit",
        "logout", "quit", "watch 1 show version", "repeat 9 show version", "file delete x", "file copy x y", "file",
        "tools",
        "tools perform", "environment more false", "alias x reload", "ping flood 192.0.2.1",
        "ping 192.0.2.1 count 100000",
        "ping 192.0.2.1 repeat 2147483647", "ping 192.0.2.1 count unlimited", "more tftp://192.0.2.1/x",
        "more http://192.0.2.1/x",
        "dir ftp://192.0.2.1/x", "verify tftp://192.0.2.1/x", "more file:/dev/zero", "show tech-support file disk0:x",
        "show tech file disk0:x", "show platform hardware qfp active statistics drop clear", "?", "!", "!!", "|", "",
    ]

    /// What shells and the programs of Linux do.
    private static let shells = [
        "rm -rf /", "sudo reboot", "su -", "env reboot", "xargs reboot", "exec reboot", "eval reboot", ". x",
        "source x", "sed -i s/a/b/ x", "awk x", "dd if=/dev/zero of=/dev/sda", "tee x", "touch x", "mv x y", "cp x y",
        "ln -s x y",
        "chmod 777 x", "kill 1", "killall x", "mount x", "umount x", "systemctl restart sshd", "systemctl stop sshd",
        "systemctl --host=x status", "systemctl -H x status", "systemctl reboot",
        "systemctl status x -H root@192.0.2.1",
        "service x stop", "ss -D x", "ss -K", "ss -tK", "ss --kill", "ss --diag=x", "ss -F x", "ss -E", "ss -tuE",
        "ss --events",
        "ip link s eth0 down", "ip l s eth0 down", "ip link set eth0 down", "ip link se eth0 down", "ip a f dev eth0",
        "ip a fl dev eth0", "ip addr flush dev eth0", "ip a a 192.0.2.1/24 dev eth0", "ip a d 192.0.2.1/24 dev eth0",
        "ip addr change x", "ip address restore", "ip r a default via 192.0.2.1", "ip ro d default",
        "ip route r default via x",
        "ip -b x", "ip -batch x", "ip -n x link set eth0 down", "ip -netns x a", "ip netns exec x reboot",
        "ip netns add x",
        "ip -all netns exec reboot", "ip neigh flush all", "ip n f all", "ip rule add table 1", "ip monitor", "ip mon",
        "ip xfrm state",
        "ip tuntap add x", "ip -o link s eth0 down", "ip link show | tee x", "ip link property add",
        "ip l a x type dummy",
        "date -s 2020-01-01", "date +%F -s 2020-01-01", "date --set=2020-01-01", "date --se 2020-01-01",
        "date 010100002020",
        "date -f x", "date -us 2020-01-01", "hostname x", "hostname -F x", "hostname -b x", "hostname --file=x",
        "dmesg -C",
        "dmesg -c", "dmesg -Tc", "dmesg --clear", "dmesg --read-clear", "dmesg -n 1", "dmesg -D", "dmesg -w",
        "dmesg --follow",
        "dmesg -F x", "journalctl --rot", "journalctl --rotate", "journalctl --vacuum-size=1", "journalctl --vac=1",
        "journalctl --flush", "journalctl --fl", "journalctl --sync", "journalctl --cursor-file=x",
        "journalctl --cursor-f=x",
        "journalctl -f", "journalctl -fu x", "journalctl --follow", "journalctl --setup-keys",
        "journalctl --update-catalog",
        "journalctl --relinquish-var", "journalctl --root=x", "cat /dev/zero", "cat /dev/urandom", "cat //dev/zero",
        "cat /etc/../dev/zero", "cat /proc/self/root/dev/zero", "cat /proc/kcore", "cat /proc/kmsg", "cat -", "cat",
        "cat x > y",
        "cat /sys/kernel/debug/tracing/trace_pipe", "head /dev/zero", "head -c 9999999999 /dev/zero",
        "tail -f /var/log/syslog",
        "tail -F x", "tail --follow x", "tail --pid=1 -f x", "wc /dev/zero", "wc --files0-from=x",
        "stat -f /dev/../dev/zero -c x",
        "free -s 1", "free --seconds 1", "df --sync", "lsblk -o x; reboot", "ls {a,b}", "ls $HOME", "ls $'x'", "ls \\x",
        "ls !1",
        "ls -R /", "w --x", "who am i /x", "id --x=$(x)", "ping -f 192.0.2.1", "ping -c 1 -f 192.0.2.1",
        "ping -c 999999 192.0.2.1", "ping -c 1 -i 0 192.0.2.1", "curl x", "wget x", "nc x 1", "crontab -r", "useradd x",
        "passwd",
        "export PATH=x", "PATH=x ls", "x=1", "set -x", "trap x 0", "history -c", "vi x", "less x", "man x",
        "find / -delete",
    ]

    /// Systems with commands of their own kind: FortiOS, RouterOS, Junos, SR Linux.
    private static let menus = [
        "execute reboot", "execute shutdown", "execute factoryreset", "execute backup config tftp x 192.0.2.1",
        "execute restore config tftp x 192.0.2.1", "execute ping-options repeat-count 100000",
        "execute ssh x 192.0.2.1",
        "exec reboot", "config system global", "config global", "unset x", "end", "diagnose sys kill 9 1",
        "diagnose debug enable",
        "diagnose sys session clear", "diagnose sys process kill 1", "diagnose test application x 99",
        "get test dnsproxy 1",
        "get tes ipsmonitor 99", "get te x 99", "/system reboot", "/system reset-configuration", "/system shutdown",
        "/system backup save name=x", "/system script run x", "/system script ru print",
        "/ip address add address=192.0.2.1/24",
        "/ip address remove 0", "/ip address set 0 disabled=yes", "/ip address print file=x", "/ip address print fil=x",
        "/ip address print fi=x", "/ip address print file x", "/interface disable 0", "/interface print follow",
        "/interface print interval=1",
        "/interface print follow-only", "/interface print do={/system reboot}",
        "/interface print where [/system reboot]",
        "/interface print where name=$x", "/interface print append file=x", "/export file=x", "/export fil=x",
        "/export fi=x", "export f=x",
        "/file print file=x", "/file remove print", "/file rem print", "/system script run print",
        "/tool fetch url=http://192.0.2.1/x",
        "/tool fetch print", "/import x.rsc", "/import print", "/ping 192.0.2.1", "/undo", "/quit", ":put x",
        ":execute x",
        "/interface monitor-traffic ether1", "/system package update install", "/certificate add print",
        "traceroute monitor 192.0.2.1",
        "request message all", "tools system reboot", "bash cat /etc/shadow", "info | tee x",
    ]

    /// Commands that platforms read with, from which the tricks are made.
    private static let usual = [
        "show version", "display version", "get system status", "/system resource print", "uname -a", "uptime", "info",
    ]

    /// Filters that platforms have, behind which further tricks are tried.
    private static let plain = [
        "include x", "match x", "grep x", "no-more", "count", "begin x", "section x", "wc", "as json",
    ]

    /// Reading commands that this rule permits, each with every ending that makes it do more.
    func tricks(running: String) -> [String] {
        let heads = ([running] + Self.usual).filter { !$0.isEmpty && self.judge($0) }.prefix(2)
        let piped = heads.prefix(1).flatMap { head in Self.plain.map { "\(head) | \($0)" } }.filter(self.judge).prefix(
            4)
        let apart = Self.writers.flatMap { [" | \($0)", " |\($0)", "  |  \($0)  "] } + Self.separators + Self.keys
        // Behind a filter a bar without blanks belongs to its expression.
        let first = apart + Self.writers.map { "|\($0)" }
        return heads.flatMap { head in first.map { head + $0 } } + piped.flatMap { head in apart.map { head + $0 } }
    }

    /// A second command, or a file.
    private static let separators = [
        "; reload", ";reload", " ; configure terminal ; hostname x", " && reload", "&&reload", " & reload", " &",
        " || reload",
        " `reload`", "`reload`", " $(reload)", " ${x}", " > flash:x", ">flash:x", " >> flash:x", " 2>x", " < flash:x",
        " <(reload)", " | ", "|", " ||", " | | tee x", " |& tee x",
    ]

    /// Filters that write, send or run.
    private static let writers = [
        "redirect flash:x", "redirec flash:x", "redir flash:x", "red flash:x", "re flash:x", "r flash:x", "tee flash:x",
        "te flash:x",
        "t flash:x", "tee /append flash:x", "append flash:x", "app flash:x", "a flash:x", "save x", "sav x", "sa x",
        "file disk0:x",
        "fil disk0:x", "email x@example.net", "mail x", "request message all", "req message all", "utility sh",
        "utility xargs reload",
        "util sort -o x", "bash", "bash -c id", "ba -c id", "sh", "sh -c id", "sudo reboot", "xargs reboot", "dd of=x",
        "awk BEGIN{system(\"x\")}", "sed w", "sed -n wx", "perl -e x", "python -c x", "ruby x", "vsh", "vsh -c reload",
        "source x", "run x",
        "exec x", "env x", "nohup x", "script x", "split x", "sort -o x", "sort -ox", "uniq - x", "diff x",
        "nc 192.0.2.1 1",
        "curl -T - 192.0.2.1", "logger x", "wall", "write x", "cat - /etc/shadow", "less", "vi -", "tr x", "cut x",
        "refresh 1", "hold",
        "tftp x", "grep -f x y", "grep -r x /", "grep x /etc/shadow", "egrep -f x y", "include x /etc/shadow > y",
        "head -c 1 /dev/zero",
        "tail -f x", "wc -l x --files0-from=y", "reload", "reboot", "configure terminal", "x", "\"tee\" x", "'tee' x",
        "\\tee x",
        "/bin/sh", "./x", "$x", "grep $(x)", "grep !x; y", "TEE flash:x", "Redirect flash:x", "display xml | save x",
        "include x|redirect flash:x", "include x|tee flash:x", "include x|te flash:x", "include x|bash",
        "grep x|bash -c id",
        "match x|save y", "include \"x\" | tee y", "include x | tee y", "no-more | save x", "match \"x | save y",
    ]

    /// Keys, look-alikes and lines that are too long.
    private static let keys = [
        "\treload", "\t", "\nreload", "\rreload", "\r\nreload\r\n", "\u{0B}reload", "\u{0C}reload", "\u{00}reload",
        "\u{03}reload",
        "\u{15}reload\r", "\u{17}reload", "\u{08}reload", "\u{7F}reload", "\u{16}\rreload", "\u{1A}", "\u{1B}[Areload",
        "\u{85}reload",
        "\u{9B}A", "\u{A0}x", "\u{2028}reload", "\u{2029}reload", "\u{200B}x", "\u{202E}x", "\u{FEFF}x",
        "\u{FF1B} reload",
        "\u{37E} reload", "\u{BB} reload", "\u{FF5C} tee x", "\u{2502} tee x", "\u{2223} tee x", "\u{FF1E} x",
        "\u{203A} x",
        "\u{FF06}\u{FF06} reload", "\u{2018}reload\u{2018}", "\u{FF40}reload\u{FF40}", " | \u{FF54}ee x",
        " | te\u{435} x",
        " \(String(repeating: "x", count: 5000))", "\(String(repeating: " ", count: 5000)); reload",
        "\(String(repeating: " ", count: 300))| tee x",
    ]
}
