"""Do the buurten add up to their wijk, the wijken to their gemeente, the gemeenten to the country?"""

import math
from itertools import groupby
from operator import attrgetter

from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.vocabulary import Level, Status

from .misses import Miss, find_misses
from .release_views import CheckedRelease
from .remarks import LEVEL_PLURALS, CheckRemark, Severity, listing, number, percentage
from .tolerance import BLOCKING_SHARE

CHECK = "telt_op"
# (parts, wholes, the column of a part that names its whole); buurten are held against both levels above them, because
# one misplaced buurt shows in its wijk and a wijk without rows shows in its gemeente.
_RELATIONS = (
    (Level.BUURT, Level.WIJK, "wijk"),
    (Level.BUURT, Level.GEMEENTE, "gemeente"),
    (Level.WIJK, Level.GEMEENTE, "gemeente"),
    (Level.GEMEENTE, Level.LAND, "'NL00'"),
)


def check_sums(release: CheckedRelease) -> list[CheckRemark]:
    """One remark for each gemeente and variable whose parts miss the total by more than rounding allows.

    blocking  a gemeente or the country misses 20 % of its total or more, or has 20 % too much
    warning   any other miss
    note      the parts that are missing say why
    A miss that a correction of the catalogue is about keeps its severity, as the source did lose it, and brings the
    correction's reason as its explanation.
    """
    remarks: list[CheckRemark] = []
    for relation in _RELATIONS:
        misses = sorted(find_misses(release, *relation), key=attrgetter("variable", "gemeente", "code", "period"))
        for (variable, gemeente), group in groupby(misses, key=attrgetter("variable", "gemeente")):
            remarks.append(_remark(release, variable, gemeente, list(group)))
    return remarks


def _remark(release: CheckedRelease, variable: str, gemeente: str, misses: list[Miss]) -> CheckRemark:
    """The remark of one gemeente and variable, told by its worst period (the last of those that are as bad)."""
    worst = max(misses, key=lambda miss: (abs(miss.share), miss.period))
    last = max(misses, key=lambda miss: (miss.period, abs(miss.share)))
    correction = _correction(release, variable, gemeente, worst.parts)
    explained = correction is None and all(miss.is_explained for miss in misses)
    shown = last if worst.whole is not Level.WIJK else worst
    return CheckRemark(
        check=CHECK,
        severity=Severity.NOTE if explained else _severity(worst),
        place=f"{shown.name} ({shown.code}), {release.title(variable)}, {shown.period}",
        found=_found(shown, misses, correction),
        expected=f"{number(shown.total)}, met hooguit {number(math.floor(shown.room))} verschil door {_cause(shown)}",
        remedy=_remedy(shown, correction, explained),
        area=shown.code if len({miss.code for miss in misses}) == 1 else gemeente,
        variable=variable,
        period=shown.period if len({miss.period for miss in misses}) == 1 else None,
        count=len(misses),
        explanation="" if correction is None else f"Correctie ‘{correction.id}’: {correction.reason}",
    )


def _severity(worst: Miss) -> Severity:
    # A wijk can be a handful of people; its gemeente's own row says whether it matters.
    heavy = abs(worst.share) >= BLOCKING_SHARE and worst.whole is not Level.WIJK
    return Severity.BLOCKING if heavy else Severity.WARNING


def _found(miss: Miss, misses: list[Miss], correction: Correction | None) -> str:
    parts = LEVEL_PLURALS[miss.parts]
    if miss.valued == 0 and correction is not None and not miss.as_delivered:
        text = f"na de correctie heeft geen van de {miss.known} {parts} een waarde"  # nobody kept what there was
    elif miss.valued == 0:
        where = "in de bron heeft " if miss.as_delivered else ""
        text = f"{where}geen van de {miss.known} {parts} {'' if where else 'heeft '}een waarde, zodat 100 % ontbreekt"
    else:
        what = "ontbreekt" if miss.sum < miss.total else "is te veel"
        begin = f"in de bron tellen de {parts} op" if miss.as_delivered else f"de {parts} tellen op"
        text = f"{begin} tot {number(miss.sum)}; {percentage(abs(miss.share))} {what}"
        if miss.valued < miss.known:
            text += (
                f", {miss.valued} van de {miss.known} {parts} hebben {'daar ' if miss.as_delivered else ''}een waarde"
            )
    return text + _elsewhere(misses)


def _elsewhere(misses: list[Miss]) -> str:
    shares, periods = [abs(miss.share) for miss in misses], {miss.period for miss in misses}
    codes = {miss.code: miss.name for miss in misses}
    if len(codes) > 1:
        return f" (ook elders in de gemeente: samen {len(codes)} gebieden, {listing(sorted(codes.values()))})"
    if len(periods) > 1:
        low, high = percentage(min(shares)), percentage(max(shares))
        return f" ({min(periods)}–{max(periods)}: {low if low == high else f'{low} tot {high}'})"
    return ""


def _cause(miss: Miss) -> str:
    causes = ["afronding"] if miss.rounded or miss.sum > miss.total else []
    return " en ".join([*causes, "wat in geen gebied te plaatsen is"] if miss.sum < miss.total else causes)


def _correction(release: CheckedRelease, variable: str, gemeente: str, parts: Level) -> Correction | None:
    """The correction that takes the values of this gemeente's parts away."""
    for correction in release.corrections:
        about = correction.variable == variable and gemeente in correction.within
        if about and correction.level in {None, parts} and not Status(correction.status or Status.VALUE).carries_value:
            return correction
    return None


def _remedy(miss: Miss, correction: Correction | None, explained: bool) -> str:
    if correction is not None:
        return f"De catalogus toont deze gebieden niet (correctie ‘{correction.id}’); controleer of dat nog klopt."
    if explained:
        return "Elke waarde die ontbreekt, heeft een reden; controleer alleen of die klopt."
    if miss.sum > miss.total:
        return "Zoek het gebied dat te hoog is of dubbel telt; leg een correctie vast of vraag het de bronhouder."
    return (
        "Er ontbreken rijen of waarden, ook al klopt elke code. Toon deze gebieden niet: leg een correctie vast, "
        "of vraag de bronhouder om de rest."
    )
