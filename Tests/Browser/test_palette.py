"""Getting about without the mouse, and a theme that stays."""

import re

from conftest import OpenPage
from playwright.sync_api import expect


def test_the_palette_finds_a_device_by_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/changes")
    expect(page.locator("form.quick kbd")).to_be_visible()  # shown when the behaviour listens
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("sw2")
    expect(page.get_by_role("option").filter(has_text="sw2").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/devices/[0-9a-f-]{36}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("sw2")


def test_a_chosen_theme_stays(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/devices")
    # The page shows the colours before the server has stored them: the next page is asked for when it has.
    with page.expect_response("**/preferences/theme"):
        page.locator('form[action="/preferences/theme"] [value=dark]').first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/jobs")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
