"""Two people, two browsers: what one approves, the other sees at once; nobody approves their own."""

import re
import secrets

from conftest import OpenPage
from demo import Demo
from playwright.sync_api import Page, expect
from test_main_job import PLAN_LIMIT, confirms, running, runs_it

ROUTERS = ["r1", "r2"]
NAME = "BROWSER-TEST"


def test_two_people_change_the_routers(open_page: OpenPage, demo: Demo) -> None:
    author = open_page()
    password = secrets.token_urlsafe(16)
    adds_an_approver(author, password)
    approver = open_page(signed=False)
    signs_in(approver, password)

    proposes(author)
    change = author.url
    approves(author, approver)
    runs_it(author)
    for name in ROUTERS:
        assert NAME in running(demo, name)

    author.goto(change)
    author.locator('#change-state form[action$="/undo"] button').click()
    confirms(author)
    author.wait_for_url(lambda url: url != change and "/changes/" in url)
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


def signs_in(page: Page, password: str) -> None:
    page.goto("/sign-in")
    page.locator("[name=username]").fill("second-eyes")
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))


def proposes(page: Page) -> None:
    page.goto("/templates")
    page.get_by_role("link", name="VLAN", exact=True).click()
    page.locator('main a[href$="/deploy"]').first.click()
    for name in ROUTERS:
        page.locator(".picker-list li", has_text=re.compile(rf"\b{name}\b")).get_by_role("checkbox").check()
    page.locator("[name='variable.vlan_id']").fill("77")
    page.locator("[name='variable.vlan_name']").fill(NAME)
    page.locator("main").get_by_role("textbox", name=re.compile("Reason")).fill("A VLAN for the routers")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/changes/[0-9a-fA-F-]{36}"))


def approves(author: Page, approver: Page) -> None:
    """The author may not; the other may, and the author's page shows it without being loaded again."""
    panel = author.locator("#change-approval")
    expect(panel).to_contain_text("someone else has to answer", timeout=PLAN_LIMIT)
    expect(author.locator('#change-state form[action$="/runs"] button')).to_be_disabled()
    approver.goto(author.url)
    form = approver.locator("#change-approval")
    form.locator("[name=reason]").first.fill("Looks right")
    form.locator("button", has_text="Approve").first.click()
    expect(author.locator('#change-state form[action$="/runs"] button')).to_be_enabled(timeout=PLAN_LIMIT)
