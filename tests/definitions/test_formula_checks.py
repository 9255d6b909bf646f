"""An indicator whose names or formula cannot work is refused."""

from pathlib import Path

import pytest

from .small_catalogue import (
    AWAITED,
    CHANGE,
    CORRECTION,
    FILES,
    MEAN,
    PEOPLE,
    SHARE,
    SOURCE,
    messages,
    spoiled,
    write_catalogue,
)

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "an unknown source": (
        PEOPLE,
        "telling.mensen",
        "raming.mensen",
        [
            (
                "indicators/mensen.yaml:11: formula.variable: gevonden onbekende bron 'raming'; verwacht een "
                "bron in catalogue/sources. Verbeter de naam of beschrijf de bron."
            ),
        ],
    ),
    "an unknown variable": (
        PEOPLE,
        "telling.mensen",
        "telling.personen",
        [
            (
                "indicators/mensen.yaml:11: formula.variable: gevonden onbekende variabele 'telling.personen'; "
                "verwacht een variabele van bron 'telling'. Verbeter de naam of voeg haar toe aan de bron."
            ),
        ],
    ),
    "an unknown numerator": (
        SHARE,
        "telling.ouderen",
        "telling.jongeren",
        [
            (
                "indicators/ouderen.yaml:13: formula.numerator[1]: gevonden onbekende variabele "
                "'telling.jongeren'; verwacht een variabele van bron 'telling'. Verbeter de naam of voeg haar "
                "toe aan de bron."
            ),
        ],
    ),
    "an unknown denominator": (
        SHARE,
        "denominator: telling.mensen",
        "denominator: telling.personen",
        [
            (
                "indicators/ouderen.yaml:14: formula.denominator: gevonden onbekende variabele "
                "'telling.personen'; verwacht een variabele van bron 'telling'. Verbeter de naam of voeg haar "
                "toe aan de bron."
            ),
        ],
    ),
    "an unknown weight": (
        MEAN,
        "weight: telling.mensen",
        "weight: telling.personen",
        [
            (
                "indicators/afstand.yaml:14: weight: gevonden onbekende variabele 'telling.personen'; verwacht "
                "een variabele van bron 'telling'. Verbeter de naam of voeg haar toe aan de bron."
            ),
        ],
    ),
    "an unknown variable that decides on disclosure": (
        PEOPLE,
        "key_figure: 1",
        "disclosure:\n  variable: telling.personen\n  minimum: 100\n  reason: Te weinig mensen.",
        [
            (
                "indicators/mensen.yaml:16: disclosure.variable: gevonden onbekende variabele "
                "'telling.personen'; verwacht een variabele van bron 'telling'. Verbeter de naam of voeg haar "
                "toe aan de bron."
            ),
        ],
    ),
    "an unknown theme": (
        PEOPLE,
        "theme: bewoners",
        "theme: sport",
        [
            (
                "indicators/mensen.yaml:8: theme: gevonden onbekend thema 'sport'; verwacht een van bewoners, "
                "samenleven. Verbeter de naam of voeg het thema toe aan themes.yaml."
            ),
        ],
    ),
    "a domain that is not its theme’s": (
        SHARE,
        "domain: sociaal",
        "domain: fysiek",
        [
            (
                "indicators/ouderen.yaml:9: domain: gevonden 'fysiek'; verwacht het domein van thema "
                "'samenleven', of niets. Kies een ander thema of domein."
            ),
        ],
    ),
    "a domain in a theme that has none": (
        PEOPLE,
        "theme: bewoners",
        "domain: fysiek\ntheme: bewoners",
        [
            (
                "indicators/mensen.yaml:8: domain: gevonden 'fysiek'; verwacht het domein van thema 'bewoners', "
                "of niets. Kies een ander thema of domein."
            ),
        ],
    ),
    "a numerator that does not add up": (
        SHARE,
        "telling.ouderen",
        "telling.afstand",
        [
            (
                "indicators/ouderen.yaml:13: formula.numerator[1]: gevonden een variabele met kind 'mean'; "
                "verwacht een aantal ('count' of 'amount'). Een verhouding deelt aantallen; gebruik anders kind: "
                "published."
            ),
        ],
    ),
    "a denominator that does not add up": (
        SHARE,
        "denominator: telling.mensen",
        "denominator: telling.klasse",
        [
            (
                "indicators/ouderen.yaml:14: formula.denominator: gevonden een variabele met kind 'class'; "
                "verwacht een aantal ('count' of 'amount'). Een verhouding deelt aantallen; gebruik anders kind: "
                "published."
            ),
        ],
    ),
    "a denominator of a year that is not there": (
        SHARE,
        "per: 100",
        "per: 100\n  denominator_period: 2019",
        [
            (
                "indicators/ouderen.yaml:16: formula.denominator_period: gevonden 2019; verwacht een van 2020, "
                "2024. Kies een jaar waarvan de noemer bekend is."
            ),
        ],
    ),
    "a ratio without words for its parts": (
        SHARE,
        "numerator_title: ouderen\n",
        "",
        [
            (
                "indicators/ouderen.yaml:11: formula: gevonden een verhouding zonder namen voor teller en "
                "noemer; verwacht 'numerator_title' en 'denominator_title'. Voeg beide toe, zoals 'misdrijven' "
                "en 'inwoners'."
            ),
        ],
    ),
    "a change of an unknown indicator": (
        CHANGE,
        "indicator: mensen",
        "indicator: personen",
        [
            (
                "indicators/groei.yaml:11: formula.indicator: gevonden onbekende indicator 'personen'; verwacht "
                "een indicator in catalogue/indicators. Verbeter de naam."
            ),
        ],
    ),
    "a change of a change": (
        CHANGE,
        "indicator: mensen",
        "indicator: groei",
        [
            (
                "indicators/groei.yaml:11: formula.indicator: gevonden 'groei', zelf een verandering of nog "
                "zonder cijfers; verwacht een indicator met eigen cijfers. Kies de indicator waarvan u de "
                "verandering zoekt."
            ),
        ],
    ),
    "a change of what has no figures": (
        CHANGE,
        "indicator: mensen",
        "indicator: geluk",
        [
            (
                "indicators/groei.yaml:11: formula.indicator: gevonden 'geluk', zelf een verandering of nog "
                "zonder cijfers; verwacht een indicator met eigen cijfers. Kies de indicator waarvan u de "
                "verandering zoekt."
            ),
            (
                "indicators/groei.yaml:15: aggregation: gevonden 'sum'; verwacht 'never'. Een verandering telt "
                "op zoals 'geluk' zelf."
            ),
        ],
    ),
    "a change that goes back in time": (
        CHANGE,
        "start: 2020\n  end: 2024",
        "start: 2024\n  end: 2020",
        [
            (
                "indicators/groei.yaml:13: formula.end: gevonden van 2024 tot 2020; verwacht een eindjaar na het "
                "beginjaar. Draai de jaren om."
            ),
            (
                "indicators/groei.yaml:17: first_year: gevonden 2024; verwacht 2020, het eerste jaar in de "
                "tabellen. Verbeter het jaar."
            ),
        ],
    ),
    "a change from a year without figures": (
        CHANGE,
        "start: 2020",
        "start: 2019",
        [
            (
                "indicators/groei.yaml:12: formula.start: gevonden 2019; verwacht een van 2020, 2024. Kies een "
                "jaar waarvan 'mensen' cijfers heeft."
            ),
        ],
    ),
    "an awaited figure of an unknown source": (
        AWAITED,
        "source: telling",
        "source: enquete",
        [
            (
                "indicators/geluk.yaml:12: formula.source: gevonden onbekende bron 'enquete'; verwacht een bron "
                "in catalogue/sources. Verbeter de naam of beschrijf de bron."
            ),
        ],
    ),
    "a first year that the tables do not have": (
        PEOPLE,
        "first_year: 2020",
        "first_year: 2018",
        [
            (
                "indicators/mensen.yaml:14: first_year: gevonden 2018; verwacht 2020, het eerste jaar in de "
                "tabellen. Verbeter het jaar."
            ),
        ],
    ),
    "a first year that is too late": (
        PEOPLE,
        "first_year: 2020",
        "first_year: 2024",
        [
            (
                "indicators/mensen.yaml:14: first_year: gevonden 2024; verwacht 2020, het eerste jaar in de "
                "tabellen. Verbeter het jaar."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_parts_that_no_year_has_together_are_told(tmp_path: Path) -> None:
    moved = FILES[SOURCE].replace("      a: mensen\n", "").replace("parts_of: mensen", "range: [0, 9]")
    changed = {SOURCE: moved, MEAN: None, CHANGE: None, CORRECTION: None}
    changed |= spoiled(PEOPLE, "first_year: 2020", "first_year: 2024")
    assert messages(write_catalogue(tmp_path, changed)) == [
        "indicators/ouderen.yaml:11: formula: gevonden variabelen die in geen enkel jaar samen voorkomen; verwacht "
        "minstens één jaar met teller en noemer. Zet het jaar van de noemer vast met 'denominator_period'."
    ]


def test_figures_from_an_own_table_that_names_no_year_are_waited_for(tmp_path: Path) -> None:
    """Each own file tells its own year; it used to be told that the variables have no year together."""
    own = FILES[SOURCE].replace("      Afstand_1: afstand\n", "")
    table = "  - table: eigen\n    protocol: own_file\n    area_column: code\n    columns:\n      Afstand: afstand\n"
    assert messages(write_catalogue(tmp_path, {SOURCE: own.replace("missing:\n", f"{table}missing:\n")})) == []


def test_a_fixed_year_of_the_denominator_brings_them_together(tmp_path: Path) -> None:
    moved = FILES[SOURCE].replace("      a: mensen\n", "")
    changed = {SOURCE: moved, MEAN: None, CHANGE: None, CORRECTION: None}
    changed |= spoiled(PEOPLE, "first_year: 2020", "first_year: 2024")
    changed |= spoiled(SHARE, "per: 100", "per: 100\n  denominator_period: 2024")
    assert messages(write_catalogue(tmp_path, changed)) == []
