"""Ubiquiti EdgeOS 2: of the same descent as VyOS."""

import time

from . import vyos
from .paths.tree import value
from .shell import command
from .texts import data
from .vyos import FACTORY, Vyos

VERSION = data("ubiquiti_edgeos.version")


class Shell(vyos.Shell):
    @command("show version")
    def show_version(self, words: tuple[str, ...]) -> str:
        return VERSION.format(serial=self.device.serial, uptime=vyos.uptime(self.device))

    @command("show interfaces")
    def show_interfaces(self, words: tuple[str, ...]) -> str:
        rows = ["Codes: S - State, L - Link, u - Up, D - Down, A - Admin Down"]
        rows += ["Interface    IP Address                        S/L  Description"]
        rows += ["---------    ----------                        ---  -----------"]
        for ports in self.device.running.get("interfaces", {}).values():
            for name, tree in ports.items():
                state = "A/D" if "disable" in tree else "u/u"
                rows.append(
                    f"{name:<12} {value(tree, 'address') or '-':<33} {state:<4} {value(tree, 'description')}".rstrip()
                )
        return "\n".join([*rows, ""])


class EdgeOs(Vyos):
    platform = "ubiquiti_edgeos"
    prefix = "er"
    account = "ubnt"
    version_string = "OpenSSH_7.4p1 Debian-10+deb9u7"
    telnet_banner = "Welcome to EdgeOS\n\n"
    shell_class = Shell
    factory = FACTORY.replace("lo\n", "lo address 127.0.0.1/8\n", 1)
    welcome = "Linux {name} 4.9.79-UBNT #1 SMP Thu Jul 27 09:54:11 UTC 2023 mips64\nWelcome to EdgeOS\n"

    def log_line(self) -> str:
        return time.strftime("%b %d %H:%M:%S ") + f"{self.hostname} ubnt-util: Commit by ubnt, configuration changed"


DEVICE = EdgeOs
