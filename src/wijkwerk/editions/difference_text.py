"""A difference as lines for a terminal. Pages have their own presenter."""

from collections.abc import Iterator

from .difference import Cause, ChangedFigure, Difference, IndicatorDifference

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
    return (change.status_before, change.status_after)[side] if value is None else f"{value:g}".replace(".", ",")
