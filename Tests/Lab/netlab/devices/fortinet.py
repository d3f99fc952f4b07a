"""Fortinet FortiOS 7: everything is typed at one prompt; every ``end`` applies and is kept."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from ..session.device import Device
from ..session.pager import Pager, blanks
from ..session.shell import Shell as AnyShell
from ..session.terminal import Cut, Terminal
from ..switch.grammar import Mismatch
from .fortinet_editor import KNOWN, Entry, FortiEditor, render
from .shell import VendorShell, command
from .texts import data

FACTORY = data("fortinet.factory")

STATUS = data("fortinet.status")

CONFIGURING = ("config", "edit", "set", "unset", "append", "next", "end", "delete", "abort")


class Shell(VendorShell):
    device: "Fortigate"
    pager = Pager("--More--", blanks)
    pipes = ("grep",)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.editor = FortiEditor(self.device.running)

    async def greet(self) -> None:
        """A FortiGate says nothing before its prompt."""

    @property
    def mode(self) -> str:
        return "config" if self.editor.frames else "exec"

    def line_mode(self, line: str) -> str:
        return "config" if line.split()[:1] and line.split()[0] in CONFIGURING else self.mode

    @property
    def prompt(self) -> str:
        place = f" ({self.editor.place})" if self.editor.frames else ""
        return f"{self.device.hostname}{place} # "

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        if mismatch.column == 0:
            return "Unknown action 0\n\n"
        word = line[mismatch.column :].split(" ")[0] or line.split()[-1]
        return f"command parse error before '{word}'\nCommand fail. Return code -61\n\n"

    def rejection_text(self, line: str) -> str:
        return self.complaint(line, Mismatch("invalid", line.rstrip().rfind(" ") + 1 or 1))

    async def handle(self, line: str) -> None:
        word = line.split()[0] if line.split() else ""
        if line in ("\x03", "\x1a", "\x04") or not word:
            return
        if word in CONFIGURING or self.editor.frames and word not in ("show", "get"):
            await self.change(line, lambda: self.editor.apply(line))
            if word in ("next", "end"):
                self.device.save()
            return
        await self.execute(line, "exec")

    async def print(self, text: str, pages: bool = True) -> None:
        """The pager is a setting of the whole device, not of the session."""
        console = self.device.running.get("system console", {})
        self.terminal.length = 0 if console.get("output") == ["standard"] else self.terminal.length or 24
        await super().print(text, pages)

    @command("exit", "quit")
    def leave_session(self, words: tuple[str, ...]) -> None:
        self.open = False

    @command("get system status")
    def show_status(self, words: tuple[str, ...]) -> str:
        return STATUS.format(serial=self.device.serial, hostname=self.device.hostname, now=time.asctime())

    @command("get system performance status")
    def show_performance(self, words: tuple[str, ...]) -> str:
        minutes = int(time.time() - self.device.booted) // 60
        return (
            "CPU states: 0% user 0% system 0% nice 100% idle\nMemory: 2055644k total, 912044k used (44.4%)\nUptime: 1"
            f" days,  0 hours,  {minutes} minutes\n"
        )

    @command("get system interface physical")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["== [onboard]"]
        for name, values in self.device.running.get("system interface", {}).items():
            rows += [
                f"\t==[{name}]",
                f"\t\tmode: {' '.join(values.get('mode', ['static']))}",
                f"\t\tip: {' '.join(values.get('ip', ['0.0.0.0', '0.0.0.0']))}",
                f"\t\tstatus: {' '.join(values.get('status', ['up']))}",
                "\t\tspeed: 10000Mbps (Duplex: full)",
            ]
        return "\n".join([*rows, ""])

    @command("get system <line>", "get <line>", "get system interface")
    def get(self, words: tuple[str, ...]) -> str:
        """The values of a part of the configuration, also those that nobody set."""
        name = " ".join(words[1:]).strip()
        table = KNOWN.get(name)
        if table is None:
            return self.complaint(f"get {name}", Mismatch("invalid", 4))
        values = self.device.running.get(name, {})
        if table.is_list:
            return "".join(f"== [ {key} ]\nname: {key}\n" for key in values)
        defaults = {"output": ["more"]}
        shown = {name: values.get(name, defaults.get(name, [])) for name in sorted(table.attributes)}
        return "".join(f"{name:<20}: {' '.join(words)}\n" for name, words in shown.items())

    @command("show [<line>]", "show full-configuration [<line>]")
    def show(self, words: tuple[str, ...]) -> str:
        wanted = " ".join(words[1:]).removeprefix("full-configuration").strip()
        if self.editor.frames and not wanted:
            return self.show_here()
        if wanted:
            return "\n".join([*render(self.device.running, wanted=wanted), ""])
        return self.device.running_text()

    def show_here(self) -> str:
        table = self.editor.frames[0].table
        return "\n".join([*render(self.device.running, wanted=table), ""])

    @command("execute reboot")
    async def reboot(self, words: tuple[str, ...]) -> None:
        if (await self.ask("This operation will reboot the system !\nDo you want to continue? (y/n)")).lower() == "y":
            self.device.boot()
            raise Cut


class Fortigate(Device):
    platform = "fortinet"
    prefix = "fg"
    account = "admin"
    version_string = "FortiSSH_3.0"
    login_prompt = "{name} login: "

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.loaded: Entry | None = None

    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> AnyShell:
        return Shell(self, terminal, session, gone)

    @property
    def running(self) -> Entry:
        if self.loaded is None:
            root: Entry = {}
            text = self.saved.read_text() if self.saved.exists() else self.factory
            editor = FortiEditor(root)
            for line in text.splitlines():
                problem = None if line.startswith("#") else editor.apply(line)
                if problem:
                    raise ValueError(f"a line of the saved configuration is refused: {line!r}")
            self.loaded = root
        return self.loaded

    @property
    def factory(self) -> str:
        return FACTORY.replace("{name}", self.name)

    @property
    def hostname(self) -> str:
        return " ".join(self.running.get("system global", {}).get("hostname", [self.name]))

    def boot(self) -> None:
        self.loaded, self.booted = None, time.time()

    def save(self) -> None:
        self.store("\n".join([*render(self.running), ""]))

    def running_text(self) -> str:
        head = "#config-version=FGVM64-7.2.5-FW-build1517-230606:opmode=0:vdom=0:user=admin\n"
        head += "#conf_file_ver=1234567890\n#buildno=1517\n#global_vdom=1\n"
        return head + "\n".join([*render(self.running), ""])

    def startup_text(self) -> str:
        return self.saved.read_text() if self.saved.exists() else self.running_text()

    def edit(self, lines: list[str]) -> str | None:
        editor = FortiEditor(self.running)
        for line in lines:
            if editor.apply(line) is not None:
                return f"the device refuses {line!r}"
        self.save()
        self.journal.record("edited", lines=lines)
        return None

    def rename(self, name: str) -> str | None:
        return self.edit(["config system global", f'set hostname "{name}"', "end"])

    def log_line(self) -> str:
        return (
            f'date={time.strftime("%Y-%m-%d")} time={time.strftime("%H:%M:%S")} devname="{self.hostname}"'
            f' devid="FGVMEV{self.serial}" logid="0100044547" type="event" subtype="system" level="information"'
            ' vd="root" logdesc="Object attribute configured"'
        )


DEVICE = Fortigate
