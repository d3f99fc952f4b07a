"""Every page at both widths in both themes: accessible, without sideways scrolling, with a picture to look at."""

import pytest
import timing
from checks import assert_good_everywhere
from conftest import OpenPage
from pages import PLACES, Place


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_accessible_and_fits(open_page: OpenPage, place: Place) -> None:
    page = open_page(signed=place.signed)
    place.open(page)
    timing.note(page, place.name)
    assert_good_everywhere(page, place.name)


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


def test_nothing_moves_for_who_asked_for_that(open_page: OpenPage) -> None:
    page = open_page()  # with less motion
    page.goto("/devices")
    durations = "[...document.querySelectorAll('*')].map((e) => getComputedStyle(e).transitionDuration)"
    assert set(page.evaluate(durations)) == {"0s"}
