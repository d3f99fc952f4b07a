"""The checks themselves find what they are for; no demo is needed."""

from collections.abc import Iterator

import pytest
from checks import assert_fits_its_width, assert_headings_in_order, assert_no_axe_violations
from playwright.sync_api import Browser, Page

GOOD = "<!doctype html><html lang=en><title>Good</title><main><h1>One</h1><h2>Two</h2><p>Text</p></main>"


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_a_good_page_passes(blank: Page) -> None:
    blank.set_content(GOOD)
    assert_no_axe_violations(blank)
    assert_headings_in_order(blank)
    assert_fits_its_width(blank)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("<img src='data:,'>", "image-alt"),
        ("<input name=x>", "label"),
        ("<p style='color:#aaa;background:#fff'>faint</p>", "color-contrast"),
        (
            "<button style='width:9px;height:9px'>a</button><button style='width:9px;height:9px'>b</button>",
            "target-size",
        ),
    ],
)
def test_a_violation_is_named(blank: Page, content: str, rule: str) -> None:
    blank.set_content(GOOD + content)
    with pytest.raises(AssertionError, match=rule):
        assert_no_axe_violations(blank)


def test_a_skipped_heading_and_a_wide_page_are_found(blank: Page) -> None:
    blank.set_content(GOOD.replace("h2", "h3") + "<div style='width:900px'>wide</div>")
    with pytest.raises(AssertionError, match="skips a heading level"):
        assert_headings_in_order(blank)
    with pytest.raises(AssertionError, match="px wide"):
        assert_fits_its_width(blank)
