"""Devices that tell what they are by other ways than a command line: HTTPS, NETCONF, SNMP. Each is a process on loopback."""

import os
import subprocess
import sys
from pathlib import Path

from netlab.inventory import free_port

TESTS = Path(__file__).resolve().parent.parent
USER, PASSWORD = "admin", "secret"
# Junos' own operations; other users of the scripted router are other models.
NETCONF_USER = "junos"
SNMP = {"community": "our-word", "user": "ops", "password": "a secret word", "privacy_password": "another word"}
AGENT = f"""
rocommunity {SNMP["community"]}
sysName lab-sw1
sysDescr Arista Networks EOS version 4.29.2F running on an Arista Networks DCS-7050SX3
sysObjectID 1.3.6.1.4.1.30065.1.3011
createUser {SNMP["user"]} SHA-256 "{SNMP["password"]}" AES "{SNMP["privacy_password"]}"
rouser {SNMP["user"]} priv
"""


class Teller:
    """A process that serves a port and ends with this object's `stop`."""

    def __init__(self, command: list[str], port: int | None = None, **environment: str) -> None:
        is_silent = port is not None
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL if is_silent else subprocess.PIPE,
            stderr=subprocess.DEVNULL if is_silent else None, text=True, env={**os.environ, **environment},
        )  # fmt: skip
        words = self.process.stdout.readline().split() if self.process.stdout else []
        assert port or words, f"{command} did not start; what it said stands above"
        self.port = port or int(words[0])

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


def certificate(folder: Path, name: str = "server") -> Path:
    """A self-signed certificate with its key, in one file."""
    pem, public = folder / f"{name}.pem", folder / f"{name}.crt"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(pem), "-out", str(public), "-days", "2",
         "-subj", "/CN=sw1"], check=True, capture_output=True,
    )  # fmt: skip
    pem.write_text(pem.read_text() + public.read_text())
    return pem


def https_switches(pem: Path, port: int = 0) -> Teller:
    """An Arista, a Nexus and a device with RESTCONF behind one certificate."""
    return Teller([sys.executable, str(TESTS / "DeviceAPITests/Servers/server.py"), str(pem), str(port)])


def netconf_router() -> Teller:
    """A router with NETCONF over SSH."""
    return Teller([sys.executable, str(TESTS / "NETCONFTests/Servers/server.py")])


def snmp_agent(folder: Path) -> Teller:
    """net-snmp's own agent; it does not say when it is ready."""
    (folder / "kept").mkdir(parents=True)
    (folder / "snmpd.conf").write_text(AGENT)
    port = free_port()
    return Teller(
        ["/usr/sbin/snmpd", "-f", "-Ln", "-C", "-c", f"{folder}/snmpd.conf", f"udp:127.0.0.1:{port}"], port,
        SNMPCONFPATH=str(folder), SNMP_PERSISTENT_DIR=f"{folder}/kept", MIBS="", HOME=str(folder),
    )  # fmt: skip
