"""Within which range the true value of a figure lies, for a verdict beside a norm. Knows no database."""

import math

import numpy as np

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.vocabulary import IntervalRule, SourceType
from wijkwerk.engine.norms import Judged, with_margin
from wijkwerk.engine.verdicts import RELEVANCE_MARGIN
from wijkwerk.governance.kader.judgement import Basis
from wijkwerk.governance.kader.limits import rounded_range

# What a figure without an interval is given: of a register its rounding, of a model nobody knows more than that small
# differences say nothing (the same 5 % of the value as beside a benchmark); anything else cannot be judged.
_ASSUMED = {SourceType.MODEL: RELEVANCE_MARGIN}
_BY_CHANCE = frozenset({IntervalRule.BYAR, IntervalRule.WILSON, IntervalRule.PUBLISHED})


def estimate(figure: Figure, terms: Indicator, catalogue: Catalogue) -> Judged:
    """The figure with the range that its verdict rests on; NaN where nobody can tell one."""
    low, high = figure.low, figure.high
    is_register = catalogue.indicator_source(terms).type is SourceType.REGISTER
    if figure.value is not None and (low is None or high is None) and is_register:
        low, high = rounded_range(figure.value, terms, catalogue)
    value, least, most = (np.asarray(math.nan if each is None else each) for each in (figure.value, low, high))
    return with_margin(Judged(value, least, most), _ASSUMED.get(catalogue.indicator_source(terms).type, math.nan))


def used_range(
    figure: Figure | None, terms: Indicator, catalogue: Catalogue
) -> tuple[tuple[float, float] | None, Basis]:
    """The same range in plain numbers, and where it comes from; None for an exact figure, or where there is none."""
    if figure is None or figure.value is None:
        return None, Basis.NONE
    _, low, high = (float(each) for each in estimate(figure, terms, catalogue))
    if math.isnan(low) or low == high:
        return None, Basis.NONE
    if figure.low is not None and figure.high is not None:
        return (low, high), Basis.INTERVAL
    return (low, high), Basis.MARGIN if is_model(terms, catalogue) else Basis.ROUNDING


def is_model(terms: Indicator, catalogue: Catalogue) -> bool:
    return catalogue.indicator_source(terms).type is SourceType.MODEL


def by_chance(terms: Indicator, catalogue: Catalogue) -> bool:
    """Whether the range says where chance may have put the figure, and not to what it was rounded."""
    return catalogue.interval_rule(terms) in _BY_CHANCE
