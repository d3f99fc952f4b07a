"""Palo Alto PAN-OS 10: a shared candidate, and a commit that is a job with its progress."""

import time
from typing import Any

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .paths.device import PathsDevice
from .paths.schema import Problem, compiled, known, split
from .paths.shell import PathsShell
from .paths.style import Style
from .paths.tree import Tree, copied, find, flat, quoted
from .shell import command

SCHEMA = compiled("""
mgt-config users <name> phash =
mgt-config users <name> permissions role-based superuser =
deviceconfig system hostname =
deviceconfig system ip-address =
deviceconfig system netmask =
deviceconfig system default-gateway =
deviceconfig system domain =
deviceconfig system login-banner =
deviceconfig system timezone =
deviceconfig system dns-setting servers primary =
deviceconfig system dns-setting servers secondary =
deviceconfig system ntp-servers primary-ntp-server ntp-server-address =
deviceconfig system ntp-servers secondary-ntp-server ntp-server-address =
deviceconfig system snmp-setting snmp-system location =
deviceconfig system snmp-setting snmp-system contact =
deviceconfig system service disable-telnet =
deviceconfig system service disable-http =
deviceconfig setting config rematch =
network interface ethernet <name> comment =
network interface ethernet <name> link-state =
network interface ethernet <name> layer3 ip <prefix>
network interface ethernet <name> layer3 mtu =
network interface loopback units <name> ip <prefix>
network virtual-router <name> interface *
network virtual-router <name> routing-table ip static-route <name> destination =
network virtual-router <name> routing-table ip static-route <name> nexthop ip-address =
network virtual-router <name> routing-table ip static-route <name> interface =
network profiles interface-management-profile <name> ssh =
network profiles interface-management-profile <name> ping =
shared log-settings syslog <name> server <name> server =
shared log-settings syslog <name> server <name> transport =
shared log-settings syslog <name> server <name> port =
zone <name> network layer3 *
address <name> ip-netmask =
address <name> fqdn =
address <name> ip-range =
address <name> description =
address <name> tag *
address-group <name> static *
service <name> protocol tcp port =
service <name> protocol udp port =
tag <name> color =
tag <name> comments =
rulebase security rules <name> from *
rulebase security rules <name> to *
rulebase security rules <name> source *
rulebase security rules <name> destination *
rulebase security rules <name> application *
rulebase security rules <name> service *
rulebase security rules <name> action =
rulebase security rules <name> description =
rulebase security rules <name> disabled =
rulebase security rules <name> log-end =
rulebase nat rules <name> from *
rulebase nat rules <name> to *
rulebase nat rules <name> source *
rulebase nat rules <name> destination *
rulebase nat rules <name> service =
""")

FACTORY = """\
mgt-config users {user} phash $5$lab$0000000000000000000000
mgt-config users {user} permissions role-based superuser yes
deviceconfig system hostname {name}
deviceconfig system ip-address 192.0.2.10
deviceconfig system netmask 255.255.255.0
deviceconfig system default-gateway 192.0.2.1
deviceconfig system timezone UTC
deviceconfig system ntp-servers primary-ntp-server ntp-server-address 192.0.2.60
network interface ethernet ethernet1/1 layer3 ip 198.51.100.2/24
network interface ethernet ethernet1/1 comment uplink
network interface ethernet ethernet1/2 layer3 ip 10.9.0.1/24
network virtual-router default interface [ ethernet1/1 ethernet1/2 ]
network virtual-router default routing-table ip static-route default destination 0.0.0.0/0
network virtual-router default routing-table ip static-route default nexthop ip-address 198.51.100.1
zone untrust network layer3 ethernet1/1
zone trust network layer3 ethernet1/2
rulebase security rules out from trust
rulebase security rules out to untrust
rulebase security rules out source any
rulebase security rules out destination any
rulebase security rules out application any
rulebase security rules out service application-default
rulebase security rules out action allow
"""

SYSTEM = """\

hostname: {hostname}
ip-address: 192.0.2.10
public-ip-address: unknown
netmask: 255.255.255.0
default-gateway: 192.0.2.1
mac-address: 00:1b:17:00:01:30
time: {now}
uptime: {days} days, {hours}:{minutes:02d}:{seconds:02d}
family: vm
model: PA-VM
serial: 0079{serial}
sw-version: 10.2.9-h1
app-version: 8832-8712
multi-vsys: off
operational-mode: normal

"""


class Shell(PathsShell):
    device: "Panos"
    pager = Pager("lines {lines} ", erase_line)
    pipes = ("match", "except")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.prints_set = False

    async def greet(self) -> None:
        when = time.strftime("%a %b %e %H:%M:%S %Y", time.gmtime())
        await self.say(f"Last login: {when} from 192.0.2.77\n\nNumber of failed attempts since last successful login: 0\n\n")

    @property
    def lead(self) -> str:
        return f"\r\n[edit{''.join(' ' + word for word in self.context)}]\r\n" if self.is_configuring else ""

    @property
    def prompt(self) -> str:
        return f"{self.username}@{self.device.hostname}{'#' if self.is_configuring else '>'} "

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        if mismatch.column == len(line) - len(line.lstrip()) and mismatch.kind != "incomplete":
            return f"\nUnknown command: {line.split()[0]}\n"
        return "\nInvalid syntax.\n"

    def path_complaint(self, line: str, problem: Problem) -> str:
        if problem.kind == "incomplete":
            return "\nServer error :  [{}] constraints failed : {} is missing 'value'\n".format(" ".join(self.context) or "config", line.split()[-1])
        return "\nInvalid syntax.\n"

    @command("exit", "quit")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("set cli pager (on|off)")
    def set_pager(self, words: tuple[str, ...]) -> None:
        self.terminal.length = 24 if words[-1] == "on" else 0

    @command("set cli config-output-format (set|default|json|xml)")
    def set_format(self, words: tuple[str, ...]) -> None:
        self.prints_set = words[-1] == "set"

    @command("set cli (scripting-mode|confirmation-prompt|terminal|op-command-xml-output|timeout|hide-ip|hide-user) <line>")
    def set_other(self, words: tuple[str, ...]) -> None:
        if words[2] == "terminal" and words[-1].startswith("width"):
            self.terminal.width = int(words[-1].split()[-1])

    @command("show system info")
    def show_system(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, seconds = self.device.uptime
        facts = {"days": days, "hours": hours, "minutes": minutes, "seconds": seconds}
        return SYSTEM.format(hostname=self.device.hostname, now=time.asctime(), serial=self.device.serial, **facts)

    @command("show config running", "show config candidate")
    def show_config(self, words: tuple[str, ...]) -> str:
        return self.printed(self.device.running if words[-1] == "running" else self.device.candidate(), [])

    @command("show interface all")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["", "total configured hardware interfaces: 2", "", "name                    id    speed/duplex/state            mac address", "-" * 80]
        for number, name in enumerate(find(self.device.running, ["network", "interface", "ethernet"]) or {}, start=16):
            rows.append(f"{name:<23} {number:<5} 10000/full/up                 00:1b:17:00:01:{number}")
        return "\n".join([*rows, ""])

    @command("show jobs all")
    def show_jobs(self, words: tuple[str, ...]) -> str:
        return f"\nEnqueued              Dequeued           ID  PositionInQ        Type                         Status Result Completed\n{'-' * 100}\n" + "".join(
            f"{time.strftime('%Y/%m/%d %H:%M:%S')}   {time.strftime('%H:%M:%S')}     {number}                     Commit                            FIN     OK {time.strftime('%H:%M:%S')}\n"
            for number in range(len(self.device.history), 0, -1)
        )

    @command("configure")
    async def configure(self, words: tuple[str, ...]) -> None:
        self.is_configuring, self.context, self.candidate = True, [], self.device.candidate()
        await self.say("Entering configuration mode\n")

    @command("exit", "quit", mode="config")
    async def leave(self, words: tuple[str, ...]) -> None:
        if self.context:
            self.context = []
            return
        self.finish()
        await self.say("Exiting configuration mode\n")

    @command("edit <line>", mode="config")
    def edit(self, words: tuple[str, ...]) -> str | None:
        path = known(self.device.schema, self.context, split(words[1]))
        if isinstance(path, Problem):
            return "\nInvalid syntax.\n"
        self.context = path
        return None

    @command("up", "top", mode="config")
    def up(self, words: tuple[str, ...]) -> None:
        self.context = [] if words[0] == "top" else self.context[:-1]

    @command("run <line>", mode="config")
    async def run_operational(self, words: tuple[str, ...]) -> None:
        await self.execute(words[1], "exec")

    @command("show", "show <line>", mode="config")
    def show(self, words: tuple[str, ...]) -> str:
        path = known(self.device.schema, self.context, split(" ".join(words[1:])))
        return "\nInvalid syntax.\n" if isinstance(path, Problem) else self.printed(self.candidate, path)

    def printed(self, tree: Tree, path: list[str]) -> str:
        """A part of the configuration, in braces or as set commands."""
        below = find(tree, path) or {}
        if self.prints_set:
            return "".join("set " + " ".join(quoted(word) for word in (*path, *rest)) + "\n" for rest in flat(below))
        schema = self.device.schema.at(path)
        if not path:
            return "\n".join(["", *self.device.style.render(tree, schema), ""])
        inner = [f"  {line}" for line in self.device.style.render(below, schema)]
        return "\n".join([f"{path[-1]} {{", *inner, "}", ""])

    def problem(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        if self.device.faults.commit_message:
            return self.device.faults.commit_message
        known_zones = set(self.candidate.get("zone", {}))
        for name, rule in (find(self.candidate, ["rulebase", "security", "rules"]) or {}).items():
            for side in ("from", "to"):
                for zone in rule.get(side, {}):
                    if zone != "any" and zone not in known_zones:
                        return f"rulebase -> security -> rules -> {name} -> {side} '{zone}' is not a valid reference"
        return ""

    @command("validate full", mode="config")
    async def validate(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        await self.say(f"\nValidate job {len(self.device.history) + 2} is in progress. Use Ctrl+C to return to command prompt\n")
        await self.progress()
        return f"Validation Error:\n {problem}\nConfiguration is invalid\n\n" if problem else "Configuration is valid\n\n"

    @command("commit", "commit force", "commit description <line>", mode="config")
    async def commit(self, words: tuple[str, ...]) -> str:
        if not self.is_changed and words[-1] != "force":
            return "\nThere are no changes to commit.\n"
        await self.say(f"\nCommit job {len(self.device.history) + 2} is in progress. Use Ctrl+C to return to command prompt\n")
        problem = self.problem()
        await self.progress()
        if problem:
            return f"Validation Error:\n {problem}\nCommit failed\n\n"
        self.device.commit(self.candidate, self.session)
        self.device.settle()
        return "Configuration committed successfully\n\n"

    async def progress(self) -> None:
        for part in ("......55%", "...75%", ".98%", "....100%\n"):
            await self.say(part)

    @command("revert config", "load config from running-config.xml", mode="config")
    def revert(self, words: tuple[str, ...]) -> str:
        self.candidate.clear()
        self.candidate.update(copied(self.device.running))
        return "\nConfig loaded from running-config.xml\n" if words[0] == "load" else ""

    @command("check pending-changes", mode="config")
    def pending(self, words: tuple[str, ...]) -> str:
        return "yes\n" if self.is_changed else "no\n"

    @command("request restart system")
    async def reboot(self, words: tuple[str, ...]) -> None:
        await self.restart("Executing this command will disconnect the current session. Do you want to continue? (y or n) ")


class Panos(PathsDevice):
    platform = "paloalto_panos"
    prefix = "pa"
    account = "admin"
    version_string = "OpenSSH_12.1"
    schema = SCHEMA
    style = Style(end=";", indent=2, joins=99)
    shell_class = Shell
    factory = FACTORY
    name_path = ("deviceconfig", "system", "hostname")

    def log_line(self) -> str:
        return time.strftime("%b %e %H:%M:%S ") + f"{self.hostname} 1,{time.strftime('%Y/%m/%d %H:%M:%S')},0079{self.serial},SYSTEM,general,0,,general,,0,0,general,informational,Config installed"


DEVICE = Panos
