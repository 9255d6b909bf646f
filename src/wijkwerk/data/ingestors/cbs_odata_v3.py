"""CBS OData v3: the TypedDataSet as JSON pages or as Parquet, with the codes and symbols that stand beside it.

Where somebody saved only the data, as CSV, workbook or Parquet, all files are data, whatever they are called.

Seen in 84799NED (KWB 2020, March 2021): codes and texts padded with spaces; numbers typed; the postcode is text, with
"." where there is none; the names of areas are not in the data set but in the dimension `WijkenEnBuurten`; the change
code is the text 1, 2, 3 or "."; column numbers move every year (`HuishoudensTotaal_28` -> `_29`). The UntypedDataSet
holds the symbol of a missing value, which the typed one turns into null.

`line` is the number of the record in its file, counted from 1: there is no header.
"""

from collections.abc import Sequence

import duckdb

from wijkwerk.data.area.codes import area_code
from wijkwerk.data.column_names import without_number
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery, RawFile
from wijkwerk.data.topics import find_by_path, topics_of_properties
from wijkwerk.definitions.sources import Source, SourceTable

from .columns import resolve_columns
from .dimensions import choose_members
from .entities import read_entities
from .member_lists import with_codes
from .members import stage_members
from .records import Ingested, Spelling, column_types, filled_columns, quoted, stage_records
from .topics import find_columns, read_rows, require_list

TYPED = "TypedDataSet"
UNTYPED = "UntypedDataSet"
PROPERTIES = "DataProperties"

# What a delivery holds beside the data, and its dimensions.
_BESIDE = (UNTYPED, "TableInfos", PROPERTIES, "CategoryGroups")

# What every v3 data set has besides its topics.
_STRUCTURE = {"file", "line", "ID"}
_AREA_TOPICS = ("Gemeentenaam", "SoortRegio", "Codering", "IndelingswijzigingWijkenEnBuurten")


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a v3 delivery. Raises ReleaseError with every missing column and bad cell."""
    table = with_codes(con, table, delivery)
    data = delivery.named(TYPED) or _data_alone(delivery, table)
    file = data[0][1].name
    read_entities(con, "records", data)
    present = list(column_types(con))
    resolved = resolve_columns(table, present, file)
    topics = _find_topics(con, source, table, delivery, present, file)
    further = _dimensions(resolved.table, present)
    choose_members(con, resolved.table, file, further)
    names = _read_names(con, table, delivery) if source.names_areas else "NULL"
    untyped = delivery.named(UNTYPED)
    if untyped:
        read_entities(con, "untyped", untyped)
        choose_members(con, resolved.table, untyped[0][1].name, further, name="untyped")
    if table.members is not None:
        stage_members(con, resolved.table, delivery, "untyped" if untyped else "records", resolved.counted, names)
        return Ingested(resolved.renamed)
    columns = resolved.columns | topics
    unused = _unused(con, resolved.table, set(columns), present)
    stage_records(con, resolved.table, delivery, columns, Spelling(), names)
    if untyped:
        _stage_reasons(con, resolved.table, columns)
    return Ingested(resolved.renamed, unused, topics=topics)


def _find_topics(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    table: SourceTable,
    delivery: RawDelivery,
    present: Sequence[str],
    file: str,
) -> dict[str, str]:
    """Column -> variable of the variables whose column is found by its topic. Raises ReleaseError."""
    wanted = source.topics_of(table)
    if not wanted:
        return {}
    listed = topics_of_properties(read_rows(con, delivery, PROPERTIES))
    require_list(listed, PROPERTIES, file)
    return find_columns(find_by_path, wanted, [topic for topic in listed if topic.key in present], file)


def _dimensions(table: SourceTable, present: list[str]) -> list[str]:
    """Columns that can only be a further dimension: CBS numbers its topics ("AantalInwoners_5"), and these not."""
    described = {*table.columns, *table.ignored, *table.area_columns.values(), table.area_column, table.period_column}
    described |= {*_STRUCTURE, *table.empty_until_final, *([table.members.dimension] if table.members else [])}
    return [column for column in present if column not in described and without_number(column) == column]


def _data_alone(delivery: RawDelivery, table: SourceTable) -> list[tuple[int, RawFile]]:
    """The only file, or all of them where none is named after what stands beside a data set."""
    beside = any(delivery.named(name) for name in (*_BESIDE, table.area_column))
    if len(delivery.files) == 1 or (delivery.files and not beside):
        return list(enumerate(delivery.files))
    raise ReleaseError(
        [
            DeliveryProblem(
                file=", ".join(file.name for file in delivery.files) or "(geen bestand)",
                found="geen bestand met TypedDataSet in de naam",
                expected="de gegevens van de tabel: TypedDataSet, als JSON, Parquet, CSV of XLSX",
                remedy="Geef de map van een ophaalronde, of het bestand met de gegevens erbij.",
            )
        ]
    )


def _unused(con: duckdb.DuckDBPyConnection, table: SourceTable, used: set[str], present: list[str]) -> tuple[str, ...]:
    meant = used | {
        *table.dimensions,
        table.area_column,
        table.period_column,
        *table.area_columns.values(),
        *table.ignored,
        *_STRUCTURE,
    }
    rest = [column for column in present if column not in meant and not column.startswith(_AREA_TOPICS)]
    return tuple(filled_columns(con, rest))


def _read_names(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> str:
    """SQL for an area's name: from the dimension where it was delivered, else from a column, else none."""
    dimension = delivery.named(table.area_column)
    if not dimension:
        name = table.area_columns.get("name")
        return f"trim(a.{quoted(name)})" if name else "NULL"
    read_entities(con, "area_titles", dimension)
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE titles AS
        SELECT {area_code("Key")} AS code, any_value(trim(Title)) AS title FROM area_titles GROUP BY 1
        """
    )
    con.execute("DROP TABLE area_titles")
    return "(SELECT title FROM titles WHERE code = a.area)"


def _stage_reasons(con: duckdb.DuckDBPyConnection, table: SourceTable, columns: dict[str, str]) -> None:
    """Add the symbols of the untyped set for the cells that the typed set left empty."""
    chosen = ", ".join(f"trim({quoted(column)}::VARCHAR) AS {quoted(variable)}" for column, variable in columns.items())
    period = str(table.year) if table.year else f"TRY_CAST(left(trim({quoted(table.period_column)}), 4) AS SMALLINT)"
    con.execute(
        f"""
        INSERT INTO cells
        SELECT s.area, s.period, s.variable, NULL, s.symbol, s.file, s.line
        FROM (UNPIVOT (SELECT {area_code(quoted(table.area_column))} AS area, ({period})::SMALLINT AS period,
                              file, line, {chosen} FROM untyped)
              ON {", ".join(quoted(variable) for variable in columns.values())} INTO NAME variable VALUE symbol) s
        ANTI JOIN cells c ON c.area = s.area AND c.period = s.period AND c.variable = s.variable
        WHERE TRY_CAST(s.symbol AS DOUBLE) IS NULL AND s.symbol <> '-'
        """
    )
    con.execute("DROP TABLE untyped")
