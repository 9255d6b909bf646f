"""22 million figures: a warm profile, a national map and the ranks within a gemeente, beside the bare DuckDB question.

The bare question asks the same file for the same columns of the same rows and takes them as Python values. The small
edition that a time is also compared with has 2 million figures and as many rows in the answer: for a profile and for
ranks a country of fewer areas, for a map one of fewer indicators.
"""

from collections.abc import Callable
from pathlib import Path

from wijkwerk.data.queries.cache_connection import CacheConnection
from wijkwerk.data.queries.cache_layout import FACTS
from wijkwerk.data.queries.duckdb_store import DuckDBStore
from wijkwerk.definitions.vocabulary import Level

from .synthetic import Size, make_edition
from .timing import Row, compared, medians

FULL = Size()
FEW_AREAS = Size(share=1 / 11)
FEW_INDICATORS = Size(indicators=9)
PERIOD = 2020


def reading_rows(folder: Path, full: Size = FULL) -> list[Row]:
    """Makes the three editions in `folder` where they are not there yet."""
    caches = {}
    for name, size in (("full", full), ("few-areas", FEW_AREAS), ("few-indicators", FEW_INDICATORS)):
        if not (folder / name / "cache.duckdb").is_file():
            make_edition(folder / name, size)
        caches[name] = folder / name / "cache.duckdb"
    works: dict[str, Callable[[], object]] = {}
    for name, cache in caches.items():
        works |= {f"{name}: {work}": do for work, do in _works(cache).items()}
    seconds = medians(works)
    rows = []
    for work, few in (("profile", "few-areas"), ("map", "few-indicators"), ("ranks", "few-indicators")):
        ours, bare, small = seconds[f"full: {work}"], seconds[f"full: bare {work}"], seconds[f"{few}: {work}"]
        rows.append(compared(f"{_TITLES[work]}, beside bare DuckDB", ours, bare, 2.0))
        rows.append(compared(f"{_TITLES[work]}, beside 2 M figures", ours, small, 1.5))
    return rows


_TITLES = {"profile": "warm profile of 4 areas", "map": "national map", "ranks": "ranks within a gemeente"}


def _works(cache: Path) -> dict[str, Callable[[], object]]:
    store, beside = DuckDBStore(cache), CacheConnection(cache)
    bare = beside.cursor()
    buurten = store.areas(Level.BUURT)
    buurt = buurten[len(buurten) // 2]
    assert buurt.parent is not None
    assert buurt.gemeente is not None
    gemeente = buurt.gemeente
    four = [buurt.code, buurt.parent, gemeente, "NL00"]
    indicator = bare.execute("SELECT name FROM indicator ORDER BY id DESC LIMIT 1").fetchall()[0][0]
    number = bare.execute("SELECT max(id) FROM indicator").fetchall()[0][0]
    listed = ", ".join(f"'{code}'" for code in four)
    ids = [row[0] for row in bare.execute(f"SELECT id FROM area WHERE code IN ({listed})").fetchall()]
    first, last = bare.execute(
        "SELECT min(id), max(id) FROM area WHERE gemeente = ? AND level = 'buurt'", [gemeente]
    ).fetchall()[0]
    profile = f"SELECT {FACTS} FROM by_area WHERE area IN ({', '.join(map(str, ids))}) ORDER BY indicator, area, period"
    of_level = f"indicator = {number} AND period = {PERIOD} AND level = {list(Level).index(Level.BUURT)}"
    country = f"SELECT area, value, status FROM by_indicator WHERE {of_level}"
    ranks = f"""
        SELECT area, rank() OVER (ORDER BY value) FROM by_indicator
        WHERE {of_level} AND area BETWEEN {first} AND {last} AND value IS NOT NULL ORDER BY 2, 1
    """
    return {
        "profile": lambda: store.profile(four),
        "bare profile": lambda: beside.cursor().execute(profile).fetchall(),
        "map": lambda: store.value_column(indicator, PERIOD, Level.BUURT),
        "bare map": lambda: beside.cursor().execute(country).fetchall(),
        "ranks": lambda: store.ranks_within(indicator, PERIOD, gemeente, Level.BUURT),
        "bare ranks": lambda: beside.cursor().execute(ranks).fetchall(),
    }
