from typing import Any

from tests.present.builders import (
    GEMEENTE,
    LAND,
    LINKS,
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
from wijkwerk.present.maps.shapes import map_shapes
from wijkwerk.present.start import StartMaterial, StartPage, start_page

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
    return start_page(StartMaterial(**given), LINKS)


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
