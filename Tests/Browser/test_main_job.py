"""The main job as a person does it: read, propose, look at the plan, run, see it verified, undo. Live, in one page."""

from conftest import OpenPage
from demo import Demo
from playwright.sync_api import Page, expect
from steps import PLAN_LIMIT, asks_for_the_undo, button, chooses, running, runs_it, sends_the_proposal

SERVER = "192.0.2.123"  # the template has one variable, a list of servers
SWITCHES = ["sw1", "sw2"]


def test_a_person_does_the_main_job(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    sees_the_devices(page, demo)
    reads_a_configuration_live(page)
    reads_the_facts_live(page)
    before = {name: running(demo, name) for name in SWITCHES}

    proposes_from_a_template(page)
    sees_the_plan(page)
    runs_it(page)
    for name in SWITCHES:
        assert SERVER in running(demo, name)
        assert SERVER not in before[name]

    change = page.url
    sees_the_backup(page)
    page.goto(change)
    asks_for_the_undo(page)
    runs_it(page)
    for name in SWITCHES:
        assert without_comments(running(demo, name)) == without_comments(before[name])


def sees_the_devices(page: Page, demo: Demo) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Devices").first.click()
    for device in demo.inventory["devices"]:
        expect(page.get_by_role("link", name=device["name"], exact=True)).to_be_visible()


def reads_a_configuration_live(page: Page) -> None:
    page.get_by_role("link", name="sw1", exact=True).click()
    page.get_by_role("link", name="Configuration", exact=True).click()
    page.locator("main").get_by_role("button", name="Read now").click()
    expect(page.locator("#configuration")).to_contain_text("hostname sw1", timeout=PLAN_LIMIT)


def reads_the_facts_live(page: Page) -> None:
    page.get_by_role("link", name="Facts", exact=True).click()
    page.locator("main").get_by_role("button", name="Read facts").click()
    expect(page.locator("#facts")).to_contain_text("Told on its command line", timeout=PLAN_LIMIT)
    expect(page.locator("#facts")).to_contain_text("GigabitEthernet")


def proposes_from_a_template(page: Page) -> None:
    page.goto("/templates")
    page.get_by_role("link", name="NTP", exact=True).click()
    page.locator('main a[href$="/deploy"]').first.click()
    chooses(page, SWITCHES)
    # The template's first address gets a value; the others keep what the form proposes.
    page.locator("[name^='variable.']").first.fill(SERVER)
    sends_the_proposal(page, "Time servers for the lab")


def sees_the_plan(page: Page) -> None:
    expect(button(page, "runs")).to_be_enabled(timeout=PLAN_LIMIT)
    for name in SWITCHES:
        target = page.locator("details.target", has_text=name)
        expect(target).to_have_attribute("open", "")  # few devices are shown open
        expect(target.get_by_role("region", name=f"Commands for {name}")).to_contain_text(SERVER)
        expect(target.locator("[id$='-diff'] + *")).to_contain_text(SERVER)


def sees_the_backup(page: Page) -> None:
    page.locator("details.target", has_text="sw1").locator('a[href^="/backups/"]').first.click()
    page.wait_for_url("**/backups/*")
    expect(page.locator("main")).to_contain_text("hostname sw1")


def without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("!")]
