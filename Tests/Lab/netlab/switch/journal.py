"""What a switch received, one JSON object a line: the proof of what was sent, and that it was sent once."""

import json
import time
from pathlib import Path
from typing import Any


class Journal:
    """An append-only file; sequence numbers go on over restarts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sequence = len(path.read_text().splitlines()) if path.exists() else 0
        self.file = path.open("a", buffering=1)

    def record(self, event: str, **details: Any) -> None:
        self.sequence += 1
        entry = {"seq": self.sequence, "time": round(time.time(), 6), "event": event, **details}
        self.file.write(json.dumps(entry) + "\n")

    def entries(self, since: int = 0) -> list[dict[str, Any]]:
        """All entries with a sequence number above ``since``, oldest first."""
        entries = [json.loads(line) for line in self.path.read_text().splitlines()]
        return [entry for entry in entries if entry["seq"] > since]

    def close(self) -> None:
        self.file.close()
