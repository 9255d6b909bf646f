"""The observation store on an edition's DuckDB cache (see `cache_layout`)."""

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.vocabulary import Level

from .area_index import LEVEL_NUMBER, AreaIndex
from .cache_connection import CacheConnection
from .cache_layout import FACTS, STATUSES
from .figure_making import make_figures
from .figures import AreaRow, Figure, Spread, ValueColumn
from .room import ROOM, bytes_kept

# Places in a row of FACTS.
_INDICATOR, _AREA, _PERIOD = itemgetter(0), itemgetter(1), itemgetter(2)
_INDICATOR_AND_AREA = itemgetter(0, 1)
_AREAS = "id, code, year, level, name, parent, gemeente, inhabitants, urbanity, current"
_ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Contents:
    """What every page needs: read once, kept in memory.

    index       10 MB for the whole country; editions that have the same areas share it
    index_key   the place of it in the room of this process
    """

    index: AreaIndex
    index_key: tuple[object, ...]
    indicators: dict[str, int]
    indicator_names: list[str]
    releases: list[str]
    periods: dict[str, list[int]]


class DuckDBStore:
    """The figures and areas of one edition. See `ObservationStore` for what each method answers."""

    def __init__(self, cache: Path) -> None:
        self._cache = CacheConnection(cache)
        self._contents: Contents | None = None
        self._reading = threading.Lock()
        self._mark = object()

    def area(self, code: str) -> AreaRow | None:
        return self._known.index.row(code)

    def areas(self, level: Level, within: str | None = None) -> list[AreaRow]:
        return self._known.index.rows(level, within)

    def find_areas(self, text: str, limit: int = 20) -> list[AreaRow]:
        return self._known.index.find(text, limit)

    def geometries(self, codes: Sequence[str]) -> dict[str, bytes]:
        ids = self._known.index.ids(codes)
        rows = self._cache.rows(
            f"SELECT code, geometry FROM area WHERE id IN ({_listed(ids)}) AND geometry IS NOT NULL ORDER BY id"
        )
        return {code: bytes(geometry) for code, geometry in rows}

    def profile(self, areas: Sequence[str]) -> list[Figure]:
        rows = self._of_areas(areas, "area = ?", ())
        rows.sort(key=_INDICATOR)  # indicators are numbered by name; the order of equals stays
        return self._figures(rows)

    def indicator_figures(self, indicator: str, period: int, level: Level, within: str | None = None) -> list[Figure]:
        if indicator not in self._known.indicators:
            return []
        where, values = self._where(indicator, period, level, within)
        rows = self._cache.rows(f"SELECT {FACTS} FROM by_indicator WHERE {where}", values)
        rows.sort(key=_AREA)
        return self._figures(rows)

    def figures_within(self, periods: Mapping[str, int], level: Level, within: str) -> list[Figure]:
        """One question for all of them: the areas lie together, and to ask per indicator takes four times as long."""
        known = self._known
        asked = {known.indicators[name]: period for name, period in periods.items() if name in known.indicators}
        ids = known.index.ids_within(level, within)
        if not asked or not ids:
            return []
        areas = "area BETWEEN ? AND ?" if _is_run(ids) else f"area IN ({_listed(ids)})"
        rows = self._cache.rows(
            f"SELECT {FACTS} FROM by_area WHERE {areas} AND indicator IN ({_listed(list(asked))})",
            [ids[0], ids[-1]] if _is_run(ids) else [],
        )
        chosen = [row for row in rows if asked[_INDICATOR(row)] == _PERIOD(row)]
        chosen.sort(key=_INDICATOR_AND_AREA)
        return self._figures(chosen)

    def value_column(self, indicator: str, period: int, level: Level, within: str | None = None) -> ValueColumn:
        if indicator not in self._known.indicators:
            return ValueColumn((), np.empty(0), ())
        where, values = self._where(indicator, period, level, within)
        columns = self._cache.columns(
            f"SELECT area, value, status FROM by_indicator WHERE {where} ORDER BY area", values
        )
        codes = self._known.index.codes
        return ValueColumn(
            tuple(map(codes.__getitem__, columns["area"].tolist())),
            np.ma.filled(np.ma.asarray(columns["value"], dtype=np.float64), np.nan),
            tuple(map(STATUSES.__getitem__, columns["status"].tolist())),
        )

    def trend(self, indicator: str, areas: Sequence[str]) -> list[Figure]:
        number = self._known.indicators.get(indicator)
        if number is None:
            return []
        return self._figures(self._of_areas(areas, "area = ? AND indicator = ?", [number]))

    def periods(self, indicator: str) -> list[int]:
        return list(self._known.periods.get(indicator, ()))

    def spread(
        self, indicator: str, period: int, level: Level, value: float, urbanity: int | None = None
    ) -> Spread | None:
        values = self._peer_values(indicator, period, level, urbanity)
        if not len(values):
            return None
        below, upto = np.searchsorted(values, value, "left"), np.searchsorted(values, value, "right")
        quartiles = (float(quartile) for quartile in np.quantile(values, [0.25, 0.5, 0.75]))
        return Spread(len(values), int(below), int(upto - below), *quartiles)

    def ranks_within(self, indicator: str, period: int, gemeente: str, level: Level) -> list[tuple[str, int]]:
        if indicator not in self._known.indicators:
            return []
        where, values = self._where(indicator, period, level, gemeente)
        rows = self._cache.rows(
            f"""
            SELECT area, rank() OVER (ORDER BY value) AS place FROM by_indicator
            WHERE {where} AND value IS NOT NULL ORDER BY place, area
            """,
            values,
        )
        codes = self._known.index.codes
        return [(codes[area], place) for area, place in rows]

    def weight(self) -> int:
        """Bytes that it alone keeps for as long as it is open; reads them in where that was not done."""
        known = self._known
        return bytes_kept((known.indicators, known.indicator_names, known.releases, known.periods))

    def stay(self) -> None:
        """Somebody asks it: the areas that it shares are asked with it, and so never leave the room before it does."""
        ROOM.ask(self._known.index_key, lambda: self._known.index)

    def close(self) -> None:
        self._cache.close()

    @property
    def _known(self) -> Contents:
        if self._contents is None:
            # A worker's first visitors come at once; each of their threads read it all, and 30 MB never came back.
            with self._reading:
                if self._contents is None:
                    self._contents = _read_contents(self._cache)
        return self._contents

    def _peer_values(self, indicator: str, period: int, level: Level, urbanity: int | None) -> NDArray[np.float64]:
        """The values of all areas of a level (of one urbanity class), ascending; kept, as an edition never changes.

        A profile asks for the same few groups as every other profile: 2 ms the first time, nothing after that.
        """
        group = (indicator, period, level, urbanity)
        return ROOM.ask((self._mark, *group), lambda: self._read_peer_values(*group))

    def _read_peer_values(self, indicator: str, period: int, level: Level, urbanity: int | None) -> NDArray[np.float64]:
        number = self._known.indicators.get(indicator)
        if number is None:
            return np.empty(0)
        peers = "" if urbanity is None else "AND area IN (SELECT id FROM area WHERE urbanity = $urbanity)"
        parameters = {"indicator": number, "period": period, "level": LEVEL_NUMBER[level]}
        columns = self._cache.columns(
            f"""
            SELECT value FROM by_indicator
            WHERE indicator = $indicator AND period = $period AND level = $level AND value IS NOT NULL {peers}
            ORDER BY value
            """,
            parameters if urbanity is None else parameters | {"urbanity": urbanity},
        )
        return np.asarray(columns["value"], dtype=np.float64)

    def _of_areas(self, areas: Sequence[str], where: str, values: Sequence[int]) -> list[tuple[Any, ...]]:
        """Facts in the order of area code and period.

        One question per area, by equality: DuckDB then reads only the row groups that hold it. The rows lie in order;
        sorting what is sorted costs Python nothing, and DuckDB half as much as reading it.
        """
        query = f"SELECT {FACTS} FROM by_area WHERE {where}"
        facts: list[tuple[Any, ...]] = []
        for area in self._known.index.ids(sorted(areas)):
            facts += sorted(self._cache.rows(query, [area, *values]), key=_PERIOD)
        return facts

    def _where(self, indicator: str, period: int, level: Level, within: str | None) -> tuple[str, list[int]]:
        """Current areas only. Those inside another lie together, so that a range finds their row groups."""
        known = self._known
        values = [known.indicators[indicator], period, LEVEL_NUMBER[level]]
        where = "indicator = ? AND period = ? AND level = ?"
        if within is None:
            return f"{where} AND area < ?", [*values, known.index.current]
        ids = known.index.ids_within(level, within)
        if not ids:
            return "FALSE", []
        where, values = f"{where} AND area BETWEEN ? AND ?", [*values, ids[0], ids[-1]]
        return (where, values) if _is_run(ids) else (f"{where} AND area IN ({_listed(ids)})", values)

    def _figures(self, rows: list[tuple[Any, ...]]) -> list[Figure]:
        known = self._known
        return make_figures(rows, known.indicator_names, known.index.codes, known.releases)


def _read_contents(cache: CacheConnection) -> Contents:
    names = [name for (name,) in cache.rows("SELECT name FROM indicator ORDER BY id")]
    periods: dict[str, list[int]] = defaultdict(list)
    for number, period in cache.rows("SELECT indicator, period FROM indicator_period WHERE present > 0 ORDER BY ALL"):
        periods[names[number]].append(period)
    index_key = (AreaIndex, *cache.rows(f"SELECT count(*), bit_xor(hash({_AREAS})), sum(hash({_AREAS})) FROM area")[0])
    return Contents(
        index=ROOM.ask(index_key, lambda: AreaIndex(_read_areas(cache))),
        index_key=index_key,
        indicators={name: number for number, name in enumerate(names)},
        indicator_names=names,
        releases=[name for (name,) in cache.rows("SELECT name FROM release ORDER BY id")],
        periods=dict(periods),
    )


def _read_areas(cache: CacheConnection) -> Iterator[tuple[Any, ...]]:
    """A thousand at a time: all rows of the country at once, beside what is made of them, are 10 MB more."""
    cursor = cache.cursor().execute(f"SELECT {_AREAS} FROM area ORDER BY id")
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def _is_run(ids: Sequence[int]) -> bool:
    return ids[-1] - ids[0] == len(ids) - 1


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids)) or "NULL"
