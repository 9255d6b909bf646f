"""What the store answers, on an edition of two gemeenten."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editions.small_country import (
    GROOT,
    HEEL,
    KLEIN,
    OOST,
    WEST,
    YEAR,
    A,
    B,
    C,
    Cell,
    D,
    E,
    cells,
    small_country,
    with_stadsdeel,
)
from tests.editions.small_edition import publish_small
from wijkwerk.data.queries import duckdb_store
from wijkwerk.data.queries.duckdb_store import DuckDBStore
from wijkwerk.data.queries.figures import Figure, Spread
from wijkwerk.definitions.vocabulary import Level, Method, Status

PEOPLE = {A: 100, B: 300, C: 500, D: 95, E: 1000, WEST: 405, OOST: 595, HEEL: 1000, KLEIN: 1003, GROOT: 1002}
CRIMES = {A: 10, B: 6, C: 20, D: 6, E: 30, KLEIN: 42, GROOT: 30}
URBANITY = {A: 1, B: 1, C: 2, D: 2, E: 1}
SD = "SD000101"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edition")
    given = cells("cbs_kwb.inwoners", PEOPLE) + cells("cbs_kwb.stedelijkheid", URBANITY)
    given += cells("politie.misdrijven", CRIMES) + cells("politie.misdrijven", CRIMES, period=2023)
    given += [Cell("cbs_kwb.woz", A, None, status=Status.SUPPRESSED), Cell("cbs_kwb.woz", B, 310)]
    names = {A: "'t Één", B: "IJsbaan", C: "Noord", OOST: "Noord"}
    areas = with_stadsdeel(small_country(names=names), SD, "Stadsdeel Midden", [WEST, OOST])
    manifest = publish_small(root, given, areas=areas)
    return root / "editions" / manifest.key


@pytest.fixture
def store(edition: Path) -> Iterator[DuckDBStore]:
    opened = DuckDBStore(edition / "cache.duckdb")
    yield opened
    opened.close()


def test_an_area_tells_where_it_lies_and_how_many_people_live_there(store: DuckDBStore):
    area = store.area(B)
    assert area is not None
    assert (area.name, area.level, area.parent, area.gemeente) == ("IJsbaan", Level.BUURT, WEST, KLEIN)
    assert (area.inhabitants, area.urbanity, area.year) == (300, 1, YEAR)


def test_the_chain_from_buurt_to_land_is_whole(store: DuckDBStore):
    chain = [B]
    while (parent := store.area(chain[-1]).parent) is not None:  # type: ignore[union-attr]
        chain.append(parent)
    assert chain == [B, WEST, SD, KLEIN, "NL00"]


def test_areas_of_a_level_come_in_code_order_within_any_larger_area(store: DuckDBStore):
    assert [area.code for area in store.areas(Level.BUURT)] == [A, B, C, D, E]
    assert [area.code for area in store.areas(Level.BUURT, within=KLEIN)] == [A, B, C, D]
    assert [area.code for area in store.areas(Level.BUURT, within=SD)] == [A, B, C, D]
    assert [area.code for area in store.areas(Level.WIJK, within=KLEIN)] == [WEST, OOST]
    assert store.areas(Level.WIJK, within=WEST) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ijsbaan", [B]),
        ("IJSB", [B]),
        ("een", [A]),
        ("'t één", [A]),
        ("noord", [OOST, C]),
        ("baan", [B]),
        (B.lower(), [B]),
        ("midden", [SD]),
        ("", []),
        ("bestaat niet", []),
    ],
)
def test_areas_are_found_as_people_type_them(store: DuckDBStore, text: str, found: list[str]):
    assert [area.code for area in store.find_areas(text)] == found


def test_no_more_areas_are_found_than_asked(store: DuckDBStore):
    assert len(store.find_areas("e", limit=2)) == 2


def test_a_profile_has_every_figure_in_order(store: DuckDBStore):
    figures = store.profile([B, KLEIN])
    assert {figure.area for figure in figures} == {B, KLEIN}
    keys = [(figure.indicator, figure.area, figure.period) for figure in figures]
    assert keys == sorted(keys)
    assert ("misdrijven", B, 2023) in keys


def test_a_figure_comes_back_whole(store: DuckDBStore):
    (figure,) = (each for each in store.profile([A]) if (each.indicator, each.period) == ("misdrijven_per_1000", YEAR))
    assert figure.release is not None
    assert figure.release.startswith("politie-tabel-")
    assert figure == Figure(
        indicator="misdrijven_per_1000",
        area=A,
        period=YEAR,
        value=pytest.approx(100.0),  # type: ignore[arg-type]
        status=Status.VALUE,
        low=pytest.approx(47.877, abs=0.01),  # type: ignore[arg-type]
        high=pytest.approx(183.911, abs=0.01),  # type: ignore[arg-type]
        numerator=10.0,
        denominator=100.0,
        denominator_period=2024,
        method=Method.COMPUTED,
        release=figure.release,
        line=figure.line,
        reason=None,
        n=None,
    )


def test_one_indicator_is_told_for_every_area_of_a_level(store: DuckDBStore):
    figures = store.indicator_figures("misdrijven", YEAR, Level.BUURT)
    assert [(figure.area, figure.value) for figure in figures] == [(code, CRIMES[code]) for code in (A, B, C, D, E)]
    inside = store.indicator_figures("misdrijven", YEAR, Level.BUURT, within=WEST)
    assert [figure.area for figure in inside] == [A, B]
    assert [figure.area for figure in store.indicator_figures("misdrijven", YEAR, Level.BUURT, within=SD)] == [
        A,
        B,
        C,
        D,
    ]


def test_several_indicators_within_an_area_are_those_of_each_alone(store: DuckDBStore):
    for within in (WEST, SD, KLEIN):
        alone = [store.indicator_figures(name, YEAR, Level.BUURT, within) for name in ("misdrijven", "woz")]
        assert alone[0]
        together = store.figures_within({"woz": YEAR, "misdrijven": YEAR, "bestaat_niet": YEAR}, Level.BUURT, within)
        assert together == [*alone[0], *alone[1]]
    assert store.figures_within({"woz": 1999}, Level.BUURT, KLEIN) == []
    assert store.figures_within({}, Level.BUURT, KLEIN) == store.figures_within({"woz": YEAR}, Level.BUURT, A) == []


def test_the_same_as_columns(store: DuckDBStore):
    column = store.value_column("woz", YEAR, Level.BUURT)
    figures = store.indicator_figures("woz", YEAR, Level.BUURT)
    assert column.areas == tuple(figure.area for figure in figures)
    assert column.statuses == tuple(figure.status for figure in figures)
    assert [None if value != value else value for value in column.values] == [figure.value for figure in figures]


def test_a_suppressed_figure_stays_suppressed_to_the_page(store: DuckDBStore):
    statuses = {figure.area: figure.status for figure in store.indicator_figures("woz", YEAR, Level.BUURT)}
    assert statuses[A] is Status.SUPPRESSED
    assert statuses[B] is Status.VALUE
    assert statuses[C] is Status.UNKNOWN


def test_a_trend_runs_through_the_periods_of_each_area(store: DuckDBStore):
    told = [(figure.area, figure.period) for figure in store.trend("misdrijven", [E, A])]
    assert told == [(A, 2023), (A, 2024), (E, 2023), (E, 2024)]


def test_periods_are_those_with_a_figure_anywhere(store: DuckDBStore):
    assert store.periods("misdrijven") == [2023, 2024]
    assert store.periods("gezond") == []


def test_the_spread_counts_all_areas_of_the_level_in_the_country(store: DuckDBStore):
    assert store.spread("misdrijven", YEAR, Level.BUURT, 6.0) == Spread(5, 0, 2, 6.0, 10.0, 20.0)
    assert store.spread("misdrijven", YEAR, Level.BUURT, 10.0, urbanity=1) == Spread(3, 1, 1, 8.0, 10.0, 20.0)
    assert store.spread("misdrijven", YEAR, Level.BUURT, 10.0, urbanity=5) is None


def test_ranks_begin_at_the_lowest_and_ties_share(store: DuckDBStore):
    assert store.ranks_within("misdrijven", YEAR, KLEIN, Level.BUURT) == [(B, 1), (D, 1), (A, 3), (C, 4)]


def test_what_is_not_known_gives_nothing_and_never_an_error(store: DuckDBStore):
    assert store.area("BU99999999") is None
    assert store.areas(Level.BUURT, within="GM9999") == []
    assert store.profile(["BU99999999"]) == []
    assert store.indicator_figures("bestaat_niet", YEAR, Level.BUURT) == []
    assert store.indicator_figures("misdrijven", 1999, Level.BUURT) == []
    assert store.indicator_figures("misdrijven", YEAR, Level.BUURT, within="GM9999") == []
    assert store.value_column("bestaat_niet", YEAR, Level.BUURT).areas == ()
    assert store.trend("bestaat_niet", [A]) == []
    assert store.periods("bestaat_niet") == []
    assert store.spread("bestaat_niet", YEAR, Level.BUURT, 1.0) is None
    assert store.ranks_within("bestaat_niet", YEAR, KLEIN, Level.BUURT) == []
    assert store.geometries([A, "BU99999999"]) == {}
    assert store.geometries([]) == {}


def test_threads_ask_at_once_and_get_their_own_answers(store: DuckDBStore):
    found: dict[str, set[str]] = {}

    def ask(code: str) -> None:
        found[code] = {figure.area for _ in range(20) for figure in store.profile([code])}

    threads = [threading.Thread(target=ask, args=[code]) for code in (A, B, C, D)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {code: {code} for code in (A, B, C, D)}


def test_a_forked_worker_opens_its_own_connection(edition: Path):
    """As a web server that loads the site before it forks its workers; nothing was asked in the parent yet."""
    store = DuckDBStore(edition / "cache.duckdb")
    child = os.fork()
    if child == 0:
        os._exit(0 if store.profile([A]) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.profile([A])
    store.close()


def test_the_cache_cannot_be_written_through_the_store(store: DuckDBStore):
    with pytest.raises(Exception, match="read-only"):
        store._cache.rows("DELETE FROM by_area")


def test_what_every_page_needs_is_read_once_however_many_ask_first(store: DuckDBStore, monkeypatch: pytest.MonkeyPatch):
    read, begun = [], threading.Barrier(4)
    contents = store._known
    monkeypatch.setattr(store, "_contents", None)

    def read_slowly(cache: object) -> object:
        read.append(cache)
        time.sleep(0.05)
        return contents

    monkeypatch.setattr(duckdb_store, "_read_contents", read_slowly)

    def ask() -> None:
        begun.wait()
        assert store.area(A) is not None

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read) == 1
