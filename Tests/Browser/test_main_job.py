"""The main job as a person does it: read, propose, look at the plan, run, see it verified, undo. Live, in one page."""

import json
import re
import socket
from typing import Any

from conftest import OpenPage
from demo import Demo
from playwright.sync_api import Page, expect

PLAN_LIMIT = 60_000  # milliseconds
RUN_LIMIT = 120_000
SERVER = "192.0.2.123"  # the template has one variable, a list of servers
SWITCHES = ["sw1", "sw2"]


def test_a_person_does_the_main_job(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    sees_the_devices(page, demo)
    reads_a_configuration_live(page)
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
    undoes_it(page)
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


def proposes_from_a_template(page: Page) -> None:
    page.goto("/templates")
    page.get_by_role("link", name="NTP", exact=True).click()
    page.locator('main a[href$="/deploy"]').first.click()
    for name in SWITCHES:
        page.locator(".picker-list li", has_text=re.compile(rf"\b{name}\b")).get_by_role("checkbox").check()
    fill_variables(page)
    page.locator("main").get_by_role("textbox", name=re.compile("Reason")).fill("Time servers for the lab")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/changes/[0-9a-fA-F-]{36}"))


def fill_variables(page: Page) -> None:
    """Gives the template's first address a value; the others keep what the form proposes."""
    page.locator("[name^='variable.']").first.fill(SERVER)


def sees_the_plan(page: Page) -> None:
    expect(page.locator('#change-state form[action$="/runs"] button')).to_be_enabled(timeout=PLAN_LIMIT)
    for name in SWITCHES:
        target = page.locator("details.target", has_text=name)
        if target.get_attribute("open") is None:
            target.locator("summary").click()
        expect(target.get_by_role("region", name=f"Commands for {name}")).to_contain_text(SERVER)
        expect(target.locator("[id$='-diff'] + *")).to_contain_text(SERVER)


def runs_it(page: Page) -> None:
    page.locator('#change-state form[action$="/runs"] button').click()
    confirms(page)
    status = page.locator("#change-state").get_by_role("status")
    expect(status).to_contain_text(re.compile("done", re.IGNORECASE), timeout=RUN_LIMIT)


def sees_the_backup(page: Page) -> None:
    target = page.locator("details.target", has_text="sw1")
    if target.get_attribute("open") is None:
        target.locator("summary").click()
    target.locator('a[href^="/backups/"]').first.click()
    expect(page.locator("main")).to_contain_text("hostname sw1")


def undoes_it(page: Page) -> None:
    former = page.url
    page.locator('#change-state form[action$="/undo"] button').click()
    confirms(page)
    page.wait_for_url(lambda url: url != former and "/changes/" in url)
    expect(page.locator('#change-state form[action$="/runs"] button')).to_be_enabled(timeout=PLAN_LIMIT)
    runs_it(page)


def confirms(page: Page) -> None:
    """Answers the question that is asked before anything is sent."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("button[type=submit]").click()


def running(demo: Demo, name: str) -> str:
    """What the device itself shows, past NetStacks."""
    control = demo.inventory["control"]
    with socket.create_connection((control["host"], control["port"])) as connection:
        request = {"token": control["token"], "device": name, "command": "running"}
        connection.sendall(json.dumps(request).encode() + b"\n")
        with connection.makefile() as answers:
            reply: dict[str, Any] = json.loads(answers.readline())
    assert reply["ok"], reply
    return str(reply["text"])


def without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("!")]
