"""Backups of real sessions: points of change, suspects, the git repository, and a worker that dies between the two stores."""

import subprocess
from urllib.parse import urlencode

import pytest
from api import JSON, Refused
from house import House
from lab import LabDevice
from pages import Visitor
from program import command
from waiting import until


def back_up(house: House, device: str = "sw1") -> JSON:
    """Asks for a backup over the API and waits for it; the answer is the job's result."""
    job = house.author.post(f"/devices/{house.ids[device]}/backups")["job_id"]
    until("the backup ends", lambda: house.author.get(f"/jobs/{job}")["finished_at"])
    ended = house.author.get(f"/jobs/{job}")
    assert ended["state"] == "succeeded", ended["failures"]
    result: JSON = ended["result"]
    return result


def points(house: House, device: str = "sw1") -> list[JSON]:
    found: list[JSON] = house.author.get(f"/devices/{house.ids[device]}/backups")["items"]
    return found


def git(house: House, *arguments: str) -> str:
    folder = house.folder / "data" / "configurations.git"
    options = ["-c", "safe.directory=*", "--git-dir", str(folder)]
    return subprocess.run(["git", *options, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def wait_for(house: House, kind: str) -> None:
    """Until the jobs of a kind have ended."""

    def is_done() -> bool:
        jobs = house.author.get(f"/jobs?kind={kind}")["items"]
        return all(job["finished_at"] for job in jobs)

    until(f"{kind} is done", is_done)


def wait_archived(house: House) -> None:
    wait_for(house, "archive_configurations")


def found(house: House, pattern: str, **more: str) -> list[JSON]:
    """What a search finds, when everything is searchable."""
    wait_for(house, "index_configurations")
    hits: list[JSON] = house.author.get("/search?" + urlencode({"pattern": pattern, **more}))["items"]
    return hits


def test_a_device_changed_by_hand_gets_a_new_point_and_a_commit(house: House, switch: LabDevice) -> None:
    first = back_up(house)
    again = back_up(house)
    assert (again["backup"], again["is_new"]) == (first["backup"], False), "nothing changed, so it is the same point"
    switch.ask("edit", lines=["snmp-server contact changed-by-hand", "snmp-server community canary-Backup1 RO"])
    second = back_up(house)
    assert second["is_new"] and second["is_good"]
    newest, before = points(house)[:2]
    assert (newest["id"], before["id"]) == (second["backup"], first["backup"])
    assert before["last_seen_at"] > before["first_seen_at"] and newest["cause"] == "api"
    difference = house.author.get(f"/backups/{second['backup']}/diff?against={first['backup']}")
    assert any("changed-by-hand" in line["text"] for line in difference["lines"] if line["kind"] == "added")
    wait_archived(house)
    assert git(house, "fsck", "--strict") == ""
    name = git(house, "log", "--format=", "--name-only", "-1")
    assert name.endswith("/sw1.cfg")
    shown = git(house, "log", "-p", "-1")
    assert "+snmp-server contact changed-by-hand" in shown and "Address: 127.0.0.1" in shown
    assert f"Backup: {second['backup']}" in shown
    assert "canary-Backup1" not in git(house, "log", "-p"), "git is pushed elsewhere, so it holds no secrets"
    page = Visitor(house.port, "admin", house.password).get(f"/backups/{second['backup']}/diff")
    assert "changed-by-hand" in page and "canary-Backup1" not in page


def test_a_capture_of_less_than_half_is_suspect_until_it_is_accepted(house: House, switch: LabDevice) -> None:
    many = [f"ntp server 10.99.{number // 250}.{number % 250}" for number in range(400)]
    switch.ask("edit", lines=many)
    good = back_up(house)
    switch.ask("edit", lines=[f"no {line}" for line in many])
    suspect = back_up(house)
    assert not suspect["is_good"] and "less than half" in suspect["doubt"]
    visitor = Visitor(house.port, "admin", house.password)
    assert "Suspect: this may not be the whole configuration" in visitor.get(f"/backups/{suspect['backup']}")
    with pytest.raises(Refused) as refusal:
        house.author.post("/changes", {"reason": "back", "source": {"kind": "restore", "backup_id": suspect["backup"]},
                                       "device_ids": [house.ids["sw1"]]})  # fmt: skip
    assert refusal.value.code == "backup_suspect"
    assert next(point for point in points(house) if point["is_good"])["id"] == good["backup"]
    accepted = house.author.post(f"/backups/{suspect['backup']}/acceptance")
    assert accepted["is_good"] and accepted["doubt"]
    again = back_up(house)
    assert (again["backup"], again["is_new"]) == (suspect["backup"], False)
    with pytest.raises(Refused) as refusal:
        house.author.post(f"/backups/{suspect['backup']}/acceptance")
    assert refusal.value.code == "backup_not_acceptable"


def test_a_worker_killed_around_its_backup_leaves_database_and_git_equal(house: House, switch: LabDevice) -> None:
    for number in range(3):
        switch.ask("edit", lines=[f"snmp-server location before the kill {number}"])
        job = house.author.post(f"/devices/{house.ids['sw1']}/backups")["job_id"]
        until("the backup has ended", lambda job=job: house.author.get(f"/jobs/{job}")["finished_at"])
        house.worker.kill()
        house.start_worker()
    wait_archived(house)
    expected = sum(len([point for point in points(house, name) if point["is_good"]]) for name in house.ids)
    assert git(house, "fsck", "--strict") == ""
    tip = git(house, "rev-parse", "HEAD")
    committed = git(house, "log", "--format=%(trailers:key=Backup,valueonly)").split()
    assert len(committed) == len(set(committed)) == expected
    assert {point["id"] for name in house.ids for point in points(house, name) if point["is_good"]} == set(committed)
    rebuilt = command(house.environment, "backups", "rebuild-git")
    assert tip in rebuilt and git(house, "rev-parse", "HEAD") == tip
    assert git(house, "fsck", "--strict") == ""


def test_pages_show_the_difference_the_origin_of_lines_the_log_and_what_a_search_finds(
    house: House, switch: LabDevice
) -> None:
    first = back_up(house)["backup"]
    line = "snmp-server location rack 42 by hand"
    switch.ask("edit", lines=[line, "snmp-server community canary-Backup2 RO"])
    second = back_up(house)["backup"]
    wait_archived(house)
    visitor = Visitor(house.port, "admin", house.password)
    device = f"/devices/{house.ids['sw1']}"
    timeline = visitor.get(f"{device}/backups")
    assert f"/backups/{second}/diff?against={first}" in timeline
    assert git(house, "rev-parse", "HEAD")[:10] in timeline, "the git log stands below the points"
    assert "rack 42" in visitor.get(f"/backups/{second}/diff?against={first}")
    other = back_up(house, "sw2")["backup"]
    assert "sw2, point" in visitor.get(f"/backups/{second}/diff?device=sw2")
    assert house.author.get(f"/backups/{second}/diff?against={other}")["added"] > 0

    number = house.author.get(f"/backups/{second}")["number"]
    blamed = house.author.get(f"/backups/{second}/blame")["lines"]
    assert [one["number"] for one in blamed if one["text"] == line] == [number]
    assert any(one["number"] != number for one in blamed)
    assert "rack 42" in visitor.get(f"/backups/{second}/blame")

    assert [hit["device_name"] for hit in found(house, "^snmp-server location rack 42")] == ["sw1"]
    assert "sw1" in visitor.get("/search?" + urlencode({"q": "rack 42"}))
    assert found(house, "ip address", parent="^interface") and not found(house, "ip address", parent="^router")
    assert "sw2" in [hit["device_name"] for hit in found(house, "rack 42", scope="lacking")]
    assert not found(house, "canary-Backup2"), "secrets are not searched"
    switch.ask("edit", lines=[f"no {line}"])
    back_up(house)
    assert not found(house, "rack 42")
    assert [hit["backup_id"] for hit in found(house, "rack 42", scope="past")] == [second]

    shown = visitor.get(f"/backups/{second}/text")
    assert line in shown and "canary-Backup2" not in shown
    assert "canary-Backup2" in visitor.get(f"/backups/{second}/text?secrets=yes")
    assert "with its secrets" in visitor.get("/audit")


def test_a_snapshot_and_a_hold_keep_what_retention_would_remove(house: House, switch: LabDevice) -> None:
    kept = []
    for number in range(4):
        switch.ask("edit", lines=[f"snmp-server contact before the retention {number}"])
        kept.append(back_up(house)["backup"])
        if number == 0:
            snapshot = house.author.post("/snapshots", {"name": "Before retention", "device_ids": [house.ids["sw1"]]})
        if number == 1:
            house.author.post(f"/backups/{kept[1]}/hold", {"reason": "case 4711"})
    wait_archived(house)
    visitor = Visitor(house.port, "admin", house.password)
    assert "different" in visitor.get(f"/snapshots/{snapshot['id']}")
    assert "case 4711" in visitor.get(f"/backups/{kept[1]}")
    house.server.query("UPDATE backup SET first_seen_at = first_seen_at - interval '60 days', "
                       "last_seen_at = last_seen_at - interval '60 days'")  # fmt: skip
    house.author.ask("PUT", "/archive/retention", {"count": 1, "days": 30})
    house.author.post("/archive/removals")
    wait_for(house, "prune_backups")
    left = [point["id"] for point in points(house)]
    assert left == [kept[3], kept[1], kept[0]]
    assert "Removed" in visitor.get("/audit?action=backup.prune")
    house.author.ask("DELETE", "/archive/retention")
    rebuilt = command(house.environment, "backups", "rebuild-git")
    assert "stands at" in rebuilt and git(house, "fsck", "--strict") == ""


def test_a_page_backs_up_chosen_devices(house: House) -> None:
    visitor = Visitor(house.port, "admin", house.password)
    assert f'value="{house.ids["sw1"]}"' in visitor.get("/devices")
    status, _ = visitor.send("/backups", device=house.ids["sw1"])
    assert status == 303
    assert "Back up device" in visitor.get("/jobs?kind=back_up_device")
    wait_for(house, "back_up_device")
    assert "Commits" in visitor.get("/archive")
