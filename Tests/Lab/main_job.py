"""The main job by the JSON API, as two people would do it in the browser; used by `bin/demo --once`.

One proposes and runs, the other approves: what one proposed themselves they may not approve.
Every claim of NetStacks is compared with what the devices themselves say through the lab's control port.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netlab.api import Client, Refused
from netlab.cli import ask

JSON = dict[str, Any]
PLAN_LIMIT = 180.0
RUN_LIMIT = 300.0
EPILOG = "NETSTACKS_TOKEN holds the API token of the author, NETSTACKS_APPROVER_TOKEN that of who approves."
SETTLED = {"done", "failed", "cancelled", "rejected", "stale", "undone", "needs_person", "paused"}


class Failure(Exception):
    """A step that did not end as it should, in a sentence."""


class MainJob:
    """Propose, plan, approve, run, verify, undo: one template set on every device it fits."""

    def __init__(self, author: Client, approver: Client, inventory: JSON, template: str) -> None:
        self.api, self.approver, self.inventory, self.template = author, approver, inventory, template
        self.before: dict[str, list[str]] = {}

    def run(self) -> None:
        self.step("people", self.people)
        devices = self.step("devices", self.devices)
        template = self.step("template", self.find_template)
        fitting = [device for device in devices if fits(device, template)]
        self.before = {device["name"]: self.configuration(device["name"]) for device in fitting}
        change = self.step("propose", lambda: self.propose(template, fitting))
        change = self.step("plan", lambda: self.await_plan(change["id"]))
        self.step("own approval", lambda: self.refuse_own_approval(change))
        self.step("approve", lambda: self.approve(change))
        change = self.step("run and verify", lambda: self.execute(change))
        self.step("the devices agree", lambda: self.prove_change(change))
        self.step("backups", lambda: self.backups(fitting))
        undo = self.step("undo", lambda: self.undo(change))
        self.step("the devices are as before", lambda: self.prove_undo(undo))

    def step(self, title: str, action: Callable[[], Any]) -> Any:
        """Does one step and prints its result with the time it took."""
        began = time.monotonic()
        try:
            result, said = action()
        except (Failure, Refused) as problem:
            raise Failure(f"{title}: {problem}") from problem
        print(f"  {title}: {said} ({time.monotonic() - began:.1f} s)", flush=True)
        return result

    def people(self) -> tuple[None, str]:
        author, approver = self.api.get("/me"), self.approver.get("/me")
        if author["id"] == approver["id"]:
            raise Failure("both tokens are of the same person; a change needs a second pair of eyes")
        for person, permissions in ((author, {"propose_changes", "run_changes"}), (approver, {"approve_changes"})):
            missing = permissions - set(person["permissions"])
            if missing:
                raise Failure(f"{person['username']}, {person['role']}, may not {', '.join(sorted(missing))}")
        return None, f"{author['username']} proposes and runs, {approver['username']} approves"

    def devices(self) -> tuple[list[JSON], str]:
        found = self.api.get("/devices?size=500")["items"]
        expected = {device["name"] for device in self.inventory["devices"]}
        missing = expected - {device["name"] for device in found}
        if missing:
            raise Failure(f"these devices of the lab are not known: {', '.join(sorted(missing))}")
        return found, ", ".join(device["name"] for device in found)

    def find_template(self) -> tuple[JSON, str]:
        sets = self.api.get("/templates?size=500")["items"]
        for found in sets:
            if found["name"] == self.template:
                return found, f"{found['name']}, revision {found['revision']}"
        raise Failure(f"there is no template set {self.template}; there are {[each['name'] for each in sets]}")

    def propose(self, template: JSON, devices: list[JSON]) -> tuple[JSON, str]:
        change = self.api.post(
            "/changes",
            {
                "title": "A VLAN for guests",
                "reason": "The main job of bin/demo --once",
                "source": {"kind": "template", "template_id": template["id"], "operation": "deploy"},
                "device_ids": [device["id"] for device in devices],
                "variables": {"vlan_id": 30, "vlan_name": "GUESTS"},
            },
        )
        return change, f"change #{change['number']} for {', '.join(device['name'] for device in devices)}"

    def await_plan(self, change_id: str) -> tuple[JSON, str]:
        change = self.api.wait(f"/changes/{change_id}", lambda it: it["state"] not in ("draft", "planning"), PLAN_LIMIT)
        if change["state"] not in ("planned", "awaiting_approval", "approved"):
            raise Failure(f"the plan ended as {change['state']}: {change['outcome']}")
        for target in change["targets"]:
            print(f"\n    {target['device_name']}: {len(target['commands'])} lines to send")
            print("".join(f"      {line}\n" for line in target["diff"].splitlines()), end="")
        return change, f"{len(change['targets'])} devices, risk {change['risk']}; {change['policy']}"

    def refuse_own_approval(self, change: JSON) -> tuple[None, str]:
        """Nobody approves their own change: an administrator is refused for that, other authors by their role."""
        answer = {"digest": change["digest"], "reason": "My own"}
        try:
            self.api.post(f"/changes/{change['id']}/approvals", answer)
        except Refused as refusal:
            if refusal.code in ("four_eyes", "denied"):
                return None, f"refused ({refusal.code})"
            raise
        raise Failure("the author could approve their own change")

    def approve(self, change: JSON) -> tuple[JSON, str]:
        if change["state"] != "awaiting_approval":
            return change, "policy asks for none"
        answer = {"digest": change["digest"], "reason": "Looks right"}
        approved = self.approver.post(f"/changes/{change['id']}/approvals", answer)
        if approved["state"] != "approved":
            raise Failure(f"after the approval the change is {approved['state']}")
        return approved, f"by the second person, digest {change['digest'][:12]}"

    def execute(self, change: JSON) -> tuple[JSON, str]:
        self.api.post(f"/changes/{change['id']}/runs", {"digest": change["digest"]})
        change = self.api.wait(f"/changes/{change['id']}", lambda it: it["state"] in SETTLED, RUN_LIMIT)
        states = {target["device_name"]: target["state"] for target in change["targets"]}
        if change["state"] != "done" or set(states.values()) != {"confirmed"}:
            details = [f"{target['device_name']}: {target['detail']}" for target in change["targets"]]
            raise Failure("\n    ".join([f"the change ended as {change['state']}: {json.dumps(states)}", *details]))
        return change, f"done, {len(states)} devices confirmed"

    def prove_change(self, change: JSON) -> tuple[None, str]:
        for target in change["targets"]:
            added = [line[1:] for line in target["diff"].splitlines() if line.startswith("+") and line[1:2] != "+"]
            configuration = self.configuration(target["device_name"])
            absent = [line for line in added if line not in configuration]
            if absent or not added:
                raise Failure(f"{target['device_name']} itself does not show: {absent or 'any change'}")
        return None, "every added line is in their own `show running-config`"

    def backups(self, devices: list[JSON]) -> tuple[None, str]:
        for device in devices:
            if not self.api.get(f"/devices/{device['id']}/backups")["items"]:
                raise Failure(f"{device['name']} has no backup")
        return None, "one of before and one of after for each device"

    def undo(self, change: JSON) -> tuple[JSON, str]:
        undo = self.api.post(f"/changes/{change['id']}/undo", {"reason": "The main job of bin/demo --once"})
        undo, _ = self.await_plan(undo["id"])
        self.approve(undo)
        return self.execute(undo)

    def prove_undo(self, undo: JSON) -> tuple[None, str]:
        for name, before in self.before.items():
            after = self.configuration(name)
            if after != before:
                changed = sorted(set(after) ^ set(before))
                raise Failure(f"{name} differs from its first configuration: {changed}")
        return None, "their own `show running-config` is what it was at first"

    def configuration(self, name: str) -> list[str]:
        """What the device itself calls its running configuration, without comments and sizes."""
        reply = ask(self.inventory["control"], {"device": name, "command": "running"})
        if not reply["ok"]:
            raise Failure(f"the lab does not answer for {name}: {reply['error']}")
        lines = reply["text"].splitlines()
        return [line for line in lines if line and not line.startswith(("!", "Building", "Current"))]


def fits(device: JSON, template: JSON) -> bool:
    return not template["platforms"] or device["platform"] in template["platforms"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog=EPILOG)
    parser.add_argument("--address", required=True, help="where NetStacks answers, for example http://127.0.0.1:8080")
    parser.add_argument("--inventory", type=Path, required=True, help="the lab's inventory.json")
    parser.add_argument("--template", default="VLAN", help="the template set to deploy and undo")
    options = parser.parse_args()
    author, approver = (
        Client(options.address + "/api/v1", os.environ[name])
        for name in ("NETSTACKS_TOKEN", "NETSTACKS_APPROVER_TOKEN")
    )
    try:
        MainJob(author, approver, json.loads(options.inventory.read_text()), options.template).run()
    except (Failure, OSError) as problem:
        print(f"  {problem}", file=sys.stderr)
        print("The main job failed.", file=sys.stderr)
        return 1
    print("The main job is done.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
