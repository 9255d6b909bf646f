"""What signing a release changes in the register of areas, as whoever signs reads it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.area.changes import AreaChanges, ChangedArea, changes_of
from wijkwerk.data.area.register import Settled
from wijkwerk.data.models import Release
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import enumeration, number

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One kind of change: how many areas of which levels, and the first of them; `more` are not listed."""

    title: str
    count: str  # "3.393 wijken en 14.574 buurten in de indeling van 2024"
    rows: tuple[str, ...]
    more: str


def shown_changes(release: Release) -> list[ChangeGroup]:
    """One group for each kind of change; none where signing changes no area, or has nothing to change any more."""
    changes = changes_of(release)
    groups = (
        ("Nieuwe gebieden", changes.came, ""),
        ("Andere namen", changes.renamed, "heet nu"),
        ("Anders ingedeeld", changes.moved, "is nu"),
        ("Nieuwe grenzen", changes.drawn, ""),
        ("Andere grenzen", changes.redrawn, "is nu"),
        ("Geen grens in deze levering", changes.undrawn, ""),
    )
    shown = [_group(title, areas, verb) for title, areas, verb in groups if areas]
    return shown + _lent(changes)


def settled_words(settled: Settled) -> str:
    """What became of the register, after the sentence about the release; empty where nothing did."""
    counts = (
        (settled.came, "kwamen in het register"),
        (settled.gone, "gingen uit het register"),
        (settled.renamed, "heten of liggen nu anders"),
        (settled.drawn, "hebben een andere grens, of geen meer"),
    )
    told = [f"{number(count)} {what}" for count, what in counts if count]
    return f" Van de gebieden: {enumeration(told)}." if told else ""


def _group(title: str, areas: Sequence[ChangedArea], verb: str) -> ChangeGroup:
    rows = tuple(_row(area, verb) for area in areas[:_MOST_SHOWN])
    more = len(areas) - len(rows)
    return ChangeGroup(title, _counted(areas), rows, f"… en nog {number(more)}." if more else "")


def _counted(areas: Sequence[ChangedArea]) -> str:
    """By level, large before small, within each division."""
    told = []
    for year in sorted({area.year for area in areas}):
        levels = Counter(area.level for area in areas if area.year == year)
        parts = [f"{number(levels[level])} {plural(level, levels[level])}" for level in Level if levels[level]]
        told.append(f"{enumeration(parts)} in de indeling van {year}")
    return "; ".join(told)


def _row(area: ChangedArea, verb: str) -> str:
    name = f"{area.name or area.code} ({area.code}, {area.year})"
    return f"{name}: {verb} {area.before}, wordt {area.after}" if area.after else name


def _lent(changes: AreaChanges) -> list[ChangeGroup]:
    if not changes.lent:
        return []
    count = f"{number(changes.lent)} gebieden van {changes.borrower} zonder eigen grens, die nog hetzelfde heten"
    return [ChangeGroup("Geleende grenzen", count, (), "")]
