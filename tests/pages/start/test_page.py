from typing import Any

import pytest

from tests.present.builders import (
    GEMEENTE,
    LAND,
    LINKS,
    booked,
    buurt,
    crimes,
    figure,
    health,
    inhabitants,
    rate,
    tags,
    well_formed,
    wijk,
)
from tests.present.maps.borders import square
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.pages.start.page import StartMaterial, StartPage, start_page
from wijkwerk.present.maps.shapes import map_shapes

NOORD = wijk(2, "Noord", 10255)
BUURTEN = (
    buurt(2, "De Noork"),
    buurt(1, "Elsbeek"),
    buurt(3, "'t Rot"),
    buurt(4, "Bedrijventerrein", 20),
    buurt(5, "Leeg", None),
)


def made(**changes: Any) -> StartPage:
    given: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "land": LAND,
        "wijken": (wijk(1, "Woolde"), NOORD),
        "buurten": BUURTEN,
        "described": {item.indicator.id: item for item in (inhabitants(), crimes(), health())},
        "figures": [
            figure(inhabitants(), GEMEENTE, 81140, 2020), figure(inhabitants(), GEMEENTE, 83058, 2024),
            rate(GEMEENTE, 3898, 83_058, 2022, width=0.03),
            rate(GEMEENTE, 3593, 83_058, 2025, width=0.03, status=Status.PROVISIONAL),
            rate(LAND, 787_000, 17_942_942, 2025, width=0.001),
            figure(health(), GEMEENTE, 73.1, 2024), figure(health(), LAND, 72.8, 2024),
        ],
        **changes,
    }  # fmt: skip
    return start_page(StartMaterial(**booked(given)), LINKS)


def test_the_first_view_has_three_values_with_a_sentence_a_verdict_and_a_source() -> None:
    people, crime, healthy = made().headlines
    assert (people.value, people.value_note) == ("83.058", "1 januari 2024")
    assert people.title == "Veenstad telt 1.918 inwoners meer dan in 2020."
    assert (crime.value, crime.value_note) == ("43,3", "per 1.000 inwoners, 2025")
    assert crime.title == "Er waren 3.593 misdrijven, 8\u00a0% minder dan in 2022."
    assert crime.detail == "Tussen 42,0 en 44,6. Nederland: 43,9."
    assert crime.verdict is not None
    assert crime.verdict.text == "niet duidelijk anders"
    assert crime.source == "Politie, melding, voorlopig"
    assert healthy.value == "73,1\u00a0%"


def test_a_count_tells_its_growth_beside_the_country_and_where_most_of_it_was() -> None:
    people = inhabitants()
    figures = [
        figure(people, GEMEENTE, 81_140, 2020), figure(people, GEMEENTE, 83_058, 2024),
        figure(people, LAND, 17_407_585, 2020), figure(people, LAND, 17_942_942, 2024),
    ]  # fmt: skip
    wijken = (wijk(1, "Woolde"), NOORD, wijk(3, "Berflo Es"))
    ends = ((5000, 6000), (10_000, 10_255), (7000, 7010))
    by_wijk = [
        figure(people, row, value, period)
        for row, pair in zip(wijken, ends, strict=True)
        for value, period in zip(pair, (2020, 2024), strict=True)
    ]
    told = made(figures=figures, wijken=wijken, wijk_figures=by_wijk).headlines[0].detail
    assert told == "Dat is 2,4\u00a0% in vier jaar, in Nederland 3,1\u00a0%. De groei zit vooral in Woolde."


@pytest.mark.parametrize(
    ("ends", "where"),
    [
        (((5000, 4900), (900, 600), (100, 90)), " De daling zit vooral in Noord."),
        (((5000, 4900), (900, 880), (1000, 1500)), " De daling zit vooral in Woolde."),
        (((5000, 4985), (900, 890), (1000, 1005)), ""),  # within the rounding
        (((5000, None), (900, 600), (100, 90)), ""),  # a wijk that was drawn otherwise: nobody knows
    ],
)
def test_a_decline_is_told_too_and_nothing_that_rounding_makes(ends: tuple[Any, ...], where: str) -> None:
    people = inhabitants()
    wijken = (wijk(1, "Woolde"), NOORD, wijk(3, "Berflo Es"))
    by_wijk = [
        figure(people, row, value, period)
        for row, pair in zip(wijken, ends, strict=True)
        for value, period in zip(pair, (2020, 2024), strict=True)
    ]
    figures = [figure(people, GEMEENTE, 10_000, 2020), figure(people, GEMEENTE, 9_500, 2024)]
    told = made(figures=figures, wijken=wijken, wijk_figures=by_wijk).headlines[0].detail
    assert told == f"Dat is 5,0\u00a0% in vier jaar.{where}"


def test_growth_over_many_wijken_names_none() -> None:
    people = inhabitants()
    wijken = tuple(wijk(place, f"Wijk {place}") for place in range(1, 9))
    by_wijk = [figure(people, row, value, year) for row in wijken for value, year in ((1000, 2020), (1100, 2024))]
    told = made(wijken=wijken, wijk_figures=by_wijk).headlines[0].detail
    assert told == "Dat is 2,4\u00a0% in vier jaar."


def test_the_lead_counts_wijken_and_buurten() -> None:
    rest = "met bron, datum en hoe zeker ze zijn. Om samen het gesprek te openen."
    assert made().lead == f"Cijfers over twee wijken en vijf buurten in Veenstad, {rest}"
    assert made(wijken=(), buurten=()).lead == f"Cijfers over Veenstad, {rest}"


def test_every_buurt_stands_under_its_wijk_by_name_and_empty_ones_apart() -> None:
    noord, woolde = made().directory
    assert (noord.name, noord.inhabitants) == ("Noord", "10.255")
    assert [entry.name for entry in noord.buurten] == ["De Noork", "Elsbeek", "Leeg", "'t Rot"]
    assert [entry.href for entry in noord.few] == ["/gebied/BU99990204"]
    assert noord.few_words == "en 1 gebied met minder dan 100 inwoners"
    assert woolde.buurten == ()
    assert woolde.few_words == ""


def test_the_map_links_every_buurt_that_has_a_border() -> None:
    shapes = map_shapes(
        {row.code: square(place, 0) for place, row in enumerate(BUURTEN)}, {row.code: NOORD.code for row in BUURTEN}
    )
    root = well_formed(made(shapes=shapes).map)
    assert len(tags(root, "a")) == 5
    assert made().map == ""


def test_examples_to_search_for_are_places_where_people_live() -> None:
    names = [entry.name for entry in made().examples]
    assert "Bedrijventerrein" not in names
    assert len(names) == 3


def test_a_gemeente_without_figures_or_wijken_still_has_a_start_page() -> None:
    page = made(figures=[], wijken=(), buurten=(), land=None)
    assert page.headlines == ()
    assert page.directory == ()
    assert page.examples == ()
