"""What the control port can ask of a switch."""

import asyncio
import re
from typing import Any

from .faults import Faults, Rejection
from .server import SwitchServer

Reply = dict[str, Any]


class SwitchControl:
    """Obeys control requests for one switch."""

    def __init__(self, server: SwitchServer) -> None:
        self.server = server
        self.device = server.device

    async def __call__(self, request: dict[str, Any]) -> Reply:
        command = str(request["command"]).replace("-", "_")
        action = getattr(self, f"do_{command}", None)
        if action is None:
            return {"ok": False, "error": f"a switch knows no command {request['command']!r}"}
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
            case "drop-after":
                faults.drop_after = positive(value)
            case "drop-at":
                faults.drop_at = (re.compile(value), bool(request.get("before")))
            case "delay":
                faults.delay = float(value)
            case "chunk":
                faults.chunk = positive(value)
            case "noise":
                faults.noise = str(value or "mid")
            case "wrong-password":
                faults.wrong_password = True
            case "wrong-enable":
                faults.wrong_enable = True
            case "mute":
                faults.mute = True
            case "pause":
                faults.pause_at = re.compile(value)
            case "session-limit":
                faults.session_limit = int(value)
            case _:
                await self.set_listener(name)

    async def set_listener(self, name: str) -> None:
        match name:
            case "host-key":
                await self.server.change_key(fresh=True)
            case "host-key-restore":
                await self.server.change_key(fresh=False)
            case "hang-connect":
                self.server.cut()
                await self.server.listen_without_banner()
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
        await self.server.change_key(fresh=False)

    async def do_wait_paused(self, request: dict[str, Any]) -> Reply:
        timeout = float(request.get("timeout") or 30)
        try:
            await asyncio.wait_for(self.device.paused.wait(), timeout)
        except TimeoutError:
            return {"ok": False, "timed_out": True, "error": f"no line paused within {timeout:g} seconds"}
        pause = self.device.pause
        return {"line": pause.line, "session": pause.session} if pause else {}

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
        return {"text": self.device.saved.read_text()}

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
