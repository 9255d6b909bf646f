"""One indicator for all areas of a level: rows with value, interval and a verdict beside the rest of the gemeente."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.engine.verdicts import Verdict
from wijkwerk.present.blocks.row_chart import RowChart
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale, off_axis, round_scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.pictures import PictureRow
from wijkwerk.present.figures.figure_text import FigureText, figure_text, running_name, short_value
from wijkwerk.present.figures.judging import Judged, compare_with_whole
from wijkwerk.present.figures.marks import Marks, marks_for, parts_of
from wijkwerk.present.figures.material import Described, Links
from wijkwerk.present.figures.sentences import Tally
from wijkwerk.present.norms.lines import NormLines, norm_key
from wijkwerk.present.numbers import interval_cell, number
from wijkwerk.present.words import UNRELIABLE_WORD, MissingWords, VerdictWords


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """An area, its figure and its verdict, in name order with the others: never from worst to best."""

    area: AreaRow
    figure: Figure | None
    text: FigureText
    judged: Judged


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table; empty strings where the source has no such number."""

    name: str
    href: str
    numerator: str
    denominator: str
    value: str
    interval: str
    missing: MissingWords | None
    note: str
    verdict: VerdictWords | None  # None for the gemeente and the country themselves
    own: bool = False
    norm: str = ""  # "ten hoogste 35 per 1.000 inwoners"; nothing where none holds


@dataclass(frozen=True, slots=True)
class DotRow:
    name: str
    href: str
    svg: Markup
    value: str
    mark: str  # "¹": a sign whose sentence stands below the chart
    missing: MissingWords | None
    verdict: VerdictWords
    own: bool


@dataclass(frozen=True, slots=True)
class DotChart:
    title: str
    sub: str  # "Stip met interval van 95 %. Streepjeslijn: Hengelo, 43,3."
    value_head: str  # "per 1.000 inwoners"
    rows: tuple[DotRow, ...]
    axis: Markup
    notes: tuple[str, ...]  # "¹ eigen optelling: …"
    drawn: RowChart  # the same rows, for a file


def area_figures(
    item: Described, areas: Sequence[AreaRow], figures: Sequence[Figure | None], gemeente: Figure | None
) -> tuple[AreaFigure, ...]:
    """Areas with their figures (same order), judged beside the rest of the gemeente and put in name order."""
    rows = [
        AreaFigure(area, figure, figure_text(item, figure), compare_with_whole(item, figure, gemeente))
        for area, figure in zip(areas, figures, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: collation_key(row.area.name)))


def tally(level: Level, rows: Sequence[AreaFigure]) -> Tally:
    verdicts = [row.judged.comparison.verdict if row.judged.comparison else Verdict.CANNOT_TELL for row in rows]
    return Tally(
        level,
        lower=verdicts.count(Verdict.CLEARLY_LOWER),
        higher=verdicts.count(Verdict.CLEARLY_HIGHER),
        same=verdicts.count(Verdict.NOT_CLEARLY_DIFFERENT),
        untold=verdicts.count(Verdict.CANNOT_TELL),
    )


def table_row(
    item: Described, row: AreaFigure, links: Links, own_code: str | None, norm: NormLines | None = None
) -> TableRow:
    judged = None if item.is_count or item.is_class else row.judged.words
    cells = _table_row(item, row.area, row.figure, row.text, links, judged, row.area.code == own_code)
    return cells if norm is None else replace(cells, norm=norm.words)


def total_row(item: Described, area: AreaRow, figure: Figure | None, links: Links) -> TableRow:
    """The gemeente or the country, under the areas."""
    return _table_row(item, area, figure, figure_text(item, figure), links, None, False)


def dot_chart(
    item: Described,
    rows: Sequence[AreaFigure],
    gemeente: AreaRow,
    whole: Figure | None,
    links: Links,
    *,
    title: str,
    own_code: str | None = None,
    norms: Mapping[str, NormLines] | None = None,
) -> DotChart | None:
    """Dots with intervals in name order; None for counts and classes, and where nothing has a value."""
    known = [row.figure for row in rows if row.figure is not None and row.figure.value is not None]
    if item.is_count or item.is_class or not known:
        return None
    reference = None if whole is None else whole.value
    norm_lines = norms or {}
    scale = _dots_scale(item, rows, reference, own_code, norm_lines)
    name = running_name(gemeente)
    line = f" Streepjeslijn: {name}, {short_value(item, reference)}." if reference is not None else ""
    bare = "Stip met interval van 95 %." if any(figure.low is not None for figure in known) else "Stip zonder interval."
    marks = marks_for(_beside_verdict(row.text.note) for row in rows if not row.text.missing)
    norm_words = norm_key(norm_lines[row.area.code] for row in rows if row.area.code in norm_lines)
    pictured = tuple(_picture_row(row, scale, own_code, marks, norm_lines.get(row.area.code)) for row in rows)
    drawn = RowChart(pictured, scale, reference, (*marks.sentences, *filter(None, [norm_words.strip()])))
    return DotChart(
        title=title,
        sub=f"{bare}{line}{norm_words}",
        value_head=item.indicator.unit,
        rows=tuple(_dot_row(row, svg, links, own_code, marks) for row, svg in zip(rows, drawn.tracks(), strict=True)),
        axis=drawn.axis(),
        notes=marks.sentences,
        drawn=drawn,
    )


def _dot_of(row: AreaFigure) -> Dot:
    """The figure as a dot in the tone of its verdict; faded where it is uncertain."""
    figure, words = row.figure, row.judged.words
    if figure is None:
        return Dot(None, words.tone)
    uncertain = figure.status is Status.UNRELIABLE
    return Dot(figure.value, words.tone, figure.low, figure.high, signal=words.signal, faded=uncertain)


def _beside_verdict(note: str) -> str:
    """A note without what the verdict in the next column says already."""
    return ", ".join(part for part in parts_of(note) if not part.startswith(UNRELIABLE_WORD))


def _dots_scale(
    item: Described,
    rows: Sequence[AreaFigure],
    reference: float | None,
    own_code: str | None,
    norms: Mapping[str, NormLines] | None = None,
) -> Scale:
    """One axis for all areas. What is far out falls off it, never the own area, the reference line or a norm."""
    limits = [limit for norm in (norms or {}).values() for limit in norm.limits]
    values = [row.figure.value for row in rows if row.figure is not None and row.figure.value is not None]
    own = [row.figure.value for row in rows if row.figure is not None and row.area.code == own_code]
    outside = off_axis(values, [reference, *own])
    shown: list[float | None] = [reference, *limits]
    for row in rows:
        if row.figure is not None and row.figure.value is not None and row.figure.value not in outside:
            shown += [row.figure.value, row.figure.low, row.figure.high]
    floor, ceiling = item.bounds
    return round_scale(shown, 4, zero=item.per is not None and ceiling is None, floor=floor, ceiling=ceiling)


def sum_note(item: Described, rows: Sequence[AreaFigure], whole: Figure | None, level_plural: str) -> str:
    """Where the areas do not add up to the gemeente's count: by how much, and what that can be."""
    counts = [_count(item, row.figure) for row in rows]
    total = _count(item, whole)
    if total is None or any(count is None for count in counts) or not counts:
        return ""
    added = sum(count for count in counts if count is not None)
    if added == total:
        return ""
    gap = number(abs(total - added))
    if added < total:
        return f"De {level_plural} tellen op tot {number(added)}; {gap} valt buiten deze gebieden of is afgerond."
    return f"De {level_plural} tellen op tot {number(added)}, {gap} meer dan de gemeente: dat komt door afronding."


def _count(item: Described, figure: Figure | None) -> float | None:
    if figure is None:
        return None
    return figure.value if item.is_count else figure.numerator


def _table_row(
    item: Described,
    area: AreaRow,
    figure: Figure | None,
    text: FigureText,
    links: Links,
    verdict: VerdictWords | None,
    own: bool,
) -> TableRow:
    numerator = denominator = span = ""
    if figure is not None:
        numerator = "" if figure.numerator is None or item.per is None else number(figure.numerator)
        denominator = "" if figure.denominator is None or item.per is None else number(figure.denominator)
        if figure.low is not None and figure.high is not None and figure.value is not None:
            span = interval_cell(figure.low, figure.high, item.indicator.decimals)
    note = text.note if verdict is None else _beside_verdict(text.note)
    return TableRow(
        area.name, links.area(area), numerator, denominator, text.value, span, text.missing, note, verdict, own
    )


def _picture_row(
    row: AreaFigure, scale: Scale, own_code: str | None, marks: Marks, norm: NormLines | None
) -> PictureRow:
    dot, missing = _dot_of(row), row.text.missing
    return PictureRow(
        name=row.area.name,
        sub="",
        dots=(dot,),
        value="" if missing else f"{row.text.value}{marks.of(row.text.note)}",
        verdict=None if missing else row.judged.words,
        own=row.area.code == own_code,
        beyond=f"{row.text.value}, buiten de as" if dot.value is not None and not scale.holds(dot.value) else "",
        limits=norm.limits if norm else (),
        instead=missing.text if missing else "",
        label=f"{row.text.spoken}, {norm.short}" if norm is not None and norm.short else row.text.spoken,
    )


def _dot_row(row: AreaFigure, svg: Markup, links: Links, own_code: str | None, marks: Marks) -> DotRow:
    return DotRow(
        name=row.area.name,
        href=links.area(row.area),
        svg=svg,
        value=row.text.value,
        mark=marks.of(row.text.note),
        missing=row.text.missing,
        verdict=row.judged.words,
        own=row.area.code == own_code,
    )
