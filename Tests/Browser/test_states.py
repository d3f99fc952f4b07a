"""A change in every state a person can meet, and the pages that show its traces: readable, accessible, honest."""

from collections.abc import Iterator

import people
import pytest
import timing
from checks import assert_good_everywhere
from conftest import OpenPage
from demo import Demo
from pages import TRACES, Place
from playwright.sync_api import expect
from situations import Situations


@pytest.fixture(scope="module")
def situations(demo: Demo) -> Situations:
    approver = people.add(demo, "third-eyes", "approver")
    return Situations(people.administrator(demo).api, approver.api, demo.inventory)


@pytest.fixture
def running(situations: Situations) -> Iterator[str]:
    change = situations.running()
    yield change
    situations.finish(change)


@pytest.mark.parametrize(
    ("name", "badge", "sentence"),
    [
        ("done", "Done", "2 of 2 devices confirmed"),
        ("undone", "Undone", "Undone by change #"),
        ("in_place", "Done", "already as wanted"),
        ("ready", "Approved", "will be sent when you run it"),
        ("awaiting_approval", "Awaiting approval", "Someone other than the author"),
        ("rejected", "Rejected", "Seven minutes is too short"),
        ("planning_failed", "Failed", "1 of 2 devices could not be planned; nothing was sent"),
        ("held", "Needs a person", "1 held because it has drifted"),
        ("reverted", "Needs a person", "1 reverted"),
        ("needs_person", "Needs a person", "1 failed with lines on the device"),
        ("cancelled", "Cancelled", "Stopped by"),
    ],
)
def test_a_change_says_where_it_stands(
    open_page: OpenPage, situations: Situations, name: str, badge: str, sentence: str
) -> None:
    page = open_page()
    page.goto(f"/changes/{getattr(situations, name)()}")
    timing.note(page, f"change, {name}")
    status = page.locator("#change-state").get_by_role("status")
    expect(status.locator(".badge")).to_have_text(badge)
    expect(status).to_contain_text(sentence)
    assert_good_everywhere(page, f"change-{name.replace('_', '-')}")


def test_a_running_change_shows_the_line_it_is_at(open_page: OpenPage, running: str) -> None:
    page = open_page()
    page.goto(f"/changes/{running}")
    target = page.locator("details.target", has_text="sw2")
    expect(target).to_contain_text("2 of 6 lines accepted")
    expect(target.locator(".command-sending")).to_have_count(1)
    assert_good_everywhere(page, "change-running")


def test_a_failed_plan_says_why_for_each_device(open_page: OpenPage, situations: Situations) -> None:
    page = open_page()
    page.goto(f"/changes/{situations.planning_failed()}")
    expect(page.locator("details.target", has_text="sw3")).to_contain_text("refused the connection")
    expect(page.locator("details.target", has_text="sw1")).to_contain_text("could be planned, but other devices")


def test_a_rejected_line_stands_beside_what_the_device_said(open_page: OpenPage, situations: Situations) -> None:
    page = open_page()
    page.goto(f"/changes/{situations.reverted()}")
    target = page.locator("details.target", has_text="sw2")
    expect(target.locator(".command-accepted")).to_have_count(2)
    expect(target.locator(".command-rejected")).to_contain_text("% Invalid input")


@pytest.mark.parametrize("place", TRACES, ids=lambda place: place.name)
def test_a_page_with_a_past_is_accessible_and_fits(open_page: OpenPage, situations: Situations, place: Place) -> None:
    if not situations.used:
        situations.done()
    page = open_page()
    place.open(page)
    timing.note(page, place.name)
    assert_good_everywhere(page, place.name)
