"""What every page is held to: axe-core's WCAG rules, no sideways scrolling, headings in order."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# Only what was violated leaves the browser: the whole report is megabytes for a long page.
VIOLATIONS = """async (tags) => {
  const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
  const { violations } = await axe.run(options);
  return violations.flatMap(({ id, impact, help, nodes }) => nodes.map(({ html, failureSummary }) =>
    `${id} (${impact}): ${help}\\n    ${html.slice(0, 160)}\\n    ${failureSummary.split("\\n").at(-1).trim()}`));
}"""
HEIGHT = 900
VARIANTS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


def assert_good_everywhere(page: Page, name: str) -> None:
    """Holds the open page to every rule at both widths in both themes, and leaves a picture of each to look at."""
    assert_headings_in_order(page)
    for width, theme in VARIANTS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        screenshot(page, name, width, theme)
        assert_fits_its_width(page)
        assert_no_axe_violations(page)


def assert_no_axe_violations(page: Page) -> None:
    """Runs axe-core's WCAG 2.2 A and AA rules; each violation is named with the elements it was found on."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate(VIOLATIONS, WCAG)
    assert not found, f"{page.url} at {page.viewport_size}\n  " + "\n  ".join(found)


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
