"""People besides the administrator, and their API tokens: made with the program's own commands."""

import os
import secrets
import subprocess
from dataclasses import dataclass

from demo import ROOT, Demo
from netlab.api import Client


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in, and their way into the JSON API."""

    username: str
    password: str
    api: Client


def add(demo: Demo, username: str, role: str) -> Person:
    password = secrets.token_urlsafe(16)
    netstacks(demo, "user", "add", username, "--role", role, "--password-stdin", given=password + "\n")
    return Person(username, password, client(demo, username))


def administrator(demo: Demo) -> Person:
    return Person(demo.username, demo.password, client(demo, demo.username))


def client(demo: Demo, username: str) -> Client:
    token = netstacks(demo, "user", "token", username, "--label", "browser tests", "--days", "1")
    return Client(demo.address + "/api/v1", token.strip())


def netstacks(demo: Demo, *arguments: str, given: str = "") -> str:
    """Runs the program on the demo's data; what it says on standard error is part of the test's report."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    program = os.environ.get("NETSTACKS_PROGRAM", str(ROOT / ".build" / "debug" / "netstacks"))
    result = subprocess.run(
        [program, *arguments],
        input=given, text=True, check=True, stdout=subprocess.PIPE, timeout=180,
        env={**environment, "NETSTACKS_DATA_FOLDER": str(demo.data)},
    )  # fmt: skip
    return result.stdout
