"""Waiting for what will be: by asking again until a deadline, never by a guess at how long it takes."""

import time
from collections.abc import Callable
from typing import TypeVar

POLL = 0.05

Value = TypeVar("Value")


def until(what: str, ask: Callable[[], Value], limit: float = 60.0) -> Value:
    """The first answer of ``ask`` that is true; fails after ``limit`` seconds with the last one."""
    deadline = time.monotonic() + limit
    while True:
        answer = ask()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"{what}: not within {limit:g} seconds"
        time.sleep(POLL)
