"""What a device received, one JSON object a line: the proof of what was sent, and that it was sent once."""

import asyncio
import json
import os
import time
from pathlib import Path
from typing import Any


class Journal:
    """An append-only file, made with its first entry; sequence numbers go on over restarts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sequence = len(path.read_bytes().splitlines()) if path.exists() else 0
        self.file: int | None = None
        self.watchers: list[tuple[str, asyncio.Future[dict[str, Any]]]] = []

    def record(self, event: str, **details: Any) -> None:
        if self.file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        self.sequence += 1
        entry = {"seq": self.sequence, "time": round(time.time(), 6), "event": event, **details}
        os.write(self.file, json.dumps(entry).encode() + b"\n")
        for watched, future in self.watchers:
            if watched == event and not future.done():
                future.set_result(entry)

    def entries(self, since: int = 0) -> list[dict[str, Any]]:
        """All entries with a sequence number above ``since``, oldest first."""
        if not self.path.exists():
            return []
        entries = [json.loads(line) for line in self.path.read_text().splitlines()]
        return [entry for entry in entries if entry["seq"] > since]

    async def wait(self, event: str, since: int) -> dict[str, Any]:
        """The first entry of this event after ``since``, now or when it happens."""
        for entry in self.entries(since):
            if entry["event"] == event:
                return entry
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        watcher = (event, future)
        self.watchers.append(watcher)
        try:
            return await future
        finally:
            self.watchers.remove(watcher)

    def close(self) -> None:
        if self.file is not None:
            os.close(self.file)
            self.file = None
