"""All wijken of a gemeente with their buurten, as the start page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import number

# Business areas and woods: they have a page, but nobody looks for them by living there.
FEW_INHABITANTS = 100


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    code: str
    inhabitants: str  # "2.140"; empty where not known


@dataclass(frozen=True, slots=True)
class WijkEntry:
    """One wijk. `small` are its buurten with few inhabitants, listed apart."""

    wijk: Place
    buurten: tuple[Place, ...]
    small: tuple[Place, ...]


def directory(wijken: Sequence[AreaRow], buurten: Sequence[AreaRow]) -> tuple[WijkEntry, ...]:
    """In code order, as the municipality itself counts them; the buurten by name."""
    entries = []
    for wijk in wijken:
        inside = sorted((row for row in buurten if row.parent == wijk.code), key=lambda row: collation_key(row.name))
        entries.append(
            WijkEntry(
                _place(wijk),
                tuple(_place(row) for row in inside if not has_few(row)),
                tuple(_place(row) for row in inside if has_few(row)),
            )
        )
    return tuple(entries)


def has_few(row: AreaRow) -> bool:
    return row.inhabitants is not None and row.inhabitants < FEW_INHABITANTS


def _place(row: AreaRow) -> Place:
    return Place(row.name, row.code, "" if row.inhabitants is None else number(row.inhabitants))
