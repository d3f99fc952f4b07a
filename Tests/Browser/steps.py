"""What people do on the pages in more than one test. Each step ends when the server has answered."""

import json
import re
import socket
from typing import Any

from demo import Demo
from playwright.sync_api import Locator, Page, expect

PLAN_LIMIT = 120_000  # milliseconds; generous, because the machine may be slow and busy
RUN_LIMIT = 240_000


def signs_in(page: Page, username: str, password: str) -> None:
    page.goto("/sign-in")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))


def proposes_a_vlan(page: Page, devices: list[str], number: int, name: str) -> None:
    page.goto("/templates")
    page.get_by_role("link", name="VLAN", exact=True).click()
    page.locator('main a[href$="/deploy"]').first.click()
    chooses(page, devices)
    page.locator("[name='variable.vlan_id']").fill(str(number))
    page.locator("[name='variable.vlan_name']").fill(name)
    sends_the_proposal(page, f"The VLAN {name}")


def chooses(page: Page, devices: list[str]) -> None:
    for name in devices:
        page.locator(".picker-list li", has_text=re.compile(rf"\b{name}\b")).get_by_role("checkbox").check()


def sends_the_proposal(page: Page, reason: str) -> None:
    page.locator("main").get_by_role("textbox", name=re.compile("Reason")).fill(reason)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/changes/[0-9a-fA-F-]{36}"))


def button(page: Page, action: str) -> Locator:
    """The button of one of the change's actions: runs, undo, plans, cancellation."""
    return page.locator(f'#change-state form[action$="/{action}"] button')


def badge(page: Page) -> Locator:
    """The name of the change's state."""
    return page.locator("#change-state").get_by_role("status").locator(".badge")


def presses_and_confirms(page: Page, action: str) -> None:
    """Presses a button that asks before anything is sent, and answers its question.

    Before the behaviour has started the form would be sent without a question.
    """
    form = f'#change-state form[action$="/{action}"]'
    page.wait_for_function("form => document.querySelector(form)?.behaviours?.confirm === true", arg=form)
    button(page, action).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("button[type=submit]").click()


def runs_it(page: Page) -> None:
    expect(button(page, "runs")).to_be_enabled(timeout=PLAN_LIMIT)
    presses_and_confirms(page, "runs")
    expect(badge(page)).to_have_text("Done", timeout=RUN_LIMIT)


def asks_for_the_undo(page: Page) -> None:
    """Ends on the page of the undo, which is a change of its own."""
    former = page.url
    presses_and_confirms(page, "undo")
    page.wait_for_url(lambda url: url != former and "/changes/" in url)


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
