"""Nokia SR Linux 23: prompts of two lines, named candidates, commits with a timeout."""

import time

from ..session.pager import Pager, erase_line
from ..switch.grammar import Mismatch
from .paths.device import PathsDevice
from .paths.schema import Problem, compiled, known, split
from .paths.style import Style
from .paths.tree import find, flat, put, quoted
from .shell import command
from .srl_editing import SrlEditing
from .texts import data

SCHEMA = compiled(data("nokia_srl.paths"))

FACTORY = data("nokia_srl.factory")

VERSION = data("nokia_srl.version")


def row(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    return "|" + "|".join(f" {cell}".ljust(width) for cell, width in zip(cells, widths, strict=True)) + "|"


class Shell(SrlEditing):
    device: "Srl"
    pager = Pager("--More--", erase_line)
    pipes = ("grep", "match", "no-more", "count", "as")

    async def greet(self) -> None:
        await self.say(
            "Welcome to the srlinux CLI.\nType 'help' (and press <ENTER>) if you need any help using this.\n"
        )

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
        elif (
            not isinstance(place, Problem)
            and not sets
            and not self.device.schema.at(place).is_leaf
            and not self.device.schema.at(place[:-1]).is_leaf
        ):
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

    @command("show interface")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["=" * 70]
        for name, tree in self.device.running.get("interface", {}).items():
            state = "up, speed 25G" if "enable" in tree.get("admin-state", {}) else "down, reason port-admin-disabled"
            rows += [f"{name} is {state}", "-" * 70]
        return "\n".join([*rows, ""])

    @command("show interface brief")
    def show_brief(self, words: tuple[str, ...]) -> str:
        widths = (21, 13, 12, 7)
        rule = "+" + "+".join("-" * width for width in widths) + "+"
        rows = [rule, row(("Port", "Admin State", "Oper State", "Speed"), widths), rule.replace("-", "=")]
        for name, tree in self.device.running.get("interface", {}).items():
            admin = next(iter(tree.get("admin-state", {})), "disable")
            rows.append(row((name, admin, "up" if admin == "enable" else "down", "25G"), widths))
        return "\n".join([*rows, rule, ""])

    @command("info from state system information uptime")
    def show_uptime(self, words: tuple[str, ...]) -> str:
        seconds = int(time.time() - self.device.booted) + 86400
        return f"    system {{\n        information {{\n            uptime {seconds}\n        }}\n    }}\n"

    @command("info", "info flat", "info from running [flat]", "info from running [/] <line>")
    def info_running(self, words: tuple[str, ...]) -> str:
        return self.info(words)

    @command("info", "info flat", "info from running [flat]", "info <line>", mode="config")
    def info(self, words: tuple[str, ...]) -> str:
        tree = self.candidate if self.is_configuring and "from" not in words else self.device.running
        below = find(tree, self.context) or {}
        if words[-1] == "flat":
            return "".join(
                "set / " + " ".join(quoted(word) for word in (*self.context, *path)) + "\n" for path in flat(below)
            )
        lines = self.device.style.render(below, self.device.schema.at(self.context), 0, 0)
        return "\n".join([*(f"    {line}" for line in lines), ""])


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
        return (
            time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00 ")
            + f"{self.hostname} sr_mgmt_server: mgmt|1802|1802|00001|N: All changes have been committed successfully by"
            " session admin"
        )


DEVICE = Srl
