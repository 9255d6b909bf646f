"""The Leefbaarometer as the ministry publishes it. Made from the shape alone: the figures are invented."""

import csv
from pathlib import Path

import duckdb
import pytest
from django.conf import settings

from tests.data.deliveries import MOMENT, cells
from wijkwerk.data.building import build_from_files
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.recognition import recognise
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import Aggregation, Protocol, SourceType

SCORES = "lbm,afw,fys,onv,soc,vrz,won"
CLASSES = "FID,id,name,gemeente,scale,year,kscore,kafw,kwon,kfys,kvrz,ksoc,konv,afw,won,fys,vrz,soc,onv,geom"


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return load_catalogue(Path(settings.WIJKWERK_CATALOGUE))


@pytest.fixture(scope="module")
def leefbaarometer(known: Catalogue) -> Source:
    return known.sources["leefbaarometer"]


def scores(folder: Path, kind: str, short: str, code: str, name: str) -> Path:
    path = folder / f"Leefbaarometer-scores {kind} 2002-2024.csv"
    rows = [f"{code},{name},{year},{4 + year / 10000},-0.05,0.01,-0.02,0.03,0.1,-0.1" for year in (2002, 2022, 2024)]
    path.write_text("\n".join([f"{short}_code,{short}_naam,jaar,{SCORES}", *rows]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "short", "code"),
    [("buurten", "bu", "BU01640202"), ("wijken", "wk", "WK016402"), ("gemeenten", "gm", "GM0164")],
)
def test_each_file_says_by_its_name_which_table_it_is(
    leefbaarometer: Source, tmp_path: Path, kind: str, short: str, code: str
) -> None:
    path = scores(tmp_path, kind, short, code, "De Noork")
    recognised = recognise(leefbaarometer, None, [path])
    assert (recognised.table.table, recognised.protocol) == (kind, Protocol.FLAT_CSV)
    release = build_from_files(leefbaarometer, recognised.table, [path], tmp_path / "releases", moment=MOMENT)[0]
    found = {cell: value for cell, (value, _) in cells(release).items()}
    with path.open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    assert found[code, 2024, "score"] == float(rows[-1]["lbm"])
    assert found[code, 2002, "overlast"] == -0.02  # onv
    assert duckdb.execute(f"SELECT DISTINCT area_year FROM '{release.observations}'").fetchall() == [(2024,)]
    assert {variable for _, _, variable in found} == {
        "score", "afwijking", "fysiek", "overlast", "sociaal", "voorzieningen", "woningen",
    }  # fmt: skip


def test_the_classes_come_from_the_layer_of_the_map(leefbaarometer: Source, tmp_path: Path) -> None:
    path = tmp_path / "buurtscore24.csv"
    row = (
        '1,BU01640202,De Noork,Hengelo,buurt,2024,4,4,5,6,7,3,2,-0.05,0,0,0,0,0,"MULTIPOLYGON (((0 0, 1 1, 1 0, 0 0)))"'
    )
    path.write_text(f"{CLASSES}\n{row}\n", "utf-8")
    table = recognise(leefbaarometer, None, [path]).table
    release = build_from_files(leefbaarometer, table, [path], tmp_path / "releases", moment=MOMENT)[0]
    found = {variable: value for (_, _, variable), (value, _) in cells(release).items()}
    assert found == {
        "klasse": 4, "klasse_woningen": 5, "klasse_fysiek": 6, "klasse_voorzieningen": 7, "klasse_sociaal": 3,
        "klasse_overlast": 2,
    }  # fmt: skip


def test_a_file_without_its_columns_is_refused(leefbaarometer: Source, tmp_path: Path) -> None:
    path = tmp_path / "Leefbaarometer-scores wijken 2002-2024.csv"
    path.write_text("wk_code,jaar,score\nWK016402,2024,4.1\n", "utf-8")
    table = recognise(leefbaarometer, None, [path]).table
    with pytest.raises(ReleaseError, match="lbm"):
        build_from_files(leefbaarometer, table, [path], tmp_path / "releases", moment=MOMENT)


def test_it_is_a_model_and_its_classes_are_never_averaged(known: Catalogue) -> None:
    score, klasse = known.indicators["leefbaarometer"], known.indicators["leefbaarometer_klasse"]
    assert known.indicator_source(score).type is SourceType.MODEL
    assert {score.aggregation, klasse.aggregation} == {Aggregation.NEVER}
    assert known.periods_of(score) == (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024)
    assert known.periods_of(klasse) == (2024,)
