"""Ubiquiti EdgeOS 2: of the same descent as VyOS."""

import time

from . import vyos
from .vyos import FACTORY, Vyos

VERSION = """\
Version:      v2.0.9-hotfix.7
Build ID:     5622731
Build on:     07/27/23 09:52
Copyright:    2012-2020 Ubiquiti Networks, Inc.
HW model:     EdgeRouter 4
HW S/N:       F09FC2{serial}
Uptime:       1 day
"""


class Shell(vyos.Shell):
    version_text = VERSION


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
