"""What every page is held to: axe-core's WCAG rules, no sideways scrolling, no error in the browser's console."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def assert_no_axe_violations(page: Page) -> None:
    """Runs axe-core's WCAG 2.2 A and AA rules; each violation is named with the elements it was found on."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html'][:160]}\n"
        f"    {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, f"{page.url}\n  " + "\n  ".join(found)


def assert_fits_its_width(page: Page) -> None:
    """A page never scrolls sideways as a whole; wide tables scroll inside their own box."""
    extent = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert extent[0] <= extent[1], f"{page.url} is {extent[0]} px wide in a window of {extent[1]} px"


def assert_headings_in_order(page: Page) -> None:
    """One h1, and no level is skipped."""
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => Number(e.tagName[1]))")
    assert levels.count(1) == 1, f"{page.url} has {levels.count(1)} headings of level 1"
    jumps = [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1]
    assert not jumps, f"{page.url} skips a heading level: {levels}"


def screenshot(page: Page, name: str, width: int, theme: str) -> Path:
    """A picture of the whole page in var/screenshots, to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}-{width}-{theme}.png"
    page.screenshot(path=path, full_page=True)
    return path
