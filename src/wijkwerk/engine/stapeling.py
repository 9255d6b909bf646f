"""On how many themes is an area clearly beyond the norm at once, and is that more than chance would stack?

If 30 % of the areas are beyond the norm on each of eight themes, some area is beyond on five of them even when the
themes have nothing to do with each other. Only what is above that is stapeling.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray

DRAWS = 9_999


@dataclass(frozen=True, slots=True)
class Stacked:
    """The count of every area; (areas,) each.

    count     themes that are clearly beyond the norm; 0 says something only beside `known`
    known     themes that could be judged at all
    at_most   count if every theme that could not be judged were beyond too
    p         how often an area with these same known themes reaches this count by chance; NaN without known themes
    """

    count: NDArray[np.int64]
    known: NDArray[np.int64]
    at_most: NDArray[np.int64]
    p: FloatArray


@dataclass(frozen=True, slots=True)
class ChanceStack:
    """Observed beside what chance stacks; (themes + 1,) each, by the number of themes 0, 1, 2, …

    areas     areas with exactly this count
    expected  areas expected with exactly this count, if the themes had nothing to do with each other
    reaching  areas with at least this count
    p         how often chance alone lets this many areas or more reach the count
    draws     how many permutations p is from
    """

    areas: NDArray[np.int64]
    expected: FloatArray
    reaching: NDArray[np.int64]
    p: FloatArray
    draws: int


def stack(beyond: ArrayLike) -> Stacked:
    """Count the themes on which each area is clearly beyond the norm.

    beyond   (areas, themes)  1 clearly beyond the norm (on the urgent side), 0 not, NaN cannot be told
    returns  `Stacked`; higher = more urgent

    What cannot be told is never counted as fine: it lowers `known`, and `at_most` says what it could hide. The chance
    of a count is exact: themes that are independent, each as frequent as it is among the areas where it is known, make
    a Poisson-binomial distribution over the themes known in this area. Correct p over many areas with
    `false_discovery`. Raises ValueError for another shape, or naming the first value that is neither 0, 1 nor NaN.

    In docs/methods/stapeling.md; the chance against all permutations of small tables in
    tests/reference/test_stapeling.py.
    """
    matrix = _checked(beyond)
    known = ~np.isnan(matrix)
    count = np.nansum(matrix, axis=1).astype(np.int64)
    judged = known.sum(axis=1)
    chances = _distributions(np.where(known, _frequencies(matrix), 0.0))
    tails = chances[:, ::-1].cumsum(axis=1)[:, ::-1]
    p = np.minimum(tails[np.arange(count.size), count], 1.0)
    return Stacked(count, judged, count + matrix.shape[1] - judged, np.where(judged > 0, p, np.nan))


def stack_by_chance(beyond: ArrayLike, draws: int = DRAWS, *, seed: int) -> ChanceStack:
    """Compare how many areas reach each count with what chance would stack.

    beyond   as for `stack`
    draws    number of permutations, at least 1
    seed     fixes the permutations: the same seed repeats to the bit
    returns  `ChanceStack`

    Each theme is shuffled apart over the areas where it is known, so every theme keeps its frequency and every area
    its gaps, and only the going together of themes is lost. `expected` is the exact mean of that; p counts the
    observed table as one of the draws, so it is never 0. Raises ValueError as `stack`, and for no draws.
    """
    matrix = _checked(beyond)
    if draws < 1:
        raise ValueError(f"at least one draw is needed, not {draws}")
    themes = matrix.shape[1]
    known = ~np.isnan(matrix)
    observed = np.bincount(np.nansum(matrix, axis=1).astype(np.int64), minlength=themes + 1)
    reaching = _at_least(observed)
    generator = np.random.default_rng(seed)
    as_many = np.zeros(themes + 1, dtype=np.int64)
    for _ in range(draws):
        counts = _shuffled(matrix, known, generator)
        as_many += _at_least(np.bincount(counts, minlength=themes + 1)) >= reaching
    expected = _distributions(np.where(known, _frequencies(matrix), 0.0)).sum(axis=0)
    return ChanceStack(observed, expected, reaching, (as_many + 1) / (draws + 1), draws)


def _shuffled(matrix: FloatArray, known: NDArray[np.bool_], generator: np.random.Generator) -> NDArray[np.int64]:
    counts = np.zeros(matrix.shape[0], dtype=np.int64)
    for theme in range(matrix.shape[1]):
        where = known[:, theme]
        counts[where] += generator.permutation(matrix[where, theme]).astype(np.int64)
    return counts


def _at_least(exactly: NDArray[np.int64]) -> NDArray[np.int64]:
    return exactly[::-1].cumsum()[::-1]


def _frequencies(matrix: FloatArray) -> FloatArray:
    """(themes,) share of the areas beyond the norm among those that could be judged; 0 where none could."""
    known = (~np.isnan(matrix)).sum(axis=0)
    frequencies = np.zeros(matrix.shape[1])
    np.divide(np.nansum(matrix, axis=0), known, out=frequencies, where=known > 0)
    return frequencies


def _distributions(chances: FloatArray) -> FloatArray:
    """(areas, themes) chances of separate events to (areas, themes + 1) chances of 0, 1, 2, … of them."""
    areas, themes = chances.shape
    distribution = np.zeros((areas, themes + 1))
    distribution[:, 0] = 1
    for chance in chances.T[:, :, None]:
        more = distribution[:, :-1] * chance
        distribution *= 1 - chance
        distribution[:, 1:] += more
    return distribution


def _checked(beyond: ArrayLike) -> FloatArray:
    matrix = np.asarray(beyond, np.float64)
    if matrix.ndim != 2:
        raise ValueError(f"beyond must have the shape (areas, themes), not {matrix.shape}")
    wrong = ~np.isnan(matrix) & (matrix != 0) & (matrix != 1)
    if wrong.any():
        area, theme = (int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(f"area {area}, theme {theme} must be 0, 1 or missing, not {matrix[area, theme]:g}")
    return matrix
