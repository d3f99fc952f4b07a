"""A whole NetStacks: database, `serve`, `worker`, people with tokens, and the lab's devices in it."""

import itertools
import re
import shutil
import tempfile
import time
from pathlib import Path

from api import API, JSON, Refused
from lab import Lab
from netlab.inventory import free_port
from program import Process, command
from server import Server
from waiting import until

# Short, so that the loss of a worker is noticed within a test's patience; long enough that a worker on a busy machine,
# which misses some heartbeats, is not taken for lost.
LEASE = {"NETSTACKS_JOB_LEASE": "4s", "NETSTACKS_JOB_HEARTBEAT": "500ms", "NETSTACKS_JOB_POLL_INTERVAL": "1s"}
DEVICE_LIMITS = {
    "NETSTACKS_DEVICE_CONNECT_TIMEOUT": "10s",
    "NETSTACKS_DEVICE_KEY_EXCHANGE_TIMEOUT": "6s",
    "NETSTACKS_DEVICE_COMMAND_TIMEOUT": "60s",
    # Each job signs in, so that what a test does to a device is met by the next job; test_sessions.py keeps them.
    "NETSTACKS_DEVICE_SESSIONS": "0",
    # For test_ways.py; that it is off otherwise is tested without a network.
    "NETSTACKS_DEVICE_TELNET": "true",
}
PASSWORD_OF_OTHERS = "a long enough password"
ONGOING = ("draft", "planning", "running", "verifying")


class House:
    """The author proposes and runs, the approver answers; the worker is a process of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ns-house-"))
        self.lab = Lab(self.folder / "lab")
        self.server = Server()
        self.port = free_port()
        self.environment = {
            "DATABASE_URL": self.server.url,
            "NETSTACKS_DATA_FOLDER": str(self.folder / "data"),
            "NETSTACKS_LISTEN_HOST": "127.0.0.1",
            "NETSTACKS_LISTEN_PORT": str(self.port),
            "NETSTACKS_RUN_WORKER": "false",
            "NETSTACKS_LOG_LEVEL": "trace",
            **LEASE,
            **DEVICE_LIMITS,
        }
        self.blocks = itertools.count(1)
        command(self.environment, "migrate")
        planted = command(self.environment, "demo-seed", "--lab", str(self.lab.inventory_path))
        self.password = re.findall(r"password, shown only now: (\S+)", planted)[0]
        command(
            self.environment, "user", "add", "bella", "--role", "approver", "--password-stdin",
            given=PASSWORD_OF_OTHERS + "\n",
        )  # fmt: skip
        self.author = API(self.port, self.token("admin"))
        self.approver = API(self.port, self.token("bella"))
        self.serve = Process(self.environment, self.log("serve"), "serve")
        self.worker = self.start_worker()
        until("serve answers", self.is_ready)
        self.ids = {device["name"]: device["id"] for device in self.author.get("/devices")["items"]}

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def token(self, username: str) -> str:
        return command(self.environment, "user", "token", username, "--label", "scenarios", "--days", "1").strip()

    def is_ready(self) -> bool:
        assert self.serve.is_running, self.log("serve").read_text()[-3000:]
        try:
            return bool(self.author.get("/devices"))
        except ConnectionError:
            return False

    def is_ready_again(self) -> bool:
        """Like `is_ready`, for a time in which refusals are expected."""
        try:
            return self.is_ready()
        except Refused as refusal:
            assert refusal.status == 503, refusal
            return False

    def start_worker(self, **settings: str) -> Process:
        """Starts a worker beside the one that there may be; the newest is `worker`."""
        self.worker = Process({**self.environment, **settings}, self.log("worker"), "worker")
        return self.worker

    def restart_serve(self, **settings: str) -> None:
        """Replaces `serve`, for settings that a test needs; without any, by one as it was."""
        self.serve.end()
        self.serve = Process({**self.environment, **settings}, self.log("serve"), "serve")
        until("serve answers", self.is_ready)

    def use_standard_lease(self) -> None:
        """Replaces the worker by one with the leases that an installation has."""
        self.worker.end()
        self.start_worker(NETSTACKS_JOB_LEASE="15s", NETSTACKS_JOB_HEARTBEAT="3s")

    def stop(self) -> None:
        self.worker.end()
        self.serve.end()
        self.server.remove()
        self.lab.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # Changes

    def fresh_lines(self, count: int = 10) -> str:
        """Lines that no other test has used."""
        block = next(self.blocks)
        return "\n".join(f"ntp server 10.77.{block}.{number}" for number in range(1, count + 1))

    def propose(
        self, devices: list[str], lines: str = "", template: str = "", variables: JSON | None = None,
        operation: str = "deploy",
    ) -> str:  # fmt: skip
        """Proposes lines, or a template set by its id; the answer is the change's id."""
        source = {"kind": "template", "template_id": template, "operation": operation}
        change = self.author.post(
            "/changes",
            {
                "title": "A scenario",
                "reason": "Its test",
                "source": {"kind": "lines", "lines": lines} if lines else source,
                "device_ids": [self.ids[device] for device in devices],
                "variables": variables or {},
            },
        )
        return str(change["id"])

    def change(self, change: str) -> JSON:
        return self.author.get(f"/changes/{change}")

    def settled(self, change: str, limit: float = 120.0) -> JSON:
        """The change when nothing goes on with it any more."""
        began = time.monotonic()
        while True:
            found = self.change(change)
            if found["state"] not in ONGOING:
                return found
            waited = time.monotonic() - began
            assert waited < limit, f"still {found['state']} after {limit:g} s: {states(found)}"
            time.sleep(0.05)

    def in_state(self, change: str, device: str, state: str, limit: float = 60.0) -> JSON:
        """The target of a device once it is in a state."""

        def ask() -> JSON | None:
            found = target(self.change(change), device)
            return found if found["state"] == state else None

        found = until(f"{device} is {state}", ask, limit)
        assert found is not None
        return found

    def plan(self, devices: list[str], lines: str = "", **how: str | JSON) -> JSON:
        """A change that is planned and, where policy asks for it, approved."""
        found = self.settled(self.propose(devices, lines, **how))  # type: ignore[arg-type]
        assert found["state"] in ("approved", "awaiting_approval"), f"{found['state']}: {found['outcome']}"
        if found["state"] == "awaiting_approval":
            self.approve(found)
        return self.change(found["id"])

    def approve(self, change: JSON) -> None:
        self.approver.post(f"/changes/{change['id']}/approvals", {"digest": change["digest"], "reason": "Read it."})

    def start(self, change: JSON) -> None:
        self.author.post(f"/changes/{change['id']}/runs", {"digest": change["digest"]})

    def run(self, change: JSON, limit: float = 120.0) -> JSON:
        self.start(change)
        return self.settled(change["id"], limit)

    def check_connection(self, device: str) -> JSON:
        """The job of a connection test, when it has ended."""
        job = self.author.post(f"/devices/{device}/connection-tests")["job_id"]

        def ended() -> JSON | None:
            found: JSON = self.author.get(f"/jobs/{job}")
            return found if found["finished_at"] else None

        found = until("the test ends", ended)
        assert found is not None
        return found

    def template(self, name: str, deploy: str, validate: str = "", delete: str = "") -> str:
        bodies = {"deploy": deploy, "validate": validate, "delete": delete}
        answer = self.author.post("/templates", {"name": name, "summary": "", "platforms": ["cisco_ios"], **bodies})
        return str(answer["id"])

    def rest(self) -> None:
        """Nothing runs, no device has a fault, none is left alone, a worker works: how each test finds the house."""
        for device in self.lab.devices:
            device.ask("clear")
        if not self.worker.is_running:
            self.start_worker()
        for change in self.author.get("/changes?state=running,verifying")["items"]:
            self.author.post(f"/changes/{change['id']}/cancellation")
            self.settled(change["id"])
        # Tests take devices away and give wrong passwords more often in a row than people do.
        for held in ("breakers", "lockouts"):
            for each in self.author.get(f"/{held}?size=500")["items"]:
                self.author.post(f"/{held}/{each['id']}/reset")


def editable(device: JSON) -> JSON:
    """What an edit of a device has to say, as it is."""
    names = (
        "name", "host", "port", "platform", "protocol", "jump_host_id", "site", "fact_protocol", "fact_port",
        "credential_set_id", "tags", "allows_legacy_algorithms", "notes",
    )  # fmt: skip
    return {name: device[name] for name in names}


def target(change: JSON, device: str) -> JSON:
    found: JSON = next(each for each in change["targets"] if each["device_name"] == device)
    return found


def states(change: JSON) -> dict[str, str]:
    """The state of each device, with its sentence; for the message of a test that fails."""
    return {each["device_name"]: f"{each['state']}: {each['detail']}" for each in change["targets"]}
