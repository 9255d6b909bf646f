"""One indicator of one area with everything the parts of a profile ask of it: period, figures, verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.figure_text import area_name, short_value
from wijkwerk.present.figures.judging import Judged, compare_with_whole
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.norms.lines import NormLines, norm_key


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of one area with everything the parts of a profile ask of it."""

    described: Described
    period: int | None
    own: Figure | None
    others: tuple[tuple[AreaRow, Figure | None], ...]  # wijk, gemeente, land: small to large
    judged: Judged | None
    beside: AreaRow | None  # the area it was compared with
    norm: NormLines | None = None  # that holds for the area

    @property
    def limits(self) -> tuple[float, ...]:
        """Of the norm, to be drawn."""
        return () if self.norm is None else self.norm.limits


def items_of(
    area: AreaRow,
    larger: Sequence[AreaRow],
    described: Mapping[str, Described],
    book: FigureBook,
    norms: Mapping[str, NormLines] | None = None,
) -> tuple[Item, ...]:
    """Every indicator that has any row for the area or its surroundings, or is awaited, in reading order.

    norms  by indicator, those that hold for the area
    """
    beside = next((row for row in larger if row.level is Level.GEMEENTE), None) or next(
        (row for row in larger if row.level is Level.LAND), None
    )
    codes = [area.code, *(row.code for row in larger)]
    return tuple(
        _item(item, area, larger, beside, book, book.latest_period(name, codes), (norms or {}).get(name))
        for name, item in described.items()
        if item.indicator.retired is None and (area.level in item.indicator.levels or item.indicator.is_awaited)
    )


def _item(
    item: Described,
    area: AreaRow,
    larger: Sequence[AreaRow],
    beside: AreaRow | None,
    book: FigureBook,
    period: int | None,
    norm: NormLines | None,
) -> Item:
    name = item.indicator.id
    own = book.at(name, area.code, period)
    others = tuple((row, book.at(name, row.code, period)) for row in larger)
    whole = next((figure for row, figure in others if beside is not None and row.code == beside.code), None)
    judged = None if item.is_count or item.is_class or period is None else compare_with_whole(item, own, whole)
    return Item(item, period, own, others, judged, beside, norm)


def norms_key(items: Sequence[Item]) -> str:
    """What the norm lines beside some indicators are; empty where none is drawn."""
    drawn = (item.norm for item in items if item.norm is not None and not item.described.is_count)
    return norm_key(drawn, several="bij elk cijfer onder zijn naam")


def fallback(item: Item) -> str:
    """Where the own figure is not there, the smallest larger area's, named as that area's; never as the own one."""
    if item.own is not None and item.own.value is not None:
        return ""
    for row, figure in item.others:
        if figure is not None and figure.value is not None and row.level is Level.WIJK:
            return f"Waarde van {area_name(row)}: {short_value(item.described, figure.value)}"
    return ""
