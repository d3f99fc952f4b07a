"""Fixtures: one server for all tests, one more whose clock can be set."""

from collections.abc import Iterator

import pytest
from queue_under_test import Queue
from worker import PROGRAM


@pytest.fixture(scope="session")
def whole_queue() -> Iterator[Queue]:
    assert PROGRAM.exists(), f"{PROGRAM} is missing; build it with `swift build --product ChaosWorker`"
    queue = Queue()
    yield queue
    queue.remove()


@pytest.fixture
def queue(whole_queue: Queue) -> Iterator[Queue]:
    yield whole_queue
    whole_queue.rest()


@pytest.fixture
def clocked() -> Iterator[Queue]:
    queue = Queue(has_clock=True)
    yield queue
    queue.remove()
