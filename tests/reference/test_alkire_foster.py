"""The counting measure against a loop over units and dimensions, and the textbook's four persons."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.alkire_foster import alkire_foster

# Alkire & Foster (2011): achievements of four persons on four dimensions, and the line of each dimension.
ACHIEVEMENTS = [[13.1, 14, 4, 1], [15.2, 7, 5, 0], [12.5, 10, 1, 0], [20.0, 11, 3, 1]]
LINES = [13, 12, 3, 1]
CELLS = st.sampled_from([0.0, 1.0, math.nan])


def slow(deprived: list[list[float]], cutoff: float, weights: list[float], size: list[float]) -> tuple[float, ...]:
    """H, A and M0 from their sentences."""
    complete = [i for i, row in enumerate(deprived) if not any(math.isnan(cell) for cell in row)]
    share = {i: sum(w * d for w, d in zip(weights, deprived[i], strict=True)) / sum(weights) for i in complete}
    poor = [i for i in complete if share[i] >= cutoff - 1e-12]
    everyone, counted = sum(size[i] for i in complete), sum(size[i] for i in poor)
    if everyone == 0:
        return math.nan, math.nan, math.nan
    headcount = counted / everyone
    intensity = sum(size[i] * share[i] for i in poor) / counted if counted else math.nan
    return headcount, intensity, headcount * intensity if counted else 0.0


def test_the_textbook_example() -> None:
    deprived = [[float(a < z) for a, z in zip(row, LINES, strict=True)] for row in ACHIEVEMENTS]
    found = alkire_foster(deprived, cutoff=2 / 4)
    assert (found.headcount, found.intensity, found.adjusted) == (1 / 2, 3 / 4, 3 / 8)
    assert found.counted_poor.tolist() == [False, True, True, False]
    assert found.contributions == pytest.approx([1 / 6, 2 / 6, 1 / 6, 2 / 6])


def test_the_adjusted_gap_of_the_textbook_example() -> None:
    """Gaps of persons 2 and 3: 5/12, 1, and 0.5/13, 2/12, 2/3, 1; over sixteen cells."""
    deprived = np.array([[a < z for a, z in zip(row, LINES, strict=True)] for row in ACHIEVEMENTS], float)
    gaps = [[max(0.0, (z - a) / z) for a, z in zip(row, LINES, strict=True)] for row in ACHIEVEMENTS]
    found = alkire_foster(deprived, 0.5, gaps=gaps)
    assert found.adjusted == pytest.approx((5 / 12 + 1 + 0.5 / 13 + 2 / 12 + 2 / 3 + 1) / 16, rel=1e-12)
    assert (found.headcount, found.intensity) == (1 / 2, 3 / 4)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12),
    st.sampled_from([0.2, 1 / 3, 0.5, 2 / 3, 1.0]),
    st.tuples(*[st.integers(1, 5)] * 3),
    st.integers(0, 2**32 - 1),
)
def test_any_table_gives_what_the_loop_gives(
    rows: list[tuple[float, ...]], cutoff: float, weights: tuple[int, ...], seed: int
) -> None:
    size = np.random.default_rng(seed).integers(0, 4, len(rows)).astype(float)
    found = alkire_foster([list(row) for row in rows], cutoff, weights, size)
    headcount, intensity, adjusted = slow([list(row) for row in rows], cutoff, list(weights), size.tolist())
    assert found.headcount == pytest.approx(headcount, nan_ok=True)
    assert found.intensity == pytest.approx(intensity, nan_ok=True)
    assert found.adjusted == pytest.approx(adjusted, nan_ok=True)
