"""One small panel per wijk, on one shared axis, with the gemeente in grey and a verdict on the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow

from .charts.canvas import Markup
from .charts.scale import off_axis
from .charts.trend import LOW_HEIGHT, Series, trend, trend_axes
from .collation import collation_key
from .figure_text import value_cell
from .material import Described, FigureBook
from .numbers import is_percentage
from .trend_rows import change_over_years, first_comparable, points
from .words import VerdictWords


@dataclass(frozen=True, slots=True)
class MultiplePanel:
    """One wijk. `svg` is empty where its values are off the shared axis; then `off_axis` says them in words."""

    name: str
    svg: Markup
    off_axis: str  # "186,0 in 2021, 310,6 in 2025."
    verdict: VerdictWords


def multiples(
    item: Described,
    wijken: Sequence[AreaRow],
    gemeente: AreaRow,
    book: FigureBook,
    breaks: Mapping[str, int] | None = None,
) -> tuple[MultiplePanel, ...]:
    """The wijken in name order; none where no wijk has two years."""
    name = item.indicator.id
    breaks = breaks or {}
    shown = sorted(
        (row for row in wijken if len(book.periods(name, [row.code])) > 1), key=lambda row: collation_key(row.name)
    )
    if not shown:
        return ()
    since = {row.code: first_comparable(item, row, breaks) for row in (*shown, gemeente)}
    series = {row.code: Series("self", points(book.series(name, row.code), since[row.code])) for row in shown}
    highest = {code: max(p.value for p in line.points if p.value is not None) for code, line in series.items()}
    outside = off_axis(list(highest.values()))
    company = Series("ctx", points(book.series(name, gemeente.code), since[gemeente.code]))
    inside = [line for code, line in series.items() if highest[code] not in outside]
    axes = trend_axes(
        [*inside, company], zero=not is_percentage(item.indicator.unit), ceiling=item.bounds[1], most_labels=2
    )
    panels = []
    for row in shown:
        figures = book.series(name, row.code)
        known = [figure for figure in figures if figure.value is not None]
        first, last = known[0], known[-1]
        verdict, _ = change_over_years(item, figures, since[row.code])
        ends = value_cell(item, first.value or 0), value_cell(item, last.value or 0)
        words = f"{ends[0]} in {first.period}, {ends[1]} in {last.period}."
        if highest[row.code] in outside:
            panels.append(MultiplePanel(row.name, Markup(""), words, verdict))
            continue
        svg = trend(
            series[row.code], [company], axes, key=f"m-{row.code}", title=f"{item.indicator.short_title}, {row.name}",
            description=words, label=ends[1], height=LOW_HEIGHT,
        )  # fmt: skip
        panels.append(MultiplePanel(row.name, svg, "", verdict))
    return tuple(panels)
