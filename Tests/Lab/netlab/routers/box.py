"""First process of the routers' namespaces: starts FRR and sshd, then obeys JSON lines on standard input.

When standard input closes (the lab ended, however it ended) this process ends, and the kernel ends everything else
in its PID namespace with it.
"""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import namespace, seccomp

DAEMONS = ("zebra", "staticd", "bgpd")


class Box:
    """The routers of one lab."""

    def __init__(self, folder: Path, routers: list[str], rootless: bool, account: str) -> None:
        self.folder = folder
        self.names = routers
        self.servers: dict[str, int] = {}
        if rootless:
            seccomp.ignore_setgroups()
        namespace.write_accounts(folder / "private", account, rootless)
        namespace.mount_private(folder / "private", folder / "frr")
        namespace.connect(self.names)

    def start_router(self, name: str) -> None:
        """Starts the daemons of one router, waits for their sockets, and loads its saved configuration."""
        Path("/run/frr", name).mkdir()
        for daemon in DAEMONS:
            command = [f"/usr/lib/frr/{daemon}", "-N", name, "-A", "127.0.0.1", "-P", "0"]
            command += ["--log", f"file:{self.folder / name / (daemon + '.log')}", "--log-level", "informational"]
            own = ["nsenter", f"--net=/run/netns/{name}", "unshare", "--uts", "--", "sh", "-c"]
            own += ['hostname "$0" && exec "$@"', name]
            self.spawn([*own, *command], self.folder / name / "daemons.log")
            self.await_socket(name, daemon)
        self.vtysh(name, ["-b"])

    def await_socket(self, name: str, daemon: str) -> None:
        path = Path("/run/frr", name, f"{daemon}.vty")
        for _ in range(400):
            if path.exists():
                return
            select.select([], [], [], 0.025)
        tail = (self.folder / name / "daemons.log").read_text()[-300:]
        raise OSError(f"{daemon} of {name} did not start: {tail.strip() or 'it said nothing'}")

    def start_server(self, name: str) -> None:
        """Starts the router's sshd; it answers on the port of its configuration."""
        log = self.folder / name / "sshd.log"
        command = ["/usr/sbin/sshd", "-D", "-f", str(self.folder / name / "sshd_config"), "-E", str(log)]
        self.servers[name] = self.spawn(command, log)

    def stop_server(self, name: str) -> None:
        pid = self.servers.pop(name, None)
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)

    def sessions(self, name: str) -> list[int]:
        """The processes that the router's listener forked: one a connection."""
        found = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            if parent == self.servers.get(name):
                found.append(int(status.parent.name))
        return found

    def cut(self, name: str) -> int:
        sessions = self.sessions(name)
        for pid in sessions:
            os.kill(pid, signal.SIGKILL)
        return len(sessions)

    def vtysh(self, name: str, arguments: list[str]) -> tuple[bool, str]:
        command = ["/usr/bin/vtysh", "-N", name, *arguments]
        result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        return result.returncode == 0, result.stdout + result.stderr

    def spawn(self, command: list[str], log: Path) -> int:
        with log.open("ab") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        return process.pid

    def obey(self, order: dict[str, Any]) -> dict[str, Any]:
        name = order["router"]
        match order["op"]:
            case "vtysh":
                accepted, text = self.vtysh(name, order["arguments"])
                return {"ok": accepted, "text": text}
            case "listen":
                if name not in self.servers:
                    self.start_server(name)
            case "deafen":
                self.cut(name)
                self.stop_server(name)
            case "cut":
                return {"ok": True, "count": self.cut(name)}
            case "sessions":
                return {"ok": True, "count": len(self.sessions(name))}
            case other:
                return {"ok": False, "error": f"the routers know no order {other!r}"}
        return {"ok": True}


def main() -> None:
    order = json.loads(sys.stdin.readline())
    try:
        box = Box(Path(order["folder"]), order["routers"], order["rootless"], order["account"])
        for name in box.names:
            box.start_router(name)
            box.start_server(name)
    except OSError as problem:
        print(json.dumps({"ok": False, "error": str(problem)}), flush=True)
        sys.exit(1)
    print(json.dumps({"ok": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(box.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
