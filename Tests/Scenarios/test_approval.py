"""Answers bind exactly the plan that was read, and nobody answers their own."""

import pytest
from api import JSON, Refused
from house import House, states
from lab import LabDevice


@pytest.fixture
def waiting(house: House) -> JSON:
    """A change that policy wants approved: its device is not of the lab group."""
    change = house.settled(house.propose(["r1"], "interface eth0.73\n description waiting"))
    assert change["state"] == "awaiting_approval", states(change)
    return change


def test_the_author_may_not_approve_whatever_their_role(house: House, waiting: JSON) -> None:
    with pytest.raises(Refused) as refusal:
        house.author.post(f"/changes/{waiting['id']}/approvals", {"digest": waiting["digest"], "reason": "Mine"})
    assert (refusal.value.status, refusal.value.code) == (403, "four_eyes")
    with pytest.raises(Refused) as refusal:
        house.author.post(f"/changes/{waiting['id']}/runs", {"digest": waiting["digest"]})
    assert (refusal.value.status, refusal.value.code) == (409, "change_not_approved")


def test_the_database_itself_refuses_an_answer_by_the_author(house: House, waiting: JSON) -> None:
    done = house.server.psql(
        "INSERT INTO approval (id, change_id, author_id, approver_id, digest, decision, expires_at) "
        f"SELECT gen_random_uuid(), id, author_id, author_id, digest, 'approved', now() + interval '1 day' "
        f"FROM change WHERE id = '{waiting['id']}'"
    )
    assert "approval_four_eyes" in done.stderr


def test_an_answer_to_another_plan_is_refused(house: House, waiting: JSON) -> None:
    with pytest.raises(Refused) as refusal:
        house.approver.post(f"/changes/{waiting['id']}/approvals", {"digest": "0" * 64, "reason": "Read another"})
    assert (refusal.value.status, refusal.value.code) == (409, "digest_changed")


def test_a_new_plan_needs_a_new_answer(house: House, waiting: JSON) -> None:
    house.approve(waiting)
    house.author.post(f"/changes/{waiting['id']}/plans")
    again = house.settled(waiting["id"])
    assert again["state"] == "awaiting_approval"
    assert again["digest"] != waiting["digest"]
    with pytest.raises(Refused) as refusal:
        house.author.post(f"/changes/{waiting['id']}/runs", {"digest": waiting["digest"]})
    assert refusal.value.status == 409


def test_a_rejected_change_never_runs(house: House, waiting: JSON) -> None:
    house.approver.post(f"/changes/{waiting['id']}/rejections", {"digest": waiting["digest"], "reason": "Wrong port"})
    found = house.change(waiting["id"])
    assert (found["state"], found["outcome"]) == ("rejected", "Rejected by bella: Wrong port")
    with pytest.raises(Refused):
        house.start(found)


def test_a_plan_cannot_be_altered_in_the_database(house: House, switch: LabDevice) -> None:
    change = house.plan(["sw1"], house.fresh_lines(2))
    alter = f"UPDATE change_target SET commands = '{{reload}}' WHERE change_id = '{change['id']}'"
    assert "rows of change_target are written once and never changed" in house.server.psql(alter).stderr

    house.server.query(f"ALTER TABLE change_target DISABLE TRIGGER change_target_immutable; {alter}")
    house.server.query("ALTER TABLE change_target ENABLE TRIGGER change_target_immutable")
    mark = switch.mark()
    with pytest.raises(Refused) as refusal:
        house.start(change)
    assert (refusal.value.status, refusal.value.code) == (409, "plan_altered")
    assert switch.journal(mark) == []
