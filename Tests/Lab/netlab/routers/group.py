"""The routers as the lab sees them: their files, and the process that runs them in private namespaces."""

import asyncio
import json
import os
import pwd
import shutil
import sys
from pathlib import Path
from typing import Any

import asyncssh

PACKAGES = {"/usr/lib/frr/zebra": "frr", "/usr/sbin/sshd": "openssh-server", "/usr/sbin/ip": "iproute2"}

SSHD = """\
ListenAddress 127.0.0.1:{port}
HostKey {host_key}
AuthorizedKeysFile {authorized_keys}
AllowUsers {account}
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PidFile none
PrintMotd no
PrintLastLog no
PermitUserRC no
AllowTcpForwarding no
MaxStartups 200:30:400
MaxSessions 50
ForceCommand /usr/bin/vtysh -N {name}
"""

FRR = """\
frr defaults traditional
hostname {name}
!
interface eth0
 description to {peer}
 ip address 10.255.{link}.{place}/30
exit
!
interface eth1
 description stub network
 ip address 10.{number}.0.1/24
exit
!
router bgp {asn}
 no bgp ebgp-requires-policy
 neighbor 10.255.{link}.{other} remote-as {peer_asn}
 !
 address-family ipv4 unicast
  redistribute connected
 exit-address-family
exit
!
line vty
!
"""


def account() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return "operator"


def missing_packages() -> list[str]:
    """Debian packages without which no router can start."""
    return sorted({package for path, package in PACKAGES.items() if not Path(path).exists()})


class RouterGroup:
    """All routers of one lab; they share one process tree, which ends with the lab."""

    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self.folder = folder
        self.ports = ports
        self.account = account()
        self.process: asyncio.subprocess.Process | None = None
        self.turn = asyncio.Lock()

    def prepare(self) -> None:
        """Writes the keys and configurations that are missing; what a router saved stays."""
        operator = self.folder / "keys" / "operator"
        if not operator.exists():
            make_key(operator)
        for number, name in enumerate(self.ports, start=1):
            (self.folder / name).mkdir(exist_ok=True)
            key = self.folder / name / "host_key"
            if not key.exists():
                make_key(key)
            self.write_server(name, key)
            self.write_factory(name, number)

    def write_server(self, name: str, key: Path, refuse: bool = False) -> None:
        """Writes the router's sshd_config; ``refuse`` leaves nobody who may sign in."""
        keys = self.folder / "keys" / ("nobody.pub" if refuse else "operator.pub")
        text = SSHD.format(
            port=self.ports[name], host_key=key, authorized_keys=keys, account=self.account, name=name
        )  # fmt: skip
        (self.folder / name / "sshd_config").write_text(text)

    def write_factory(self, name: str, number: int) -> None:
        configuration = self.folder / "frr" / name
        configuration.mkdir(parents=True, exist_ok=True)
        (configuration / "vtysh.conf").write_text(f"hostname {name}\nservice integrated-vtysh-config\n")
        if (configuration / "frr.conf").exists():
            return
        place = 1 if number % 2 else 2
        peer = number + 1 if number % 2 else number - 1
        text = FRR.format(
            name=name, number=number, link=(number - 1) // 2, place=place, other=3 - place,
            peer=f"r{peer}", asn=65000 + number, peer_asn=65000 + peer,
        )  # fmt: skip
        (configuration / "frr.conf").write_text(text)

    async def start(self) -> None:
        """Starts the routers; raises OSError with a sentence that says what is missing."""
        missing = missing_packages()
        if missing:
            raise OSError(f"the routers need these Debian packages: {' '.join(missing)}")
        self.prepare()
        rootless = os.getuid() != 0
        user = ["--user", "--map-root-user"] if rootless else []
        unshare = shutil.which("unshare") or "/usr/bin/unshare"
        command = [unshare, *user, "--mount", "--pid", "--fork", "--kill-child", sys.executable]
        self.process = await asyncio.create_subprocess_exec(
            *command,
            "-m",
            "netlab.routers.box",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=(self.folder / "routers.log").open("ab"),
            env={**os.environ, "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
        )
        routers = list(self.ports)
        order = {"folder": str(self.folder), "routers": routers, "rootless": rootless, "account": self.account}
        answer = await self.ask(order)
        if not answer["ok"]:
            raise OSError(f"the routers did not start: {answer['error']}")
        for name in routers:
            await self.await_listening(name)

    async def await_listening(self, name: str) -> None:
        """Returns when the router's sshd accepts connections, which is some milliseconds after its start."""
        for _ in range(500):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.ports[name])
            except ConnectionRefusedError:
                await asyncio.sleep(0.01)
                continue
            writer.close()
            return
        raise OSError(f"sshd of {name} does not listen; see {self.folder / name / 'sshd.log'}")

    async def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Sends one order and awaits its answer."""
        process = self.process
        if process is None or process.stdin is None or process.stdout is None:
            raise OSError("the routers do not run")
        async with self.turn:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            line = await process.stdout.readline()
        if not line:
            said = (self.folder / "routers.log").read_text()[-400:].strip()
            hint = "run the lab as root, or allow user namespaces (sysctl user.max_user_namespaces)"
            return {"ok": False, "error": f"{said or 'their process ended'}; {hint}"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def stop(self) -> None:
        """Ends the routers by closing their input; the kernel ends whatever does not listen."""
        if self.process is None or self.process.stdin is None:
            return
        self.process.stdin.close()
        await self.process.wait()

    async def order(self, name: str, op: str, **details: Any) -> dict[str, Any]:
        return await self.ask({"router": name, "op": op, **details})

    async def restart_server(self, name: str, key: Path, refuse: bool = False) -> dict[str, Any]:
        """Lets the router's sshd start again with another configuration."""
        self.write_server(name, key, refuse)
        await self.order(name, "deafen")
        return await self.listen(name)

    async def listen(self, name: str) -> dict[str, Any]:
        """Lets the router's sshd listen (again)."""
        answer = await self.order(name, "listen")
        await self.await_listening(name)
        return answer


def make_key(path: Path) -> None:
    """An ed25519 key pair in OpenSSH's format, without a passphrase."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="netstacks-lab")
    path.touch(mode=0o600)
    key.write_private_key(str(path))
    key.write_public_key(f"{path}.pub")
