"""Platforms that change while everything runs: files of the folder, and texts that people save."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from api import JSON, Refused
from house import House, editable
from waiting import until

ROOT = Path(__file__).resolve().parents[2]
OWN = "name: {name}\ntitle: {title}\nextends: cisco_ios\n{more}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the platforms that a test may write to."""
    copy: Path = tmp_path_factory.mktemp("platforms") / "Platforms"
    shutil.copytree(ROOT / "Platforms", copy)
    return copy


@pytest.fixture
def reading(house: House, folder: Path) -> Iterator[House]:
    """A house whose serve and worker read that folder."""
    house.worker.end()
    house.restart_serve(NETSTACKS_PLATFORMS_FOLDER=str(folder))
    house.start_worker(NETSTACKS_PLATFORMS_FOLDER=str(folder))
    yield house
    house.worker.end()
    house.restart_serve()
    house.start_worker()


def platforms(house: House) -> dict[str, JSON]:
    return {each["name"]: each for each in house.author.get("/platforms")["items"]}


def test_a_file_that_comes_changes_and_breaks_is_followed(reading: House, folder: Path) -> None:
    file = folder / "branch_os.yaml"
    file.write_text(OWN.format(name="branch_os", title="Branch OS", more=""))
    until("the platform is there", lambda: "branch_os" in platforms(reading))
    file.write_text(OWN.format(name="branch_os", title="Branch OS 2", more=""))
    until("its title has changed", lambda: platforms(reading)["branch_os"]["title"] == "Branch OS 2")
    file.write_text(OWN.format(name="branch_os", title="Branch OS 3", more="cli:\n  promts: {}\n"))
    until("its mistake is told", lambda: platforms(reading)["branch_os"]["trouble"])
    broken = platforms(reading)["branch_os"]
    assert "branch_os.yaml, line 5" in broken["trouble"]
    # What was right before is still in use, and the others are not touched.
    assert broken["title"] == "Branch OS 2"
    assert platforms(reading)["cisco_ios"]["trouble"] is None
    file.unlink()
    until("the platform is gone", lambda: "branch_os" not in platforms(reading))


def test_a_platform_that_people_save_reaches_the_worker(reading: House) -> None:
    """The worker is another process: it learns of it by the database, and its next session uses it."""
    author = reading.author
    text = OWN.format(name="strict_ios", title="Strict IOS", more="")
    author.ask("PUT", "/platforms/strict_ios", {"definition": text})
    device = author.get(f"/devices/{reading.ids['sw1']}")
    author.ask("PUT", f"/devices/{device['id']}", {**editable(device), "platform": "strict_ios"})
    try:
        job = reading.check_connection(device["id"])
        assert job["state"] == "succeeded", job["failures"]
        with pytest.raises(Refused) as refused:
            author.ask("DELETE", "/platforms/strict_ios")
        assert refused.value.code == "platform_in_use"
    finally:
        author.ask("PUT", f"/devices/{device['id']}", editable(device))
    author.ask("DELETE", "/platforms/strict_ios")
    assert "strict_ios" not in platforms(reading)
