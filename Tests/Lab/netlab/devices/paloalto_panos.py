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
from .texts import data

SCHEMA = compiled(data("paloalto_panos.paths"))

FACTORY = data("paloalto_panos.factory")

SYSTEM = data("paloalto_panos.system")


class Shell(PathsShell):
    device: "Panos"
    pager = Pager("lines {lines} ", erase_line)
    pipes = ("match", "except")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.prints_set = False
        self.is_scripted = False

    async def greet(self) -> None:
        when = time.strftime("%a %b %e %H:%M:%S %Y", time.gmtime())
        await self.say(
            f"Last login: {when} from 192.0.2.77\n\nNumber of failed attempts since last successful login: 0\n\n"
        )

    @property
    def lead(self) -> str:
        """Until a script says so, the terminal is put into its application mode for each line."""
        edit = f"\r\n[edit{''.join(' ' + word for word in self.context)}]\r\n" if self.is_configuring else ""
        return edit if self.is_scripted else f"{edit}\x1b[?1h\x1b=\r"

    async def handle(self, line: str) -> None:
        if not self.is_scripted:
            await self.terminal.send("\x1b[?1l\x1b>")
        await super().handle(line)

    @property
    def prompt(self) -> str:
        return f"{self.username}@{self.device.hostname}{'#' if self.is_configuring else '>'} "

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        if mismatch.column == len(line) - len(line.lstrip()) and mismatch.kind != "incomplete":
            return f"\nUnknown command: {line.split()[0]}\n"
        return "\nInvalid syntax.\n"

    def path_complaint(self, line: str, problem: Problem) -> str:
        if problem.kind == "incomplete":
            return "\nServer error :  [{}] constraints failed : {} is missing 'value'\n".format(
                " ".join(self.context) or "config", line.split()[-1]
            )
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

    @command(
        "set cli (scripting-mode|confirmation-prompt|terminal|op-command-xml-output|timeout|hide-ip|hide-user) <line>"
    )
    def set_other(self, words: tuple[str, ...]) -> None:
        if words[2] == "scripting-mode":
            self.is_scripted = words[-1] == "on"
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
        rows = [
            "",
            "total configured hardware interfaces: 2",
            "",
            "name                    id    speed/duplex/state            mac address",
            "-" * 80,
        ]
        for number, name in enumerate(find(self.device.running, ["network", "interface", "ethernet"]) or {}, start=16):
            rows.append(f"{name:<23} {number:<5} 10000/full/up                 00:1b:17:00:01:{number}")
        return "\n".join([*rows, ""])

    @command("show jobs all")
    def show_jobs(self, words: tuple[str, ...]) -> str:
        return (
            "\nEnqueued              Dequeued           ID  PositionInQ        Type                         Status"
            f" Result Completed\n{'-' * 100}\n"
            + "".join(
                f"{time.strftime('%Y/%m/%d %H:%M:%S')}   {time.strftime('%H:%M:%S')}     {number}                    "
                f" Commit                            FIN     OK {time.strftime('%H:%M:%S')}\n"
                for number in range(len(self.device.history), 0, -1)
            )
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
        await self.say(
            f"\nValidate job {len(self.device.history) + 2} is in progress. Use Ctrl+C to return to command prompt\n"
        )
        await self.progress()
        return (
            f"Validation Error:\n {problem}\nConfiguration is invalid\n\n" if problem else "Configuration is valid\n\n"
        )

    @command("commit", "commit force", "commit description <line>", mode="config")
    async def commit(self, words: tuple[str, ...]) -> str:
        if not self.is_changed and words[-1] != "force":
            return "\nThere are no changes to commit.\n"
        await self.say(
            f"\nCommit job {len(self.device.history) + 2} is in progress. Use Ctrl+C to return to command prompt\n"
        )
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
        await self.restart(
            "Executing this command will disconnect the current session. Do you want to continue? (y or n) "
        )


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
        now = time.strftime("%Y/%m/%d %H:%M:%S")
        fields = f"1,{now},0079{self.serial},SYSTEM,general,0,,general,,0,0,general,informational,Config installed"
        return time.strftime("%b %e %H:%M:%S ") + f"{self.hostname} {fields}"


DEVICE = Panos
