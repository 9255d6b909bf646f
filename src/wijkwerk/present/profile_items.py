"""One indicator of one area with everything the parts of a profile ask of it: period, figures, verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level

from .figure_text import area_name, short_value
from .judging import Judged, compare_with_whole
from .material import Described, FigureBook


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of one area with everything the parts of a profile ask of it."""

    described: Described
    period: int | None
    own: Figure | None
    others: tuple[tuple[AreaRow, Figure | None], ...]  # wijk, gemeente, land: small to large
    judged: Judged | None
    beside: AreaRow | None  # the area it was compared with


def items_of(
    area: AreaRow, larger: Sequence[AreaRow], described: Mapping[str, Described], book: FigureBook
) -> tuple[Item, ...]:
    """Every indicator that has any row for the area or its surroundings, or is awaited, in reading order."""
    beside = next((row for row in larger if row.level is Level.GEMEENTE), None) or next(
        (row for row in larger if row.level is Level.LAND), None
    )
    codes = [area.code, *(row.code for row in larger)]
    return tuple(
        _item(item, name, area, larger, beside, book, book.latest_period(name, codes))
        for name, item in described.items()
        if item.indicator.retired is None and (area.level in item.indicator.levels or item.indicator.is_awaited)
    )


def _item(
    item: Described,
    name: str,
    area: AreaRow,
    larger: Sequence[AreaRow],
    beside: AreaRow | None,
    book: FigureBook,
    period: int | None,
) -> Item:
    own = book.at(name, area.code, period)
    others = tuple((row, book.at(name, row.code, period)) for row in larger)
    whole = next((figure for row, figure in others if beside is not None and row.code == beside.code), None)
    judged = None if item.is_count or item.is_class or period is None else compare_with_whole(item, own, whole)
    return Item(item, period, own, others, judged, beside)


def fallback(item: Item) -> str:
    """Where the own figure is not there, the smallest larger area's, named as that area's; never as the own one."""
    if item.own is not None and item.own.value is not None:
        return ""
    for row, figure in item.others:
        if figure is not None and figure.value is not None and row.level is Level.WIJK:
            return f"Waarde van {area_name(row)}: {short_value(item.described, figure.value)}"
    return ""
