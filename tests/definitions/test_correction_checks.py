"""A correction that does not name existing cells is refused."""

from pathlib import Path

import pytest

from .small_catalogue import CORRECTION, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "an unknown source": (
        CORRECTION,
        "source: telling",
        "source: raming",
        [
            (
                "corrections/fout.yaml:2: source: gevonden onbekende bron 'raming'; verwacht een bron in "
                "catalogue/sources. Verbeter de naam."
            ),
        ],
    ),
    "an unknown table": (
        CORRECTION,
        "table: T1",
        "table: T9",
        [
            (
                "corrections/fout.yaml:3: table: gevonden onbekende tabel 'T9'; verwacht een van T1, T2, T3. "
                "Verbeter de naam."
            ),
        ],
    ),
    "an unknown variable": (
        CORRECTION,
        "variable: mensen",
        "variable: personen",
        [
            (
                "corrections/fout.yaml:4: variable: gevonden onbekende variabele 'personen'; verwacht een "
                "variabele uit tabel T1. Verbeter de naam."
            ),
        ],
    ),
    "a variable of another table": (
        CORRECTION,
        "variable: mensen",
        "variable: afstand",
        [
            (
                "corrections/fout.yaml:4: variable: gevonden onbekende variabele 'afstand'; verwacht een "
                "variabele uit tabel T1. Verbeter de naam."
            ),
        ],
    ),
    "a year that the table has not": (
        CORRECTION,
        "periods: [2020]",
        "periods: [2021]",
        [
            (
                "corrections/fout.yaml:9: periods[1]: gevonden 2021; verwacht een van 2020. Verbeter het jaar of "
                "laat 'periods' weg."
            ),
        ],
    ),
    "neither a value nor a status": (
        CORRECTION,
        "value: 2195\n",
        "",
        [
            (
                "corrections/fout.yaml:1: gevonden een status én een waarde, of geen van beide; verwacht één van "
                "'status' en 'value'. Zeg óf welke waarde geldt, óf waarom er geen is."
            ),
        ],
    ),
    "both a value and a status": (
        CORRECTION,
        "value: 2195",
        "value: 2195\nstatus: unknown",
        [
            (
                "corrections/fout.yaml:1: gevonden een status én een waarde, of geen van beide; verwacht één van "
                "'status' en 'value'. Zeg óf welke waarde geldt, óf waarom er geen is."
            ),
        ],
    ),
    "a status that needs a value": (
        CORRECTION,
        "value: 2195",
        "status: provisional",
        [
            (
                "corrections/fout.yaml:10: status: gevonden 'provisional'; verwacht een status zonder waarde. "
                "Gebruik 'value' voor een andere waarde."
            ),
        ],
    ),
    "no area at all": (
        CORRECTION,
        "areas: [BU01640202]\n",
        "",
        [
            (
                "corrections/fout.yaml:1: gevonden codes én gemeenten, of geen van beide; verwacht één van "
                "'areas' en 'within'. Noem de gebieden, of de gemeenten met een niveau."
            ),
        ],
    ),
    "a gemeente without a level": (
        CORRECTION,
        "areas: [BU01640202]",
        "within: [GM0164]",
        [
            (
                "corrections/fout.yaml:1: level: gevonden 'within' en 'level' niet samen; verwacht beide. Noem "
                "bij gemeenten ook het niveau, zoals buurt."
            ),
        ],
    ),
    "a level without a gemeente": (
        CORRECTION,
        "areas: [BU01640202]",
        "areas: [BU01640202]\nlevel: buurt",
        [
            (
                "corrections/fout.yaml:9: level: gevonden 'within' en 'level' niet samen; verwacht beide. Noem "
                "bij gemeenten ook het niveau, zoals buurt."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected
