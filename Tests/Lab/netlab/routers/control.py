"""What the control port can ask of a router."""

from pathlib import Path
from typing import Any

from .group import RouterGroup, make_key

Reply = dict[str, Any]


class RouterControl:
    """Obeys control requests for one router."""

    def __init__(self, group: RouterGroup, name: str) -> None:
        self.group, self.name = group, name
        self.folder: Path = group.folder / name

    async def __call__(self, request: dict[str, Any]) -> Reply:
        match request["command"]:
            case "fault":
                return await self.fault(str(request["name"]))
            case "clear":
                await self.group.restart_server(self.name, self.folder / "host_key")
                return {"ok": True}
            case "cut":
                return await self.group.order(self.name, "cut")
            case "sessions":
                return await self.group.order(self.name, "sessions")
            case "running":
                return await self.vtysh(["-c", "show running-config"])
            case "startup":
                saved = self.group.folder / "frr" / self.name / "frr.conf"
                return {"ok": True, "text": saved.read_text()}
            case "edit":
                lines = ["configure terminal", *request["lines"]]
                return await self.vtysh([part for line in lines for part in ("-c", line)])
            case other:
                return {"ok": False, "error": f"a real router cannot do {other!r}; a simulated switch can"}

    async def vtysh(self, arguments: list[str]) -> Reply:
        reply = await self.group.order(self.name, "vtysh", arguments=arguments)
        if not reply["ok"]:
            reply["error"] = reply.get("text") or "vtysh failed"
        return reply

    async def fault(self, name: str) -> Reply:
        key = self.folder / "host_key"
        match name:
            case "unreachable":
                return await self.group.order(self.name, "deafen")
            case "reachable":
                return await self.group.listen(self.name)
            case "host-key":
                other = self.folder / "other_host_key"
                other.unlink(missing_ok=True)
                make_key(other)
                return await self.group.restart_server(self.name, other)
            case "host-key-restore":
                return await self.group.restart_server(self.name, key)
            case "wrong-password":
                return await self.group.restart_server(self.name, key, refuse=True)
            case other:
                return {"ok": False, "error": f"a real router cannot do {other!r}; a simulated switch can"}
