"""A fresh data folder, filled by `fetch --all` from a replay alone: an edition of Hengelo and of two gemeenten more.

Figures that enter the edition were captured (../shared). Where none were captured a table stands in the replay in the
shape of its metadata: it is fetched, and not imported.
"""

import csv
import dataclasses
import functools
import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pyarrow import compute, parquet

from tests.data.fetchers import statline
from tests.data.fetchers.replay import Replay, replay
from tests.data.fetchers.tables import pdok_route, untyped
from wijkwerk.access.people.demo_accounts import make_demo_accounts
from wijkwerk.cli import fetch
from wijkwerk.data.fetchers.client import PoliteClient
from wijkwerk.data.models import Release, Severity
from wijkwerk.data.release.actions import explain, sign
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.sources import SourceTable
from wijkwerk.definitions.vocabulary import Level, Protocol
from wijkwerk.editions.publishing import publish_edition
from wijkwerk.editions.reading import current_edition

GEMEENTEN = {"GM0141": "Almelo", "GM0153": "Enschede", "GM0164": "Hengelo"}
DE_NOORK = "BU01640202"
CAPTURED = ("84799NED-odata", "85984NED-odata", "47018NED", "50150NED-odata", "wijken-en-buurten-2024")

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsal, pytest.mark.shared]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Of a captured CSV those of the three gemeenten."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if f"GM{row['code'][2:6]}" in GEMEENTEN]


def captured_2020(folder: Path) -> statline.Served:
    """The table of 2020 as it was captured: metadata, codes and rows."""

    def table(name: str, key: str | None = None) -> list[dict[str, Any]]:
        read = parquet.read_table(folder / f"cbs.v3.84799NED_{name}.parquet")
        if key is not None:
            read = read.filter(compute.match_substring_regex(read[key], "^(NL00|..(0141|0153|0164))"))
        return read.to_pylist()

    typed = table("TypedDataSet", "WijkenEnBuurten")
    return statline.Served(
        {
            "TableInfos": [{"ID": 0, "Identifier": "84799NED", "Modified": "2021-03-26T02:00:00"}],
            "CategoryGroups": [],
            "DataProperties": table("DataProperties"),
            "WijkenEnBuurten": table("WijkenEnBuurten", "Key"),
            "TypedDataSet": [{"ID": number} | row for number, row in enumerate(typed)],
            "UntypedDataSet": untyped([{"ID": number} | row for number, row in enumerate(typed)]),
        }
    )


def captured_figures(shared: Path, catalogue: Catalogue) -> dict[str, dict[tuple[str, int, str], float]]:
    """Table -> area, year and variable -> figure, of what was captured as CSV."""
    kwb = next(table for table in catalogue.sources["cbs_kwb"].tables if table.table == "85984NED").columns
    folder = shared / "nl2024"
    return {
        "85984NED-odata": {
            (row["code"], 2024, name): float(row[column])
            for row in rows_of(folder / "kwb2024_85984NED_subset_nl.csv")
            for column, name in kwb.items()
            if row[column]
        },
        "47018NED": {
            (row["code"], int(row["jaar"]), "misdrijven"): float(row["misdrijven_totaal"])
            for row in rows_of(folder / "misdrijven_47022NED_totaal_nl.csv")
        },
        "50150NED-odata": {
            (row["code"], int(row["jaar"]), "goed_ervaren_gezondheid"): float(row["goed_ervaren_gezondheid_pct"])
            for row in rows_of(folder / "gezondheid_50150NED_goed_ervaren_nl.csv")
            if row["goed_ervaren_gezondheid_pct"]
        },
    }


@pytest.fixture
def server(shared: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Replay]:
    """Every public source of the catalogue on loopback; the catalogue says so."""
    shipped = load_catalogue(settings.WIJKWERK_CATALOGUE)
    borders = json.loads((shared / "geo" / "hengelo_buurten_2024_rd.geojson").read_text("utf-8"))["features"]
    borders = [feature | {"id": str(number)} for number, feature in enumerate(borders)]
    names = {row["code"]: row["naam"] for row in rows_of(shared / "nl2024" / "kwb2024_85984NED_subset_nl.csv")}
    known = captured_figures(shared, shipped)
    tables = {"84799NED": captured_2020(shared / "kwb2020_v3")}
    for source, table in statline.protocol_tables(shipped.sources, Protocol.CBS_ODATA_V3):
        figures = known.get(table.table)
        areas = names if figures else statline.AREAS
        of_table = None if figures is None else functools.partial(_figure, figures)
        tables.setdefault(_address_of(table), statline.served(source, table, areas, of_table))
    of_statline, of_pdok = statline.route_of(tables, page_size=400), pdok_route(_collections(borders), limit=50)

    def route(path: str, query: Mapping[str, list[str]]) -> Any:
        return (of_pdok if "/collections/" in path else of_statline)(path, query)

    with replay(route) as started:
        here = {
            name: dataclasses.replace(source, address=source.address and f"{started.base}/odata/{{table}}")
            for name, source in shipped.sources.items()
        }
        catalogue = dataclasses.replace(shipped, sources=here)
        monkeypatch.setattr("wijkwerk.definitions.catalogue.load_catalogue", lambda folder: catalogue)
        monkeypatch.setattr("wijkwerk.data.fetchers.fetch.PoliteClient", functools.partial(PoliteClient, pause=0.0))
        yield started


def _address_of(table: SourceTable) -> str:
    return table.public_table


def _figure(figures: Mapping[tuple[str, int, str], float], area: str, year: int, name: str) -> float | None:
    return figures.get((area, year, name))


def _collections(buurten: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {"gemeenten": [], "wijken": [], "buurten": buurten}


def fetched_folders(raw: Path) -> dict[str, Path]:
    return {folder.parent.name: folder for folder in raw.glob("*/*/2*")}


def test_what_was_fetched_becomes_an_edition(server: Replay, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from wijkwerk.definitions import catalogue as catalogue_module

    assert fetch.run(Namespace(source=None, all=True, table=None, again=False, via=None)) == 0
    catalogue = catalogue_module.load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
    data = Path(settings.WIJKWERK_DATA)
    folders = fetched_folders(data / "raw")
    assert f"Nieuw: {len(folders)}. Niets nieuws: 0. Niet gelukt: 0." in capsys.readouterr().out
    assert len(folders) > 20

    deliverer, signer, *_ = make_demo_accounts()
    for table in CAPTURED:
        folder = folders[table]
        imported = import_files(catalogue, folder.parent.parent.name, None, [folder], deliverer)
        for remark in imported.release.remarks.filter(severity=Severity.BLOCKING, explanation=""):
            explain(remark, "Drie gemeenten, geen heel land.", by=signer)
        sign(imported.release, data / "releases", by=signer)
    publish_edition(by=signer, note="Opgehaald", without_scores=True)

    edition = current_edition()
    assert edition is not None
    store = edition.store
    assert {area.name for area in store.areas(Level.GEMEENTE)} == set(GEMEENTEN.values())
    assert len(store.areas(Level.BUURT, within="GM0164")) == 62

    def figure(indicator: str, area: str, period: int) -> float | None:
        return next(each.value for each in store.trend(indicator, [area]) if each.period == period)

    assert figure("inwoners", DE_NOORK, 2020) == 2195
    assert figure("inwoners", DE_NOORK, 2024) == 2140
    assert figure("misdrijven", DE_NOORK, 2025) == 104
    assert figure("goed_ervaren_gezondheid", DE_NOORK, 2024) == 67.2
    for gemeente in GEMEENTEN:
        assert figure("inwoners", gemeente, 2024), gemeente
    assert Release.objects.count() == len(CAPTURED)


def test_a_second_round_fetches_nothing_again(server: Replay, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = Namespace(source="cbs_kwb", all=False, table=None, again=False, via=None)
    assert fetch.run(arguments) == 0
    server.asked.clear()
    assert fetch.run(arguments) == 0
    assert "Nieuw: 0. Niets nieuws: 6. Niet gelukt: 0." in capsys.readouterr().out
    assert {each.split("/")[-1].split("?")[0] for each in server.asked} == {"TableInfos"}
