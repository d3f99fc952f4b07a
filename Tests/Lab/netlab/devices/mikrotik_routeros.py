"""MikroTik RouterOS 6.49: menus, no modes, and a terminal that asks what it is unless the login's name says so."""

import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from ..session.device import Device
from ..session.pager import Pager, erase_line
from ..session.shell import Shell as AnyShell
from ..session.terminal import Terminal
from .mikrotik_editor import KNOWN, Editor, Item, Menus, Order, Refusal, export, understand
from .texts import data

FACTORY: dict[str, list[Item]] = {
    "/interface ethernet": [
        {"name": "ether1", "comment": "uplink"},
        {"name": "ether2"},
        {"name": "ether3", "disabled": "yes"},
    ],
    "/interface bridge": [{"name": "bridge1"}],
    "/interface bridge port": [{"bridge": "bridge1", "interface": "ether2"}],
    "/ip address": [{"address": "192.0.2.10/24", "interface": "ether1", "network": "192.0.2.0"}],
    "/ip route": [{"dst-address": "0.0.0.0/0", "gateway": "192.0.2.1", "distance": "1"}],
    "/ip dns": [{"servers": "192.0.2.53"}],
    "/ip service": [{"name": "telnet", "disabled": "yes"}, {"name": "ssh", "port": "22"}],
    "/snmp": [{"location": "lab"}],
    "/system identity": [{"name": "MikroTik"}],
}

WELCOME = data("mikrotik_routeros.welcome")

RESOURCE = data("mikrotik_routeros.resource")


INTERFACES = ("/interface ethernet", "/interface bridge", "/interface vlan")


def terse(item: Item, up: str = "") -> str:
    """An item on one line: its flags and all its values."""
    flags = "X" if item.get("disabled") == "yes" else up
    comment = f"comment={item['comment']} " if "comment" in item else ""
    pairs = " ".join(f"{name}={value}" for name, value in item.items() if name not in ("comment", "disabled"))
    return f"{flags:<3} {comment}{pairs}"


class Shell(AnyShell):
    device: "RouterOs"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.path = ""
        self.terminal.scrolls = False
        self.terminal.pager = Pager("-- [Q quit|D dump|down]", erase_line, dump=b"d")
        self.options = ""

    async def greet(self) -> None:
        """What stands behind a + in the login's name says what the terminal can do."""
        name, _, self.options = self.username.partition("+")
        self.username = name
        for number, letter in re.findall(r"(\d+)([wh])", self.options):
            setattr(self.terminal, "width" if letter == "w" else "length", int(number))
        if "t" not in self.options:
            await self.terminal.send("\x1bZ\x1b[6n")
        await self.say(WELCOME)

    @property
    def mode(self) -> str:
        return "exec"

    def line_mode(self, line: str) -> str:
        try:
            order = understand(line, self.path)
        except Refusal:
            return self.mode
        return "config" if order.verb in ("add", "set", "remove", "enable", "disable", "comment") else self.mode

    @property
    def lead(self) -> str:
        return "\r\r\r\r" if "t" in self.options else "\x1b[9999B"

    @property
    def prompt(self) -> str:
        place = f" {self.path}" if self.path else " "
        if "c" in self.options:
            return f"[{self.username}@{self.device.hostname}]{place}> "
        return f"[\x1b[m\x1b[36m{self.username}\x1b[m\x1b[33m@{self.device.hostname}\x1b[m]{place}> "

    async def handle(self, line: str) -> None:
        """The line is drawn once more before it is carried out."""
        await self.say(f"\r{self.prompt}{line}\n")
        typed = line.strip()
        if line in ("\x03", "\x1a", "\x04") or not typed or typed.startswith("#"):
            return
        if typed in ("/quit", "quit"):
            self.open = False
            return
        try:
            await self.obey(line)
        except Refusal as refusal:
            self.device.journal.record("rejected", session=self.session, line=line, message=refusal.text.strip())
            await self.say(refusal.text)

    async def obey(self, line: str) -> None:
        typed = line.strip()
        fixed = {
            "/interface print": self.interfaces,
            "/interface print terse": self.interfaces_terse,
            "/system resource print": self.resource,
            "/system routerboard print": self.board,
            "/system package update print": self.package,
        }
        spoken = re.sub(r"\s+without-paging$", "", typed)
        if spoken in fixed:
            await self.terminal.page(fixed[spoken]())
            return
        order = understand(line, self.path)
        match order.verb:
            case "":
                self.path = order.path
            case "print":
                await self.terminal.page(self.listing(order))
            case "export":
                await self.terminal.page(
                    self.device.running_text()
                    if not order.path
                    else "\n".join([*export(self.device.running, order.path), ""])
                )
            case _:
                await self.change(line, lambda: self.applied(order, line))

    def applied(self, order: Order, line: str) -> str | None:
        try:
            Editor(self.device.running).carry_out(order, line)
        except Refusal as refusal:
            return refusal.text
        self.device.save()
        return None

    def rejection_text(self, line: str) -> str:
        return "failure: not allowed by the device\n"

    def listing(self, order: Order) -> str:
        rows = self.device.running.get(order.path, [])
        if KNOWN[order.path].is_single:
            return "".join(f"  {name}: {value}\n" for name, value in (rows[0] if rows else {}).items()) + "\n"
        if "terse" in order.words:
            return "".join(f"{number:>2} {terse(row)}\n" for number, row in enumerate(rows)) + "\n"
        lines = ["Flags: X - disabled, R - running "]
        for number, row in enumerate(rows):
            flag = "X" if row.get("disabled") == "yes" else "R" if "ethernet" in order.path else " "
            if "comment" in row:
                lines.append(f"{number:>2} {flag} ;;; {row['comment']}")
            pairs = " ".join(f"{name}={value}" for name, value in row.items() if name not in ("comment", "disabled"))
            lines.append(f"     {pairs}" if "comment" in row else f"{number:>2} {flag} {pairs}")
        return "\n".join([*lines, "", ""])

    def interfaces(self) -> str:
        rows = ["Flags: D - dynamic, X - disabled, R - running, S - slave ", " #     NAME      TYPE       ACTUAL-MTU"]
        for path, kind in (
            ("/interface ethernet", "ether"),
            ("/interface bridge", "bridge"),
            ("/interface vlan", "vlan"),
        ):
            for item in self.device.running.get(path, []):
                flag = "X" if item.get("disabled") == "yes" else "R"
                rows.append(f"{len(rows) - 2:>2}  {flag}  {item['name']:<9} {kind:<10} 1500")
        return "\n".join([*rows, "", ""])

    def interfaces_terse(self) -> str:
        items = [item for path in INTERFACES for item in self.device.running.get(path, [])]
        return (
            "".join(f"{number:>2} {terse(item, 'R')} type=ether mtu=1500\n" for number, item in enumerate(items)) + "\n"
        )

    def resource(self) -> str:
        seconds = int(time.time() - self.device.booted)
        return RESOURCE.format(hours=seconds // 3600, minutes=seconds // 60 % 60, seconds=seconds % 60)

    def package(self) -> str:
        return "            channel: long-term\n  installed-version: 6.49.10\n\n"

    def board(self) -> str:
        return (
            f"       routerboard: yes\n             model: RB750Gr3\n     serial-number: {self.device.serial}\n    "
            " firmware-type: mt7621L\n  current-firmware: 6.49.10\n\n"
        )


class RouterOs(Device):
    platform = "mikrotik_routeros"
    prefix = "mt"
    account = "admin"
    version_string = "ROSSSH"
    login_prompt = "Login: "
    login_failed = "Login failed, incorrect username or password"
    telnet_banner = "MikroTik v6.49.10 (long-term)\n"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.loaded: Menus | None = None

    def login_name(self, username: str) -> str:
        return username.partition("+")[0]

    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> AnyShell:
        return Shell(self, terminal, session, gone)

    @property
    def running(self) -> Menus:
        if self.loaded is None:
            self.loaded = json.loads(self.saved.read_text() if self.saved.exists() else json.dumps(FACTORY))
            if not self.saved.exists():
                self.loaded["/system identity"][0]["name"] = self.name
        return self.loaded

    @property
    def hostname(self) -> str:
        return self.running["/system identity"][0]["name"]

    def boot(self) -> None:
        self.loaded, self.booted = None, time.time()

    def save(self) -> None:
        self.store(json.dumps(self.running))

    def running_text(self) -> str:
        head = time.strftime("# %b/%d/%Y %H:%M:%S by RouterOS 6.49.10\n").lower().replace("routeros", "RouterOS")
        return head + "\n".join(
            [
                "# software id = LAB1-0001",
                "#",
                "# model = RB750Gr3",
                f"# serial number = {self.serial}",
                *export(self.running),
                "",
            ]
        )

    def startup_text(self) -> str:
        """Every change is kept at once."""
        return self.running_text()

    def edit(self, lines: list[str]) -> str | None:
        for line in lines:
            try:
                Editor(self.running).carry_out(understand(line, ""), line)
            except (Refusal, KeyError):
                return f"the device refuses {line!r}"
        self.save()
        self.journal.record("edited", lines=lines)
        return None

    def rename(self, name: str) -> str | None:
        return self.edit([f"/system identity set name={name}"])

    def log_line(self) -> str:
        return (
            f"(8 messages not shown)\r\n{time.strftime('%b/%d/%Y %H:%M:%S').lower()} system,info,account user admin"
            " logged in from 192.0.2.77 via ssh"
        )


DEVICE = RouterOs
