"""A table as CSV for Dutch Excel, as CSV for machines, as a workbook and as JSON.

For Excel: semicolons, decimal commas, UTF-8 with BOM, the source under the table. For machines: commas, decimal
points, no BOM, and source and edition as columns, so that no row needs to be skipped. Both write a missing value as
an empty cell; why it is missing stands in a column of its own.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.lib.sheets import Col
from wijkwerk.lib.sheets.writing import workbook_bytes
from wijkwerk.lib.spreadsheet_text import harmless
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.figures.material import Described
from wijkwerk.present.words import MISSING, PROVISIONAL_WORD, UNRELIABLE_WORD, method_label, peildatum

BOM = "\ufeff"

_SHEET = "Tabel"

CellValue = str | float | int | None
FigureRow = tuple[Described, AreaRow, Figure]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    key: str  # for machines: "value"
    title: str  # for readers: "Waarde"
    decimals: int | None = None  # how numbers are written for readers; as they are where left out


@dataclass(frozen=True, slots=True)
class ExportTable:
    title: str
    columns: tuple[ExportColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    footer: Footer


def csv_for_excel(table: ExportTable) -> bytes:
    """The table as Dutch Excel opens it with a double click; title above, source, edition and date below."""
    titles = [column.title for column in table.columns]
    lines = [[line] for line in (table.title, *_footer_lines(table.footer))]
    return rows_for_excel([titles, *table.rows, [], *lines])


def rows_for_excel(rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Rows as they are, as Dutch Excel opens them; nothing in them is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_for_excel(value) for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def csv_for_machines(table: ExportTable) -> bytes:
    """RFC 4180 with decimal points; every row says its source, edition and date of publication.

    A table with a column `source` names the source of each row; else the source of all stands in every row. People open
    these files too: text that a spreadsheet would run gets an apostrophe in front here as well, and JSON has none.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    keys = [column.key for column in table.columns]
    named = {"edition": table.footer.edition, "published": table.footer.published}
    if "source" not in keys:
        named = {"source": table.footer.source, **named}
    writer.writerow([*keys, *named])
    ending = tuple(named.values())
    for row in table.rows:
        writer.writerow([_for_machines(value) for value in (*row, *ending)])
    return out.getvalue().encode()


def workbook(table: ExportTable) -> bytes:
    """XLSX: numbers as numbers and text as text, the title and the source on a sheet of their own."""
    columns = [Col(column.title, column.key) for column in table.columns]
    rows = [[harmless(value) if isinstance(value, str) else value for value in row] for row in table.rows]
    return workbook_bytes(_SHEET, columns, rows, about=(table.title, *_footer_lines(table.footer)))


def json_for_machines(table: ExportTable) -> bytes:
    """The same as an object: title, source, edition, published, columns with their Dutch names, and rows by key."""
    document = {
        "title": table.title,
        "source": table.footer.source,
        "edition": table.footer.edition,
        "published": table.footer.published,
        "columns": {column.key: column.title for column in table.columns},
        "rows": [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


FIGURE_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("indicator", "Indicatorcode"),
    ExportColumn("indicator_title", "Indicator"),
    ExportColumn("unit", "Eenheid"),
    ExportColumn("period", "Jaar"),
    ExportColumn("reference_date", "Peildatum"),
    ExportColumn("value", "Waarde"),
    ExportColumn("status", "Statuscode"),
    ExportColumn("status_words", "Status"),
    ExportColumn("low", "Interval laag"),
    ExportColumn("high", "Interval hoog"),
    ExportColumn("numerator", "Teller"),
    ExportColumn("denominator", "Noemer"),
    ExportColumn("denominator_period", "Jaar van de noemer"),
    ExportColumn("method", "Herkomst"),
    ExportColumn("source", "Bron van het cijfer"),
    ExportColumn("source_type", "Soort"),
)


def figures_table(title: str, rows: Sequence[FigureRow], footer: Footer) -> ExportTable:
    """Figures one per row, with everything that explains them; the same columns for every download of the site."""
    return ExportTable(title, FIGURE_COLUMNS, tuple(_figure_row(*row) for row in rows), footer)


def _figure_row(item: Described, area: AreaRow, figure: Figure) -> tuple[CellValue, ...]:
    indicator, told = item.indicator, item.at(area.level)
    return (
        area.code,
        area.name,
        area.level.value,
        indicator.id,
        indicator.title,
        indicator.unit,
        figure.period,
        peildatum(told.source, figure.period),
        figure.value,
        figure.status.value,
        _status_words(figure.status),
        figure.low,
        figure.high,
        figure.numerator,
        figure.denominator,
        figure.denominator_period,
        method_label(figure) or "zoals gepubliceerd of daaruit berekend",
        f"{told.owner} {', '.join(told.tables_of([figure.period]))}".strip(),
        told.source.type.value,
    )


def _status_words(status: Status) -> str:
    if status in MISSING:
        return MISSING[status].text
    return {Status.PROVISIONAL: PROVISIONAL_WORD, Status.UNRELIABLE: UNRELIABLE_WORD}.get(status, "")


def _for_excel(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, int):
        return str(value)
    # Fifteen figures are what Excel keeps; a hyphen, not a true minus, is what it reads as a number.
    return f"{value:.15g}".replace(".", ",")


def _for_machines(value: CellValue) -> CellValue:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value


def _footer_lines(footer: Footer) -> tuple[str, ...]:
    return f"Bron: {footer.source}", f"Editie {footer.edition}, gepubliceerd op {footer.published}."
