"""What a table of a Swing databank must say of its levels."""

from pathlib import Path

import pytest

from .test_level_checks import OTHER_SOURCE, told

SWING = OTHER_SOURCE.replace("protocol: flat_csv", "protocol: swing_odata").replace(
    "address: https://telling.example/{table}", "address: https://telling.example/jiveservices/odata"
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SWING.replace("area_column: code", "area_column: code\n    geo_levels: {buurt: buurten}"), []),
        (SWING, ["gevonden een tabel van Swing zonder niveaus"]),
        (
            SWING.replace("area_column: code", "area_column: code\n    geo_levels: {gemeente: stad}"),
            ["gevonden gemeente; verwacht niveaus die de bron bij 'levels' noemt"],
        ),
        (
            OTHER_SOURCE.replace("area_column: code", "area_column: code\n    geo_levels: {buurt: buurten}"),
            ["gevonden namen van niveaus in Swing; verwacht niets bij een ander protocol"],
        ),
    ],
)
def test_a_databank_of_swing_says_what_its_levels_are_called(tmp_path: Path, source: str, expected: list[str]) -> None:
    found = told(tmp_path, "[{levels: [wijk, buurt], variable: fijn.afstand}]", other=source)
    assert len(found) == len(expected)
    assert all(wanted in message for wanted, message in zip(expected, found, strict=True))
