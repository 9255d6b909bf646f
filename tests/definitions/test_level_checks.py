"""Levels that come from another variable: what cannot stand in one series is refused."""

from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.vocabulary import Level

from .small_catalogue import MEAN, messages, spoiled, write_catalogue

OTHER_SOURCE = """\
id: fijn
title: Telling per buurt
owner: Bureau Tellen
licence: CC BY 4.0
attribution: Bureau Tellen, tabel F1
type: register
protocol: flat_csv
rhythm: elk jaar
peildatum: 1 januari {year}
homepage: https://telling.example/
address: https://telling.example/{table}
levels: [wijk, buurt]
variables:
  afstand: {title: Afstand tot de bakker, unit: km, kind: mean}
  aandeel: {title: Aandeel, unit: "%", kind: share}
tables:
  - table: F1
    year: 2024
    area_column: code
    columns: {Afstand: afstand, Aandeel: aandeel}
"""
LEVELS = "aggregation: population_weighted\nweight: telling.mensen\nlevels: [gemeente, wijk, buurt]"
AWAITED = "awaited_levels: {levels: [wijk, buurt], source: fijn, table: F1, reason: Nog niet geleverd.}"
GOOD = f"aggregation: never\nlevels: [gemeente, wijk, buurt]\n{AWAITED}"


def told(folder: Path, at_levels: str, rest: str = GOOD, other: str = OTHER_SOURCE) -> list[str]:
    """What is said of the mean with these levels; its formula stands on lines 9 to 11."""
    files = spoiled(MEAN, "variable: telling.afstand", f"variable: telling.afstand\n  at_levels: {at_levels}")
    files = {**files, MEAN: files[MEAN].replace(LEVELS, rest), "sources/fijn.yaml": other}
    return [message.partition(": ")[2] for message in messages(write_catalogue(folder, files))]


def test_levels_may_come_from_a_table_of_their_own(tmp_path: Path) -> None:
    assert told(tmp_path, "[{levels: [wijk, buurt], variable: fijn.afstand}]") == []
    known = load_catalogue(tmp_path)
    indicator = known.indicators["afstand"]
    assert indicator.variables == ("telling.afstand", "fijn.afstand")
    assert indicator.at(Level.BUURT).variables == ("fijn.afstand",)
    assert indicator.at(Level.GEMEENTE).variables == ("telling.afstand",)
    assert {each.table for each in known.columns_of(indicator)} == {"T2", "F1"}


@pytest.mark.parametrize(
    ("at_levels", "rest", "expected"),
    [
        (
            "[{levels: [wijk], variable: fijn.niets}]",
            GOOD,
            "formula.at_levels[1].variable: gevonden onbekende variabele",
        ),
        ("[{levels: [land], variable: fijn.afstand}]", GOOD, "gevonden 'land', dat niet bij 'levels' staat"),
        ("[{levels: [wijk, wijk], variable: fijn.afstand}]", GOOD, "gevonden 'wijk' voor de tweede keer"),
        (
            "[{levels: [wijk], variable: fijn.afstand}, {levels: [wijk], variable: fijn.afstand}]",
            GOOD,
            "gevonden 'wijk' voor de tweede keer",
        ),
        (
            "[{levels: [gemeente], variable: fijn.afstand}]",
            GOOD.replace("[wijk, buurt],", "[gemeente],"),
            "gevonden 'gemeente', een niveau dat die bron niet heeft; verwacht wijk of buurt",
        ),
        (
            "[{levels: [wijk], variable: fijn.afstand}]",
            "aggregation: never\nlevels: [gemeente, wijk, buurt]",
            "gevonden 'wijk', dat niet bij 'awaited_levels' staat",
        ),
        (
            "[{levels: [wijk], variable: fijn.aandeel}]",
            GOOD,
            "gevonden share in % uit een bron van type register; verwacht hetzelfde als 'telling.afstand': mean in km",
        ),
        (
            "[{levels: [wijk, buurt], variable: fijn.afstand}]",
            f"{LEVELS}\n{AWAITED}",
            "gevonden 'population_weighted' bij niveaus uit een andere variabele; verwacht 'never'",
        ),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, at_levels: str, rest: str, expected: str) -> None:
    assert any(expected in message for message in told(tmp_path, at_levels, rest)), told(tmp_path, at_levels, rest)


def test_a_model_and_a_count_are_two_indicators(tmp_path: Path) -> None:
    model = OTHER_SOURCE.replace("type: register", "type: model")
    (message,) = told(tmp_path, "[{levels: [wijk], variable: fijn.afstand}]", other=model)
    assert "uit een bron van type model" in message
