"""Areas of two divisions as names tell them: the same place, or a code that was used again."""

import re
from dataclasses import dataclass

from wijkwerk.data.models import Area
from wijkwerk.definitions.vocabulary import Level

_SIMPLE_NAME = re.compile(r"[^0-9a-zà-ÿ]+")


@dataclass(frozen=True, slots=True)
class ReusedCode:
    """A code that means another place in a later division: no figure may be compared over it."""

    code: str
    level: Level
    name: str
    later_name: str


def reused_codes(year: int, later: int, gemeente: str | None = None) -> list[ReusedCode]:
    """Codes of both divisions whose names say that they are not one place, wijken and buurten only."""
    chosen = Area.objects.filter(level__in=[Level.WIJK, Level.BUURT])
    if gemeente is not None:
        chosen = chosen.filter(gemeente_code=gemeente)
    names = dict(chosen.filter(year=year).values_list("code", "name"))
    return [
        ReusedCode(code, Level(level), names[code], name)
        for code, level, name in chosen.filter(year=later, code__in=names)
        .order_by("code")
        .values_list("code", "level", "name")
        if not is_same_name(names[code], name)
    ]


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one but for capitals, spaces and punctuation."""
    return _simple(one) == _simple(other)


def _simple(name: str) -> str:
    return _SIMPLE_NAME.sub("", name.casefold())
