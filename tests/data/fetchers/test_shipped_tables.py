"""Every shipped table, fetched from a replay in the shape of its metadata and read; the figures are made."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests.data.deliveries import cells
from wijkwerk.data.building import build_from_files
from wijkwerk.data.fetchers import FetchError, FetchRequest
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.sources import Source, SourceTable, Topic

from . import tables
from .reading import PDOK, V3, V4, Reader
from .replay import Replay, replay
from .statline import Served, protocol_tables, route_of, served, v4_documents

SOURCES = load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources
MOMENT = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
OF_V3 = protocol_tables(SOURCES, V3)
OF_V4 = [(source, table) for source, table in OF_V3 if V4 in source.addresses and table.topics and not table.columns]
OF_PDOK = protocol_tables(SOURCES, PDOK)


def named(pairs: list[tuple[Source, SourceTable]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("source", "table"), pairs, ids=[table.table for _, table in pairs])


def at(server: Replay, source: Source) -> Source:
    """The source where the replay stands."""
    here = f"{server.base}/odata/{{table}}"
    return dataclasses.replace(source, address=here, addresses=dict.fromkeys(source.addresses, here))


def read(source: Source, table: SourceTable, folder: Path, releases: Path) -> dict[tuple[str, int, str], float | None]:
    release, _ = build_from_files(source, table, [folder], releases, moment=MOMENT)
    return {key: value for key, (value, _) in cells(release).items()}


def test_there_are_tables_of_every_subject_that_the_issue_names() -> None:
    assert {source.id for source, _ in OF_V3} == {
        "cbs_kwb", "cbs_energie_buurten", "cbs_jeugdzorg", "cbs_nabijheid", "cbs_ses_woa", "cbs_wmo", "cbs_zonnestroom",
        "politie_misdrijven", "rivm_gezondheid",
    }  # fmt: skip
    assert [table.table for source, table in OF_V3 if source.id == "cbs_kwb"] == [
        "84799NED-odata", "85039NED", "85318NED", "85618NED", "85984NED-odata", "86165NED",
    ]  # fmt: skip


@named(OF_V3)
def test_a_table_is_fetched_and_read_by_what_it_says_of_its_columns(
    source: Source, table: SourceTable, tmp_path: Path
) -> None:
    there = served(source, table)
    pages_of = 400 if table.members else 7
    with replay(route_of({table.public_table: there}, pages_of)) as server:
        moved = at(server, source)
        fetched = Reader(server, tmp_path / "raw", V3).fetch_request(FetchRequest(moved, table))
    assert read(moved, table, fetched.folder, tmp_path / "releases") == pytest.approx(there.figures)
    assert there.figures


@named(OF_V4)
def test_a_table_in_v4_gives_what_it_gives_in_v3(source: Source, table: SourceTable, tmp_path: Path) -> None:
    documents, there = v4_documents(source, table)
    with replay(tables.v4_route(documents, page_size=50)) as server:
        moved = at(server, source)
        fetched = Reader(server, tmp_path / "raw", V4).fetch_request(FetchRequest(moved, table, via=V4))
    figures = {key: value for key, value in there.figures.items() if key[2] != "postcode"}  # which v4 does not have
    assert read(moved, table, fetched.folder, tmp_path / "releases") == pytest.approx(figures)


@named(OF_PDOK)
def test_borders_are_fetched_from_the_address_of_their_year(source: Source, table: SourceTable, tmp_path: Path) -> None:
    features = {"gemeenten": [], "wijken": [], "buurten": tables.buurt_features(12)}
    with replay(tables.pdok_route(features, limit=5)) as server:
        assert Reader(server, tmp_path, PDOK).fetch_request(FetchRequest(at(server, source), table)).rows == 12
        assert f"/{table.table}/" in server.asked[0]


def test_a_table_without_a_row_of_the_years_that_are_read_is_refused(tmp_path: Path) -> None:
    source = SOURCES["cbs_wmo"]
    [table] = source.tables
    there = served(source, table)
    there.sets["Perioden"] = [row for row in there.sets["Perioden"] if row["Key"] != "2025JJ00"]
    for name in ("TypedDataSet", "UntypedDataSet"):
        there.sets[name] = [row for row in there.sets[name] if row["Perioden"] != "2025JJ00"]
    with replay(route_of({table.public_table: there})) as server, pytest.raises(FetchError, match="geen enkele rij"):
        Reader(server, tmp_path, V3).fetch_request(FetchRequest(at(server, source), table))
    assert not list(tmp_path.glob("*/*/[0-9]*"))


def kwb_2023() -> tuple[Source, SourceTable, Served]:
    source = SOURCES["cbs_kwb"]
    table = next(each for each in source.tables if each.table == "85618NED")
    return source, table, served(source, table)


def refusal(source: Source, table: SourceTable, there: Served, folder: Path) -> str:
    with replay(route_of({table.public_table: there})) as server, pytest.raises(FetchError) as refused:
        Reader(server, folder, V3).fetch_request(FetchRequest(at(server, source), table))
    assert not [each for each in server.asked if "DataSet" in each]
    return str(refused.value)


def test_a_topic_that_is_gone_is_refused_with_what_is_like_it(tmp_path: Path) -> None:
    source, table, there = kwb_2023()
    [row] = [row for row in there.sets["DataProperties"] if row["Title"] == "Percentage eengezinswoning"]
    row["Title"] = "Percentage eengezinswoningen"
    told = refusal(source, table, there, tmp_path)
    assert "geen onderwerp ‘Percentage eengezinswoning’ (eengezinswoningen)" in told
    assert "wel ‘Alle onderwerpen/Percentage eengezinswoningen’" in told
    assert "Verbeter ‘topic’" in told


def test_a_topic_that_may_be_two_columns_is_refused_with_both(tmp_path: Path) -> None:
    source, table, there = kwb_2023()
    there.sets["DataProperties"].append(
        {"ID": 999, "ParentID": None, "Type": "Topic", "Key": "Nog_99", "Title": "Koopwoningen"}
    )
    renamed = dataclasses.replace(source.variables["koopwoningen"], topic=Topic(paths=("Eigendom/Koopwoningen",)))
    changed = dataclasses.replace(source, variables={**source.variables, "koopwoningen": renamed})
    assert "geen onderwerp ‘Eigendom/Koopwoningen’" in refusal(changed, table, there, tmp_path / "a")
    for row in there.sets["DataProperties"]:
        if row["Title"] == "Koopwoningen":
            row["ParentID"] = None
    told = refusal(source, table, there, tmp_path / "b")
    assert "2 onderwerpen die koopwoningen kunnen zijn" in told
    assert "Koopwoningen (Nog_99)" in told


def test_a_kind_that_the_list_does_not_have_is_refused_with_those_that_it_has(tmp_path: Path) -> None:
    source = SOURCES["politie_misdrijven"]
    table = next(each for each in source.tables if each.table == "47018NED")
    there = served(source, table)
    there.sets["SoortMisdrijf"] = [row for row in there.sets["SoortMisdrijf"] if row["Title"] != "1.1.1"]
    told = refusal(source, table, there, tmp_path)
    assert "dimensie SoortMisdrijf, zonder ‘1.1.1’; zij heeft: ‘0.0.0’" in told


def test_a_year_that_is_not_there_yet_is_left_out(tmp_path: Path) -> None:
    source = SOURCES["politie_misdrijven"]
    table = next(each for each in source.tables if each.table == "47018NED")
    there = served(source, table)
    there.sets["Perioden"] = [row for row in there.sets["Perioden"] if row["Key"] != "2025JJ00"]
    with replay(route_of({table.public_table: there})) as server:
        moved = at(server, source)
        fetched = Reader(server, tmp_path / "raw", V3).fetch_request(FetchRequest(moved, table))
    found = read(moved, table, fetched.folder, tmp_path / "releases")
    assert {year for _, year, _ in found} == {2021, 2022, 2023, 2024}
