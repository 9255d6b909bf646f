"""The same way without a mouse: every stop is visible, and the order is that of the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

_FOCUSED = "document.activeElement.textContent.trim() || document.activeElement.getAttribute('aria-label') || ''"
_VISIBLE = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const path = element.querySelector('path');
  const drawn = path && parseFloat(getComputedStyle(path).strokeWidth) >= 2;
  return (ring || drawn) && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""


def test_from_start_to_indicator_with_the_keyboard_alone(visit: Callable[..., Page]):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED) == "Naar de inhoud"
    page.keyboard.press("Enter")
    _tab_to(page, lambda: page.evaluate("document.activeElement.name") == "q")
    page.keyboard.type("De Noork")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Noork")
    _tab_to(page, lambda: page.evaluate(_FOCUSED) == "Misdrijven")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Misdrijven per 1.000 inwoners")
    _tab_to(page, lambda: page.evaluate(_FOCUSED) == "2021")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Buurten op de kaart, 2021")


@pytest.mark.rehearsal
def test_an_area_on_the_map_is_a_stop_with_a_name(visit: Callable[..., Page]):
    page = visit("/")
    page.locator(".start .map a").nth(10).focus()
    page.keyboard.press("Tab")
    assert page.evaluate(_VISIBLE)
    name = page.evaluate("document.activeElement.querySelector('title').textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.rehearsal
def test_the_skip_link_brings_the_next_stop_into_the_content(visit: Callable[..., Page]):
    page = visit("/gebied/BU01640202/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.rehearsal
def test_a_comparison_is_chosen_with_the_keyboard(visit: Callable[..., Page]):
    page = visit("/vergelijken/")
    page.get_by_label("buurten van een wijk").focus()
    page.keyboard.press("Space")
    page.get_by_label("Wijk", exact=True).focus()
    page.keyboard.type("Noord")
    _tab_to(page, lambda: page.evaluate(_FOCUSED) == "Toon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Buurten naast elkaar")
    expect(page.locator("table.cg")).to_contain_text("De Noork")


def _tab_to(page: Page, arrived: Callable[[], bool], most: int = 160) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(_VISIBLE), f"focus cannot be seen on {page.evaluate(_FOCUSED)!r}"
        if arrived():
            return
    raise AssertionError(f"not reached in {most} stops")
