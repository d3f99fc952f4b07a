"""Nokia SR Linux 23: prompts of two lines, named candidates, commits with a timeout."""

import time
from typing import Any

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .paths.device import PathsDevice
from .paths.schema import Problem, compiled, known, split
from .paths.shell import PathsShell
from .paths.style import Style, nested
from .paths.tree import copied, find, flat, put, quoted
from .shell import command

SCHEMA = compiled("""
interface <name> description =
interface <name> admin-state =
interface <name> mtu =
interface <name> vlan-tagging =
interface <name> subinterface <number> admin-state =
interface <name> subinterface <number> description =
interface <name> subinterface <number> ipv4 admin-state =
interface <name> subinterface <number> ipv4 address <prefix>
interface <name> subinterface <number> vlan encap single-tagged vlan-id =
network-instance <name> type =
network-instance <name> admin-state =
network-instance <name> description =
network-instance <name> interface <name>
network-instance <name> static-routes route <prefix> next-hop-group =
network-instance <name> next-hop-groups group <name> nexthop <number> ip-address =
network-instance <name> protocols bgp autonomous-system =
network-instance <name> protocols bgp router-id =
network-instance <name> protocols bgp group <name> peer-as =
network-instance <name> protocols bgp neighbor <host> peer-group =
network-instance <name> protocols bgp neighbor <host> description =
routing-policy policy <name> default-action policy-result =
routing-policy prefix-set <name> prefix <prefix> mask-length-range =
acl acl-filter <name> type <type> entry <number> action drop
acl acl-filter <name> type <type> entry <number> action accept
system name host-name =
system name domain-name =
system banner login-banner =
system aaa authentication admin-user password =
system dns server-list *
system dns network-instance =
system lldp admin-state =
system logging remote-server <host> transport =
system logging remote-server <host> facility <name> priority match-above =
system management openconfig admin-state =
system ntp admin-state =
system ntp network-instance =
system ntp server <host> prefer =
system snmp network-instance <name> admin-state =
system ssh-server <name> admin-state =
system ssh-server <name> network-instance =
system information location =
system information contact =
""")

FACTORY = """\
interface ethernet-1/1 description uplink
interface ethernet-1/1 admin-state enable
interface ethernet-1/1 subinterface 0 ipv4 admin-state enable
interface ethernet-1/1 subinterface 0 ipv4 address 10.255.9.1/30
interface ethernet-1/2 admin-state disable
interface mgmt0 admin-state enable
network-instance default type default
network-instance default interface ethernet-1/1.0
network-instance mgmt type ip-vrf
network-instance mgmt interface mgmt0.0
system name host-name {name}
system lldp admin-state enable
system ntp admin-state enable
system ntp network-instance mgmt
system ntp server 192.0.2.60 prefer true
system information location lab
"""

VERSION = """\
----------------------------------------------------
Hostname             : {hostname}
Chassis Type         : 7220 IXR-D3L
Part Number          : 3HE16410AARA01
Serial Number        : NS{serial}
System HW MAC Address: 1A:03:00:FF:00:00
OS                   : SR Linux
Software Version     : v23.10.1
Build Number         : 218-ga3fc1bea5a
Architecture         : x86_64
Last Booted          : {booted}
Total Memory         : 8127956 kB
Free Memory          : 5846668 kB
----------------------------------------------------
"""

COMMITTED = "All changes have been committed. "


class Shell(PathsShell):
    device: "Srl"
    pager = Pager("--More--", erase_line)
    pipes = ("grep", "match", "no-more", "count", "as")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.place = "running"

    async def greet(self) -> None:
        await self.say("Welcome to the srlinux CLI.\nType 'help' (and press <ENTER>) if you need any help using this.\n")

    @property
    def mode(self) -> str:
        return "config" if self.is_configuring else self.place

    @property
    def lead(self) -> str:
        path = " ".join(self.context)
        if not self.is_configuring:
            return f"--{{ {self.place} }}--[ {path} ]--\r\n"
        marks = ("* " if self.is_changed else "") + ("!" if self.device.confirmation.is_pending else "")
        return f"--{{ {marks}{self.place} }}--[ {path} ]--\r\n"

    @property
    def prompt(self) -> str:
        return f"A:{self.device.hostname}# "

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        word = line[mismatch.column :].split(" ")[0]
        if mismatch.kind == "incomplete":
            return f"Error: Missing value for '{(line.split() or [''])[-1]}'\n"
        names = ", ".join(f"'{name}'" for name in sorted(self.device.schema.at(self.context).children)[:6])
        return f"Parsing error: Unknown token '{word}'. Options are [{names}]\n"

    async def handle(self, line: str) -> None:
        """A line that is no command is a path: it sets a value, or enters a container."""
        typed = line.strip()
        if not self.is_configuring or not typed or line in ("\x03", "\x1a", "\x04"):
            await super().handle(line)
            return
        word = typed.split()[0]
        deletes, sets = word == "delete", word == "set"
        text = typed.removeprefix(word).strip() if deletes or sets else typed
        is_known = not isinstance(self.commands["config"].read(typed.partition("|")[0].strip()), Mismatch)
        if is_known and not (deletes or sets):
            await self.execute(line, "config")
            return
        base = [] if text.startswith("/") else self.context
        await self.change(line, lambda: self.take(line, text.removeprefix("/").strip(), deletes, sets, base))

    def take(self, line: str, text: str, deletes: bool, sets: bool, base: list[str]) -> str | None:
        former, self.context = self.context, base
        column = line.find(text)
        place = known(self.device.schema, base, split(text))
        if isinstance(place, Problem) and deletes:
            problem: str | None = self.complaint(line, Mismatch("invalid", column + place.column))
        elif deletes:
            problem = self.cut_line(f"delete {text}")
        elif not isinstance(place, Problem) and not sets and not self.device.schema.at(place).is_leaf and not self.device.schema.at(place[:-1]).is_leaf:
            if self.device.schema.at(place).is_entry:
                put(self.candidate, self.device.schema, place)
            self.context = place
            return None
        else:
            problem = self.put_line(text, skip=0)
            if problem is not None:
                wrong = place if isinstance(place, Problem) else Problem("incomplete", "", len(text))
                kind = "invalid" if wrong.kind == "unknown" else wrong.kind
                problem = self.complaint(line, Mismatch(kind, column + wrong.column))
        self.context = former
        return problem

    @command("quit", "exit all")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("environment (cli-engine|complete-on-space|prompt|bottom-toolbar) <line>", "environment <line>")
    def set_environment(self, words: tuple[str, ...]) -> None:
        """The prompts are the basic engine's already; its pager ends with it."""
        if "basic" in words[-1]:
            self.terminal.length = 0

    @command("environment (cli-engine|complete-on-space|prompt|bottom-toolbar) <line>", mode="config")
    def set_environment_inside(self, words: tuple[str, ...]) -> None:
        self.set_environment(words)

    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        booted = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(self.device.booted))
        return VERSION.format(hostname=self.device.hostname, serial=self.device.serial, booted=booted)

    @command("show interface", "show interface brief")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["=" * 70]
        for name, tree in self.device.running.get("interface", {}).items():
            state = "up, speed 25G" if "enable" in tree.get("admin-state", {}) else "down, reason port-admin-disabled"
            rows += [f"{name} is {state}", "-" * 70]
        return "\n".join([*rows, ""])

    @command("info", "info flat", "info from running [flat]", "info from running [/] <line>", "info from state <line>")
    def info_running(self, words: tuple[str, ...]) -> str:
        return self.info(words)

    @command("info", "info flat", "info from running [flat]", "info <line>", mode="config")
    def info(self, words: tuple[str, ...]) -> str:
        tree = self.candidate if self.is_configuring and "from" not in words else self.device.running
        below = find(tree, self.context) or {}
        if words[-1] == "flat":
            return "".join("set / " + " ".join(quoted(word) for word in (*self.context, *path)) + "\n" for path in flat(below))
        lines = self.device.style.render(below, self.device.schema.at(self.context), 0, 0)
        return "\n".join([*(f"    {line}" for line in lines), ""])

    @command("enter candidate [(private|exclusive)] [name <word>]")
    async def configure(self, words: tuple[str, ...]) -> str | None:
        if self.device.holder not in (None, self.session):
            return "Error: Failed to create candidate: exclusive candidate is already in use\n"
        manner = "private" if "private" in words else "exclusive" if "exclusive" in words else "shared"
        name = words[-1] if "name" in words else f"private-{self.username}" if manner == "private" else "default"
        self.begin()
        if manner != "private":
            self.candidate = self.device.candidate()
        if manner == "exclusive":
            self.device.holder = self.session
        self.place = f"candidate {manner} {name}"
        return None

    @command("enter (running|state)", mode="config")
    def enter_running_inside(self, words: tuple[str, ...]) -> None:
        self.finish()
        self.place = words[1]

    @command("enter (running|state)")
    def enter_running(self, words: tuple[str, ...]) -> None:
        self.place = words[1]

    @command("quit", "exit", "back", "exit all", "/", mode="config")
    def up(self, words: tuple[str, ...]) -> str | None:
        if words[0] == "quit":
            if self.is_changed and "private" in self.place:
                return "Error: Current candidate has uncommitted changes. Commit or discard them first.\n"
            self.finish()
            self.place = "running"
            return None
        parent = self.device.schema.at(self.context[:-1])
        steps = 2 if self.context and parent.parameter is not None else 1
        self.context = [] if words[-1] in ("all", "/") else self.context[: max(0, len(self.context) - steps)]
        return None

    @command("diff", "diff flat", mode="config")
    def diff(self, words: tuple[str, ...]) -> str:
        if words[-1] == "flat":
            before, after = set(flat(self.device.running)), set(flat(self.candidate))
            rows = [f"delete / {' '.join(path)}" for path in sorted(before - after)]
            return "\n".join([*rows, *(f"insert / {' '.join(quoted(word) for word in path)}" for path in sorted(after - before)), ""])
        lines = nested(self.device.running, self.candidate, self.device.schema, self.device.style, 1)
        return "\n".join([*lines, ""]) if lines else ""

    def problem(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        message = self.device.faults.commit_message
        if message:
            return f"Error: Commit failed\nError in path: .{next(iter(self.candidate), '')}\n    {message}\n"
        for name, tree in self.candidate.get("network-instance", {}).items():
            for interface in tree.get("interface", {}):
                port, _, number = interface.partition(".")
                if number != "0" and find(self.candidate, ["interface", port, "subinterface", number]) is None:
                    return f"Error: Commit failed\nError in path: .network-instance{{.name=={name}}}.interface{{.name=={interface}}}\n    Subinterface '{interface}' does not exist\n"
        return ""

    @command("commit validate", mode="config")
    def validate(self, words: tuple[str, ...]) -> str:
        return self.problem() or "All changes are valid.\n"

    @command("commit (stay|now|save) [comment <line>]", mode="config")
    def commit(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        if problem:
            return problem
        self.device.commit(self.candidate, self.session)
        if words[1] == "save":
            self.device.save()
        if words[1] == "now":
            self.finish()
            self.place = "running"
            return f"{COMMITTED}Leaving candidate mode.\n"
        return f"{COMMITTED}Starting new transaction.\n"

    @command("commit confirmed [timeout <1-86400>]", mode="config")
    def commit_confirmed(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        if problem:
            return problem
        before = self.device.commit(self.candidate, self.session)
        seconds = int(words[-1]) if words[-1].isdecimal() else 600
        self.device.confirmation.begin(seconds, lambda: self.device.take_back(before))
        return f"Commit confirmed ({seconds} seconds to confirm)\nAll changes have been committed. Starting new transaction.\n"

    @command("commit (confirmed-accept|confirmed-reject)", mode="config")
    def settle(self, words: tuple[str, ...]) -> str:
        if not self.device.confirmation.is_pending:
            return "Error: There is no confirmed commit in progress\n"
        if words[1] == "confirmed-accept":
            self.device.confirmation.confirm()
            return "Commit confirmed accepted\n"
        self.device.confirmation.expire()
        return "Commit confirmed rejected\n"

    @command("discard (stay|now)", mode="config")
    def discard(self, words: tuple[str, ...]) -> str:
        self.candidate.clear()
        self.candidate.update(copied(self.device.running))
        if words[1] == "now":
            self.finish()
            self.place = "running"
            return "All changes have been discarded. Leaving candidate mode.\n"
        return "All changes have been discarded. Starting new transaction.\n"

    @command("save startup", "tools system configuration save")
    def save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return "/system:\n    Saved current running configuration as initial (startup) configuration '/etc/opt/srlinux/config.json'\n\n"

    @command("save startup", mode="config")
    def save_inside(self, words: tuple[str, ...]) -> str:
        return self.save(words)


class Srl(PathsDevice):
    platform = "nokia_srl"
    prefix = "srl"
    account = "admin"
    version_string = "OpenSSH_9.2p1 Debian-2+deb12u1"
    login_prompt = "{name} login: "
    schema = SCHEMA
    style = Style()
    shell_class = Shell
    factory = FACTORY
    name_path = ("system", "name", "host-name")
    saves_on_commit = False

    def log_line(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00 ") + f"{self.hostname} sr_mgmt_server: mgmt|1802|1802|00001|N: All changes have been committed successfully by session admin"


DEVICE = Srl
