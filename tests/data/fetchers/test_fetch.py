"""Each protocol end to end: a server on loopback, the real client, real files; with every fault seen in the field."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from wijkwerk.data.fetchers import FetchError, FetchRequest, fetch_table
from wijkwerk.data.raw import read_raw
from wijkwerk.definitions.vocabulary import Protocol

from . import tables
from .reading import PASSING, PDOK, V3, V4, Reader, rows_in
from .replay import Fault, busy, moved_to, replay, server_error, thousand_times_too_large, too_many_records

COLUMNS = {"AantalInwoners_5": "inwoners", "Mannen_6": "mannen"}


@contextmanager
def reading_v3(tmp_path: Path, rows: int = 25) -> Iterator[Reader]:
    with replay(tables.v3_route(tables.typed_rows(rows), page_size=10)) as server:
        yield Reader(server, tmp_path, V3, COLUMNS)


def test_a_v3_table_comes_in_whole_with_numbers_and_reasons(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        fetched = reader.fetch()
    assert (fetched.rows, fetched.is_new) == (25, True)
    assert [row["ID"] for row in rows_in(fetched.folder, "TypedDataSet")] == list(range(25))
    assert {row["Mannen_6"] for row in rows_in(fetched.folder, "UntypedDataSet")} == {"       ."}
    assert reader.reports[-1][0] == 50


def test_every_file_is_described_and_can_be_verified(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        delivery = read_raw(reader.fetch().folder)
    assert (delivery.source, delivery.table, delivery.protocol) == ("cbs_kwb", "84799NED", V3)
    assert len(delivery.named("TypedDataSet-")) == 3
    assert all(file.url and file.url.startswith("http://127.0.0.1") for file in delivery.files)


def test_a_table_that_did_not_change_is_not_fetched_again(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        first = reader.fetch()
        reader.server.asked.clear()
        second = reader.fetch()
    assert second == replace(first, rows=0, is_new=False)
    assert len(reader.server.asked) == 1


def test_fetching_the_same_bytes_again_keeps_the_earlier_delivery(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        first = reader.fetch()
        again = reader.fetch(again=True)
    assert (again.folder, again.is_new) == (first.folder, False)


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
@pytest.mark.parametrize("path", ["TypedDataSet", "DataProperties", "TableInfos"])
def test_a_passing_fault_is_asked_again_and_leaves_no_trace(tmp_path: Path, fault: Fault, path: str) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults[path] = [fault, fault]
        fetched = reader.fetch()
    assert [row["ID"] for row in rows_in(fetched.folder, "TypedDataSet")] == list(range(25))
    assert not list(fetched.folder.glob("*.part"))
    assert len([wait for wait in reader.waits if wait >= 1]) == 2


def test_retry_after_is_obeyed(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["TypedDataSet"] = [busy(7)]
        reader.fetch()
    assert 7.0 in reader.waits


def test_a_very_long_retry_after_ends_the_run_with_a_message(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["TypedDataSet"] = [busy(86_400)]
        with pytest.raises(FetchError, match="86400 seconden te wachten") as caught:
            reader.fetch()
    assert "blijft staan" in caught.value.remedy


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_a_lasting_fault_ends_with_a_message_and_nothing_half_made(tmp_path: Path, fault: Fault) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["UntypedDataSet"] = [fault] * 5
        with pytest.raises(FetchError) as caught:
            reader.fetch()
        assert reader.server.asked[-1].endswith("UntypedDataSet?$format=json")
    assert caught.value.where.endswith("UntypedDataSet?$format=json")
    assert "gevonden" in str(caught.value)
    assert "wat nu" in str(caught.value)
    assert not list(tmp_path.glob("*/*/[0-9]*"))


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["UntypedDataSet"] = [server_error] * 5
        with pytest.raises(FetchError):
            reader.fetch()
        reader.server.asked.clear()
        fetched = reader.fetch()
    assert not [url for url in reader.server.asked if "/TypedDataSet" in url]
    assert len(rows_in(fetched.folder, "TypedDataSet")) == 25


def test_pages_of_another_version_are_not_mixed(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["UntypedDataSet"] = [server_error] * 5
        with pytest.raises(FetchError):
            reader.fetch()
        reader.server.route = tables.v3_route(tables.typed_rows(12), page_size=10, modified="2022-01-01T02:00:00")
        fetched = reader.fetch()
    assert fetched.rows == 12


def test_a_page_that_was_damaged_on_disk_is_fetched_again(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["UntypedDataSet"] = [server_error] * 5
        with pytest.raises(FetchError):
            reader.fetch()
        damaged = tmp_path / "cbs_kwb" / "84799NED" / ".incoming" / "TypedDataSet-0002.json"
        damaged.write_text('{"value": []}')
        assert len(rows_in(reader.fetch().folder, "TypedDataSet")) == 25


def test_a_column_that_is_gone_is_refused_and_one_with_another_number_is_not(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.columns = {"AantalInwoners_6": "inwoners", "Huishoudens_28": "huishoudens", "Mannen_6": "mannen"}
        with pytest.raises(FetchError) as caught:
            reader.fetch()
        assert "zonder 1 kolom die wij lezen: Huishoudens_28" in caught.value.found
        assert not [url for url in reader.server.asked if "TypedDataSet" in url]
        del reader.columns["Huishoudens_28"]
        assert reader.fetch().rows == 25


def test_a_column_that_may_be_one_of_two_is_refused_with_both(tmp_path: Path) -> None:
    rows = [{"ID": 1, "WijkenEnBuurten": "BU01640000", "Tussenwoning_49": 1, "Tussenwoning_57": 2}]
    with replay(tables.v3_route(rows, page_size=10)) as server, pytest.raises(FetchError) as caught:
        Reader(server, tmp_path, V3, {"Tussenwoning_48": "tussenwoningen"}).fetch()
    assert "Tussenwoning_48 (nu: Tussenwoning_49 en Tussenwoning_57)" in caught.value.found


def test_a_page_that_repeats_is_noticed(tmp_path: Path) -> None:
    route = tables.v3_route(tables.typed_rows(25), page_size=10)

    def repeating(path: str, query: Mapping[str, list[str]]) -> object:
        document = route(path, query)
        if path.endswith("TypedDataSet") and query.get("$skip") == ["10"]:
            document["value"] = route(path, {"$format": ["json"]})["value"]
        return document

    with reading_v3(tmp_path) as reader:
        reader.server.route = repeating
        with pytest.raises(FetchError, match="al eerder kwam"):
            reader.fetch()


def test_a_next_link_that_points_back_is_noticed(tmp_path: Path) -> None:
    def turning(path: str, query: Mapping[str, list[str]]) -> object:
        document = tables.v3_route([{"ID": None, "AantalInwoners_5": 1, "Mannen_6": 1, "WijkenEnBuurten": "x"}], 10)(
            path,
            query,
        )
        if document and path.endswith("TypedDataSet"):
            document["value"] = [{"AantalInwoners_5": 1}]
            document["odata.nextLink"] = "TypedDataSet?$format=json"
        return document

    with reading_v3(tmp_path) as reader:
        reader.server.route = turning
        with pytest.raises(FetchError, match="een bladzijde die er al is"):
            reader.fetch()


def test_an_answer_a_thousand_times_too_large_is_cut_off(tmp_path: Path) -> None:
    with reading_v3(tmp_path, rows=200) as reader:
        reader.largest = 20_000
        reader.server.faults["TypedDataSet"] = [thousand_times_too_large]
        with pytest.raises(FetchError, match="antwoord van meer dan"):
            reader.fetch()
    parts = list(tmp_path.glob("*/*/.incoming/*.part"))
    assert sum(part.stat().st_size for part in parts) <= 20_000


def test_the_limit_of_10000_records_is_not_asked_again(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["TypedDataSet"] = [too_many_records]
        with pytest.raises(FetchError, match="10000 records"):
            reader.fetch()
    assert len([url for url in reader.server.asked if "/TypedDataSet" in url]) == 1


@pytest.mark.parametrize("elsewhere", ["http://169.254.169.254/latest", "http://127.0.0.1:1/x", "file:///etc/passwd"])
def test_a_redirect_is_never_followed(tmp_path: Path, elsewhere: str) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.faults["TypedDataSet"] = [moved_to(elsewhere)]
        with pytest.raises(FetchError, match="verhuisd"):
            reader.fetch()


def test_a_next_link_to_another_host_is_refused(tmp_path: Path) -> None:
    def luring(path: str, query: Mapping[str, list[str]]) -> object:
        document = tables.v3_route(tables.typed_rows(25), 10)(path, query)
        if document and "odata.nextLink" in document:
            document["odata.nextLink"] = "https://elders.example/odata?$format=json"
        return document

    with reading_v3(tmp_path) as reader:
        reader.server.route = luring
        with pytest.raises(FetchError, match=r"een adres op elders\.example"):
            reader.fetch()


def test_a_table_that_does_not_exist_says_what_to_check(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.server.route = lambda path, query: None
        with pytest.raises(FetchError, match="Bestaat de tabel nog"):
            reader.fetch()


def test_rows_that_differ_between_the_two_sets_are_refused(tmp_path: Path) -> None:
    def shrinking(path: str, query: Mapping[str, list[str]]) -> object:
        count = 24 if "Untyped" in path else 25
        return tables.v3_route(tables.typed_rows(count), 10)(path, query)

    with reading_v3(tmp_path) as reader:
        reader.server.route = shrinking
        with pytest.raises(FetchError, match="25 rijen met getallen en 24 rijen met redenen"):
            reader.fetch()


def test_a_table_that_changed_while_it_came_in_comes_whole_the_next_time(tmp_path: Path) -> None:
    """A run that was stopped goes on after the change, and the source names no other version."""
    with reading_v3(tmp_path) as reader:
        reader.server.faults["UntypedDataSet"] = [server_error] * 9
        with pytest.raises(FetchError, match="na 5 pogingen"):
            reader.fetch()
        reader.server.faults.clear()
        reader.server.route = tables.v3_route(tables.typed_rows(27), 10)
        with pytest.raises(FetchError, match=r"25 rijen met getallen en 27 .*\n.*\n.*Haal opnieuw op: zij komt dan"):
            reader.fetch()
        assert reader.fetch().rows == 27


def test_requests_keep_a_pause_between_them(tmp_path: Path) -> None:
    with reading_v3(tmp_path) as reader:
        reader.fetch()
    assert reader.waits == [0.2] * (len(reader.server.asked) - 1)


def test_a_v4_table_comes_in_whole(tmp_path: Path) -> None:
    with replay(tables.v4_route(tables.v4_documents(25), page_size=10)) as server:
        fetched = Reader(server, tmp_path, V4, {"M001924": "verzuim"}).fetch()
    assert fetched.rows == 25
    assert len(rows_in(fetched.folder, "Observations")) == 25
    assert {"Properties.json", "MeasureCodes-0001.json", "PeriodenCodes-0001.json"} <= {
        path.name for path in fetched.folder.iterdir()
    }


def test_a_v4_table_with_fewer_observations_than_it_says_is_refused(tmp_path: Path) -> None:
    documents = tables.v4_documents(25)
    documents["Properties"]["ObservationCount"] = "26"
    expectation = pytest.raises(FetchError, match="26 waarnemingen, zoals Properties zegt")
    with replay(tables.v4_route(documents, page_size=10)) as server, expectation:
        Reader(server, tmp_path, V4).fetch()


def test_a_v4_measure_that_is_gone_is_refused(tmp_path: Path) -> None:
    route = tables.v4_route(tables.v4_documents(5), page_size=10)
    with replay(route) as server, pytest.raises(FetchError, match="M000001"):
        Reader(server, tmp_path, V4, {"M000001": "verzuim"}).fetch()


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_v4_faults_pass_too(tmp_path: Path, fault: Fault) -> None:
    with replay(tables.v4_route(tables.v4_documents(25), page_size=10)) as server:
        server.faults["Observations"] = [fault]
        fetched = Reader(server, tmp_path, V4).fetch()
    assert [row["Id"] for row in rows_in(fetched.folder, "Observations")] == list(range(25))


def test_a_v4_page_that_repeats_is_noticed(tmp_path: Path) -> None:
    route = tables.v4_route(tables.v4_documents(25), page_size=10)

    def repeating(path: str, query: Mapping[str, list[str]]) -> object:
        document = route(path, query)
        if path.endswith("Observations") and query.get("$skip") == ["10"]:
            document["value"] = route(path, {})["value"]
        return document

    with replay(repeating) as server, pytest.raises(FetchError, match="al eerder kwam"):
        Reader(server, tmp_path, V4).fetch()


def test_v4_shows_how_much_is_still_to_come(tmp_path: Path) -> None:
    with replay(tables.v4_route(tables.v4_documents(25), page_size=10)) as server:
        reader = Reader(server, tmp_path, V4)
        reader.fetch()
    assert [said for said in reader.reports if said[2] == "Observations"] == [
        (10, 25, "Observations"),
        (20, 25, "Observations"),
        (25, 25, "Observations"),
    ]


def test_of_a_v4_dimension_only_the_chosen_member_is_asked_for(tmp_path: Path) -> None:
    """Properties counts all members, so that its number says nothing of the chosen one."""
    documents = tables.v4_documents(5)
    documents["Dimensions"]["value"].append({"Identifier": "Geslacht", "Kind": "Dimension"})
    codes = [{"Identifier": "T001038", "Title": "Totaal"}, {"Identifier": "3000", "Title": "Mannen"}]
    documents |= {"GeslachtCodes": {"value": codes}, "GeslachtGroups": {"value": []}}
    documents["Properties"]["ObservationCount"] = "15"
    with replay(tables.v4_route(documents, page_size=10)) as server:
        reader = Reader(server, tmp_path, V4, {"M001924": "verzuim"}, dimensions={"Geslacht": "T001038"})
        assert reader.fetch().rows == 5
        assert [each for each in server.asked if "filter" in each] == [
            "/odata/84799NED/Observations?$filter=Geslacht%20eq%20%27T001038%27"
        ]
        assert not reader.fetch().is_new
        reader.dimensions = {"Geslacht": "3000"}
        reader.fetch()
        assert "3000" in server.asked[-1], "another choice is fetched, also of a table that did not change"


def test_of_a_v3_dimension_only_the_chosen_member_is_asked_for(tmp_path: Path) -> None:
    rows = [row | {"Soort": "0.0.0     "} for row in tables.typed_rows(5)]
    route = tables.v3_route(rows, page_size=10, dimensions=("Soort",))
    with replay(route) as server:
        Reader(server, tmp_path, V3, COLUMNS, dimensions={"Soort": "0.0.0"}).fetch()
        assert [each.rpartition("/")[2] for each in server.asked if "filter" in each] == [
            f"{name}?$format=json&$filter=startswith%28Soort%2C%270.0.0%27%29"
            for name in ("TypedDataSet", "UntypedDataSet")
        ]


@pytest.mark.parametrize("protocol", [V3, V4])
def test_a_dimension_that_the_table_does_not_have_is_refused(tmp_path: Path, protocol: Protocol) -> None:
    v4 = protocol is V4
    route = tables.v4_route(tables.v4_documents(5), 10) if v4 else tables.v3_route(tables.typed_rows(5), 10)
    columns = {"M001924": "verzuim"} if v4 else COLUMNS
    with replay(route) as server, pytest.raises(FetchError, match="zonder de dimensie Geslacht"):
        Reader(server, tmp_path, protocol, columns, dimensions={"Geslacht": "1"}).fetch()


def features(buurten: int) -> dict[str, tables.Rows]:
    return {"gemeenten": [], "wijken": [], "buurten": tables.buurt_features(buurten)}


def test_pdok_collections_come_in_by_cursor(tmp_path: Path) -> None:
    with replay(tables.pdok_route(features(25), limit=10)) as server:
        fetched = Reader(server, tmp_path, PDOK, {"buurtcode": "code"}).fetch()
    assert fetched.rows == 25
    assert len(rows_in(fetched.folder, "buurten", "features")) == 25
    assert "crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992" in server.asked[0]
    assert "limit=1000" in server.asked[0]


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_pdok_faults_pass_too(tmp_path: Path, fault: Fault) -> None:
    with replay(tables.pdok_route(features(25), limit=10)) as server:
        server.faults["buurten/items"] = [fault]
        assert Reader(server, tmp_path, PDOK).fetch().rows == 25


def test_a_pdok_column_that_is_gone_is_refused(tmp_path: Path) -> None:
    with replay(tables.pdok_route(features(5), limit=10)) as server, pytest.raises(FetchError, match="gm_code"):
        Reader(server, tmp_path, PDOK, {"buurtcode": "code", "gm_code": "gemeente"}).fetch()


def test_pdok_says_why_in_problem_json(tmp_path: Path) -> None:
    with replay(tables.pdok_route(features(5), limit=10)) as server:
        server.faults["buurten/items"] = [server_error] * 5
        with pytest.raises(FetchError, match="timeout encountered"):
            Reader(server, tmp_path, PDOK).fetch()


def test_a_source_that_people_deliver_is_not_fetched(tmp_path: Path) -> None:
    source = replace(tables.source(Protocol.OWN_FILE, "", {}), address=None)
    with pytest.raises(FetchError, match="wijkwerk import"):
        fetch_table(FetchRequest(source, source.tables[0]), tmp_path, lambda *said: None)


@pytest.mark.shared
def test_the_captured_v4_table_comes_in_whole(tmp_path: Path, shared: Path) -> None:
    documents = tables.v4_samples(shared / "odata_v4_samples")
    with replay(tables.v4_route(documents, page_size=1000)) as server:
        fetched = Reader(server, tmp_path, V4, {"M001924": "verzuim"}, largest=2**22).fetch()
    assert rows_in(fetched.folder, "Observations") == documents["Observations"]["value"]
    assert fetched.rows == 4409


@pytest.mark.shared
def test_the_hengelo_rows_of_kwb_2020_come_in_whole(tmp_path: Path, shared: Path) -> None:
    envelope = shared / "kwb2020_v3" / "RECONSTRUCTED_odata3_TypedDataSet_GM0164.json"
    rows = json.loads(envelope.read_text("utf-8"))["value"]
    with replay(tables.v3_route(rows, page_size=20)) as server:
        fetched = Reader(server, tmp_path, V3, COLUMNS, largest=2**22).fetch()
    assert rows_in(fetched.folder, "TypedDataSet") == rows
    assert fetched.rows == 73


@pytest.mark.shared
def test_pdok_pages_as_captured_are_followed_to_the_end(tmp_path: Path, shared: Path) -> None:
    samples = shared / "pdok_ogc_samples"
    first = json.loads((samples / "expected_foo_collection_with_cursor.json").read_text("utf-8"))
    last = json.loads((samples / "expected_empty_feature_collection.json").read_text("utf-8"))
    following = next(link for link in first["links"] if link["rel"] == "next")
    with replay(lambda path, query: last) as server:
        following["href"] = f"{server.base}/collections/foo/items?cursor=DwA%7CNwyr1Q&f=json&limit=2"
        server.route = lambda path, query: last if "cursor" in query else first
        fetched = Reader(server, tmp_path, PDOK).fetch()
    assert fetched.rows == 3 * len(first["features"])
