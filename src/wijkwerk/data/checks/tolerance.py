"""How far the parts of an area may miss its total before that is an error and not rounding.

Measured on KWB 2020, whole country (tests/data/checks/test_national_figures.py keeps these true):

- CBS rounds counts in wijken and buurten to 5 by chance, so one cell is off by at most 4 either way. Within a gemeente
  the cells lean the same way: the mean error of its buurten lies anywhere between −2.5 and +2.5, and that of two
  variables of one gemeente correlates 0.9. A sum over n buurten is therefore off by n × 2.5 with ordinary luck, and not
  by √n × 2 as with independent rounding (Amsterdam: 479 buurten, verweduwd +909).
- Inhabitants, men, women and households are mostly rounded down (in the 30 gemeenten of one wijk −1.4, −1.5, −1.6 and
  −1.9 per wijk, never more than +1). The lean above covers that, as it does the gemeenten that go the other way.
- On top of the lean the sums scatter by 0.8 × step × √n at most: 1.0 is allowed.
- Residents without a known address live in the gemeente, but in no wijk: up to 0.18 % (Utrecht, one-person households).
- Hectares are rounded to the nearest whole: independent, SD 0.29 per part.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wijkwerk.definitions.vocabulary import SourceType

LEAN = 0.5  # mean error of a gemeente's parts, in steps
SCATTER = 1.0  # in steps × √n, beside the lean
NEAREST_SCATTER = 1.5  # five times the SD of rounding to the nearest, in steps × √n

# The part of a gemeente's total that lies in no buurt without anything being wrong. Police: a report without a usable
# address; 1 % at most in the gemeenten whose buurten are all there (Gouda 0.8), 3 % and more where some are not.
UNPLACED_SHARE = 0.002
UNPLACED_SHARE_OF_REPORTS = 0.02

# From this share of the total on, a map of the parts tells something untrue.
BLOCKING_SHARE = 0.2


def sum_tolerance(
    parts: ArrayLike,
    total: ArrayLike,
    *,
    step: ArrayLike,
    total_step: ArrayLike,
    by_chance: ArrayLike = True,
    unplaced: float = UNPLACED_SHARE,
    empty: ArrayLike = 0,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far below and how far above its total a sum of rounded parts may lie.

    parts       number of parts added up
    total       the published total
    step        what the parts are rounded to; 0 where they are exact
    total_step  what the total is rounded to
    by_chance   rounded up or down by chance (counts), or to the nearest multiple (hectares)
    unplaced    share of the total that may lie in no part
    empty       parts without a value: CBS leaves out what rounds to nothing, so each may hide less than one step
    returns     (below, above), both ≥ 0, in the unit of the total

        by chance   step × (n/2 + √n) + total step
        nearest     step × min(n/2, 1.5 √n) + total step
        below       the same + unplaced × total + empty × step

    One buurt of 300 inhabitants that is missing in a wijk of 6 is 300 off where 32 is allowed.
    """
    n, whole = np.asarray(parts, np.float64), np.abs(np.asarray(total, np.float64))
    by_luck = n * LEAN + np.sqrt(n) * SCATTER
    nearest = np.minimum(n / 2, np.sqrt(n) * NEAREST_SCATTER)
    rounding = np.asarray(step) * np.where(by_chance, by_luck, nearest) + np.asarray(total_step)
    # Half a thousandth of a unit, for sums of decimals that are not exact in binary.
    above = rounding + 0.0005
    return above + unplaced * whole + np.asarray(empty, np.float64) * np.asarray(step), above


def parts_tolerance(parts: ArrayLike, *, step: ArrayLike) -> NDArray[np.float64]:
    """How far the parts of one area (men + women) may miss that area's own total: one step per part.

    Measured: five ages miss the total of a buurt by at most 20, where 25 is allowed; two sexes by 5, where 10 is.
    """
    return np.asarray(np.asarray(parts, np.float64) * np.asarray(step, np.float64) + 0.0005)


def unplaced_share(source_type: SourceType) -> float:
    return UNPLACED_SHARE_OF_REPORTS if source_type is SourceType.REPORTS else UNPLACED_SHARE
