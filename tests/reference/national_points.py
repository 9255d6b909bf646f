"""The reference points of catalogue/recipes, from all buurten of the country in examples/hengelo.

Run `python -m tests.reference.national_points` and copy the numbers; test_national_points.py compares them.
Buurten with at least 100 inwoners in the year of the figure's denominator; the 5th and 95th percentile (linear between
two buurten), rounded to what a reader can remember, and mean and standard deviation (n − 1).
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

RELEASES = Path(__file__).parents[2] / "examples" / "hengelo" / "releases"
MINIMUM = 100


@dataclass(frozen=True)
class NationalPoints:
    count: int
    p5: float
    p95: float
    mean: float
    sd: float


def national_points() -> dict[str, NationalPoints]:
    """Per indicator id; a change has the 90th percentile of its size on both sides, so that the middle is no change."""
    found = {name: _points(_values(query)) for name, query in _LEVELS.items()}
    for name, query in _CHANGES.items():
        values = _values(query)
        size = float(np.percentile(np.abs(values), 90))
        found[name] = NationalPoints(len(values), -size, size, float(values.mean()), float(values.std(ddof=1)))
    return found


def _per_1000(variable: str, table: str) -> str:
    return f"""
        select 1000.0 * o.value / i.value from {table} o join kwb i on i.area = o.area and i.period = {{period}}
        where o.variable = '{variable}' and o.period = {{own}} and i.variable = 'inwoners' and i.value >= {MINIMUM}
    """


def _published(variable: str, table: str, scale: float = 1) -> str:
    return f"""
        select {scale} * o.value from {table} o join kwb i on i.area = o.area and i.period = 2024
        where o.variable = '{variable}' and o.period = 2024 and i.variable = 'inwoners' and i.value >= {MINIMUM}
    """


def _of_2020(variable: str) -> str:
    return f"""
        select o.value from monitor o join kwb i on i.area = o.area and i.period = 2020
        where o.variable = '{variable}' and o.period = 2020 and i.variable = 'inwoners' and i.value >= {MINIMUM}
    """


def _change(variable: str, table: str, start: int, end: int, *, relative: bool) -> str:
    change = "100.0 * (b.value - a.value) / nullif(a.value, 0)" if relative else "b.value - a.value"
    return f"""
        select {change} from {table} a join {table} b on a.area = b.area and a.variable = b.variable
        join kwb i on i.area = a.area and i.period = 2024
        where a.variable = '{variable}' and a.period = {start} and b.period = {end}
        and i.variable = 'inwoners' and i.value >= {MINIMUM}
    """


# Of the health monitor of 2020, by the name of their variable.
_HEALTH_MONITOR = (
    "moeite_met_rondkomen",
    "ernstig_overgewicht",
    "hoog_risico_angst_of_depressie",
    "lichamelijke_beperking",
    "regie_over_eigen_leven",
    "rokers",
    "eenzaam",
    "vrijwilligers",
    "geluidhinder_buren",
)
_LEVELS = {
    "bijstand_per_1000": _per_1000("bijstand", "kwb").format(period=2020, own=2020),
    "uitkering_ao_per_1000": _per_1000("uitkering_ao", "kwb").format(period=2020, own=2020),
    "inkomen_per_inwoner": _published("inkomen_per_inwoner", "kwb", 1000),
    "goed_ervaren_gezondheid": _published("goed_ervaren_gezondheid", "gezondheid"),
    "misdrijven_per_1000": _per_1000("misdrijven", "misdrijven").format(period=2024, own=2025),
    "woz_waarde": _published("woz_waarde", "kwb", 1000),
    "afstand_huisarts": _published("afstand_huisarts", "kwb"),
    "afstand_supermarkt": _published("afstand_supermarkt", "kwb"),
    "afstand_school": _published("afstand_school", "kwb"),
    **{name: _of_2020(name) for name in _HEALTH_MONITOR},
}
_CHANGES = {
    "goed_ervaren_gezondheid_verandering": _change("goed_ervaren_gezondheid", "gezondheid", 2022, 2024, relative=False),
    "misdrijven_verandering": _change("misdrijven", "misdrijven", 2022, 2025, relative=True),
}
_TABLES = {
    "kwb": "cbs_kwb-8*NED-????????",
    "gezondheid": "rivm_gezondheid-50150NED-????????",
    "monitor": "rivm_gezondheidsmonitor-50090NED*",
    "misdrijven": "politie_misdrijven-47022NED-????????",
}


def _values(query: str) -> np.ndarray:
    with duckdb.connect() as connection:
        for name, pattern in _TABLES.items():
            files = [str(path) for path in sorted(RELEASES.glob(f"{pattern}/observations.parquet"))]
            connection.execute(
                f"create view {name} as select * from read_parquet({files!r}) "
                "where value is not null and starts_with(area, 'BU')"
            )
        column = next(iter(connection.execute(query).fetchnumpy().values()))
    values = np.ma.filled(np.ma.asarray(column, dtype=np.float64), np.nan)
    return values[~np.isnan(values)]


def _points(values: np.ndarray) -> NationalPoints:
    p5, p95 = np.percentile(values, [5, 95])
    return NationalPoints(len(values), float(p5), float(p95), float(values.mean()), float(values.std(ddof=1)))


if __name__ == "__main__":
    for indicator, points in national_points().items():
        print(f"{indicator:<40} {points}")
