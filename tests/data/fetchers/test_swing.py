"""A databank of Swing on loopback: whole tables, its faults, its key, and what its values mean."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.data.deliveries import MOMENT, cells
from wijkwerk.data.building import build_from_files
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.fetchers import FetchError, FetchRequest
from wijkwerk.data.fetchers.client import PoliteClient
from wijkwerk.data.raw import read_raw
from wijkwerk.definitions.sources import Source, SourceTable, Variable, VariableKind
from wijkwerk.definitions.vocabulary import Level, Protocol, SourceType

from .reading import PASSING, Reader, rows_in
from .replay import Fault, Route, busy, moved_to, replay, server_error, silent, thousand_times_too_large

LEVELS = {Level.GEMEENTE: "gemeente", Level.BUURT: "buurten2024"}
AREAS = {"gemeente": ["gemeente_164"], "buurten2024": [f"buurten2024_164{number:04}" for number in range(12)]}
PAGE = 10


def source(base: str, **changes: Any) -> Source:
    table = SourceTable(
        table="bevolking",
        area_column="ExternalCode",
        period_column="Period",
        periods=(2022, 2023),
        columns={"bev_tot": "inwoners", "p_eenzaam": "eenzaam"},
        geo_levels=LEVELS,
        area_year=2024,
    )
    given: dict[str, Any] = {
        "id": "stad_in_cijfers",
        "title": "Stad in cijfers",
        "owner": "De gemeente",
        "licence": "CC BY 4.0",
        "attribution": "De gemeente",
        "type": SourceType.REGISTER,
        "protocol": Protocol.SWING_ODATA,
        "rhythm": "jaarlijks",
        "peildatum": "1 januari {year}",
        "homepage": "https://stad.example",
        "address": f"{base}/jiveservices/odata",
        "names_areas": False,
        "levels": tuple(LEVELS),
        "variables": {
            "inwoners": Variable("Inwoners", "inwoners", VariableKind.COUNT),
            "eenzaam": Variable("Eenzaam", "%", VariableKind.SHARE),
        },
        "tables": (table,),
        **changes,
    }
    return Source(**given)


def rows_of(variable: str, level: str, values: Mapping[tuple[str, str], str] | None = None) -> list[dict[str, Any]]:
    return [
        {
            "@odata.type": "#Jive.Value",
            "ExternalCode": area,
            "GeoLevel": level,
            "PeriodLevel": "year",
            "Period": period,
            "ValueString": (values or {}).get((area, period), f"{number + (0.5 if variable == 'p_eenzaam' else 0)}"),
            "Description": "",
        }
        for number, area in enumerate(AREAS[level], start=1)
        for period in ("2021", "2022", "2023")
    ]


def route(values: Mapping[tuple[str, str], str] | None = None, size: int = PAGE) -> Route:
    """`Variables('x')/GeoLevels('y')/PeriodLevels('year')/Periods('all')/Values`, in pages."""

    def answer(path: str, query: Mapping[str, list[str]]) -> Any:
        parts = unquote(path).split("/")
        if parts[-1] != "Values" or parts[-2] != "Periods('all')":
            return None
        variable, level = parts[-5].removeprefix("Variables('")[:-2], parts[-4].removeprefix("GeoLevels('")[:-2]
        if variable not in ("bev_tot", "p_eenzaam") or level not in AREAS:
            return None
        rows, start = rows_of(variable, level, values), int(query.get("$skip", ["0"])[0])
        document: dict[str, Any] = {"value": rows[start : start + size]}
        if start + size < len(rows):
            document["@odata.nextLink"] = f"http://replay{path}?$skip={start + size}"
        return document

    return answer


@contextmanager
def reading(tmp_path: Path, answers: Route | None = None) -> Iterator[tuple[Reader, FetchRequest]]:
    with replay(answers or route()) as server:
        known = source(server.base)
        yield Reader(server, tmp_path, Protocol.SWING_ODATA), FetchRequest(known, known.tables[0])


def test_each_subject_comes_in_at_each_level(tmp_path: Path) -> None:
    with reading(tmp_path) as (reader, request):
        fetched = reader.fetch_request(request)
    assert (fetched.rows, fetched.is_new) == (78, True)
    assert len(rows_in(fetched.folder, "Values.bev_tot.buurten2024")) == 36
    assert len(list(fetched.folder.glob("Values.p_eenzaam.buurten2024-*.json"))) == 4
    assert all(file.url and "Periods('all')/Values" in unquote(file.url) for file in read_raw(fetched.folder).files)


def test_what_came_today_is_not_fetched_again(tmp_path: Path) -> None:
    """A databank names no version of its figures."""
    with reading(tmp_path) as (reader, request):
        first = reader.fetch_request(request)
        reader.server.asked.clear()
        assert reader.fetch_request(request) == replace(first, rows=0, is_new=False)
        assert reader.server.asked == []
        reader.moment += datetime.timedelta(days=1)
        again = reader.fetch_request(request)
    assert (again.folder, again.is_new) == (first.folder, False)


@pytest.mark.parametrize("fault", [*PASSING.values(), silent], ids=[*PASSING, "silence"])
def test_a_passing_fault_is_asked_again_and_leaves_no_trace(tmp_path: Path, fault: Fault) -> None:
    with reading(tmp_path) as (reader, request):
        reader.timeout = 0.5
        reader.server.faults["Values"] = [fault, fault]
        fetched = reader.fetch_request(request)
    assert fetched.rows == 78
    assert not list(fetched.folder.glob("*.part"))


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_a_lasting_fault_ends_with_a_message_and_nothing_half_made(tmp_path: Path, fault: Fault) -> None:
    with reading(tmp_path) as (reader, request):
        reader.server.faults["Values"] = [fault] * 5
        with pytest.raises(FetchError, match="wat nu"):
            reader.fetch_request(request)
    assert not list(tmp_path.glob("*/*/[0-9]*"))


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    with reading(tmp_path) as (reader, request):
        usual, reader.server.route = reader.server.route, _without(reader.server.route, "p_eenzaam")
        with pytest.raises(FetchError):
            reader.fetch_request(request)
        reader.server.route = usual
        reader.server.asked.clear()
        assert reader.fetch_request(request).rows == 78
    assert not [asked for asked in reader.server.asked if "bev_tot" in asked]


def _without(usual: Route, variable: str) -> Route:
    return lambda path, query: None if variable in path else usual(path, query)


def test_a_very_long_retry_after_ends_the_run(tmp_path: Path) -> None:
    with reading(tmp_path) as (reader, request):
        reader.server.faults["Values"] = [busy(86_400)]
        with pytest.raises(FetchError, match="86400 seconden te wachten"):
            reader.fetch_request(request)


def test_an_answer_a_thousand_times_too_large_is_cut_off(tmp_path: Path) -> None:
    with reading(tmp_path) as (reader, request):
        reader.largest = 20_000
        reader.server.faults["Values"] = [thousand_times_too_large]
        with pytest.raises(FetchError, match="antwoord van meer dan"):
            reader.fetch_request(request)


@pytest.mark.parametrize("elsewhere", ["http://169.254.169.254/latest", "http://127.0.0.1:1/x"])
def test_a_redirect_is_never_followed(tmp_path: Path, elsewhere: str) -> None:
    with reading(tmp_path) as (reader, request):
        reader.server.faults["Values"] = [moved_to(elsewhere)]
        with pytest.raises(FetchError, match="verhuisd"):
            reader.fetch_request(request)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("https://elders.example/odata", r"een adres op elders\.example"),
        (
            "Variables('bev_tot')/GeoLevels('gemeente')/PeriodLevels('year')/Periods('all')/Values",
            "die er al is|al eerder",
        ),
    ],
)
def test_a_next_link_that_leads_astray_is_refused(tmp_path: Path, link: str, message: str) -> None:
    def luring(path: str, query: Mapping[str, list[str]]) -> Any:
        document = route()(path, query)
        return document and document | {"@odata.nextLink": link}

    with reading(tmp_path, luring) as (reader, request), pytest.raises(FetchError, match=message):
        reader.fetch_request(request)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"value": [{"ExternalCode": "x", "Value": 1}]}, "waarden zonder Period en ValueString"),
        ({"values": []}, "zonder lijst 'value'"),
        ({"value": []}, "geen enkele rij"),
    ],
)
def test_another_shape_is_refused(tmp_path: Path, document: object, message: str) -> None:
    expectation = pytest.raises(FetchError, match=message)
    with reading(tmp_path, lambda path, query: document) as (reader, request), expectation:
        reader.fetch_request(request)


def test_a_subject_that_is_gone_says_what_to_check(tmp_path: Path) -> None:
    expectation = pytest.raises(FetchError, match="Bestaat de tabel nog")
    with reading(tmp_path, lambda path, query: None) as (reader, request), expectation:
        reader.fetch_request(request)


def test_a_name_that_is_no_name_never_becomes_a_file_or_an_address(tmp_path: Path) -> None:
    with reading(tmp_path) as (reader, request):
        strange = replace(request.table, columns={"../../x')/Y": "inwoners"})
        with pytest.raises(FetchError, match="namen van letters"):
            reader.fetch_request(replace(request, table=strange))
    assert reader.server.asked == []


def test_the_key_is_of_the_environment_and_stands_in_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = FetchRequest(source("http://127.0.0.1"), source("http://127.0.0.1").tables[0])
    assert request.api_key is None
    monkeypatch.setenv("WIJKWERK_APIKEY_STAD_IN_CIJFERS", "geheim-123")
    assert request.api_key == "geheim-123"
    heads: list[str | None] = []

    def listening(to: Any, body: bytes) -> None:
        heads.append(to.headers.get("apikey"))
        server_error(to, body)

    with replay(route()) as server:
        server.faults["Values"] = [listening]
        with PoliteClient(frozenset({"127.0.0.1"}), api_key=request.api_key, sleep=lambda seconds: None) as client:
            assert "geheim-123" not in repr(client)
            address = f"{server.base}/Variables('bev_tot')/GeoLevels('gemeente')/PeriodLevels('year')"
            answer = client.download(f"{address}/Periods('all')/Values", tmp_path / "x.json", lambda path, given: None)
    assert heads == ["geheim-123"]
    assert "geheim-123" not in answer.url
    assert not [asked for asked in server.asked if "geheim" in asked]


VALUES = {
    ("buurten2024_1640000", "2022"): "?",
    ("buurten2024_1640001", "2022"): "x",
    ("buurten2024_1640002", "2022"): "-99997",
    ("buurten2024_1640003", "2022"): "-99996",
    ("buurten2024_1640004", "2022"): "-99998.0",
    ("buurten2024_1640005", "2022"): "-",
    ("buurten2024_1640006", "2022"): "0",
    ("buurten2024_1640007", "2022"): "1234.5",
}


def test_values_are_read_with_their_reason_and_their_area(tmp_path: Path) -> None:
    with reading(tmp_path, route(VALUES)) as (reader, request):
        folder = reader.fetch_request(request).folder
    release, _ = build_from_files(request.source, request.table, [folder], tmp_path / "releases", moment=MOMENT)
    found = cells(release)
    assert found["GM0164", 2023, "inwoners"] == (1, "value")
    assert {period for _, period, _ in found} == {2022, 2023}, "2021 is not a year of this table"
    told = [found[f"BU0164{number:04}", 2022, "inwoners"] for number in range(8)]
    assert told == [
        (None, "unknown"), (None, "suppressed"), (None, "suppressed"), (None, "not_delivered"),
        (None, "not_applicable"), (None, "unknown"), (0, "value"), (1234.5, "value"),
    ]  # fmt: skip


def test_text_where_a_number_should_be_is_refused_with_its_place(tmp_path: Path) -> None:
    with reading(tmp_path, route({("buurten2024_1640009", "2023"): "veel"})) as (reader, request):
        folder = reader.fetch_request(request).folder
    with pytest.raises(ReleaseError) as refused:
        build_from_files(request.source, request.table, [folder], tmp_path / "releases", moment=MOMENT)
    assert {(each.file, each.row, each.found) for each in refused.value.problems} == {
        ("Values.bev_tot.buurten2024-0003.json", 10, "‘veel’"),
        ("Values.p_eenzaam.buurten2024-0003.json", 10, "‘veel’"),
    }


def test_an_area_that_is_no_code_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(AREAS, "buurten2024", ["Zuilen-noord"])
    with reading(tmp_path) as (reader, request):
        folder = reader.fetch_request(request).folder
    with pytest.raises(ReleaseError, match="ZUILEN-NOORD"):
        build_from_files(request.source, request.table, [folder], tmp_path / "releases", moment=MOMENT)
