"""How the buurten of a wijk differ: one strip per indicator, with the values beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import off_axis, round_scale
from wijkwerk.present.charts.strip import Letter, StripPicture, assign_letters, strip_plot
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.cells import Cell
from wijkwerk.present.figures.figure_text import cell_text, unit_label, value_cell
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.norms.lines import NormLines
from wijkwerk.present.numbers import count_word, enumeration

MOST_STRIPS = 6
# Beyond this many buurten letters no longer fit on a strip; then the table of the comparison page serves better.
MOST_BUURTEN = 12
# So many columns of values fit beside the picture at 1200 px; of more the values stand under it.
_MOST_BESIDE = 6


@dataclass(frozen=True, slots=True)
class StripColumn:
    letter: str
    name: str
    href: str
    own: bool


@dataclass(frozen=True, slots=True)
class StripRow:
    indicator: str
    title: str
    href: str
    sub: str
    drawn: StripPicture
    svg: Markup
    cells: tuple[Cell, ...]
    beyond: str  # values too far out for the axis: "Buiten de as: Binnenstad-Centrum 649,6."


@dataclass(frozen=True, slots=True)
class Strip:
    title: str  # "De vijf buurten van wijk Noord"
    columns: tuple[StripColumn, ...]
    rows: tuple[StripRow, ...]
    has_norm: bool = False  # whether a norm line stands in any of them

    @property
    def is_many(self) -> bool:
        return len(self.columns) > _MOST_BESIDE


def strip_choice(described: Mapping[str, Described]) -> tuple[str, ...]:
    """The indicators of the strips, at most six: the key figures that are not counts and exist for buurten."""
    fit = [
        item.indicator
        for item in described.values()
        if not item.is_count
        and not item.is_class
        and Level.BUURT in item.indicator.levels_with_figures
        and item.indicator.retired is None
        and not item.indicator.is_awaited
    ]
    fit.sort(key=lambda indicator: (indicator.key_figure is None, indicator.key_figure or 0))
    return tuple(indicator.id for indicator in fit[:MOST_STRIPS])


def strip(
    wijk: AreaRow,
    buurten: Sequence[AreaRow],
    all_buurten: Sequence[AreaRow],
    own_code: str,
    described: Mapping[str, Described],
    book: FigureBook,
    links: Links,
    norms: Mapping[str, NormLines] | None = None,
) -> Strip | None:
    """The strips of one wijk; None where it has one buurt or more than fit.

    book   the figures of every buurt of the gemeente for the chosen indicators, in one period each
    norms  by indicator, those that hold for every buurt of the wijk alike
    """
    norm_lines = norms or {}
    if not 1 < len(buurten) <= MOST_BUURTEN:
        return None
    ordered = sorted(buurten, key=lambda row: collation_key(row.name))
    letters = assign_letters([row.name for row in ordered])
    rows = [
        row
        for name in strip_choice(described)
        if (row := _row(described[name], ordered, all_buurten, own_code, letters, book, links, norm_lines.get(name)))
        is not None
    ]
    if not rows:
        return None
    columns = tuple(StripColumn(letters[row.name], row.name, links.area(row), row.code == own_code) for row in ordered)
    has_norm = any(row.indicator in norm_lines and norm_lines[row.indicator].limits for row in rows)
    return Strip(f"De {count_word(len(ordered))} buurten van wijk {wijk.name}", columns, tuple(rows), has_norm)


def _row(
    item: Described,
    buurten: Sequence[AreaRow],
    all_buurten: Sequence[AreaRow],
    own_code: str,
    letters: Mapping[str, str],
    book: FigureBook,
    links: Links,
    norm: NormLines | None,
) -> StripRow | None:
    name = item.indicator.id
    period = book.latest_period(name, [own_code, *(row.code for row in buurten)])
    figures = {row.code: book.at(name, row.code, period) for row in all_buurten}
    every = [figure.value for figure in figures.values() if figure is not None and figure.value is not None]
    shown = [(row, figures.get(row.code)) for row in buurten]
    if sum(figure is not None and figure.value is not None for _, figure in shown) < 2:
        return None
    own = figures.get(own_code)
    outside = off_axis(every, [own.value if own else None])
    floor, ceiling = item.bounds
    limits = () if norm is None else norm.limits
    shown_values = [*limits, *(value for value in every if value not in outside)]
    scale = round_scale(shown_values, floor=floor, ceiling=ceiling)
    marks = tuple(
        Letter(letters[row.name], figure.value if figure else None, row.code == own_code) for row, figure in shown
    )
    picture = StripPicture(marks, tuple(every), scale, limits)
    beyond = [
        f"{row.name} {value_cell(item, figure.value)}"
        for row, figure in shown
        if figure is not None and figure.value is not None and not scale.holds(figure.value)
    ]
    texts = [(row, cell_text(item, figure)) for row, figure in shown]
    label = f"{item.indicator.short_title} in de {count_word(len(buurten))} buurten, de waarden staan in de tabel"
    return StripRow(
        indicator=name,
        title=item.indicator.short_title,
        href=links.indicator(item.indicator),
        sub=unit_label(item, period, (norm.short,) if limits and norm is not None else ()),
        drawn=picture,
        svg=strip_plot(picture, label),
        cells=tuple(
            Cell(f"{letters[row.name]} · {row.name}", text.value, text.missing, text.note, row.code == own_code)
            for row, text in texts
        ),
        beyond=f"Buiten de as: {enumeration(beyond)}." if beyond else "",
    )
