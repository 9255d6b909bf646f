"""A list of names and codes that cannot work is refused."""

from pathlib import Path

import pytest

from .small_catalogue import FILES, SOURCE, messages, write_catalogue

# Stands under table T3, whose areas come by code; line 63 is its first.
NAMED = """\
    area_codes:
      Hengelo (O.): GM0164
      Utrecht (gemeente): GM0344
    other_areas:
      - reason: Een provincie is geen niveau.
        names: [Utrecht (PV), Overijssel (PV)]
"""
# What was spoiled: a text in the list, the text instead, and every message that follows.
CASES = {
    "a code that is no code": (
        "GM0164",
        "164",
        ["64: tables[3].area_codes.Hengelo (O.): gevonden 164; verwacht tekst. Verbeter de waarde."],
    ),
    "a level that the source has not": (
        "Hengelo (O.): GM0164",
        "Nederland: NL00",
        [
            "64: tables[3].area_codes.Nederland: gevonden 'NL00', een land; verwacht een niveau van deze bron: "
            "gemeente, wijk, buurt. Verbeter de code, of noem het niveau bij 'levels'."
        ],
    ),
    "a name that stays and goes": (
        "Overijssel (PV)",
        "Hengelo (O.)",
        [
            "68: tables[3].other_areas[1].names[2]: gevonden 'Hengelo (O.)', die ook bij 'area_codes' staat; verwacht "
            "elke naam één keer. Kies of dit gebied meedoet."
        ],
    ),
    "a name that goes twice": (
        "Overijssel (PV)",
        "Utrecht (PV)",
        [
            "68: tables[3].other_areas[1].names[2]: gevonden 'Utrecht (PV)', die ook bij 'other_areas' staat; verwacht "
            "elke naam één keer. Kies of dit gebied meedoet."
        ],
    ),
    "names that go and none that stay": (
        "    area_codes:\n      Hengelo (O.): GM0164\n      Utrecht (gemeente): GM0344\n",
        "",
        [
            "63: tables[3].other_areas: gevonden namen die wegblijven, en geen die blijven; verwacht ook 'area_codes'. "
            "Noem de namen met hun code."
        ],
    ),
    "a source that sends codes": (
        "    area_codes:",
        "    protocol: cbs_odata_v4\n    area_codes:",
        [
            "64: tables[3].area_codes: gevonden gebieden op naam bij protocol 'cbs_odata_v4'; verwacht zo'n lijst "
            "alleen bij flat_csv en statline_csv. Laat de sleutel weg: deze bron levert codes."
        ],
    ),
    "names for the register as well": (
        "    area_codes:",
        "    area_columns:\n      name: code\n    area_codes:",
        [
            "63: tables[3].area_columns: gevonden kolom 'code' nog een keer; verwacht de namen op één plaats. Laat "
            "haar hier weg: bij 'area_codes' worden haar namen codes, en namen staan in het register."
        ],
    ),
}


def with_names(names: str) -> dict[str, str | None]:
    table = "      mensen_2024: mensen\n"
    assert FILES[SOURCE].count(table) == 1
    return {SOURCE: FILES[SOURCE].replace(table, table + names)}


def test_names_with_a_code_and_names_without_are_a_sound_list(tmp_path: Path) -> None:
    assert messages(write_catalogue(tmp_path, with_names(NAMED))) == []


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert NAMED.count(old) == 1
    told = messages(write_catalogue(tmp_path, with_names(NAMED.replace(old, new))))
    assert told == [f"sources/telling.yaml:{message}" for message in expected]
