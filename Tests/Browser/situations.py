"""Changes in every state a person can meet, made on the lab's devices with its faults."""

from dataclasses import dataclass
from typing import Any

from netlab.api import Client
from netlab.cli import ask

JSON = dict[str, Any]
LIMIT = 180.0  # seconds; generous, because the machine may be slow and busy
RISKY = "line vty 0 4\n exec-timeout 7 0"  # touches access to the device, so somebody else has to approve it


@dataclass
class Situations:
    """Who proposes, who answers, and the devices. Each situation leaves its devices without faults."""

    author: Client
    approver: Client
    inventory: JSON
    used: int = 0

    def done(self) -> str:
        return self.run(self.plan("Time servers for the access switches", ["sw1", "sw2"], self.lines(2)))

    def undone(self) -> str:
        change = self.done()
        undo = self.author.post(f"/changes/{change}/undo", {"reason": "Only for the evening"})["id"]
        self.settled(undo)
        self.run(undo)
        return change

    def in_place(self) -> str:
        lines = self.lines(1)
        self.run(self.plan("One time server", ["sw1"], lines))
        return self.plan("One time server, again", ["sw1"], lines)

    def ready(self) -> str:
        return self.plan("Two more time servers", ["sw1", "sw2", "sw3"], self.lines(2))

    def awaiting_approval(self) -> str:
        return self.plan("Shorter sessions on the switches", ["sw1", "sw2"], RISKY)

    def rejected(self) -> str:
        change = self.author.get(f"/changes/{self.awaiting_approval()}")
        answer = {"digest": change["digest"], "reason": "Seven minutes is too short for the night shift."}
        self.approver.post(f"/changes/{change['id']}/rejections", answer)
        return str(change["id"])

    def planning_failed(self) -> str:
        self.fault("sw3", "unreachable")
        change = self.plan("Time servers everywhere", ["sw1", "sw3"], self.lines(1))
        self.clear("sw3")
        return change

    def held(self) -> str:
        change = self.plan("Time servers after a surprise", ["sw1", "sw2"], self.lines(2))
        self.ask("sw2", command="edit", lines=[f"ntp server 198.51.100.{self.used}"])
        return self.run(change)

    def reverted(self) -> str:
        lines = self.lines(5)
        change = self.plan("Five time servers", ["sw1", "sw2"], lines)
        self.fault("sw2", "reject", "^" + lines.splitlines()[2] + "$")
        return self.run(change, "sw2")

    def needs_person(self) -> str:
        lines = self.lines(4).splitlines()
        change = self.plan("Four time servers", ["sw1", "sw3"], "\n".join(lines))
        self.fault("sw3", "reject", f"^({lines[2]}|no {lines[0]})$")
        return self.run(change, "sw3")

    def cancelled(self) -> str:
        change = self.plan("Nobody wants this", ["sw1"], self.lines(1))
        self.author.post(f"/changes/{change}/cancellation", {})
        return change

    def running(self) -> str:
        """Waits before its third line on sw2 until `finish`."""
        lines = self.lines(6)
        change = self.plan("Six time servers", ["sw1", "sw2"], lines)
        self.fault("sw2", "pause", "^" + lines.splitlines()[2] + "$")
        self.start(change)
        assert self.ask("sw2", command="wait-paused", timeout=LIMIT)["ok"]
        return change

    def finish(self, change: str) -> None:
        self.ask("sw2", command="release")
        self.settled(change)
        self.clear("sw2")

    # Steps

    def lines(self, count: int) -> str:
        """Lines that no other situation has used."""
        self.used += 1
        return "\n".join(f"ntp server 10.99.{self.used}.{number}" for number in range(1, count + 1))

    def plan(self, title: str, devices: list[str], lines: str) -> str:
        ids = {device["name"]: device["id"] for device in self.author.get("/devices")["items"]}
        body = {
            "title": title,
            "reason": "The lab's clocks have drifted apart.",
            "source": {"kind": "lines", "lines": lines},
            "device_ids": [ids[name] for name in devices],
        }
        change = str(self.author.post("/changes", body)["id"])
        self.settled(change)
        return change

    def start(self, change: str) -> None:
        digest = self.author.get(f"/changes/{change}")["digest"]
        self.author.post(f"/changes/{change}/runs", {"digest": digest})

    def run(self, change: str, faulty: str = "") -> str:
        self.start(change)
        self.settled(change)
        if faulty:
            self.clear(faulty)
        return change

    def settled(self, change: str) -> JSON:
        ongoing = ("draft", "planning", "running", "verifying")
        return self.author.wait(f"/changes/{change}", lambda found: found["state"] not in ongoing, LIMIT)

    def fault(self, device: str, name: str, value: str = "") -> None:
        self.ask(device, command="fault", name=name, **({"value": value} if value else {}))

    def clear(self, device: str) -> None:
        self.ask(device, command="clear")

    def ask(self, device: str, **body: Any) -> JSON:
        reply = ask(self.inventory["control"], {"device": device, **body})
        assert reply["ok"], reply
        return reply
