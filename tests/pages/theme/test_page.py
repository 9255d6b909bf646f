from typing import Any

import pytest

from tests.present.builders import (
    GEMEENTE,
    LAND,
    LINKS,
    awaited,
    booked,
    crimes,
    figure,
    health,
    inhabitants,
    rate,
    wijk,
)
from wijkwerk.definitions.indicators import Retirement, Theme
from wijkwerk.definitions.vocabulary import Domain, Level
from wijkwerk.pages.theme.page import ThemeMaterial, ThemePage, tally_text, theme_page
from wijkwerk.present.figures.sentences import Tally

WIJKEN = tuple(wijk(number, f"Wijk {number}") for number in range(3))
THEME = Theme(id="veiligheid", title="Veiligheid", domain=Domain.VEILIGHEID, description="Wat de politie registreert.")


def made(**changes: Any) -> ThemePage:
    items = (
        crimes(),
        health(),
        awaited(),
        inhabitants(id="oud", retired=Retirement(on="2024-01-01", reason="Gestopt.")),
    )
    given: dict[str, Any] = {
        "theme": THEME,
        "described": {item.indicator.id: item for item in items},
        "gemeente": GEMEENTE,
        "land": LAND,
        "wijken": WIJKEN,
        "figures": [
            rate(GEMEENTE, 3593, 83_058, width=0.03), rate(LAND, 900_000, 17_942_942, width=0.001),
            *(rate(row, count, 9000) for row, count in zip(WIJKEN, (90, 900, 390), strict=True)),
            figure(health(), GEMEENTE, 73.1, 2024),
        ],
        **changes,
    }  # fmt: skip
    return theme_page(ThemeMaterial(**booked(given)), LINKS)


def test_each_indicator_says_where_the_gemeente_stands_and_how_its_wijken_lie() -> None:
    crime = made().rows[0]
    assert (crime.value, crime.sub) == ("43,3", "per 1.000 inwoners, 2025")
    assert crime.compare == "Nederland 50,2; tussen 42,0 en 44,6"
    assert crime.verdict is not None
    assert crime.verdict.text == "duidelijk gunstiger"
    assert (
        crime.wijken == "In een van de drie wijken duidelijk lager dan in de rest van Veenstad, in een duidelijk hoger."
    )
    assert crime.source == "Politie 47022NED, melding"


def test_awaited_and_retired_indicators_stand_apart() -> None:
    page = made()
    assert [row.indicator for row in page.rows] == ["misdrijven_per_1000", "gezondheid"]
    assert [row.awaited for row in page.awaited] == ["Nog niet geleverd aan deze monitor."]
    assert [row.indicator for row in page.retired] == ["oud"]


def test_without_a_country_there_is_no_verdict_to_give() -> None:
    crime = made(land=None).rows[0]
    assert crime.verdict is not None
    assert crime.verdict.text == "niet vast te stellen"


def test_a_theme_without_figures_says_what_is_missing() -> None:
    page = made(figures=[], wijken=())
    assert all(row.missing is not None and row.value == "" for row in page.rows)
    assert page.source == ""


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally(Level.WIJK, 0, 0, 0, 10), ""),
        (
            Tally(Level.WIJK, 0, 0, 10, 0),
            "In geen van de tien wijken duidelijk hoger of lager dan in de rest van Veenstad.",
        ),
        (Tally(Level.WIJK, 0, 2, 8, 0), "In twee van de tien wijken duidelijk hoger dan in de rest van Veenstad."),
    ],
)
def test_the_wijken_are_counted_in_a_sentence(tally: Tally, text: str) -> None:
    assert tally_text(tally, "Veenstad") == text
