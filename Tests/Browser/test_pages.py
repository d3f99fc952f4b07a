"""Every page in both themes and at both widths: accessible, without sideways scrolling, with a picture to look at."""

import pytest
from checks import assert_fits_its_width, assert_headings_in_order, assert_no_axe_violations, screenshot
from conftest import OpenPage
from pages import PLACES, Place


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_accessible_and_fits(open_page: OpenPage, place: Place, width: int, theme: str) -> None:
    page = open_page(signed=place.signed, width=width, theme=theme)
    place.open(page)
    screenshot(page, place.name, width, theme)
    assert_no_axe_violations(page)
    assert_headings_in_order(page)
    assert_fits_its_width(page)


def test_a_page_that_does_not_exist_says_so_and_is_accessible(open_page: OpenPage) -> None:
    page = open_page(scripts=True)
    answer = page.request.get("/no-such-page")
    assert answer.status == 404


@pytest.mark.parametrize("place", [place for place in PLACES if place.found_on is None], ids=lambda place: place.name)
def test_a_page_works_without_javascript(open_page: OpenPage, place: Place) -> None:
    page = open_page(signed=place.signed, scripts=False)
    place.open(page)
    assert page.locator("h1").count() == 1


def test_the_keyboard_reaches_the_content_first(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/devices")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
