"""The grid of areas beside each other as a picture that stands alone: the page's cells, key, notes and source."""

from wijkwerk.pages.compare.page import ComparisonPage, GridRow
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.grid import (
    CellPicture,
    GridLine,
    GridPicture,
    GridSection,
    draw_grid,
    draw_key,
    grid_width,
)
from wijkwerk.present.charts.sheet import MARGIN, wrapped
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.figures.cells import GridCell
from wijkwerk.present.maps.patterns import VERDICT_SHAPES, pattern_defs

_NOTE_LETTERS = 135


def grid_picture(head: Head, page: ComparisonPage) -> Markup:
    """Every cell as on the page: the value with its marks and a word, or a pattern and why there is no value."""
    repeated = sum(each.reference for each in page.heads)
    sheet = head.sheet(grid_width(len(page.heads) - repeated, repeated))
    sheet.put(f"<defs>{pattern_defs()}</defs>")
    draw_key(sheet, _key(page), VERDICT_SHAPES)
    draw_grid(sheet, _grid(page, repeated), VERDICT_SHAPES)
    for note in page.notes:
        for line in wrapped(note, sheet.letters(_NOTE_LETTERS)):
            sheet.text("s-small", MARGIN, sheet.y + 8, line)
            sheet.y += 19
    return sheet.finished(_described(page))


def _key(page: ComparisonPage) -> list[tuple[CellPicture, str]]:
    shapes = [
        (CellPicture("", tone=item.verdict.tone, shape=item.verdict.icon, words=item.verdict.short), item.text)
        for item in page.key
    ]
    return [
        *shapes,
        *((CellPicture("", hatch=words.kind, words=words.short), words.text) for words in page.missing_kinds),
    ]


def _grid(page: ComparisonPage, repeated: int) -> GridPicture:
    return GridPicture(
        heads=tuple(each.name for each in page.heads),
        repeated=repeated,
        sections=tuple(
            GridSection(
                group.title,
                tuple(GridLine(row.title, row.sub, tuple(_cell(cell) for cell in row.cells)) for row in group.rows),
            )
            for group in page.groups
        ),
    )


def _cell(cell: GridCell) -> CellPicture:
    if cell.missing is not None:
        return CellPicture("", words=cell.missing.short, hatch=cell.missing.kind, quiet=cell.reference)
    value = f"{cell.value}{cell.mark}"
    if cell.verdict is None:
        return CellPicture(value, quiet=cell.reference)
    wash = cell.tone.removeprefix("k-")
    return CellPicture(value, cell.verdict.short, cell.verdict.tone, cell.verdict.icon, wash)


def _described(page: ComparisonPage) -> str:
    """The whole table in words, a sentence for each figure."""
    return " ".join(_row_described(row) for group in page.groups for row in group.rows)


def _row_described(row: GridRow) -> str:
    cells = (f"{cell.column} {_cell_described(cell)}" for cell in row.cells)
    return f"{row.title} ({row.sub}): {'; '.join(cells)}."


def _cell_described(cell: GridCell) -> str:
    if cell.missing is not None:
        return cell.missing.text
    return ", ".join(part for part in (cell.value, cell.verdict.text if cell.verdict else "", cell.note) if part)
