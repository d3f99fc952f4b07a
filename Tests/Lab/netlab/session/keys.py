"""Host keys: a device's own, a stranger's, and the old kind that legacy devices have."""

import functools
from pathlib import Path

import asyncssh


def load_key(path: Path) -> asyncssh.SSHKey:
    """The device's own key, made at its first start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = asyncssh.generate_private_key("ssh-ed25519")
        path.touch(mode=0o600)
        key.write_private_key(str(path))
    return asyncssh.read_private_key(str(path))


@functools.cache
def legacy_key() -> asyncssh.SSHKey:
    """An RSA key of 2048 bits; all legacy devices of a process show the same one."""
    return asyncssh.generate_private_key("ssh-rsa", key_size=2048)


def public_text(key: asyncssh.SSHKey) -> str:
    return " ".join(key.export_public_key().decode().split()[:2])
