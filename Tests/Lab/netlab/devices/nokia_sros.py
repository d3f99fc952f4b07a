"""Nokia SR OS 23 with the model-driven CLI: private candidates, and commits that wait to be accepted."""

import time
from typing import Any

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .paths.device import PathsDevice
from .paths.schema import Problem, compiled, known, split
from .paths.shell import PathsShell
from .paths.style import Style, nested
from .paths.tree import Tree, copied, find, put
from .shell import command

SCHEMA = compiled("""
card <slot> card-type =
card <slot> mda <slot> mda-type =
log log-id <"name"> destination syslog ="
log syslog <"name"> address =
port <port> admin-state =
port <port> description ="
port <port> ethernet mode =
port <port> ethernet mtu =
policy-options policy-statement <"name"> entry <number> action action-type =
policy-options prefix-list <"name"> prefix <prefix> type =
router <"name"> autonomous-system =
router <"name"> router-id =
router <"name"> interface <"name"> admin-state =
router <"name"> interface <"name"> description ="
router <"name"> interface <"name"> port =
router <"name"> interface <"name"> ipv4 primary address =
router <"name"> interface <"name"> ipv4 primary prefix-length =
router <"name"> bgp admin-state =
router <"name"> bgp group <"name"> peer-as =
router <"name"> bgp neighbor <"host"> group ="
router <"name"> bgp neighbor <"host"> description ="
router <"name"> ospf <number> area <area> interface <"name"> passive =
router <"name"> static-routes route <prefix> route-type <type> next-hop <"host"> admin-state =
service vprn <"name"> service-id =
service vprn <"name"> customer ="
service vpls <"name"> service-id =
service vpls <"name"> customer ="
service vpls <"name"> description ="
service customer <"name"> description ="
system name ="
system location ="
system contact ="
system login-control pre-login-message message ="
system dns address-pref =
system security user-params local-user user <"name"> password ="
system security user-params local-user user <"name"> access console =
system security snmp community <"name"> access-permissions =
system security ssh server-admin-state =
system security telnet-server =
system time ntp admin-state =
system time ntp server <host> router-instance <"name"> prefer =
system time zone standard name =
""")

FACTORY = """\
card 1 card-type iom-1
card 1 mda 1 mda-type me6-100gb-qsfp28
port 1/1/c1 admin-state enable
port 1/1/c1 description uplink
router Base router-id 10.255.0.1
router Base interface system ipv4 primary address 10.255.0.1
router Base interface system ipv4 primary prefix-length 32
router Base interface to-core port 1/1/c1
router Base interface to-core ipv4 primary address 10.255.9.1
router Base interface to-core ipv4 primary prefix-length 30
system name {name}
system location lab
system security user-params local-user user {user} password $2y$10$lab.0000000000000000000000
system security user-params local-user user {user} access console true
system time ntp admin-state enable
system time ntp server 192.0.2.60 router-instance Base prefer true
"""

STATE = """\
===============================================================================
System Information
===============================================================================
System Name            : {hostname}
System Type            : 7750 SR-1
Chassis Topology       : Standalone
System Version         : B-23.10.R1
Crypto Module Version  : SRCM 4.1
System Contact         :
System Location        : lab
System Coordinates     :
System Active Slot     : A
System Up Time         : {days} days, {hours:02d}:{minutes:02d}:{seconds:02d}.00 (hr:min:sec)

Configuration Mode Cfg : model-driven
===============================================================================
"""

CHASSIS = """\
===============================================================================
Chassis Information
===============================================================================
    Name                              : {hostname}
    Type                              : 7750 SR-1
    Serial number                     : NS{serial}
===============================================================================
"""

BASE = SCHEMA.at(["router", "Base"]).children
PLACES = {"private": "pr", "exclusive": "ex", "global": "gl", "read-only": "ro"}


class Shell(PathsShell):
    device: "SrOs"
    pager = Pager("Press Q to quit, Enter to print next line or any other key to print next page.", erase_line)
    pipes = ("match", "count", "no-more")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.manner = ""
        self.waits = False

    async def greet(self) -> None:
        await self.say("\nSR OS Software\nCopyright (c) Nokia 2023.  All Rights Reserved.\n\n")

    @property
    def lead(self) -> str:
        mark = "*" if self.is_configuring and self.is_changed else ""
        manner = f"({PLACES[self.manner]})" if self.is_configuring else ""
        return f"\r\n{mark}{manner}[{self.place}]\r\n"

    @property
    def place(self) -> str:
        """Keys of lists stand in quotes behind their list."""
        if not self.is_configuring or not self.inside:
            return "/"
        text, schema = "/configure", self.device.schema
        for word in self.context:
            child = schema.child(word)
            is_key = child is not None and child.is_entry
            text += f' "{word}"' if is_key and schema.keys_are_text else f" {word}"
            schema = child or schema
        return text

    @property
    def prompt(self) -> str:
        return f"A:{self.username}@{self.device.hostname}# "

    inside = False

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        word = line[mismatch.column :].split(" ")[0]
        marks = " " * (len(self.prompt) + mismatch.column) + "^" * max(1, len(word)) + "\n"
        if mismatch.kind == "incomplete":
            return f"{marks}MINOR: MGMT_CORE #2203: Invalid element value - value expected\n"
        return f"{marks}MINOR: MGMT_CORE #2201: Unknown element - '{word}'\n"

    async def handle(self, line: str) -> None:
        """A line of configuration is a path, from here or from the top; anything else is a command."""
        word = line.split()[0] if line.split() else ""
        first = "delete" if word == "delete" else ""
        rest = line.strip().removeprefix(first).strip()
        is_path = rest.startswith(("/configure", "configure ")) or rest == "configure"
        text = rest.removeprefix("/").removeprefix("configure").strip() if is_path else rest
        commands = self.commands["config"].read(line.partition("|")[0].strip())
        if not self.is_configuring or not word or line in ("\x03", "\x1a", "\x04"):
            await super().handle(line)
        elif is_path or first or isinstance(commands, Mismatch) and self.inside:
            await self.change(line, lambda: self.take(line, text, bool(first), [] if is_path else self.context))
        else:
            await self.execute(line, "config")

    def take(self, line: str, text: str, deletes: bool, base: list[str]) -> str | None:
        """Sets, deletes or enters a path."""
        former, self.context = self.context, base
        words = split(text)
        if not base and len(words) > 1 and words[0].text == "router" and words[1].text in BASE:
            text = f'router "Base" {text.partition(" ")[2]}'  # the router may be left unnamed
            words = split(text)
        column = line.find(text) if text in line else 0
        if deletes:
            path = known(self.device.schema, base, words)
            problem = self.moved(line, path, column) if isinstance(path, Problem) else self.cut_line(f"delete {text}")
            self.context = former
            return problem
        place = known(self.device.schema, base, words)
        if not isinstance(place, Problem) and not self.device.schema.at(place[:-1]).is_leaf and not self.device.schema.at(place).is_leaf:
            if self.device.schema.at(place).is_entry:
                put(self.candidate, self.device.schema, place)
            self.context, self.inside = place, True
            return None
        problem = self.put_line(text, skip=0)
        self.context = former
        if problem is None:
            return None
        return self.moved(line, place, column) if isinstance(place, Problem) else self.complaint(line, Mismatch("incomplete", len(line)))

    def moved(self, line: str, problem: Problem, column: int) -> str:
        kind = "invalid" if problem.kind == "unknown" else problem.kind
        return self.complaint(line, Mismatch(kind, problem.column + column))

    @command("exit", "logout")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("environment more (true|false)")
    def set_more(self, words: tuple[str, ...]) -> None:
        self.terminal.length = 24 if words[-1] == "true" else 0

    @command("environment console (width|length) <24-512>", "environment (progress-indicator|prompt|time-display) <line>")
    def set_console(self, words: tuple[str, ...]) -> None:
        if words[2] == "width":
            self.terminal.width = int(words[-1])

    @command("show system information")
    def show_system(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, seconds = self.device.uptime
        return STATE.format(hostname=self.device.hostname, days=days, hours=hours, minutes=minutes, seconds=seconds)

    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        return "TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR Copyright (c) 2000-2023 Nokia.\nAll rights reserved. All use subject to applicable license agreements.\nBuilt on Wed Oct 25 17:38:36 UTC 2023 by builder in /builds/2310B/R1/panos/main/sros\n"

    @command("show chassis")
    def show_chassis(self, words: tuple[str, ...]) -> str:
        return CHASSIS.format(hostname=self.device.hostname, serial=self.device.serial)

    @command("show router interface")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["=" * 79, "Interface Table (Router: Base)", "=" * 79, "Interface-Name                   Adm       Opr(v4/v6)  Mode    Port/SapId", "   IP-Address                                                  PfxState", "-" * 79]  # fmt: skip
        for name, tree in (find(self.device.running, ["router", "Base", "interface"]) or {}).items():
            rows.append(f"{name:<32} Up        Up/Down     Network {next(iter(tree.get('port', {})), 'system')}")
        return "\n".join([*rows, "=" * 79, ""])

    @command("admin show configuration", "admin show configuration configure")
    def show_configuration(self, words: tuple[str, ...]) -> str:
        head = "# TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR Copyright (c) 2000-2023 Nokia.\n# All rights reserved. All use subject to applicable license agreements.\n# Configuration format version 23.10 revision 0\n\n"
        return f"{head}{self.device.running_text()}\npersistent-indices {{\n}}\n\n# Finished {time.strftime('%Y-%m-%dT%H:%M:%S.0Z', time.gmtime())}\n"

    @command("admin save")
    def admin_save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return "Writing configuration to cf3:\\config.cfg\nSaving configuration ... OK\nCompleted.\n"

    @command("admin save", mode="config")
    def admin_save_inside(self, words: tuple[str, ...]) -> str:
        return self.admin_save(words)

    @command("edit-config (private|exclusive|global|read-only)", "configure (private|exclusive|global|read-only)")
    async def configure(self, words: tuple[str, ...]) -> str:
        if self.device.holder not in (None, self.session):
            return "MINOR: MGMT_CORE #2052: Exclusive datastore access unavailable - model-driven interface editing global candidate\n"
        self.manner = words[1]
        self.begin()
        self.inside = words[0] == "configure"
        if self.manner in ("global", "exclusive"):
            self.candidate = self.device.candidate()
        if self.manner == "exclusive":
            self.device.holder = self.session
        other = "; access restricted" if self.manner == "read-only" else ""
        return f"INFO: CLI #2070: Entering {self.manner} configuration mode{other}\n" + ("INFO: CLI #2061: Uncommitted changes are discarded on configuration mode exit\n" if self.manner != "global" else "")

    @command("quit-config", mode="config")
    async def leave(self, words: tuple[str, ...]) -> str | None:
        if self.is_changed and self.manner != "global":
            await self.say("INFO: CLI #2071: Uncommitted changes are discarded on configuration mode exit\n")
            if (await self.ask("Discard uncommitted changes? [y,n] ")).lower() != "y":
                return None
            self.discard(words)
        self.finish()
        self.inside = False
        return f"INFO: CLI #2074: Exiting {self.manner} configuration mode\n"

    def ended(self) -> None:
        """A commit that waits for its confirmation does not outlive the session."""
        if self.waits and self.device.confirmation.is_pending:
            self.device.confirmation.expire()
        super().ended()

    @command("exit", "back", "top", "exit all", mode="config")
    def up(self, words: tuple[str, ...]) -> None:
        if words[0] == "top" or words[-1] == "all" or not self.context:
            self.context, self.inside = [], False
            return
        parent = self.device.schema.at(self.context[:-1])
        self.context = self.context[: len(self.context) - (2 if parent.parameter is not None and self.context[-1] not in parent.children else 1)]

    @command("info", "info flat", "info json", mode="config")
    def info(self, words: tuple[str, ...]) -> str:
        below = find(self.candidate, self.context) or {}
        schema = self.device.schema.at(self.context)
        lines = self.device.style.render(below, schema, 0, 1)
        return "\n".join([*([f"    {line}" for line in lines]), ""])

    @command("compare", "compare summary", mode="config")
    def compare(self, words: tuple[str, ...]) -> str:
        lines = nested(self.device.running, self.candidate, self.device.schema, self.device.style, 1)
        return "\n".join([*lines, ""]) if lines else ""

    @command("discard", mode="config")
    def discard(self, words: tuple[str, ...]) -> None:
        self.candidate.clear()
        self.candidate.update(copied(self.device.running))

    @command("validate", mode="config")
    def validate(self, words: tuple[str, ...]) -> str:
        return self.problem()

    def problem(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        message = self.device.faults.commit_message
        if message:
            return f"MINOR: MGMT_CORE #3001: configure {next(iter(self.candidate), '')} - {message}\n"
        ports = set(self.candidate.get("port", {}))
        for name, tree in (find(self.candidate, ["router", "Base", "interface"]) or {}).items():
            for port in tree.get("port", {}):
                if port.partition(":")[0] not in ports:
                    return f'MINOR: MGMT_CORE #224: configure router "Base" interface "{name}" port - Entry does not exist - configure port {port}\n'
        return ""

    @command("commit", "commit comment <line>", mode="config")
    def commit(self, words: tuple[str, ...]) -> str:
        if self.manner == "read-only":
            return "MINOR: MGMT_CORE #2051: Operation not permitted in read-only mode\n"
        problem = self.problem()
        if not problem:
            self.device.commit(self.candidate, self.session)
            self.device.confirmation.confirm()
        return problem

    @command("commit confirmed [<1-168>]", mode="config")
    def commit_confirmed(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        if problem:
            return problem
        before = self.device.commit(self.candidate, self.session)
        self.waits = True
        minutes = int(words[2]) if len(words) > 2 else 10
        self.device.confirmation.begin(minutes * 60, lambda: self.device.take_back(before))
        return ""

    @command("commit confirmed (accept|cancel)", mode="config")
    def settle(self, words: tuple[str, ...]) -> str:
        if not self.device.confirmation.is_pending:
            return "MINOR: MGMT_CORE #2453: Commit confirmed not in progress\n"
        if words[-1] == "accept":
            self.device.confirmation.confirm()
        else:
            self.device.confirmation.expire()
        return ""

    @command("rollback <1-50>", mode="config")
    def rollback(self, words: tuple[str, ...]) -> str:
        number = int(words[1])
        if number > len(self.device.history):
            return "MINOR: MGMT_CORE #2302: Rollback checkpoint does not exist\n"
        self.candidate.clear()
        self.candidate.update(copied(self.device.history[number - 1]))
        return ""

    @command("admin reboot now")
    async def reboot(self, words: tuple[str, ...]) -> None:
        await self.restart("Are you sure you want to reboot the system (y/n)? ")


class SrOs(PathsDevice):
    platform = "nokia_sros"
    prefix = "sr"
    account = "admin"
    version_string = "OpenSSH_8.4"
    login_prompt = "Login: "
    schema = SCHEMA
    style = Style()
    shell_class = Shell
    factory = FACTORY
    name_path = ("system", "name")
    saves_on_commit = False

    def text(self, tree: Tree) -> str:
        inner = [f"    {line}" for line in self.style.render(tree, self.schema)]
        return "\n".join(["configure {", *inner, "}", ""])

    def log_line(self) -> str:
        return f"{self.serial} {time.strftime('%Y/%m/%d %H:%M:%S.00 UTC', time.gmtime())} MINOR: SYSTEM #2006 Base CONFIG_CHANGE"


DEVICE = SrOs
