"""The norm that holds for an area, in words and as lines on an axis: for tables, charts and exports."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.definitions.vocabulary import Polarity
from wijkwerk.governance.kader.judgement import NormJudgement
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import is_relative
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import (
    difference,
    euros,
    is_percentage,
    number,
    percentage,
    split_unit,
    with_sign,
    with_unit,
)

KIND_WORDS = {
    AreaKind.WOONWIJK: "woonwijken",
    AreaKind.BEDRIJVENTERREIN: "bedrijventerreinen",
    AreaKind.BUITENGEBIED: "het buitengebied",
}
SOURCE_WORDS = {
    NormSource.COUNCIL: "raadsbesluit",
    NormSource.NATIONAL: "nationale norm",
    NormSource.TARGET: "streefwaarde",
    NormSource.EXPERT: "oordeel van deskundigen",
}
FORM_WORDS = {
    NormForm.AT_LEAST: "ten minste",
    NormForm.AT_MOST: "ten hoogste",
    NormForm.BAND: "band",
    NormForm.NOT_WORSE_THAN_GEMEENTE: "niet slechter dan de gemeente",
    NormForm.TREND: "ontwikkeling",
}


@dataclass(frozen=True, slots=True)
class NormLines:
    """What a chart of one area and indicator needs of its norm.

    floor, ceiling  on the axis of the figure; None at an open side, and for a trend
    words           "ten hoogste 35 per 1.000 inwoners"
    short           "norm 35", beside a value
    reach           "alle wijken", "het buitengebied", "wijk Binnenstad"
    """

    floor: float | None
    ceiling: float | None
    words: str
    short: str
    reach: str
    status: KaderStatus
    source: str

    @property
    def limits(self) -> tuple[float, ...]:
        """What there is to draw; nothing for a trend."""
        return tuple(limit for limit in (self.floor, self.ceiling) if limit is not None)


def norm_lines(
    bench: NormBench, item: Described, area: AreaRow, names: Mapping[str, str], gemeente: str
) -> NormLines | None:
    """The norm that holds for one area; None where there is none.

    names  area code -> name, for norms of one area; gemeente: its name in running text
    """
    judgement = bench.placed(item.indicator.id, area.code)
    if judgement.norm is None:
        return None
    norm = judgement.norm
    return NormLines(
        floor=line(judgement.floor),
        ceiling=line(judgement.ceiling),
        words=norm_words(norm, item, gemeente),
        short=norm_short(judgement, item),
        reach=reach_words(norm, names),
        status=norm.status if bench.kader.is_adopted else KaderStatus.PROVISIONAL,
        source=SOURCE_WORDS[norm.source],
    )


def norm_key(norms: Iterable[NormLines], several: str = "per gebied, in de tabel") -> str:
    """What the thick stroke in a chart is: " Dikke stippellijn: norm, ten hoogste 35 (voorlopig).".

    several  where a reader finds the norms when there is more than one
    """
    drawn = [norm for norm in norms if norm.limits]
    if not drawn:
        return ""
    words = {norm.words for norm in drawn}
    norm_text = next(iter(words)) if len(words) == 1 else several
    return f" Dikke stippellijn: norm, {norm_text} ({', '.join(sorted({norm.status.value for norm in drawn}))})."


def norm_words(norm: NormTerms, item: Described, gemeente: str) -> str:
    """A norm in full: "band van 45 tot 65 %", "niet lager dan Hengelo min € 2.000", "duidelijk minder dan in 2021"."""
    match norm.form:
        case NormForm.BAND:
            assert norm.upper is not None, "a band without an upper end passed the checks"
            return f"band van {_plain(norm.value, item)} tot {_full(norm.upper, item)}"
        case NormForm.NOT_WORSE_THAN_GEMEENTE:
            return f"{_beside(item)} {gemeente}{_room(norm.value, item)}"
        case NormForm.TREND:
            assert norm.since is not None, "a trend without a first year passed the checks"
            return f"{_trend(norm, item)} dan in {norm.since}"
        case NormForm.AT_LEAST | NormForm.AT_MOST:
            return f"{FORM_WORDS[norm.form]} {_full(norm.value, item)}"


def norm_short(judgement: NormJudgement, item: Described) -> str:
    """The limit beside a value: "norm 35", "band 45 tot 65", "norm € 30.600"; nothing where there is no limit."""
    norm = judgement.norm
    if norm is None or norm.form is NormForm.TREND:
        return ""
    low, high = line(judgement.floor), line(judgement.ceiling)
    if low is not None and high is not None:
        return f"band {_plain(low, item)} tot {_plain(high, item)}"
    limit = low if high is None else high
    return "" if limit is None else f"norm {_plain(limit, item)}"


def reach_words(norm: NormTerms, names: Mapping[str, str]) -> str:
    if norm.scope is NormScope.AREA_KIND and norm.area_kind is not None:
        return KIND_WORDS[norm.area_kind]
    if norm.scope is NormScope.AREA and norm.area is not None:
        level = "wijk " if norm.area.startswith("WK") else ""
        return f"{level}{names.get(norm.area, norm.area)}"
    return "alle wijken"


def limit_words(norm: NormTerms, item: Described) -> str:
    """The value in a register: "35 per 1.000 inwoners", "45 tot 65 %", "x = € 2.000", "minder dan in 2021"."""
    match norm.form:
        case NormForm.BAND:
            assert norm.upper is not None, "a band without an upper end passed the checks"
            return f"{_plain(norm.value, item)} tot {_full(norm.upper, item)}"
        case NormForm.NOT_WORSE_THAN_GEMEENTE:
            return f"x = {difference(norm.value, item.indicator.unit, _decimals(norm.value, item))}"
        case NormForm.TREND:
            return f"{_trend(norm, item)} dan in {norm.since}"
    return _full(norm.value, item)


def _trend(norm: NormTerms, item: Described) -> str:
    word = {Direction.RISING: "meer", Direction.FALLING: "minder"}[norm.direction or Direction.FALLING]
    if norm.value == 0:
        return f"duidelijk {word}"
    size = percentage(norm.value) if is_relative(item.indicator) else f"{number(norm.value)} procentpunt"
    return f"ten minste {size} {word}"


def _beside(item: Described) -> str:
    return "niet lager dan" if item.indicator.polarity is Polarity.HIGH_IS_FAVOURABLE else "niet hoger dan"


def _room(room: float, item: Described) -> str:
    if room == 0:
        return ""
    word = "min" if item.indicator.polarity is Polarity.HIGH_IS_FAVOURABLE else "plus"
    return f" {word} {difference(room, item.indicator.unit, _decimals(room, item))}"


def _plain(value: float, item: Described) -> str:
    """A limit without its unit, but with the sign of an amount in euros."""
    sign, _ = split_unit(item.indicator.unit)
    decimals = _decimals(value, item)
    return euros(value, decimals) if sign == "€" else number(value, decimals)


def _full(value: float, item: Described) -> str:
    unit = item.indicator.unit
    decimals = _decimals(value, item)
    return with_sign(value, unit, decimals) if is_percentage(unit) else with_unit(value, unit, decimals)


def _decimals(value: float, item: Described) -> int:
    """As few as the limit needs: 1,2 km, and 35 where the figures have one decimal."""
    return next((places for places in range(4) if abs(round(value, places) - value) < 1e-9), item.indicator.decimals)


def line(limit: float | None) -> float | None:
    """A limit as something to draw: None at an open side."""
    return limit if limit is not None and math.isfinite(limit) else None
