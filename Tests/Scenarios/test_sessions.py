"""Sessions stay open between jobs: one login serves many, and nobody notices when it is lost."""

from collections.abc import Iterator

import pytest
from api import JSON
from house import House
from lab import LabDevice
from waiting import until


@pytest.fixture
def keeping(house: House) -> Iterator[House]:
    """A house whose worker keeps sessions, as installations do."""
    house.worker.end()
    house.start_worker(NETSTACKS_DEVICE_SESSIONS="100")
    yield house
    house.worker.end()
    house.start_worker()


def backed_up(house: House, device: str) -> JSON:
    job = house.author.post(f"/devices/{house.ids[device]}/backups")["job_id"]

    def ended() -> JSON | None:
        found: JSON = house.author.get(f"/jobs/{job}")
        return found if found["finished_at"] else None

    found = until("the backup ends", ended)
    assert found is not None
    assert found["state"] == "succeeded", found
    return found


def events(switch: LabDevice, name: str, since: int) -> int:
    return sum(entry["event"] == name for entry in switch.journal(since))


def test_backups_and_a_change_share_one_login_and_the_worker_closes_it(keeping: House, switch: LabDevice) -> None:
    # The first session may be the one that pins the host key; on the pinned key every later one is opened.
    backed_up(keeping, "sw1")
    start = switch.mark()
    backed_up(keeping, "sw1")
    change = keeping.run(keeping.plan(["sw1"], keeping.fresh_lines(3)))
    assert change["state"] == "done", change["outcome"]
    backed_up(keeping, "sw1")
    assert events(switch, "connected", start) <= 1
    assert events(switch, "closed", start) == 0
    keeping.worker.end()
    until("the sessions are closed", lambda: switch.ask("sessions")["count"] == 0)


def test_a_session_that_was_lost_is_opened_anew_without_a_failure(keeping: House, switch: LabDevice) -> None:
    backed_up(keeping, "sw1")
    backed_up(keeping, "sw1")
    start = switch.mark()
    switch.ask("cut")
    job = backed_up(keeping, "sw1")
    assert job["failures"] == []
    assert events(switch, "connected", start) == 1
