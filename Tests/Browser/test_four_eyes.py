"""Two people, two browsers: what one approves, the other sees at once; nobody approves their own."""

import re
import secrets

from conftest import OpenPage
from demo import Demo
from playwright.sync_api import Page, expect
from steps import PLAN_LIMIT, asks_for_the_undo, button, proposes_a_vlan, running, runs_it, signs_in

ROUTERS = ["r1", "r2"]
NAME = "BROWSER-TEST"


def test_two_people_change_the_routers(open_page: OpenPage, demo: Demo) -> None:
    author = open_page()
    password = secrets.token_urlsafe(16)
    adds_an_approver(author, password)
    approver = open_page(signed=False)
    signs_in(approver, "second-eyes", password)

    proposes_a_vlan(author, ROUTERS, 77, NAME)
    change = author.url
    approves(author, approver)
    runs_it(author)
    for name in ROUTERS:
        assert NAME in running(demo, name)

    author.goto(change)
    asks_for_the_undo(author)
    approves(author, approver)
    runs_it(author)
    for name in ROUTERS:
        assert NAME not in running(demo, name)


def adds_an_approver(page: Page, password: str) -> None:
    page.goto("/users/new")
    page.locator("[name=username]").fill("second-eyes")
    page.locator("[name=display_name]").fill("Second Eyes")
    role = page.locator("[name=role]")
    if role.first.get_attribute("type") == "radio":
        page.locator("[name=role][value=approver]").check()
    else:
        role.select_option("approver")
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/users$"))


def approves(author: Page, approver: Page) -> None:
    """The author may not; the other may, and the author's page shows it without being loaded again."""
    expect(author.locator("#change-approval")).to_contain_text("someone else has to answer", timeout=PLAN_LIMIT)
    expect(button(author, "runs")).to_be_disabled()
    approver.goto(author.url)
    form = approver.locator("#change-approval")
    form.locator("[name=reason]").first.fill("Looks right")
    form.locator("button", has_text="Approve").first.click()
    expect(button(author, "runs")).to_be_enabled(timeout=PLAN_LIMIT)
