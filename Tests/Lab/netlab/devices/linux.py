"""A Linux host behind OpenSSH: a small shell with sudo and a few files that are kept."""

import json
import shlex
import time
from collections.abc import Awaitable, Callable
from typing import Any

from ..session.device import Device
from ..session.pager import Pager, erase_line
from ..session.shell import Shell as AnyShell
from ..session.terminal import Terminal

RELEASE = (
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12'
    ' (bookworm)"\nID=debian\n'
)
PRODUCT = "/sys/class/dmi/id/product_name"
KERNEL = "6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64 GNU/Linux"


class Shell(AnyShell):
    """Understands some commands, ``sudo`` before them, and ``>`` or ``>>`` behind ``echo``."""

    device: "Linux"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.terminal.scrolls = False
        self.terminal.length = 0
        self.terminal.pager = Pager("--More--", erase_line)
        self.levels: list[str] = []
        self.status = 0

    async def greet(self) -> None:
        await self.say(
            f"Linux {self.device.hostname} {KERNEL}\n\nThe programs included with the Debian GNU/Linux system are free"
            " software.\n"
        )

    @property
    def user(self) -> str:
        return self.levels[-1] if self.levels else self.username

    @property
    def mode(self) -> str:
        return "root" if self.user == "root" else "shell"

    @property
    def prompt(self) -> str:
        return f"{self.user}@{self.device.hostname}:~{'#' if self.user == 'root' else '$'} "

    async def handle(self, line: str) -> None:
        if line == "\x04":
            line = "exit"
        if line in ("\x03", "\x1a") or not line.strip():
            return
        try:
            words = shlex.split(line, comments=True)
        except ValueError:
            await self.say(
                "-bash: unexpected EOF while looking for matching quote\n-bash: syntax error: unexpected end of file\n"
            )
            return
        if words:
            await self.run_words(words)

    async def run_words(self, words: list[str]) -> None:
        if words[0] == "sudo":
            await self.sudo(words[1:])
            return
        if words[0] in ("exit", "logout"):
            if self.levels:
                self.levels.pop()
            else:
                self.open = False
            return
        action = getattr(self, f"do_{words[0]}", None)
        self.status = 0
        if action is None:
            self.status = 127
            await self.say(f"-bash: {words[0]}: command not found\n")
            return
        await self.terminal.page(action(words[1:]))

    async def sudo(self, words: list[str]) -> None:
        """Asks for the password once a session."""
        if self.user != "root" and not self.device.is_trusted:
            for attempt in range(3):
                given = await self.ask(f"[sudo] password for {self.user}: ", echo=False)
                if given == self.device.secrets.password and not self.device.faults.wrong_enable:
                    break
                await self.say("Sorry, try again.\n" if attempt < 2 else "sudo: 3 incorrect password attempts\n")
            else:
                self.status = 1
                return
        if words[:1] in (["-i"], ["-s"], ["su"]):
            self.levels.append("root")
            return
        self.levels.append("root")
        try:
            await self.run_words(words)
        finally:
            self.levels.pop()

    def do_whoami(self, words: list[str]) -> str:
        return f"{self.user}\n"

    def do_id(self, words: list[str]) -> str:
        return (
            "uid=0(root) gid=0(root) groups=0(root)\n"
            if self.user == "root"
            else f"uid=1000({self.user}) gid=1000({self.user}) groups=1000({self.user}),27(sudo)\n"
        )

    def do_hostname(self, words: list[str]) -> str:
        return f"{self.device.hostname}\n"

    def do_hostnamectl(self, words: list[str]) -> str:
        if words[:1] in (["set-hostname"], ["hostname"]) and len(words) > 1:
            return self.write("/etc/hostname", words[1] + "\n")
        return (
            f" Static hostname: {self.device.hostname}\nOperating System: Debian GNU/Linux 12 (bookworm)\n         "
            " Kernel: Linux 6.1.0-18-amd64\n"
        )

    def do_uname(self, words: list[str]) -> str:
        return (
            f"Linux {self.device.hostname} {KERNEL}\n"
            if words[:1] == ["-a"]
            else "6.1.0-18-amd64\n"
            if words[:1] == ["-r"]
            else "Linux\n"
        )

    def do_uptime(self, words: list[str]) -> str:
        minutes = int(time.time() - self.device.booted) // 60
        return f" {time.strftime('%H:%M:%S')} up 1 day, {minutes} min,  1 user,  load average: 0.00, 0.01, 0.00\n"

    def do_pwd(self, words: list[str]) -> str:
        return "/root\n" if self.user == "root" else f"/home/{self.user}\n"

    def do_export(self, words: list[str]) -> str:
        return ""

    def do_ip(self, words: list[str]) -> str:
        if "link" in words:
            return (
                "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen"
                " 1000\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP mode DEFAULT group"
                " default qlen 1000\n"
            )
        return "lo               UNKNOWN        127.0.0.1/8 ::1/128\neth0             UP             192.0.2.10/24\n"

    def do_cat(self, words: list[str]) -> str:
        rows = []
        for name in words:
            if name == "/proc/uptime":
                rows.append(f"{time.time() - self.device.booted + 86400:.2f} 170000.00\n")
                continue
            self.status = 0 if name in self.device.files else 1
            rows.append(self.device.files.get(name, f"cat: {name}: No such file or directory\n"))
        return "".join(rows)

    def do_ls(self, words: list[str]) -> str:
        return "".join(
            f"{name}\n" for name in sorted(self.device.files) if name.startswith(words[-1] if words else "/")
        )

    def do_true(self, words: list[str]) -> str:
        return ""

    def do_echo(self, words: list[str]) -> str:
        text = " ".join(str(self.status) if word == "$?" else word for word in words)
        for sign in (" >> ", " > "):
            kept, found, name = text.partition(sign)
            if found:
                return self.write(name, (self.device.files.get(name, "") if sign == " >> " else "") + kept + "\n")
        return f"{text}\n"

    def do_rm(self, words: list[str]) -> str:
        if self.user != "root" and words and words[-1].startswith("/etc"):
            self.status = 1
            return f"rm: cannot remove '{words[-1]}': Permission denied\n"
        self.device.files.pop(words[-1], None)
        self.device.save()
        return ""

    def write(self, name: str, text: str) -> str:
        if self.user != "root" and name.startswith("/etc"):
            self.status = 1
            return f"-bash: {name}: Permission denied\n"
        self.device.files[name] = text
        self.device.save()
        self.device.journal.record("applied", session=self.session, line=name)
        return ""


class Linux(Device):
    platform = "linux"
    prefix = "lx"
    version_string = "OpenSSH_9.2p1 Debian-2+deb12u2"
    login_prompt = "{name} login: "
    telnet_banner = "Debian GNU/Linux 12\n"
    is_trusted = False
    forwards = True

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.loaded: dict[str, str] | None = None

    def shell(self, terminal: Terminal, session: str, gone: Callable[[], Awaitable[None]]) -> AnyShell:
        return Shell(self, terminal, session, gone)

    @property
    def files(self) -> dict[str, str]:
        if self.loaded is None:
            first = {
                "/etc/hostname": f"{self.name}\n",
                "/etc/os-release": RELEASE,
                "/etc/motd": "",
                PRODUCT: "Standard PC (Q35 + ICH9, 2009)\n",
            }
            self.loaded = json.loads(self.saved.read_text()) if self.saved.exists() else first
        return self.loaded

    @property
    def hostname(self) -> str:
        return self.files["/etc/hostname"].strip()

    def boot(self) -> None:
        self.loaded, self.booted = None, time.time()

    def save(self) -> None:
        self.store(json.dumps(self.files))

    def running_text(self) -> str:
        return "".join(f"# {name}\n{text}" for name, text in sorted(self.files.items()))

    def startup_text(self) -> str:
        return self.running_text()

    def edit(self, lines: list[str]) -> str | None:
        """Each line is ``FILE=TEXT``."""
        for line in lines:
            name, sign, text = line.partition("=")
            if not sign:
                return f"the device refuses {line!r}; say FILE=TEXT"
            self.files[name] = text + "\n"
        self.save()
        self.journal.record("edited", lines=lines)
        return None

    def rename(self, name: str) -> str | None:
        return self.edit([f"/etc/hostname={name}"])

    def log_line(self) -> str:
        return (
            f"\r\nBroadcast message from root@{self.hostname} ({time.strftime('%a %b %d %H:%M:%S %Y')}):\r\n\r\nThe"
            " system will be maintained tonight"
        )


DEVICE = Linux
