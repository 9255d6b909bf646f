"""What the terms of a norm come to as numbers, and which areas norms see. Knows no database."""

from collections.abc import Iterable, Mapping

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator, Published
from wijkwerk.definitions.kaders import AreaKind, Direction, NormForm, NormTerms
from wijkwerk.definitions.sources import ADDS_UP
from wijkwerk.definitions.vocabulary import Level, Polarity
from wijkwerk.engine.norms import Limits, at_least, at_most, band, changed_by, not_worse_than
from wijkwerk.governance.kader.resolution import Place
from wijkwerk.governance.kader.value_checks import allowed_range, indicator_per

# Norms are set for these; the gemeente, the country and stadsdelen are what they are set beside.
NORM_LEVELS = frozenset({Level.WIJK, Level.BUURT, Level.SUBBUURT})


def norm_limits(norm: NormTerms, indicator: Indicator) -> Limits:
    """The range a norm allows: of the figure, or of its difference or change for a norm that is relative."""
    match norm.form:
        case NormForm.AT_LEAST:
            return at_least(norm.value)
        case NormForm.AT_MOST:
            return at_most(norm.value)
        case NormForm.BAND:
            assert norm.upper is not None, "a band without an upper end passed the checks"
            return band(norm.value, norm.upper)
        case NormForm.NOT_WORSE_THAN_GEMEENTE:
            return not_worse_than(norm.value, high_is_favourable=indicator.polarity is Polarity.HIGH_IS_FAVOURABLE)
        case NormForm.TREND:
            return changed_by(norm.value, rising=norm.direction is Direction.RISING)


def ends(limits: Limits) -> tuple[float, float]:
    """Floor and ceiling of one norm as plain numbers; −inf or inf at an open side."""
    return float(np.asarray(limits.floor)), float(np.asarray(limits.ceiling))


def rounding_step(indicator: Indicator, catalogue: Catalogue) -> float:
    """To multiples of what a register figure without an interval was rounded, in its own unit; 0 where it is exact.

    A mean or a share as its source publishes it: by the source's own rounding where the catalogue says it, else by
    the decimals that the figure is told in. Counts of a gemeente, and what is computed from them, are exact.
    """
    formula = indicator.formula
    if not isinstance(formula, Published):
        return 0.0
    variable = catalogue.variable(formula.variable)
    if variable.kind in ADDS_UP:
        return 0.0
    step = variable.rounding if variable.rounding is not None else 10.0**-indicator.decimals
    return step * formula.scale


def rounded_range(value: float, indicator: Indicator, catalogue: Catalogue) -> tuple[float, float]:
    """Between which values a register figure lies that was rounded: half a step around it, never what cannot be."""
    half = rounding_step(indicator, catalogue) / 2
    least, most = allowed_range(indicator, catalogue)
    return max(value - half, min(least, value)), min(value + half, max(most, value))


def is_relative(indicator: Indicator) -> bool:
    """Whether its trend is told in per cent of the first year; a percentage changes in procentpunt."""
    return indicator_per(indicator) != 100


def places_of(areas: Iterable[AreaRow], kinds: Mapping[str, AreaKind]) -> dict[str, Place]:
    """The areas that norms can be about, by code. One without its own wijktype has that of the area around it.

    areas  also the wijken around buurten, or their norms and wijktypen are not seen
    """
    rows = {row.code: row for row in areas}
    return {code: _place(row, rows, kinds) for code, row in rows.items() if row.level in NORM_LEVELS}


def _place(row: AreaRow, rows: Mapping[str, AreaRow], kinds: Mapping[str, AreaKind]) -> Place:
    within = []
    parent = rows.get(row.parent or "")
    while parent is not None and parent.level in NORM_LEVELS:
        within.append(parent.code)
        parent = rows.get(parent.parent or "")
    kind = next((kinds[code] for code in (row.code, *within) if code in kinds), None)
    return Place(row.code, tuple(within), kind)
