"""The whole main job in browsers without JavaScript: forms that are sent, and pages that are loaded again."""

import time

import people
from conftest import OpenPage
from demo import Demo
from playwright.sync_api import Locator, Page, expect
from steps import RUN_LIMIT, badge, button, proposes_a_vlan, running, signs_in

NAME = "PLAIN-TEST"
PAUSE = 200  # milliseconds between two loads of a page


def test_two_people_do_the_main_job_without_javascript(open_page: OpenPage, demo: Demo) -> None:
    answering = people.add(demo, "plain-eyes", "approver")
    author = open_page(signed=False, scripts=False)
    approver = open_page(signed=False, scripts=False)
    signs_in(author, demo.username, demo.password)
    signs_in(approver, answering.username, answering.password)

    reads_a_configuration(author)
    before = running(demo, "r1")
    proposes_a_vlan(author, ["r1"], 78, NAME)
    change = author.url
    sees_the_plan(author)
    approves(author, approver)
    runs_it(author)
    assert NAME in running(demo, "r1")
    sees_the_backups(author)

    author.goto(change)
    button(author, "undo").click()
    author.wait_for_url(lambda url: url != change and "/changes/" in url)
    approves(author, approver)
    runs_it(author)
    assert configuration(running(demo, "r1")) == configuration(before)
    author.goto(change)
    expect(badge(author)).to_have_text("Undone")


def reads_a_configuration(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Devices").first.click()
    page.get_by_role("link", name="r1", exact=True).click()
    page.get_by_role("link", name="Configuration", exact=True).click()
    page.locator("main").get_by_role("button", name="Read now").click()
    loads_until(page, page.locator("#configuration", has_text="hostname r1"))


def sees_the_plan(page: Page) -> None:
    loads_until(page, page.locator("#change-approval", has_text="someone else has to answer"))
    commands = page.get_by_role("region", name="Commands for r1")
    expect(commands).to_contain_text(NAME)
    expect(page.get_by_role("region", name="Predicted difference on r1")).to_contain_text(NAME)
    expect(button(page, "runs")).to_be_disabled()


def approves(author: Page, approver: Page) -> None:
    loads_until(author, author.locator("#change-approval", has_text="someone else has to answer"))
    approver.goto(author.url)
    form = approver.locator("#change-approval form")
    form.locator("[name=reason]").fill("Read it")
    form.get_by_role("button", name="Approve this plan").click()
    expect(badge(approver)).to_have_text("Approved")


def runs_it(page: Page) -> None:
    page.reload()
    button(page, "runs").click()
    loads_until(page, badge(page).filter(has_text="Done"))
    expect(page.locator("details.target", has_text="r1")).to_contain_text("As predicted")


def sees_the_backups(page: Page) -> None:
    page.get_by_role("link", name="Backup after").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Backup of r1")
    expect(page.locator("main")).to_contain_text(NAME)


def loads_until(page: Page, what: Locator) -> None:
    """Loads the page again and again, as a person does, until it shows something."""
    deadline = time.monotonic() + RUN_LIMIT / 1000
    while not what.is_visible():
        assert time.monotonic() < deadline, f"{page.url} does not show {what}: {page.locator('main').inner_text()}"
        page.wait_for_timeout(PAUSE)
        page.reload()


def configuration(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("!")]
