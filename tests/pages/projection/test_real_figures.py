"""The back-test on the country of the example, with the errors as they came out, read without any code of ours.

2020 → 2024, persons per area on average: 0 to 15, 15 to 65, 65 and older, everybody. What the page says of these years
rests on these numbers: for those of 65 and older carrying on is nearer than a plainer guess; for others in a buurt
hardly.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest

from wijkwerk.engine.cohorts import Backtest, Moves, backtest, carry_forward, estimate_moves, ordinary, with_everybody
from wijkwerk.pages.projection.reading import CLASS_LIMITS

RELEASES = Path(__file__).parents[3] / "examples" / "hengelo" / "releases"
KWB_2020, KWB_2024 = (next(RELEASES.glob(f"cbs_kwb-{table}-[0-9a-f]*")) for table in ("84799NED", "85984NED"))


@dataclass(frozen=True)
class Country:
    """Rows are the areas of one level that are the same place in both years; the columns three age groups."""

    codes: np.ndarray
    early: np.ndarray
    late: np.ndarray
    moves: Moves
    test: Backtest

    def of_hengelo(self, carried: bool) -> list[float]:
        """Mean distance in Hengelo's own areas, of what was carried on or of what was there before."""
        own = np.array([code[2:6] == "0164" for code in self.codes])
        guess = carry_forward(self.early[own], self.moves) if carried else self.early[own]
        return [float(x) for x in np.abs(with_everybody(guess) - with_everybody(self.late[own])).mean(axis=0)]


def read_country(level: str) -> Country:
    """Areas with 100 inhabitants or more in both years, of which code (and, below the gemeente, the name) stayed."""
    same = "TRUE" if level == "gemeente" else "former.plain = later.plain"
    rows = duckdb.execute(
        f"""
        WITH named AS (
            SELECT code, year, regexp_replace(lower(name), '[^0-9a-zà-ÿ]+', '', 'g') AS plain
            FROM read_parquet(['{KWB_2020}/areas.parquet', '{KWB_2024}/areas.parquet']) WHERE level = '{level}'
        ), counted AS (
            SELECT area, period, max(value) FILTER (variable = 'inwoners') AS inwoners,
                   max(value) FILTER (variable = 'inwoners_0_15') AS inwoners_0_15,
                   max(value) FILTER (variable = 'inwoners_65_plus') AS inwoners_65_plus
            FROM read_parquet(['{KWB_2020}/observations.parquet', '{KWB_2024}/observations.parquet'])
            WHERE variable IN ('inwoners', 'inwoners_0_15', 'inwoners_65_plus') GROUP BY area, period
        )
        SELECT area, a.inwoners, a.inwoners_0_15, a.inwoners_65_plus, b.inwoners, b.inwoners_0_15, b.inwoners_65_plus
        FROM counted a JOIN counted b USING (area)
        JOIN named AS former ON former.code = area AND former.year = 2020
        JOIN named AS later ON later.code = area AND later.year = 2024 AND {same}
        WHERE a.period = 2020 AND b.period = 2024 AND a.inwoners >= 100 AND b.inwoners >= 100
          AND b.inwoners_0_15 IS NOT NULL AND b.inwoners_65_plus IS NOT NULL
        ORDER BY area
        """
    ).fetchall()
    numbers = np.array([row[1:] for row in rows], dtype=float)
    early, late = (_groups(numbers[:, first : first + 3]) for first in (0, 3))
    moves = estimate_moves(early, late, (0, 15, 65))
    return Country(np.array([row[0] for row in rows]), early, late, moves, backtest(early, late, moves, CLASS_LIMITS))


def _groups(counted: np.ndarray) -> np.ndarray:
    everybody, young, old = counted.T
    groups = np.column_stack([young, np.maximum(everybody - young - old, 0), old])
    return groups * (everybody / groups.sum(axis=1))[:, None]


@pytest.fixture(scope="module")
def buurten() -> Country:
    return read_country("buurt")


@pytest.fixture(scope="module")
def wijken() -> Country:
    return read_country("wijk")


@pytest.fixture(scope="module")
def gemeenten() -> Country:
    return read_country("gemeente")


def test_the_moves_of_buurten(buurten: Country):
    assert (len(buurten.codes), int(ordinary(buurten.early, buurten.late).sum())) == (9664, 8218)
    np.testing.assert_allclose(buurten.moves.stay, [0.902, 0.978, 0.986], atol=0.001)
    np.testing.assert_allclose(buurten.moves.arrive, [0.014, 0.064, 0.027], atol=0.001)


def test_those_of_65_and_older_are_nearer_and_the_others_in_a_buurt_hardly(buurten: Country):
    size = buurten.test.class_of(2000)
    assert buurten.test.areas[size] == 3105
    np.testing.assert_allclose(buurten.test.carried[size], [26.8, 67.8, 23.9, 81.0], atol=0.06)
    np.testing.assert_allclose(buurten.test.unchanged[size], [27.4, 68.4, 32.4, 80.7], atol=0.06)
    np.testing.assert_allclose(buurten.test.grown[size], [27.0, 72.7, 27.6, 91.5], atol=0.06)
    np.testing.assert_allclose(buurten.test.ratio.low[size], [0.827, 0.909, 0.859, 0.947], atol=0.001)
    np.testing.assert_allclose(buurten.test.ratio.high[size], [1.293, 1.216, 1.190, 1.172], atol=0.001)


def test_a_wijk_as_large_as_those_of_hengelo(wijken: Country):
    size = wijken.test.class_of(8000)
    assert wijken.test.areas[size] == 588
    np.testing.assert_allclose(wijken.test.carried[size], [68.6, 194.7, 65.8, 233.4], atol=0.06)
    np.testing.assert_allclose(wijken.test.unchanged[size], [69.0, 197.2, 120.8, 256.7], atol=0.06)
    np.testing.assert_allclose(wijken.test.grown[size], [68.4, 202.9, 73.8, 249.6], atol=0.06)


def test_a_gemeente_as_large_as_hengelo(gemeenten: Country):
    """Nothing can be seen there of one group growing out of another: it grows as all gemeenten did."""
    size = gemeenten.test.class_of(81_000)
    assert gemeenten.test.areas[size] == 55
    np.testing.assert_allclose(gemeenten.test.carried[size], [354.7, 918.6, 316.8, 1140.9], atol=0.06)
    np.testing.assert_allclose(gemeenten.test.unchanged[size], [357.5, 1191.4, 1131.5, 2184.8], atol=0.06)
    np.testing.assert_allclose(gemeenten.moves.arrive, [0, 0, 0.012], atol=0.001)


def test_hengelo_itself(buurten: Country, wijken: Country, gemeenten: Country):
    """47 buurten, ten wijken and the gemeente: carried on, and had nothing changed."""
    np.testing.assert_allclose(buurten.of_hengelo(carried=True), [28.0, 72.2, 23.6, 76.9], atol=0.06)
    np.testing.assert_allclose(buurten.of_hengelo(carried=False), [31.5, 70.4, 32.1, 75.5], atol=0.06)
    np.testing.assert_allclose(wijken.of_hengelo(carried=True), [49.8, 249.4, 73.6, 199.3], atol=0.06)
    np.testing.assert_allclose(wijken.of_hengelo(carried=False), [63.5, 254.5, 123.5, 245.5], atol=0.06)
    np.testing.assert_allclose(gemeenten.of_hengelo(carried=True), [536.6, 192.7, 403.8, 747.7], atol=0.06)
    np.testing.assert_allclose(gemeenten.of_hengelo(carried=False), [584, 1542, 960, 1918], atol=0.06)


@pytest.mark.parametrize("level", ["buurten", "wijken", "gemeenten"])
def test_for_those_of_65_and_older_carrying_on_is_nowhere_worse_than_nothing_changes(level: str, request):
    test = request.getfixturevalue(level).test
    assert (test.carried[:, 2] <= test.unchanged[:, 2]).all()
