"""What the control port can ask of a simulated device."""

import asyncio
import re
from typing import Any

from .faults import Faults, Rejection
from .server import IDENTIFICATION, DeviceServer

Reply = dict[str, Any]


class DeviceControl:
    """Obeys control requests for one device."""

    def __init__(self, server: DeviceServer) -> None:
        self.server = server
        self.device = server.device

    async def __call__(self, request: dict[str, Any]) -> Reply:
        command = str(request["command"]).replace("-", "_")
        action = getattr(self, f"do_{command}", None)
        if action is None:
            return {"ok": False, "error": f"a simulated device knows no command {request['command']!r}"}
        reply = await action(request)
        return {"ok": True, **(reply or {})}

    async def do_fault(self, request: dict[str, Any]) -> Reply | None:
        name, value = str(request["name"]), request.get("value")
        await self.set(name, value, request)
        self.device.journal.record("fault", name=name, value=value)
        return None

    async def set(self, name: str, value: Any, request: dict[str, Any]) -> None:
        faults = self.device.faults
        match name:
            case "reject":
                rule = Rejection(re.compile(value), request.get("message"), request.get("times"))
                faults.rejections.append(rule)
            case "drop-at":
                faults.drop_at = (re.compile(value), bool(request.get("before")))
            case "pause":
                faults.pause_at = re.compile(value)
            case "drop-after" | "drop-output" | "chunk" | "lock-out":
                setattr(faults, name.replace("-", "_"), positive(value))
            case "delay" | "huge":
                setattr(faults, name, float(value))
            case "noise" | "banner":
                setattr(faults, name, str(value or {"noise": "mid", "banner": "prompt"}[name]))
            case "wrong-password" | "wrong-enable" | "mute" | "pager":
                setattr(faults, name.replace("-", "_"), True)
            case "hang-authentication" | "hang-prompt":
                faults.hang = name.removeprefix("hang-")
            case "session-limit":
                faults.session_limit = int(value)
            case "commit-fails":
                faults.commit_message = str(value or "the hardware does not support it")
            case "hostname":
                problem = self.device.rename(str(value))
                if problem:
                    raise ValueError(problem)
            case _:
                await self.set_listener(name)

    async def set_listener(self, name: str) -> None:
        match name:
            case "host-key":
                await self.server.change_key(fresh=True)
            case "host-key-restore":
                await self.server.change_key(fresh=False)
            case "legacy":
                await self.server.become_legacy()
            case "hang-connect":
                await self.server.listen_silently(b"")
            case "hang-key-exchange":
                await self.server.listen_silently(IDENTIFICATION)
            case "unreachable":
                self.server.deafen()
                self.server.cut()
            case "reachable":
                await self.server.listen()
            case _:
                raise ValueError(f"there is no fault {name!r}")

    async def do_clear(self, request: dict[str, Any]) -> None:
        self.device.release(True)
        self.device.faults = Faults()
        self.device.time_scale = 1.0
        await self.server.change_key(fresh=False)

    async def do_wait_paused(self, request: dict[str, Any]) -> Reply:
        timeout = float(request.get("timeout") or 30)
        try:
            await asyncio.wait_for(self.device.paused.wait(), timeout)
        except TimeoutError:
            return {"ok": False, "timed_out": True, "error": f"no line paused within {timeout:g} seconds"}
        pause = self.device.pause
        return {"line": pause.line, "session": pause.session} if pause else {}

    async def do_wait_event(self, request: dict[str, Any]) -> Reply:
        """Answers when an event of this name stands in the journal."""
        timeout = float(request.get("timeout") or 30)
        event, since = str(request["name"]), int(request.get("since") or 0)
        try:
            entry = await asyncio.wait_for(self.device.journal.wait(event, since), timeout)
        except TimeoutError:
            return {"ok": False, "timed_out": True, "error": f"no {event} within {timeout:g} seconds"}
        return {"entries": [entry]}

    async def do_time_scale(self, request: dict[str, Any]) -> None:
        """How many of our seconds one second of the device's own timers lasts."""
        self.device.time_scale = float(request["name"])

    async def do_wait_quiet(self, request: dict[str, Any]) -> Reply:
        """Answers when no session is open."""
        timeout = float(request.get("timeout") or 30)
        try:
            await asyncio.wait_for(self.server.quiet.wait(), timeout)
        except TimeoutError:
            return {"ok": False, "timed_out": True, "error": f"sessions were still open after {timeout:g} seconds"}
        return {}

    async def do_release(self, request: dict[str, Any]) -> Reply:
        if self.device.release(not request.get("drop")):
            return {}
        return {"ok": False, "error": "no line waits for its release"}

    async def do_cut(self, request: dict[str, Any]) -> Reply:
        return {"count": self.server.cut()}

    async def do_edit(self, request: dict[str, Any]) -> Reply:
        problem = self.device.edit(list(request["lines"]))
        return {"ok": False, "error": problem} if problem else {}

    async def do_running(self, request: dict[str, Any]) -> Reply:
        return {"text": self.device.running_text()}

    async def do_startup(self, request: dict[str, Any]) -> Reply:
        return {"text": self.device.startup_text()}

    async def do_reboot(self, request: dict[str, Any]) -> None:
        self.server.cut()
        self.device.boot()

    async def do_journal(self, request: dict[str, Any]) -> Reply:
        return {"entries": self.device.journal.entries(int(request.get("since") or 0))}

    async def do_lines(self, request: dict[str, Any]) -> Reply:
        entries = self.device.journal.entries(int(request.get("since") or 0))
        typed = [entry for entry in entries if entry["event"] == "line" and entry["mode"].startswith("config")]
        return {"lines": [entry["line"] for entry in typed]}

    async def do_sessions(self, request: dict[str, Any]) -> Reply:
        return {"count": self.server.sessions}


def positive(value: Any) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(f"{value!r} is not a positive number")
    return number
