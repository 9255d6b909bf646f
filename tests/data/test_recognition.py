"""Which table a file is, and in which form, by its name and its heads."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.data.deliveries import json_file, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.recognition import recognise
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.vocabulary import Protocol

SOURCES = load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources
STATLINE = (
    '"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)"\n"X";"GM0164";"1"\n'
)
FLAT = "code,naam,niveau,inwoners\nGM0164,Hengelo,gemeente,1\n"


def named(folder: Path, name: str, text: str = FLAT) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "table", "protocol"),
    [
        ("kwb2024_85984NED_subset.csv", FLAT, "85984NED", "flat_csv"),
        ("85984NED-land.json", "{}", "85984NED-land", "json_document"),
        ("85618NED_TypedDataSet.json", "{}", "85618NED", "cbs_odata_v3"),
        ("85618NED.csv", STATLINE, "85618NED", "statline_csv"),
        ("85984NED.csv", STATLINE, "85984NED-odata", "statline_csv"),
        ("Kerncijfers_wijken_en_buurten_2021_01122026_101010.csv", STATLINE, "85039NED", "statline_csv"),
        ("86165NED_Observations.json", "{}", "86165NED", "cbs_odata_v4"),
    ],
)
def test_a_file_says_what_it_is(tmp_path: Path, name: str, text: str, table: str, protocol: str) -> None:
    recognised = recognise(SOURCES["cbs_kwb"], None, [named(tmp_path, name, text)])
    assert (recognised.table.table, recognised.protocol) == (table, protocol)


@pytest.mark.parametrize(
    ("source", "name", "table"),
    [
        ("cbs_zonnestroom", "Zonnestroom__wijken_en_buurten__2021_01122026_101010.csv", "85775NED"),
        ("cbs_nabijheid", "Nabijheid_voorzieningen_2025_01122026_101010.csv", "86270NED"),
    ],
)
def test_a_download_of_a_table_whose_columns_are_known_by_name_is_told_too(
    tmp_path: Path, source: str, name: str, table: str
) -> None:
    recognised = recognise(SOURCES[source], None, [named(tmp_path, name, STATLINE)])
    assert (recognised.table.table, recognised.protocol) == (table, Protocol.STATLINE_CSV)


def test_a_file_that_does_not_say_it_is_asked_for_with_all_tables_that_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as refused:
        recognise(SOURCES["cbs_kwb"], None, [named(tmp_path, "cijfers.csv", STATLINE)])
    assert "zonder tabelnummer of jaar in de naam" in str(refused.value)
    assert "85618NED" in str(refused.value)


def test_a_table_that_somebody_names_is_that_table(tmp_path: Path) -> None:
    assert recognise(SOURCES["cbs_kwb"], "85318NED", [named(tmp_path, "x.csv")]).table.table == "85318NED"
    with pytest.raises(ReleaseError, match="geen tabel 1NED"):
        recognise(SOURCES["cbs_kwb"], "1NED", [named(tmp_path, "x.csv")])


def test_a_folder_that_was_fetched_says_its_table_and_its_protocol(tmp_path: Path) -> None:
    json_file(tmp_path, "raw.json", {"source": "cbs_kwb", "table": "85618NED", "protocol": "cbs_odata_v4", "files": []})
    recognised = recognise(SOURCES["cbs_kwb"], None, [tmp_path])
    assert (recognised.table.table, recognised.protocol) == ("85618NED", Protocol.CBS_ODATA_V4)


def test_the_only_table_of_a_source_needs_no_name(tmp_path: Path) -> None:
    assert recognise(source(table()), None, [named(tmp_path, "cijfers.csv")]).table.table == "T1"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="geen bestand op deze plek"):
        recognise(SOURCES["cbs_kwb"], None, [tmp_path / "kwb-2023.xlsx"])


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04kapot", "é;ë".encode("cp1252")])
def test_what_is_no_table_is_left_to_the_reading_to_refuse(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "85618NED.csv"
    path.write_bytes(content)
    assert recognise(SOURCES["cbs_kwb"], None, [path]).protocol is Protocol.CBS_ODATA_V3
