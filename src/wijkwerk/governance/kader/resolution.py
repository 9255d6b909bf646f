"""Which norm holds for an area on a day: the most specific one that is valid. Knows no database."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.definitions.kaders import AreaKind, NormScope, NormTerms
from wijkwerk.governance.kader.norm_problems import number_words

# From least to most specific; a norm of the wijk also holds for its buurten, until they have one of their own.
_ALL, _KIND, _AROUND, _OWN = range(4)


class NormTieError(Exception):
    """Two norms that are equally specific hold at once; nobody can say which one counts."""

    def __init__(self, one: NormTerms, other: NormTerms, code: str) -> None:
        self.norms = (one, other)
        super().__init__(
            f"Voor {code} gelden twee normen die even specifiek zijn: {told(one)} en {told(other)}. "
            "Laat één van beide eindigen voordat de andere begint."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """An area as norms see it. `within` are the areas around it that norms can be set for, the nearest first."""

    code: str
    within: tuple[str, ...] = ()
    kind: AreaKind | None = None


def norm_for(norms: Iterable[NormTerms], indicator: str, place: Place, day: datetime.date) -> NormTerms | None:
    """The norm that holds for an indicator in a place on a day; None where there is none.

    One for the area itself goes before that of the wijk it lies in, then its wijktype, then all wijken. Raises
    NormTieError naming both where two are equally specific.
    """
    holding = [
        (rank, norm)
        for norm in norms
        if norm.indicator == indicator and is_valid(norm, day) and (rank := specificity(norm, place)) is not None
    ]
    if not holding:
        return None
    highest = max(rank for rank, _ in holding)
    best = [norm for rank, norm in holding if rank == highest]
    if len(best) > 1:
        raise NormTieError(best[0], best[1], place.code)
    return best[0]


def is_valid(norm: NormTerms, day: datetime.date) -> bool:
    """Whether the day lies in the norm's period; the last day still counts."""
    return norm.valid_from <= day and (norm.valid_to is None or day <= norm.valid_to)


def specificity(norm: NormTerms, place: Place) -> tuple[int, int] | None:
    """How closely a norm is about a place, higher is closer; None where it is not about it."""
    match norm.scope:
        case NormScope.ALL:
            return _ALL, 0
        case NormScope.AREA_KIND:
            return (_KIND, 0) if place.kind is not None and norm.area_kind == place.kind else None
        case NormScope.AREA if norm.area == place.code:
            return _OWN, 0
        case NormScope.AREA if norm.area in place.within:
            return _AROUND, -place.within.index(norm.area)
    return None


def reach(norm: NormTerms) -> tuple[str, NormScope, str]:
    """The indicator and the areas that a norm is about: two with the same reach are about exactly the same."""
    return norm.indicator, norm.scope, str(norm.area or norm.area_kind or "")


def told(norm: NormTerms) -> str:
    """A norm as a message names it: "bijstand_per_1000, alle wijken, ten hoogste 35, vanaf 1-1-2026"."""
    where = {NormScope.ALL: "alle wijken", NormScope.AREA_KIND: f"wijktype {norm.area_kind}"}.get(
        norm.scope, norm.area or "gebied"
    )
    until = "" if norm.valid_to is None else f" tot en met {short_date(norm.valid_to)}"
    upper = "" if norm.upper is None else f" tot {number_words(norm.upper)}"
    terms = f"{norm.form.value.replace('_', ' ')} {number_words(norm.value)}{upper}"
    return f"{norm.indicator}, {where}, {terms}, vanaf {short_date(norm.valid_from)}{until}"


def short_date(day: datetime.date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
