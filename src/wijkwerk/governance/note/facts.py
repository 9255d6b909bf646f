"""Figures that a text names, as they read when it was kept; `editions.facts`, above this room, looks them up."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class KeptFact:
    """
    name     as it stands between the braces: "bijstand_per_1000.nu"
    words    what a reader sees in its place: "82"
    area     code of the area that the text is about
    edition  key of the edition that it was looked up in
    """

    name: str
    words: str
    area: str
    edition: str


def stored(facts: Iterable[KeptFact]) -> list[dict[str, str]]:
    """As a JSON field of a record holds them."""
    return [asdict(fact) for fact in facts]


def restored(held: Iterable[dict[str, Any]]) -> tuple[KeptFact, ...]:
    return tuple(KeptFact(**each) for each in held)
