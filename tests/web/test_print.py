"""What the print sheet must say so that a browser breaks a profile between lines of cards, not before all of them."""

import re
from pathlib import Path

import pytest

PRINT = (Path(__file__).parents[2] / "src/wijkwerk/web/static/css/print.css").read_text(encoding="utf-8")


def looks(selector: str) -> str:
    """Every declaration for a selector, also where it stands in a list."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", PRINT, flags=re.DOTALL))
    return " ".join(body for heads, body in rules if selector in [head.strip() for head in heads.split(",")])


@pytest.mark.parametrize("selector", [".section-head", ".section-head .sub", "h2", ".cmp tr.head"])
def test_a_heading_stays_with_what_it_is_about(selector: str) -> None:
    assert "break-after: avoid" in looks(selector)


def test_cards_stand_in_lines_that_may_part_and_no_card_is_cut() -> None:
    assert "display: block" in looks(".figures"), "a grid is pushed to the next page whole"
    assert "orphans: 1; widows: 1" in looks(".figures"), "two lines of cards would be kept together"
    assert "display: inline-block" in looks(".figure-card")
    assert "break-inside: avoid" in looks(".figure-card")


def test_a_map_and_its_dots_part_so_that_the_first_page_is_not_blank() -> None:
    assert "display: block" in looks(".ind-grid")
    assert "grid-template-columns: 9.5cm" in looks("#kaart-figuur"), "higher than that, the map goes to the next page"


def test_ways_on_through_the_site_take_no_page() -> None:
    assert "display: none" in looks(".start-ways")


def test_the_year_of_a_value_is_not_split() -> None:
    assert "white-space: nowrap" in looks(".figure-card .value small")
