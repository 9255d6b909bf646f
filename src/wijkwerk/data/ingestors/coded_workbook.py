"""CBS's own workbook of a table (`kwb-2023.xlsx`): a row per area, a column per topic, by short codes like `a_inw`.

Its heads say what it is, so that nobody describes it first: which code is which variable stands with the variable in
the catalogue (`topic.codes`). Seen in public code that reads them (2020–2025): heads with a space behind them or in
capitals; figures as numbers and as text; a decimal comma in one column and a point in the next; "." padded with spaces,
an empty cell or a lone comma where there is no figure. What a year does not have is left out, not refused: the checks
name it. `line` is the row of the sheet.
"""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.topics import find_by_code, topics_of_codes
from wijkwerk.definitions.sources import CodedWorkbook, Source, SourceTable

from .partial import table_as_delivered
from .records import Ingested, Spelling, column_types, filled_columns, quoted, stage_records
from .tables import read_tables

# A lone comma stands in thousands of cells of one column of 2022.
SPELLING = Spelling(symbols=(".", "x", ","), decimal_comma=True)
_STRUCTURE = ("file", "line")
_ENOUGH = 3  # known codes of topics: a file of ours may well have a column gwb_code


def is_of(source: Source, heads: Sequence[str]) -> bool:
    """Whether these are heads of the workbook of this source."""
    codes = {head.strip().lower() for head in heads}
    has_areas = source.workbook is not None and source.workbook.area_column in codes
    return has_areas and len(_codes(source) & codes) >= _ENOUGH


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a workbook. Raises ReleaseError for one without its columns, or bad cells."""
    workbook = source.workbook
    assert workbook is not None, "recognised by what the source says of its workbook"
    read_tables(con, "records", list(enumerate(delivery.files)))
    heads = [head for head in column_types(con) if head not in _STRUCTURE]
    own = {head.strip().lower(): head for head in heads}
    columns = table_as_delivered(source, table, find_by_code, topics_of_codes(heads), delivery.files[0].name)
    area = own.get(workbook.area_column)
    if area is None or not columns:
        raise ReleaseError([_no_workbook(delivery, workbook)])
    as_delivered = _as_delivered(table, workbook, area, own)
    unused = filled_columns(con, [head for code, head in own.items() if code not in _known(source, workbook)])
    name = own.get(workbook.name_column)
    stage_records(con, as_delivered, delivery, columns, SPELLING, f"a.{quoted(name)}" if name else "NULL")
    return Ingested(unused=tuple(unused), topics=columns)


def _as_delivered(table: SourceTable, workbook: CodedWorkbook, area: str, own: dict[str, str]) -> SourceTable:
    change = own.get(workbook.change_code_column or "")
    return replace(table, area_column=area, area_columns={"change_code": change} if change else {})


def _codes(source: Source) -> set[str]:
    return {code for variable in source.variables.values() if variable.topic for code in variable.topic.codes}


def _known(source: Source, workbook: CodedWorkbook) -> set[str]:
    """Codes that mean something to us, taken or not."""
    own = {workbook.area_column, workbook.name_column, workbook.change_code_column or ""}
    return _codes(source) | own | set(workbook.left_out)


def _no_workbook(delivery: RawDelivery, workbook: CodedWorkbook) -> DeliveryProblem:
    return DeliveryProblem(
        file=delivery.files[0].name,
        row=1,
        found="een blad zonder de kolommen van de werkmap van deze bron",
        expected=f"{workbook.area_column} en kolommen met cijfers, zoals a_inw",
        remedy="Lever de werkmap zoals de bron haar geeft.",
    )
