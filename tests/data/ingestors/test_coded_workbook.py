"""CBS's own workbook, made small with the heads that public code reads: nobody describes it first."""

import dataclasses
from pathlib import Path

import pytest
from django.conf import settings

from tests.data.deliveries import MOMENT, cells, named_areas
from tests.lib.sheets.builders import save, workbook
from wijkwerk.data.building import build_release
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.raw import open_raw
from wijkwerk.data.recognition import recognise
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import Protocol, Status

KWB = load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources["cbs_kwb"]
HEADS = [
    "gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi",
    "a_inw", "A_man", "g_hhgro", "g_woz", "p_koopw ", "a_bedv", "pst_mvp", "a_nieuw",
]  # fmt: skip
HENGELO = ["GM0164", "0164", "Hengelo (O.)", "Hengelo (O.)", "Gemeente", "GM0164", 1,
           82500, "41000", "2,1", 310, "55.5", 100, "7551", 3]  # fmt: skip
NOORK = ["BU01640202", "01640202", "De Noork", "Hengelo (O.)", "Buurt", "BU01640202", "       .",
         2195, "       .", ",", None, "56,5", "  1", " . ", 4]  # fmt: skip


def kwb_file(folder: Path, name: str = "kwb-2023.xlsx", heads: list[str] = HEADS, sheet: str = "Blad1") -> Path:
    return save(folder, workbook([heads, HENGELO, NOORK], title=sheet), name)


def read(folder: Path, path: Path, source: Source = KWB, table: str | None = None) -> ReleaseFolder:
    recognised = recognise(source, table, [path])
    delivery = open_raw(source.id, recognised.table.table, recognised.protocol, [path])
    return build_release(source, recognised.table, delivery, folder / "releases", moment=MOMENT)[0]


def test_the_workbook_is_known_by_its_heads_and_its_year_by_its_name(tmp_path: Path) -> None:
    for name, table in (
        ("kwb-2023.xlsx", "85618NED"),
        ("KWB2021.xlsx", "85039NED"),
        ("kwb-2020.xlsx", "84799NED-odata"),
    ):
        recognised = recognise(KWB, None, [kwb_file(tmp_path, name)])
        assert (recognised.table.table, recognised.protocol) == (table, Protocol.CODED_WORKBOOK)


def test_where_the_name_says_no_year_the_sheet_does_and_else_it_is_asked(tmp_path: Path) -> None:
    path = kwb_file(tmp_path, "download.xlsx", sheet="KWB2025")
    assert recognise(KWB, None, [path]).table.table == "86165NED"
    with pytest.raises(ReleaseError, match="--table"):
        recognise(KWB, None, [kwb_file(tmp_path, "download.xlsx")])
    assert recognise(KWB, "85318NED", [kwb_file(tmp_path, "download.xlsx")]).protocol is Protocol.CODED_WORKBOOK


def test_figures_are_read_in_every_spelling_that_the_workbook_has(tmp_path: Path) -> None:
    release = read(tmp_path, kwb_file(tmp_path))
    found = cells(release)
    assert {key[2]: value for key, value in found.items() if key[0] == "GM0164"} == {
        "inwoners": (82500, Status.VALUE),
        "mannen": (41000, Status.VALUE),
        "huishoudensgrootte": (2.1, Status.VALUE),
        "woz_waarde": (310, Status.VALUE),
        "koopwoningen": (55.5, Status.VALUE),
        "postcode": (7551, Status.VALUE),
    }
    assert found["BU01640202", 2023, "mannen"] == (None, Status.UNKNOWN)
    assert found["BU01640202", 2023, "huishoudensgrootte"] == (None, Status.UNKNOWN)
    assert found["BU01640202", 2023, "koopwoningen"] == (56.5, Status.VALUE)
    assert ("BU01640202", 2023, "woz_waarde") not in found
    assert named_areas(release)["GM0164"] == ("gemeente", "Hengelo", "NL00", 1)
    assert release.record.ingestor == "coded_workbook"


def test_a_head_that_nobody_knows_is_told_and_one_that_we_leave_out_is_not(tmp_path: Path) -> None:
    record = read(tmp_path, kwb_file(tmp_path)).record
    assert record.unused == ("a_nieuw",)
    assert record.topics["A_man"] == "mannen"


def test_a_csv_with_the_same_heads_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "kwb-2023.csv"
    rows = [";".join("" if cell is None else str(cell) for cell in row) for row in (HEADS, HENGELO, NOORK)]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    assert cells(read(tmp_path / "a", path)) == cells(read(tmp_path / "b", kwb_file(tmp_path)))


def test_another_workbook_is_not_taken_for_it(tmp_path: Path) -> None:
    path = kwb_file(tmp_path, heads=["gwb_code_10", *[f"kolom_{number}" for number in range(len(HEADS) - 1)]])
    assert recognise(KWB, "85618NED", [path]).protocol is Protocol.CBS_ODATA_V3
    assert recognise(dataclasses.replace(KWB, workbook=None), "85618NED", [kwb_file(tmp_path)]).protocol is (
        Protocol.CBS_ODATA_V3
    )


def test_every_code_that_we_know_is_one_variable_or_left_out_once() -> None:
    assert KWB.workbook is not None
    codes = [code for variable in KWB.variables.values() if variable.topic for code in variable.topic.codes]
    assert len(codes) == len(set(codes))
    assert not set(codes) & set(KWB.workbook.left_out)
