"""A difference as lines for a terminal. Pages have their own presenter."""

from collections.abc import Iterator

from wijkwerk.lib.rounding import rounded_half_away

from .difference import Cause, ChangedFigure, Difference, IndicatorDifference

MOST_DECIMALS = 15  # a float tells no more
SHOWN = 3  # changes per indicator; the page tells more

CAUSE_TEXTS = {
    Cause.DATA: "andere levering",
    Cause.DEFINITION: "andere definitie",
    Cause.AREAS: "andere gebieden",
    Cause.CODE: "andere berekening in wijkwerk",
}


def difference_lines(difference: Difference) -> Iterator[str]:
    yield f"Editie {difference.after} tegenover {difference.before}"
    for title, names in (
        ("Nieuwe leveringen", difference.releases_added),
        ("Vervallen leveringen", difference.releases_removed),
        ("Nieuwe indicatoren", difference.definitions_added),
        ("Vervallen indicatoren", difference.definitions_removed),
        ("Gewijzigde definities", difference.definitions_changed),
    ):
        if names:
            yield f"{title}: {', '.join(names)}"
    if not difference.indicators:
        yield f"Geen enkel cijfer verschilt ({difference.unchanged} cijfers vergeleken)."
        return
    for indicator in difference.indicators:
        yield from _indicator_lines(indicator)
    yield f"Gelijk gebleven: {difference.unchanged} cijfers."


def telling_decimals(before: float | None, after: float | None, decimals: int) -> int:
    """How many decimals show that two values differ: those asked for, or as many more as it takes."""
    if before is None or after is None:
        return decimals
    enough = range(decimals, MOST_DECIMALS)
    return next(
        (places for places in enough if rounded_half_away(before, places) != rounded_half_away(after, places)), decimals
    )


def _indicator_lines(indicator: IndicatorDifference) -> Iterator[str]:
    causes = ", ".join(CAUSE_TEXTS[cause] for cause in indicator.causes)
    yield (
        f"{indicator.indicator}: {indicator.changed} gewijzigd, {indicator.appeared} nieuw, "
        f"{indicator.vanished} vervallen ({causes})"
    )
    if indicator.levels:
        yield f"  {', '.join(f'{level}: {number}' for level, number in indicator.levels.items())}"
    for change in indicator.largest[:SHOWN]:
        yield f"  {change.name} ({change.area}) {change.period}: {_side(change, 0)} → {_side(change, 1)}"


def _side(change: ChangedFigure, side: int) -> str:
    value = (change.before, change.after)[side]
    if value is None:
        return (change.status_before, change.status_after)[side]
    if change.before is not None and change.after is not None and f"{change.before:g}" == f"{change.after:g}":
        return f"{value:.{telling_decimals(change.before, change.after, 0)}f}".replace(".", ",")
    return f"{value:g}".replace(".", ",")
