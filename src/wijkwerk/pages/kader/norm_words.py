"""One figure beside its norm in words: the verdict, the value, the gap, and the way to the norm.

A model figure gets the same verdict with a hollow shape and the word *modelcijfer*; it carries no colour.
"""

import math
from dataclasses import dataclass

from wijkwerk.definitions.indicators import Ratio
from wijkwerk.definitions.kaders import NormForm, NormTerms
from wijkwerk.engine.norm_course import Course, Way
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.engine.verdicts import RELEVANCE_MARGIN
from wijkwerk.governance.kader.judgement import Basis, NormJudgement, Why
from wijkwerk.governance.kader.limits import is_relative
from wijkwerk.present.figures.figure_text import cell_text, short_value
from wijkwerk.present.figures.material import Described
from wijkwerk.present.norms.lines import line, norm_short
from wijkwerk.present.numbers import (
    EURO,
    NBSP,
    difference,
    euros,
    interval,
    is_percentage,
    number,
    percentage,
    signed,
    split_unit,
)
from wijkwerk.present.words import MISSING, UNKNOWN, UNRELIABLE_WORD, MissingWords, VerdictWords, figure_status

MET = VerdictWords("voldoet", "voldoet", "better", "i-pass")
NOT_MET = VerdictWords("voldoet niet", "voldoet niet", "worse", "i-fail")
_MODEL_MET = VerdictWords("voldoet", "voldoet", "better", "i-sig-better", signal=True)
_MODEL_NOT_MET = VerdictWords("voldoet niet", "voldoet niet", "worse", "i-sig-worse", signal=True)
NO_NORM = VerdictWords("geen norm", "geen norm", "neutral", "i-same")
MODEL_WORD = "modelcijfer"
_RELATIVE = frozenset({NormForm.NOT_WORSE_THAN_GEMEENTE, NormForm.TREND})
COURSES = {
    Course.REACHED: VerdictWords("bereikt", "bereikt", "better", "i-pass"),
    Course.ON_COURSE: VerdictWords("op koers", "op koers", "better", "i-better"),
    Course.TOO_SLOW: VerdictWords("te langzaam", "te langzaam", "worse", "i-slow"),
    Course.STANDING_STILL: VerdictWords("stil", "stil", "same", "i-same"),
    Course.WORSENING: VerdictWords("verslechtert", "verslechtert", "worse", "i-worse"),
    Course.CANNOT_TELL: UNKNOWN,
}
_WHY = {
    Why.NO_NORM: "voor dit gebied geldt geen norm",
    Why.NO_INTERVAL: "de bron geeft geen onzekerheid",
    Why.NO_GEMEENTE: "geen cijfer van de gemeente",
}
# Counts are told to the last one only where they stand on counts; a rounded share gives two figures that matter.
_MEANINGFUL = 2
# An interval ten units wide needs no decimals, unless a limit lies just beside an end of it.
_WIDE = 10.0
_MOST_DECIMALS = 3
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class NormText:
    """What a cell says. `value` is "52, norm 35"; `gap` how far off it is, or why it cannot be told."""

    words: VerdictWords
    tone: str  # k-pass, k-fail or k-unknown; none for a model figure
    value: str
    gap: str
    missing: MissingWords | None = None


def norm_text(judgement: NormJudgement, item: Described) -> NormText:
    words = verdict_words(judgement)
    figure = cell_text(item, judgement.figure)
    if figure.missing is not None:
        missing = figure.missing if judgement.norm is not None else None
        return NormText(words, "k-unknown", figure.missing.text if missing else "", "", missing)
    return NormText(words, _tone(words), _value(judgement, item), gap_text(judgement, item))


def verdict_words(judgement: NormJudgement) -> VerdictWords:
    if judgement.norm is None:
        return NO_NORM
    match judgement.verdict:
        case NormVerdict.MET:
            return _MODEL_MET if judgement.model else MET
        case NormVerdict.NOT_MET:
            return _MODEL_NOT_MET if judgement.model else NOT_MET
    return UNKNOWN


def gap_text(judgement: NormJudgement, item: Described) -> str:
    """ "nog 245 mensen met bijstand te veel", "nog 0,2 km te hoog"; why it cannot be told; "modelcijfer"."""
    notes = [_gap_or_reason(judgement, item), MODEL_WORD if judgement.model else ""]
    return ", ".join(note for note in notes if note)


def way_words(way: Way | None, model: bool) -> tuple[VerdictWords, str]:
    """The course in words, and what stands behind it: "−1,3 per jaar, nodig −0,6"."""
    if way is None:
        return UNKNOWN, "een modelcijfer zegt niets over vooruitgang" if model else ""
    if way.course is Course.CANNOT_TELL:
        return UNKNOWN, _few_years(way.years)
    return COURSES[way.course], ""


def course_words(way: Way | None, judgement: NormJudgement, item: Described) -> tuple[VerdictWords, str]:
    """The course of an area in words; where nobody can tell, why not."""
    if judgement.norm is None:
        return NO_NORM, ""
    if way is None and not judgement.model:
        missing = cell_text(item, judgement.figure).missing
        return UNKNOWN, missing.text if missing else _gap_or_reason(judgement, item)
    return way_words(way, judgement.model)


def change_text(judgement: NormJudgement, item: Described) -> str:
    """What was held against a relative norm: "−24,9 %, tussen −35,2 % en −13,4 %"; nothing for a norm that is not."""
    if judgement.norm is None or judgement.judged is None or judgement.norm.form not in _RELATIVE:
        return ""
    in_per_cent = judgement.norm.form is NormForm.TREND and is_relative(item.indicator)
    decimals = 1 if in_per_cent else item.indicator.decimals
    value, low, high = (
        f"{signed(part, decimals)}{NBSP}%" if in_per_cent else _signed(part, item, decimals)
        for part in judgement.judged
    )
    return value if math.isnan(judgement.judged[1]) or low == high else f"{value}, tussen {low} en {high}"


def pace_text(way: Way | None, item: Described, norm: NormTerms | None = None) -> str:
    """ "−1,9 per jaar, nodig −0,7 tot 2032"; "−5,1 % van 2021 per jaar" for a trend; nothing without a pace."""
    if way is None or way.pace is None or way.course is Course.CANNOT_TELL:
        return ""
    if norm is not None and norm.form is NormForm.TREND and is_relative(item.indicator):
        required = "" if way.needed is None else f", nodig {signed(way.needed, 1)}{NBSP}% tot {way.target_year}"
        return f"{signed(way.pace, 1)}{NBSP}% van {norm.since} per jaar{required}"
    decimals = item.indicator.decimals + 1
    needed = "" if way.needed is None else f", nodig {_signed(way.needed, item, decimals)} tot {way.target_year}"
    return f"{_signed(way.pace, item, decimals)} per jaar{needed}"


def range_text(judgement: NormJudgement, item: Described) -> str:
    """Within which range a figure was judged: "tussen 28,1 en 35,3". Never an end that reads as the norm but is not."""
    if judgement.used is None:
        return ""
    low, high = judgement.used
    decimals = _range_decimals(judgement, item)
    return interval(low, high, item.indicator.unit, decimals)


def basis_text(judgement: NormJudgement, item: Described) -> str:
    """The range that decided, and where it comes from where that is not the figure's own interval."""
    range_words = range_text(judgement, item)
    if judgement.basis is Basis.ROUNDING:
        return f"{range_words}, want het cijfer is afgerond"
    if judgement.basis is Basis.MARGIN and judgement.used is not None:
        low, high = judgement.used
        size = difference((high - low) / 2, item.indicator.unit, item.indicator.decimals)
        share = percentage(100 * RELEVANCE_MARGIN)
        return f"{range_words}: {share} van de waarde zelf naar beide kanten ({size}), want de maker geeft geen marge"
    return range_words


def _range_decimals(judgement: NormJudgement, item: Described) -> int:
    assert judgement.used is not None
    low, high = judgement.used
    fewest = 0 if high - low >= _WIDE else item.indicator.decimals
    if judgement.basis is Basis.ROUNDING:  # half a step has a decimal more than the figure
        tried = range(fewest, _MOST_DECIMALS)
        fewest = next((each for each in tried if _is_told(low, each) and _is_told(high, each)), _MOST_DECIMALS)
    limits = [limit for limit in (line(judgement.floor), line(judgement.ceiling)) if limit is not None]
    while fewest < _MOST_DECIMALS and any(
        number(end, fewest) == number(limit, fewest) and abs(end - limit) > _SAME
        for end in (low, high)
        for limit in limits
    ):
        fewest += 1
    return fewest


def _is_told(value: float, decimals: int) -> bool:
    """Whether so many decimals tell a value exactly."""
    return abs(value - round(value, decimals)) < _SAME


def _gap_or_reason(judgement: NormJudgement, item: Described) -> str:
    if judgement.verdict is NormVerdict.NOT_MET:
        return _gap(judgement, item)
    if judgement.verdict is NormVerdict.MET:
        return ""
    if judgement.why is Why.ACROSS:
        return _across(judgement, item)
    if judgement.why is Why.UNRELIABLE and judgement.figure is not None:
        return figure_status(judgement.figure) or UNRELIABLE_WORD
    if judgement.why in {Why.UNRELIABLE_START, Why.NO_START} and judgement.norm is not None:
        return _start_reason(judgement, judgement.norm, item)
    return _WHY.get(judgement.why, "")


def _start_reason(judgement: NormJudgement, norm: NormTerms, item: Described) -> str:
    """Why the first year of a trend is nothing to compare with; the year by name, or the last would seem meant."""
    start, year = judgement.start, norm.since
    if start is None:
        return f"geen cijfer van {year}"
    if start.value is None:
        return f"cijfer van {year}: {MISSING[start.status].text}"
    if judgement.why is Why.UNRELIABLE_START:
        return f"cijfer van {year} is {figure_status(start) or UNRELIABLE_WORD}"
    broken = [each.year for each in item.indicator.breaks if year is not None and year < each.year]
    if broken:
        return f"sinds {broken[-1]} anders gemeten dan in {year}"
    return f"geen cijfer boven 0 in {year} om mee te vergelijken"


def _across(judgement: NormJudgement, item: Described) -> str:
    if judgement.floor is None and judgement.ceiling is None:
        return "te weinig verschil om te zeggen"
    if judgement.basis is Basis.ROUNDING and judgement.norm and judgement.norm.form is NormForm.NOT_WORSE_THAN_GEMEENTE:
        return "het verschil valt binnen de afronding"
    return range_text(judgement, item) or "te dicht bij de norm"


def _gap(judgement: NormJudgement, item: Described) -> str:
    """A trend has none to tell: how much it changed stands in the value."""
    if not judgement.gap or (judgement.floor is None and judgement.ceiling is None):
        return ""
    short = judgement.gap > 0
    if judgement.count:
        return f"{_counted(judgement, item)} te {'weinig' if short else 'veel'}"
    indicator = item.indicator
    gap = abs(judgement.gap)
    decimals = indicator.decimals if round(gap, indicator.decimals) else indicator.decimals + 1
    return f"nog {difference(gap, indicator.unit, decimals)} te {'laag' if short else 'hoog'}"


def _counted(judgement: NormJudgement, item: Described) -> str:
    assert judgement.norm is not None
    assert judgement.count is not None
    if isinstance(item.indicator.formula, Ratio):
        return f"nog {number(judgement.count)} {counted_noun(judgement, item)}"
    return f"±{NBSP}{number(_rounded(judgement.count))} {counted_noun(judgement, item)}"


def counted_noun(judgement: NormJudgement, item: Described) -> str:
    named = judgement.norm.unit_of_gap if judgement.norm else None
    return named or item.indicator.numerator_title or ""


def _rounded(count: int) -> int:
    return round(count, min(0, _MEANINGFUL - len(str(count))))


def _value(judgement: NormJudgement, item: Described) -> str:
    """ "52, norm 35"; for a trend "−9 % sinds 2021"."""
    if judgement.norm is not None and judgement.norm.since is not None:
        return _changed(judgement, item, judgement.norm.since)
    figure = judgement.figure
    value = "" if figure is None or figure.value is None else short_value(item, figure.value)
    return ", ".join(part for part in (value, norm_short(judgement, item)) if part)


def _changed(judgement: NormJudgement, item: Described, since: int) -> str:
    if judgement.judged is None:
        return ""
    unit = "procentpunt" if is_percentage(item.indicator.unit) else "%"
    return f"{signed(judgement.judged[0], 0)}{NBSP}{unit} sinds {since}"


def _tone(words: VerdictWords) -> str:
    """Only verdicts carry a wash; a model figure stays white."""
    if words.signal:
        return "k-unknown"
    return {MET.icon: "k-pass", NOT_MET.icon: "k-fail"}.get(words.icon, "k-unknown")


def _few_years(years: int) -> str:
    return {0: "geen cijfers", 1: "cijfers van één jaar", 2: "cijfers van twee jaren"}.get(years, "te weinig jaren")


def _signed(value: float, item: Described, decimals: int) -> str:
    sign, _ = split_unit(item.indicator.unit)
    if sign == "%":
        return f"{signed(value, decimals)}{NBSP}procentpunt"
    if sign == EURO:
        return f"{'+' if value > 0 else ''}{euros(value, decimals)}"
    return f"{signed(value, decimals)}{NBSP}{sign}" if sign else signed(value, decimals)
