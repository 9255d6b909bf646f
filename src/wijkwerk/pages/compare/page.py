"""Areas beside each other: a grid of areas × indicators with a value and a word in every cell, and no total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Domain
from wijkwerk.pages.compare.key import KeyItem, verdict_key
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.cells import GridCell
from wijkwerk.present.figures.figure_text import area_name, cell_text, running_name, unit_label
from wijkwerk.present.figures.judging import compare_with_whole
from wijkwerk.present.figures.marks import Marks, marks_for, parts_of
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.numbers import count_word, sentence
from wijkwerk.present.words import (
    BACKGROUND_WORD,
    DOMAIN_WORDS,
    MISSING,
    OTHER_PLACE,
    PROVISIONAL_WORD,
    UNRELIABLE_WORD,
    MissingWords,
    tone_class,
)


@dataclass(frozen=True, slots=True)
class ComparisonMaterial:
    """areas: the columns; beside: what each is compared with, one of `references`; figures: of all of these."""

    areas: tuple[AreaRow, ...]
    beside: AreaRow
    references: tuple[AreaRow, ...]  # the gemeente and the country, at the right end
    described: Mapping[str, Described]
    figures: FigureBook
    own_code: str | None = None


@dataclass(frozen=True, slots=True)
class GridHead:
    name: str
    href: str
    own: bool
    reference: bool  # the gemeente and the country: no verdict in their cells


@dataclass(frozen=True, slots=True)
class GridRow:
    indicator: str
    title: str
    href: str
    sub: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridGroup:
    title: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    title: str
    lead: str
    heads: tuple[GridHead, ...]
    groups: tuple[GridGroup, ...]
    missing_kinds: tuple[MissingWords, ...]  # those that occur, behind the key
    key: tuple[KeyItem, ...]
    notes: tuple[str, ...]  # "¹ eigen optelling: …"
    source: str

    @property
    def columns(self) -> int:
        """How many columns a heading of a group spans."""
        return len(self.heads) + 1


def comparison(material: ComparisonMaterial, links: Links) -> ComparisonPage:
    """Areas in name order; indicators in reading order, by domain; those without any value are left out."""
    book = material.figures
    areas = _named(sorted(material.areas, key=lambda row: collation_key(row.name)))
    heads = [GridHead(row.name, links.area(row), row.code == material.own_code, False) for row in areas]
    heads += [GridHead(running_name(row), links.area(row), False, True) for row in material.references]
    rows = [
        (item, row)
        for item in material.described.values()
        if item.indicator.retired is None and (row := _row(item, areas, material, book, links)) is not None
    ]
    marks = marks_for(cell.note for _, row in rows for cell in row.cells if cell.missing is None)
    rows = [(item, _marked(row, marks)) for item, row in rows]
    cells = [cell for _, row in rows for cell in row.cells]
    kinds = {cell.missing for cell in cells if cell.missing is not None}
    return ComparisonPage(
        title=_title(areas),
        lead=_lead(areas, len(rows), material.beside),
        heads=tuple(heads),
        groups=_groups(rows),
        missing_kinds=tuple(words for words in (*MISSING.values(), OTHER_PLACE) if words in kinds),
        key=verdict_key(running_name(material.beside), (cell.verdict for cell in cells if cell.verdict is not None)),
        notes=marks.sentences,
        source=picture_source((item, _figures(item, material, book)) for item, _ in rows),
    )


def _named(areas: Sequence[AreaRow]) -> list[AreaRow]:
    """Where a wijk stands beside buurten it says that it is one: "wijk Noord"."""
    is_mixed = len({row.level for row in areas}) > 1
    return [replace(row, name=area_name(row)) if is_mixed else row for row in areas]


def _title(areas: Sequence[AreaRow]) -> str:
    levels = {area.level for area in areas}
    return f"{sentence(plural(levels.pop(), len(areas)))} naast elkaar" if len(levels) == 1 else "Gebieden naast elkaar"


def _lead(areas: Sequence[AreaRow], indicators: int, beside: AreaRow) -> str:
    levels = {area.level for area in areas}
    kind = plural(levels.pop(), len(areas)) if len(levels) == 1 else "gebieden"
    what = f"{sentence(count_word(len(areas)))} {kind}"
    figures = "cijfer" if indicators == 1 else "cijfers"
    return (
        f"{what}, {count_word(indicators)} {figures}. In elke cel de waarde en een woord: hoe staat het gebied ervoor "
        f"naast {running_name(beside)}? Er is geen eindcijfer en geen volgorde."
    )


def _row(
    item: Described, areas: Sequence[AreaRow], material: ComparisonMaterial, book: FigureBook, links: Links
) -> GridRow | None:
    name = item.indicator.id
    period = book.latest_period(name, [material.beside.code, *(row.code for row in areas)])
    if period is None:
        return None
    whole = book.at(name, material.beside.code, period)
    cells = [_cell(item, row, book.at(name, row.code, period), whole, material, False) for row in areas]
    cells += [_cell(item, row, book.at(name, row.code, period), None, material, True) for row in material.references]
    if all(cell.missing is not None for cell in cells):
        return None
    indicator = item.indicator
    status, cells = _for_the_row(cells)
    sub = unit_label(item, period, status)
    return GridRow(name, indicator.short_title, links.indicator(indicator), sub, tuple(cells))


def _for_the_row(cells: list[GridCell]) -> tuple[tuple[str, ...], list[GridCell]]:
    """Where every value is provisional the row says so once, under its name, and its cells do not."""
    certain = [cell for cell in cells if cell.missing is None and not _is_uncertain(cell)]
    if not certain or not all(PROVISIONAL_WORD in parts_of(cell.note) for cell in certain):
        return (), cells
    return (PROVISIONAL_WORD,), [replace(cell, note=_without(cell.note, PROVISIONAL_WORD)) for cell in cells]


def _is_uncertain(cell: GridCell) -> bool:
    return cell.verdict is not None and cell.verdict.text.startswith(UNRELIABLE_WORD)


def _without(note: str, start: str) -> str:
    return ", ".join(part for part in parts_of(note) if not part.startswith(start))


def _marked(row: GridRow, marks: Marks) -> GridRow:
    return replace(row, cells=tuple(replace(cell, mark=marks.of(cell.note)) for cell in row.cells))


def _cell(
    item: Described,
    area: AreaRow,
    figure: Figure | None,
    whole: Figure | None,
    material: ComparisonMaterial,
    reference: bool,
) -> GridCell:
    text = cell_text(item, figure)
    verdict = None
    if not reference and not text.missing and not item.is_count and not item.is_class:
        verdict = compare_with_whole(item, figure, whole).words
    return GridCell(
        column=running_name(area) if reference else area.name,
        value=text.value,
        missing=text.missing,
        verdict=verdict,
        tone=tone_class(verdict) if verdict else "",
        note=text.note if verdict is None else _without(text.note, UNRELIABLE_WORD),
        reference=reference,
        own=area.code == material.own_code,
    )


def _groups(rows: Sequence[tuple[Described, GridRow]]) -> tuple[GridGroup, ...]:
    titles: list[tuple[Domain | None, str]] = [(None, BACKGROUND_WORD), *DOMAIN_WORDS.items()]
    groups = (
        GridGroup(title, tuple(row for item, row in rows if item.indicator.domain is domain))
        for domain, title in titles
    )
    return tuple(group for group in groups if group.rows)


def _figures(item: Described, material: ComparisonMaterial, book: FigureBook) -> list[Figure]:
    period = book.latest_period(item.indicator.id, [material.beside.code, *(row.code for row in material.areas)])
    figures = (book.at(item.indicator.id, row.code, period) for row in (*material.areas, material.beside))
    return [figure for figure in figures if figure is not None]
