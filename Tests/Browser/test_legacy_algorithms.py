"""A device that knows weak SSH algorithms only: the page says so, leads to the opt-in, and then shows what is weak."""

from collections.abc import Iterator
from typing import Any

import people
import pytest
from checks import assert_good_everywhere
from conftest import OpenPage
from demo import Demo
from netlab.cli import ask
from playwright.sync_api import Page, expect
from steps import PLAN_LIMIT


@pytest.fixture
def old_device(demo: Demo) -> Iterator[str]:
    """A device of its own at the address of sw3, whose key nobody has pinned yet."""
    api = people.administrator(demo).api
    switch = api.get("/devices?search=sw3")["items"][0]
    body: dict[str, Any] = {name: switch[name] for name in ("host", "port", "platform", "credential_set_id")}
    device = api.post("/devices", {"name": "old1", **body})["id"]
    control = demo.inventory["control"]
    assert ask(control, {"device": "sw3", "command": "fault", "name": "legacy"})["ok"]
    yield device
    assert ask(control, {"device": "sw3", "command": "clear"})["ok"]
    api.ask("DELETE", f"/devices/{device}", None)


def test_weak_algorithms_are_explained_allowed_and_shown(open_page: OpenPage, old_device: str) -> None:
    page = open_page()
    page.goto(f"/devices/{old_device}")
    asks_for_a_connection(page, "Failed")
    main = page.locator("main")
    expect(main).to_contain_text("No SSH algorithms in common")
    expect(main).to_contain_text("Allow legacy algorithms for this device")
    page.get_by_text("What the device offers").click()
    expect(main.get_by_text("3des-cbc", exact=True)).to_be_visible()
    assert_good_everywhere(page, "device-no-common-algorithms")

    page.get_by_role("link", name="Allow legacy algorithms").click()
    page.get_by_label("Allow legacy algorithms").check()
    page.get_by_role("button", name="Save").click()
    expect(main.locator(".badge-danger", has_text="legacy algorithms allowed")).to_be_visible()
    expect(main).to_contain_text("Legacy algorithms have been allowed since")

    asks_for_a_connection(page, "Succeeded")
    expect(main.locator("dd", has_text="aes256-cbc").first).to_contain_text("legacy")
    expect(main).not_to_contain_text("No SSH algorithms in common")
    assert_good_everywhere(page, "device-legacy-algorithms")


def asks_for_a_connection(page: Page, result: str) -> None:
    """Ends when the newest job has; what stands around the jobs is as of the load of the page."""
    page.get_by_role("button", name="Test connection").click()
    newest = page.locator("table", has_text="Latest jobs of").locator("tbody tr").first
    expect(newest.locator(".badge").first).to_have_text(result, timeout=PLAN_LIMIT)
    page.reload()
