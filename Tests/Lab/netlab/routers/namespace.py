"""The private view of the machine that the routers live in: mounts, accounts and links.

Runs as the first process of new mount, PID and (without root) user namespaces, so nothing here is seen outside.
"""

import pwd
import subprocess
from pathlib import Path


def run(*command: str) -> None:
    """Runs a command; what it said is part of the error."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise OSError(f"`{' '.join(command)}` said: {result.stderr.strip() or result.returncode}")


def write_accounts(folder: Path, account: str, rootless: bool) -> None:
    """Writes the account files in which FRR's user is the account that runs the lab.

    FRR insists on a member of `frrvty`, sshd on a user for privilege separation; this way no system account is
    made or changed, and `write memory` may hand the file to its owner.
    """
    separation = 0 if rootless else pwd.getpwnam("sshd").pw_uid
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    users = [f"{account}:x:0:0::{home}:/bin/sh", "frr:x:0:0::/nonexistent:/bin/sh"]
    if account != "root":
        users.append(f"root:x:0:0::{home}:/bin/sh")
    users.append(f"sshd:x:{separation}:{0 if rootless else 65534}::/run/sshd:/usr/sbin/nologin")
    (folder / "passwd").write_text("\n".join(users) + "\n")
    (folder / "group").write_text(f"root:x:0:\nfrr:x:0:\nfrrvty:x:0:frr,{account}\nnogroup:x:65534:\n")
    (folder / "shadow").write_text("".join(f"{user.split(':')[0]}:*:19000:0:99999:7:::\n" for user in users))
    (folder / "nsswitch.conf").write_text("passwd: files\ngroup: files\nshadow: files\nhosts: files\n")


def mount_private(folder: Path, configuration: Path) -> None:
    """Covers /run, /etc/frr and the account files with the lab's own."""
    run("mount", "--make-rprivate", "/")
    run("mount", "-t", "proc", "proc", "/proc")
    run("mount", "-t", "tmpfs", "-o", "mode=755", "lab", "/run")
    for name in ("sshd", "frr", "netns"):
        Path("/run", name).mkdir()
    run("mount", "--bind", str(configuration), "/etc/frr")
    if not folder.is_relative_to("/var/tmp"):
        run("mount", "-t", "tmpfs", "lab", "/var/tmp")  # FRR keeps its crash logs there
    for name in ("passwd", "group", "shadow", "nsswitch.conf"):
        run("mount", "--bind", str(folder / name), f"/etc/{name}")


def connect(routers: list[str]) -> None:
    """Gives each router a network namespace with eth0, a link to the next router, and eth1, a stub network."""
    for name in routers:
        handle = Path("/run/netns", name)
        handle.touch()
        run("unshare", f"--net={handle}", "true")
        run("ip", "-n", name, "link", "set", "lo", "up")
        run("ip", "-n", name, "link", "add", "eth1", "type", "bridge")
        run("ip", "-n", name, "link", "set", "eth1", "up")
    for left, right in zip(routers[::2], routers[1::2], strict=False):
        run("ip", "-n", left, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", right)
        run("ip", "-n", left, "link", "set", "eth0", "up")
        run("ip", "-n", right, "link", "set", "eth0", "up")
