"""Nokia SR OS 23 with the model-driven CLI: private candidates, and commits that wait to be accepted."""

import time

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .paths.device import PathsDevice
from .paths.schema import Problem, compiled, known, split
from .paths.style import Style
from .paths.tree import Tree, find, put
from .shell import command
from .sros_editing import SrOsEditing
from .texts import data

SCHEMA = compiled(data("nokia_sros.paths"))

FACTORY = data("nokia_sros.factory")

STATE = data("nokia_sros.state")

CHASSIS = data("nokia_sros.chassis")

BASE = SCHEMA.at(["router", "Base"]).children
PLACES = {"private": "pr", "exclusive": "ex", "global": "gl", "read-only": "ro"}


class Shell(SrOsEditing):
    device: "SrOs"
    pager = Pager("Press Q to quit, Enter to print next line or any other key to print next page.", erase_line)
    pipes = ("match", "count", "no-more")

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
        if (
            not isinstance(place, Problem)
            and not self.device.schema.at(place[:-1]).is_leaf
            and not self.device.schema.at(place).is_leaf
        ):
            if self.device.schema.at(place).is_entry:
                put(self.candidate, self.device.schema, place)
            self.context, self.inside = place, True
            return None
        problem = self.put_line(text, skip=0)
        self.context = former
        if problem is None:
            return None
        return (
            self.moved(line, place, column)
            if isinstance(place, Problem)
            else self.complaint(line, Mismatch("incomplete", len(line)))
        )

    def moved(self, line: str, problem: Problem, column: int) -> str:
        kind = "invalid" if problem.kind == "unknown" else problem.kind
        return self.complaint(line, Mismatch(kind, problem.column + column))

    @command("exit", "logout")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("environment more (true|false)")
    def set_more(self, words: tuple[str, ...]) -> None:
        self.terminal.length = 24 if words[-1] == "true" else 0

    @command(
        "environment console (width|length) <24-512>", "environment (progress-indicator|prompt|time-display) <line>"
    )
    def set_console(self, words: tuple[str, ...]) -> None:
        if words[2] == "width":
            self.terminal.width = int(words[-1])

    @command("show system information")
    def show_system(self, words: tuple[str, ...]) -> str:
        days, hours, minutes, seconds = self.device.uptime
        return STATE.format(hostname=self.device.hostname, days=days, hours=hours, minutes=minutes, seconds=seconds)

    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        return (
            "TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR Copyright (c) 2000-2023 Nokia.\nAll rights reserved. All use"
            " subject to applicable license agreements.\nBuilt on Wed Oct 25 17:38:36 UTC 2023 by builder in"
            " /builds/2310B/R1/panos/main/sros\n"
        )

    @command("show chassis")
    def show_chassis(self, words: tuple[str, ...]) -> str:
        return CHASSIS.format(hostname=self.device.hostname, serial=self.device.serial)

    @command("show router interface")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = [
            "=" * 79,
            "Interface Table (Router: Base)",
            "=" * 79,
            "Interface-Name                   Adm       Opr(v4/v6)  Mode    Port/SapId",
            "   IP-Address                                                  PfxState",
            "-" * 79,
        ]
        for name, tree in (find(self.device.running, ["router", "Base", "interface"]) or {}).items():
            rows.append(f"{name:<32} Up        Up/Down     Network {next(iter(tree.get('port', {})), 'system')}")
        return "\n".join([*rows, "=" * 79, ""])

    @command("admin show configuration", "admin show configuration configure")
    def show_configuration(self, words: tuple[str, ...]) -> str:
        head = (
            "# TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR Copyright (c) 2000-2023 Nokia.\n# All rights reserved. All"
            " use subject to applicable license agreements.\n# Configuration format version 23.10 revision 0\n\n"
        )
        return (
            f"{head}{self.device.running_text()}\npersistent-indices {{\n}}\n\n# Finished"
            f" {time.strftime('%Y-%m-%dT%H:%M:%S.0Z', time.gmtime())}\n"
        )

    @command("admin save")
    def admin_save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return "Writing configuration to cf3:\\config.cfg\nSaving configuration ... OK\nCompleted.\n"

    @command("admin save", mode="config")
    def admin_save_inside(self, words: tuple[str, ...]) -> str:
        return self.admin_save(words)

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
        return (
            f"{self.serial} {time.strftime('%Y/%m/%d %H:%M:%S.00 UTC', time.gmtime())} MINOR: SYSTEM #2006 Base"
            " CONFIG_CHANGE"
        )


DEVICE = SrOs
