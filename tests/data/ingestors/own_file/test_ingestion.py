"""The own file as a release: from a raw folder with its companions, without a database."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.lib.sheets.builders import write
from wijkwerk.data.building import build_from_files
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.ingestors.own_file import (
    MappedColumn,
    OwnFileError,
    ReadingSettings,
    read_areas,
    read_settings,
    write_companions,
)
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.sources import Source, SourceTable, Variable, VariableKind
from wijkwerk.definitions.vocabulary import Protocol, SourceType, Status

from .builders import DIVISION, mapping

TABLE = SourceTable(table="telling", area_column="Code", columns={"Inwoners": "inwoners"})
SOURCE = Source(
    id="eigen",
    title="Eigen telling",
    owner="Gemeente",
    licence="CC BY 4.0",
    attribution="Gemeente",
    type=SourceType.REGISTER,
    protocol=Protocol.OWN_FILE,
    rhythm="jaarlijks",
    peildatum="1 januari {year}",
    homepage="https://voorbeeld.nl",
    variables={"inwoners": Variable("Inwoners", "personen", VariableKind.COUNT)},
    tables=(TABLE,),
)
MOMENT = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)


def delivered(folder: Path, content: str, settings: ReadingSettings | None = None) -> list[Path]:
    path = write(folder, content, "telling 2024.csv")
    return [path, *write_companions(folder, settings or ReadingSettings(mapping(), period=2024), DIVISION)]


def test_a_delivery_becomes_a_release_with_every_status(tmp_path: Path) -> None:
    content = "Code;Inwoners\nBU01640202;5,5\n1640203;<5\nBU01640200;x\nBU01640400;n.v.t.\nBU01640001;7*\nWK016402;.\n"
    release, is_new = build_from_files(
        SOURCE, TABLE, delivered(tmp_path, content), tmp_path / "releases", moment=MOMENT
    )
    rows = duckdb.execute(
        f"""SELECT area, area_year, period, variable, value, status, file, line
            FROM read_parquet('{release.observations}')"""
    ).fetchall()
    assert is_new
    assert sorted(rows) == [
        ("BU01640001", 2024, 2024, "inwoners", 7, "provisional", 0, 6),
        ("BU01640200", 2024, 2024, "inwoners", None, "suppressed", 0, 4),
        ("BU01640202", 2024, 2024, "inwoners", 5.5, "value", 0, 2),
        ("BU01640203", 2024, 2024, "inwoners", None, "too_few", 0, 3),
        ("BU01640400", 2024, 2024, "inwoners", None, "not_applicable", 0, 5),
        ("WK016402", 2024, 2024, "inwoners", None, "unknown", 0, 7),
    ]
    assert [file.name for file in release.record.files] == ["telling 2024.csv", "koppeling.json", "gebieden.json"]


def test_the_division_of_the_codes_is_kept_beside_the_year_of_the_figures(tmp_path: Path) -> None:
    settings = ReadingSettings(mapping(), period=2026)
    paths = delivered(tmp_path, "Code;Inwoners\nBU01640202;5\nBU01640203;6\n", settings)
    release, _ = build_from_files(SOURCE, TABLE, paths, tmp_path / "releases", moment=MOMENT)
    rows = duckdb.execute(f"SELECT DISTINCT area_year, period FROM read_parquet('{release.observations}')").fetchall()
    assert rows == [(2024, 2026)]


def test_renamed_and_unused_columns_stand_in_the_record(tmp_path: Path) -> None:
    settings = ReadingSettings(mapping({"Inwoners 2023": "inwoners"}))
    paths = delivered(tmp_path, "Code;Inwoners 2024;Banen\nBU01640202;5;1\nBU01640203;6;2\n", settings)
    release, _ = build_from_files(SOURCE, TABLE, paths, tmp_path / "releases", moment=MOMENT)
    assert release.record.resolved == {"Inwoners 2023": "Inwoners 2024"}
    assert release.record.unused == ("Banen",)


def test_a_bad_file_makes_no_release(tmp_path: Path) -> None:
    paths = delivered(tmp_path, "Code;Inwoners\nBU01640202;veel\nBU01640203;1.234\n")
    with pytest.raises(OwnFileError) as caught:
        build_from_files(SOURCE, TABLE, paths, tmp_path / "releases", moment=MOMENT)
    assert len(caught.value.problems) == 2
    assert isinstance(caught.value, ReleaseError)
    assert not list((tmp_path / "releases").glob("*/release.json"))


def test_a_file_without_its_companions_is_refused(tmp_path: Path) -> None:
    paths = delivered(tmp_path, "Code;Inwoners\nBU01640202;5\n")
    with pytest.raises(ReleaseError, match=r"koppeling\.json"):
        build_from_files(SOURCE, TABLE, paths[:1], tmp_path / "releases", moment=MOMENT)
    with pytest.raises(ReleaseError, match="2 bestanden"):
        build_from_files(
            SOURCE, TABLE, [*paths, write(tmp_path, "x", "nog een.csv")], tmp_path / "releases", moment=MOMENT
        )


def test_companions_come_back_as_they_were(tmp_path: Path) -> None:
    settings = ReadingSettings(mapping(), 2024, 2020, {"niveau": "wijk"})
    first, second = write_companions(tmp_path, settings, reversed(DIVISION))
    assert read_settings(first) == settings
    assert set(read_areas(second)) == set(DIVISION)
    before = (first.read_bytes(), second.read_bytes())
    write_companions(tmp_path, settings, DIVISION)
    assert (first.read_bytes(), second.read_bytes()) == before


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"status": Status.UNRELIABLE}, (5.5, 4, 7, 60)),
        ({"value": 6.0}, (6, None, None, None)),
        ({"status": Status.SUPPRESSED}, (None, None, None, None)),
    ],
)
def test_limits_go_with_the_value_that_a_correction_replaces(
    tmp_path: Path, change: dict[str, Any], kept: tuple[float | None, ...]
) -> None:
    beside = MappedColumn("Inwoners", "inwoners", n="n", low="laag", high="hoog")
    settings = ReadingSettings(replace(mapping(), columns=(beside,)), period=2024)
    content = "Code;Inwoners;n;laag;hoog\nBU01640202;5,5;60;4;7\nBU01640200;9;80;8;11\n"
    mended = Correction(
        id="fout", source="eigen", table="telling", variable="inwoners", reason="De bron telde verkeerd.",
        by="onderzoeker", on=MOMENT.date(), areas=("BU01640202",), **change,
    )  # fmt: skip
    release, _ = build_from_files(
        SOURCE, TABLE, delivered(tmp_path, content, settings), tmp_path / "releases",
        corrections=(mended,), moment=MOMENT,
    )  # fmt: skip
    rows = duckdb.execute(f"SELECT value, low, high, n FROM read_parquet('{release.observations}') ORDER BY area")
    assert rows.fetchall() == [(9, 8, 11, 80), kept]
