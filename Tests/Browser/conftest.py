"""Fixtures: one demo and one Chromium for all tests; each test has a context of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import demo as demos
import pytest
import timing
from demo import Demo
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from steps import signs_in

CHROMIUM = "/usr/bin/chromium"
HEIGHT = 900
PATIENCE = 30_000  # milliseconds that an expectation may take to come true: the machine may be slow and busy

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    demo = demos.start()
    yield demo
    demo.stop()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, demo: Demo) -> Any:
    """The cookies of the administrator, who signed in through the form."""
    context = browser.new_context(base_url=demo.address)
    signs_in(context.new_page(), demo.username, demo.password)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(browser: Browser, demo: Demo, signed_in: Any) -> Iterator[OpenPage]:
    """Opens pages: signed in or not, of a width, in a theme. An error in the console fails the test at its end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.location.get('url')}: {message.text}")

    def open_one(signed: bool = True, width: int = 1440, theme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=demo.address,
            storage_state=signed_in if signed else None,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(2 * PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in timing.report():
        terminalreporter.write_line(line)
