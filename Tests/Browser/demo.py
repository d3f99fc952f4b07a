"""A whole demo for the browser: the lab, the program and its database, in a folder that is removed afterwards."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BUILD_AND_START = 1800.0  # seconds


@dataclass
class Demo:
    """A running demo: where it is and who may sign in."""

    process: subprocess.Popen[str]
    data: Path
    address: str = ""
    username: str = "admin"
    password: str = ""
    said: list[str] = field(default_factory=list)

    @property
    def inventory(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.data / "lab" / "inventory.json").read_text())
        return content

    def stop(self) -> None:
        """Ends the demo as Ctrl-C does, and removes its folder."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.data, ignore_errors=True)


def start() -> Demo:
    """Starts `bin/demo` on a free port; what it said is part of the error when it does not come up."""
    data = Path(tempfile.mkdtemp(prefix="netstacks-"))  # short: PostgreSQL's socket has to fit into 107 bytes
    command = [str(ROOT / "bin" / "demo"), "--port", "0", "--data", str(data)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, env={**os.environ}
    )
    demo = Demo(process, data)
    try:
        read_until_ready(demo)
    except BaseException:
        demo.stop()
        raise
    return demo


def read_until_ready(demo: Demo) -> None:
    assert demo.process.stdout is not None
    watchdog = threading.Timer(BUILD_AND_START, demo.process.kill)
    watchdog.start()
    for line in demo.process.stdout:
        demo.said.append(line)
        if "Ctrl-C" in line:
            break
    else:
        raise RuntimeError("bin/demo did not start:\n" + "".join(demo.said))
    watchdog.cancel()
    text = "".join(demo.said)
    demo.address = found(r"^Address: (\S+)$", text)
    demo.username = found(r"^administrator: (\S+)$", text)
    demo.password = found(r"^password, shown only now: (\S+)$", text)


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE)
    if match is None:
        raise RuntimeError(f"bin/demo said nothing that fits {pattern!r}:\n{text}")
    return match[1]
