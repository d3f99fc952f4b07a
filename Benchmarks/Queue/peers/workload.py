"""The jobs that every peer runs: one that does nothing, and one that notes how long it waited for its start."""

import os
import time


def no_op() -> None:
    """What is measured is the queue, so the job has no work of its own."""


def note_start(sent: int, path: str) -> None:
    """Appends the nanoseconds since ``sent``, a reading of the monotonic clock, which all processes share."""
    waited = time.monotonic_ns() - sent
    notes = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(notes, b"%d\n" % waited)
    finally:
        os.close(notes)
