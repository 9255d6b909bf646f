"""From figures to verdicts: which benchmark, which margin, and whether a comparison may be made at all."""

import math
from typing import NamedTuple

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.vocabulary import IntervalRule, Status
from wijkwerk.engine.verdicts import RELEVANCE_MARGIN, Comparison, Estimate, judge, judge_change, rest_of
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import percentage
from wijkwerk.present.words import (
    FORECAST_WORD,
    UNKNOWN,
    VerdictWords,
    change_words,
    uncertain_words,
    verdict_words,
)

# An area that is all of its gemeente has nothing to be compared with.
NOT_JUDGED = VerdictWords("geen oordeel: prognose", FORECAST_WORD, "unknown", "i-unknown")
IS_THE_WHOLE = VerdictWords("beslaat de hele gemeente", "hele gemeente", "same", "i-same")
# Rules under which the sampling error is known; elsewhere only a relevant difference counts as clear.
_WITH_SAMPLING_ERROR = frozenset({IntervalRule.BYAR, IntervalRule.WILSON, IntervalRule.PUBLISHED})


class Judged(NamedTuple):
    """The verdict in words, the comparison behind it and the benchmark that was used (the rest, or the whole)."""

    words: VerdictWords
    comparison: Comparison | None
    benchmark: float | None


def compare_with_whole(item: Described, own: Figure | None, whole: Figure | None, *, is_part: bool = True) -> Judged:
    """An area beside its gemeente (or the country), without the area itself where the parts are known.

    A forecast is laid beside nothing: it says how things may become.

    is_part  whether the area is counted in the whole; False for a peer group that leaves it out already
    """
    if item.is_forecast:
        return Judged(NOT_JUDGED, None, None if whole is None else whole.value)
    if own is None or whole is None or own.value is None or whole.value is None:
        return Judged(UNKNOWN, None, None if whole is None else whole.value)
    benchmark = rest_value(item, own, whole) if is_part else whole.value
    if benchmark is None:
        return Judged(IS_THE_WHOLE, None, whole.value)
    plain = benchmark == whole.value
    comparison = judge(
        _estimate(own),
        Estimate(benchmark, whole.low, whole.high)
        if plain and item.rule is not IntervalRule.NONE
        else Estimate(benchmark),
        margin=_margin(item, own),
        model=item.is_model,
        reliable=own.status is not Status.UNRELIABLE,
    )
    if own.status is Status.UNRELIABLE:
        return Judged(uncertain_words(own), comparison, benchmark)
    return Judged(verdict_words(comparison, item.indicator.polarity), comparison, benchmark)


def rest_value(item: Described, own: Figure, whole: Figure) -> float | None:
    """The benchmark without the area; the plain value where the parts are not known; None where nothing is left."""
    assert whole.value is not None
    parts = (whole.numerator, whole.denominator, own.numerator, own.denominator)
    if item.per is None or None in parts:
        return whole.value
    whole_count, whole_base, own_count, own_base = (math.nan if part is None else part for part in parts)
    rest = float(rest_of(whole_count, whole_base, own_count, own_base, item.per))
    if not math.isnan(rest):
        return rest
    return None if own_base >= whole_base else whole.value


def compare_years(item: Described, first: Figure, last: Figure, *, comparable: bool = True) -> Judged:
    """A figure beside its own earlier value. Counts change in words of "meer" and "minder"."""
    if item.is_forecast:
        return Judged(NOT_JUDGED, None, first.value)
    comparison = judge_change(
        _estimate(first),
        _estimate(last),
        margin=_margin(item, last),
        model=item.is_model,
        reliable=Status.UNRELIABLE not in {first.status, last.status},
        comparable=comparable,
    )
    if comparable and last.status is Status.UNRELIABLE:
        return Judged(uncertain_words(last), comparison, first.value)
    counted = item.is_count or item.per is not None
    return Judged(change_words(comparison, item.indicator.polarity, counted=counted), comparison, first.value)


def counted_change(item: Described, first: Figure, last: Figure) -> VerdictWords | None:
    """A plain count beside an earlier year, without judgement: "2,5 % minder dan in 2020"."""
    if item.is_forecast or first.value is None or last.value is None or first.value == 0:
        return None
    change = (last.value - first.value) / first.value * 100
    if abs(change) < 0.05:
        return VerdictWords(f"gelijk aan {first.period}", "gelijk", "same", "i-same")
    word, icon = ("meer", "i-higher") if change > 0 else ("minder", "i-lower")
    return VerdictWords(f"{percentage(abs(change), 1)} {word} dan in {first.period}", word, "neutral", icon)


def _estimate(figure: Figure) -> Estimate:
    return Estimate(figure.value, figure.low, figure.high)


def _margin(item: Described, figure: Figure) -> float:
    known = item.rule in _WITH_SAMPLING_ERROR and figure.low is not None and figure.high is not None
    return 0.0 if known else RELEVANCE_MARGIN
