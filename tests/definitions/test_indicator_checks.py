"""What an indicator must not say or show is refused."""

from pathlib import Path

import pytest

from .small_catalogue import CHANGE, FILES, MEAN, PEOPLE, SHARE, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "origin without a mark": (
        PEOPLE,
        "variable: telling.mensen",
        "variable: telling.herkomst",
        [
            (
                "indicators/mensen.yaml:1: origin: gevonden een cijfer over herkomst zonder merk; verwacht "
                "'origin: true'. Herkomst telt nooit mee in een score en moet herkenbaar zijn."
            ),
            (
                "indicators/mensen.yaml:15: key_figure: gevonden een cijfer over herkomst in een domein of bij "
                "de kerncijfers; verwacht geen domein en geen plaats bij de kerncijfers. Laat deze sleutel weg."
            ),
        ],
    ),
    "origin in a domain": (
        SHARE,
        "numerator: [telling.ouderen]",
        "numerator: [telling.herkomst]",
        [
            (
                "indicators/ouderen.yaml:1: origin: gevonden een cijfer over herkomst zonder merk; verwacht "
                "'origin: true'. Herkomst telt nooit mee in een score en moet herkenbaar zijn."
            ),
            (
                "indicators/ouderen.yaml:9: domain: gevonden een cijfer over herkomst in een domein of bij de "
                "kerncijfers; verwacht geen domein en geen plaats bij de kerncijfers. Laat deze sleutel weg."
            ),
        ],
    ),
    "a mark of origin among the key figures": (
        PEOPLE,
        "key_figure: 1",
        "key_figure: 1\norigin: true",
        [
            (
                "indicators/mensen.yaml:15: key_figure: gevonden een cijfer over herkomst in een domein of bij "
                "de kerncijfers; verwacht geen domein en geen plaats bij de kerncijfers. Laat deze sleutel weg."
            ),
        ],
    ),
    "class breaks that go down": (
        SHARE,
        "class_breaks: [10, 20, 30]",
        "class_breaks: [10, 30, 20]",
        [
            (
                "indicators/ouderen.yaml:21: class_breaks: gevonden 10, 30, 20; verwacht grenzen van laag naar "
                "hoog, elk één keer. Zet de grenzen op volgorde."
            ),
        ],
    ),
    "the same class break twice": (
        SHARE,
        "class_breaks: [10, 20, 30]",
        "class_breaks: [10, 10]",
        [
            (
                "indicators/ouderen.yaml:21: class_breaks: gevonden 10, 10; verwacht grenzen van laag naar hoog, "
                "elk één keer. Zet de grenzen op volgorde."
            ),
        ],
    ),
    "a break before there is anything to break": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nbreaks: [{year: 2020, reason: De vraag is sindsdien anders gesteld.}]",
        [
            (
                "indicators/ouderen.yaml:21: breaks: gevonden 2020; verwacht jaren van vroeg naar laat, elk één keer "
                "en na 2020. Een breuk is het eerste jaar dat niet met de jaren ervoor te vergelijken is."
            ),
        ],
    ),
    "another series that is not there": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nother_series: {indicator: jongeren, text: Een andere telling van hetzelfde.}",
        [
            (
                "indicators/ouderen.yaml:21: other_series.indicator: gevonden onbekende indicator 'jongeren'; "
                "verwacht een andere indicator in catalogue/indicators. Verbeter de naam."
            ),
        ],
    ),
    "another series that is the same": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nother_series: {indicator: ouderen, text: Een andere telling van hetzelfde.}",
        [
            (
                "indicators/ouderen.yaml:21: other_series.indicator: gevonden 'ouderen', de indicator zelf; "
                "verwacht een andere indicator in catalogue/indicators. Verbeter de naam."
            ),
        ],
    ),
    "another series that does not lead back": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nother_series: {indicator: mensen, text: Een andere telling van hetzelfde.}",
        [
            (
                "indicators/ouderen.yaml:21: other_series.indicator: gevonden 'mensen', die 'ouderen' niet noemt; "
                "verwacht twee reeksen die naar elkaar verwijzen. Zet 'other_series' ook bij 'mensen', met 'ouderen'."
            ),
        ],
    ),
    "a key figure in a taken place": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nkey_figure: 1",
        [
            (
                "indicators/ouderen.yaml:21: key_figure: gevonden plaats 1, al van 'mensen'; verwacht een eigen "
                "plaats. Kies een andere plaats."
            ),
        ],
    ),
    "a share of something that is not a share": (
        PEOPLE,
        "unit: mensen",
        "unit: mensen\nshare_of: inwoners",
        [
            (
                "indicators/mensen.yaml:6: share_of: gevonden een deel bij eenheid 'mensen'; verwacht eenheid "
                "'%'. Laat deze sleutel weg."
            ),
        ],
    ),
    "a percentage per thousand": (
        SHARE,
        "per: 100",
        "per: 1000",
        [
            (
                "indicators/ouderen.yaml:15: formula.per: gevonden 1000 bij eenheid '%'; verwacht 100 bij '%', "
                "en een ander getal bij een andere eenheid. Maak eenheid en 'per' gelijk."
            ),
        ],
    ),
    "a successor that does not exist": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nretired:\n  on: 2026-09-14\n  reason: Vervangen.\n  replaced_by: senioren",
        [
            (
                "indicators/ouderen.yaml:24: retired.replaced_by: gevonden onbekende indicator 'senioren'; "
                "verwacht een andere indicator in catalogue/indicators. Verbeter de naam of laat de sleutel weg."
            ),
        ],
    ),
    "a successor that is itself": (
        SHARE,
        "first_year: 2020",
        "first_year: 2020\nretired:\n  on: 2026-09-14\n  reason: Vervangen.\n  replaced_by: ouderen",
        [
            (
                "indicators/ouderen.yaml:24: retired.replaced_by: gevonden onbekende indicator 'ouderen'; "
                "verwacht een andere indicator in catalogue/indicators. Verbeter de naam of laat de sleutel weg."
            ),
        ],
    ),
    "a retired key figure": (
        PEOPLE,
        "key_figure: 1",
        "key_figure: 1\nretired:\n  on: 2026-09-14\n  reason: Vervangen.\n  replaced_by: ouderen",
        [
            (
                "indicators/mensen.yaml:15: key_figure: gevonden een vervallen indicator bij de kerncijfers; "
                "verwacht een indicator die nog geldt. Laat deze sleutel weg."
            ),
        ],
    ),
    "a growth that is not in per cent": (
        CHANGE,
        'unit: "%"',
        "unit: mensen",
        [
            (
                "indicators/groei.yaml:5: unit: gevonden 'mensen'; verwacht '%'. Een verschil van procenten is "
                "in procentpunt, een groei in %."
            ),
        ],
    ),
    "an interval of counts around a mean": (
        MEAN,
        "first_year: 2020",
        "first_year: 2020\ninterval: byar",
        [
            (
                "indicators/afstand.yaml:17: interval: gevonden 'byar' bij een variabele met kind 'mean'; "
                "verwacht een aantal ('count'). Laat deze sleutel weg, dan volgt het interval uit de soort bron."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_a_difference_of_percentages_is_told_in_procentpunt(tmp_path: Path) -> None:
    text = FILES[CHANGE].replace("indicator: mensen", "indicator: afstand").replace("relative: true", "relative: false")
    text = text.replace("aggregation: sum", "aggregation: population_weighted")
    changed = {CHANGE: text, **spoiled(MEAN, "unit: km", 'unit: "%"')}
    assert messages(write_catalogue(tmp_path, changed)) == [
        "indicators/groei.yaml:5: unit: gevonden '%'; verwacht 'procentpunt'. "
        "Een verschil van procenten is in procentpunt, een groei in %."
    ]
