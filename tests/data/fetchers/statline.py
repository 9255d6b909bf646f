"""A CBS that serves the tables of a catalogue in the shape that their metadata have, with made figures.

The figures are for the shape alone: they are what comes in when a table is fetched and read, and mean nothing. Columns
have other numbers than in the catalogue, and topics no name at all, as CBS may give them next year.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wijkwerk.data.column_names import without_number
from wijkwerk.definitions.sources import Source, SourceTable, VariableKind
from wijkwerk.definitions.vocabulary import Protocol

from .replay import Route
from .tables import Rows, untyped

AREAS = {
    "NL00": "Nederland",
    "GM0164": "Hengelo (O.)",
    "WK016402": "Wijk 02 Noord",
    "BU01640202": "De Noork",
    "GM0153": "Enschede",
}
Cell = float | int | str | None
FigureOf = Callable[[str, int, str], Cell]  # area, year, variable
_TERM = re.compile(r"startswith\((\w+),'([^']*)'\)|(\w+) eq '([^']*)'")
_OTHER_MEMBER = "9.9.9"
_MONTHS = 12


@dataclass
class Served:
    """sets: the entity sets of a table; figures: (area, year, variable) -> what a reading of it must give."""

    sets: dict[str, Rows]
    figures: dict[tuple[str, int, str], float] = field(default_factory=dict)

    def add(self, row: "_Row", values: Mapping[str, Cell]) -> None:
        """Count the figures of a row; of a year that is told by its months the sum."""
        for column, name in row.columns.items():
            value = values[column]
            if name and value is not None:
                key = (row.area, row.year, name)
                self.figures[key] = self.figures.get(key, 0) + float(value)


@dataclass
class _Topics:
    """The list of columns as it grows: groups by path, and a running number behind every column."""

    rows: Rows = field(default_factory=list)
    number: int = 4  # the area columns before
    _groups: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, name: str) -> str:
        """A topic under the titles of its groups; gives its column."""
        *above, title = path.split("/")
        parent = None
        for depth in range(1, len(above) + 1):
            parent = self._group("/".join(above[:depth]), parent)
        self.number += 1
        key = f"{name}_{self.number}"
        self.rows.append({"ID": len(self.rows), "ParentID": parent, "Type": "Topic", "Key": key, "Title": title})
        return key

    def _group(self, path: str, parent: int | None) -> int:
        if path not in self._groups:
            self._groups[path] = len(self.rows)
            title = path.rpartition("/")[2]
            self.rows.append(
                {"ID": len(self.rows), "ParentID": parent, "Type": "TopicGroup", "Key": "", "Title": title}
            )
        return self._groups[path]


@dataclass(frozen=True)
class _Row:
    """cells: what stands in it beside its figures; columns: column -> variable, "" for a member that nobody wants."""

    area: str
    year: int
    is_wanted: bool
    cells: dict[str, Any]
    columns: dict[str, str]


def served(
    source: Source, table: SourceTable, areas: Mapping[str, str] = AREAS, figure_of: FigureOf | None = None
) -> Served:
    """One table of the catalogue with a row for each area, year (or month) and member, and rows that nobody wants."""
    figure_of = figure_of or made_figures(source)
    topics = _Topics()
    columns = _columns(source, table, topics)
    result = Served(
        {
            "TableInfos": [{"ID": 0, "Identifier": table.public_table, "Modified": "2026-10-01T02:00:00"}],
            "CategoryGroups": [],
            "DataProperties": [*_dimension_rows(table), *topics.rows],
            table.area_column: [{"Key": f"{code:<10}", "Title": title} for code, title in areas.items()],
            **_member_lists(table),
        }
    )
    typed: Rows = []
    for number, row in enumerate(_rows(table, columns, areas)):
        values = {column: figure_of(row.area, row.year, name) for column, name in row.columns.items()}
        typed.append({"ID": number, **row.cells, **values})
        if row.is_wanted and row.year in table.all_periods:
            result.add(row, values)
    return Served(result.sets | {"TypedDataSet": typed, "UntypedDataSet": untyped(typed)}, result.figures)


def route_of(tables: Mapping[str, Served], page_size: int = 400) -> Route:
    """Every table at its public number, in pages, answering the filters that fetchers ask with."""

    def route(path: str, query: Mapping[str, Sequence[str]]) -> Any:
        *_, number, name = path.split("/")
        if number not in tables or name not in tables[number].sets or query.get("$format") != ["json"]:
            return None
        wanted = query.get("$filter", [""])[0]
        rows = [row for row in tables[number].sets[name] if _fits(row, wanted)]
        start = int(query.get("$skip", ["0"])[0])
        page: dict[str, Any] = {"odata.metadata": "x", "value": rows[start : start + page_size]}
        if start + page_size < len(rows):
            page["odata.nextLink"] = f"{name}?$filter={wanted}&$skip={start + page_size}"
        return page

    return route


def v4_documents(source: Source, table: SourceTable, areas: Mapping[str, str] = AREAS) -> tuple[dict[str, Any], Served]:
    """The same in OData v4: one row per observation, and the codes of the topics beside it."""
    as_v3 = served(source, table, areas)
    properties = as_v3.sets["DataProperties"]
    codes = {row["Key"]: f"M{row['ID']:06}" for row in properties if row["Type"] == "Topic"}
    for name, key in zip(table.topics, [row["Key"] for row in properties if row["Type"] == "Topic"], strict=True):
        topic = source.variables[name].topic
        assert topic is not None
        codes[key] = topic.measures[0] if topic.measures else ""
    observations = [
        {
            "Id": number,
            "Measure": codes[key],
            "ValueAttribute": "None" if row[key] is not None else "Impossible",
            "Value": row[key],
            table.area_column: row[table.area_column].strip(),
        }
        for number, (row, key) in enumerate(
            (row, key) for row in as_v3.sets["TypedDataSet"] for key in codes if codes[key]
        )
    ]
    groups = [row for row in properties if row["Type"] == "TopicGroup"]
    documents = {
        "Properties": {
            "Identifier": table.public_table,
            "ObservationCount": len(observations),
            "ObservationsModified": "2026-10-01T02:00:00+02:00",
        },
        "MeasureCodes": {
            "value": [
                {"Identifier": codes[row["Key"]], "Title": row["Title"], "MeasureGroupId": row["ParentID"]}
                for row in properties
                if row["Type"] == "Topic" and codes[row["Key"]]
            ]
        },
        "MeasureGroups": {
            "value": [{"Id": row["ID"], "Title": row["Title"], "ParentId": row["ParentID"]} for row in groups]
        },
        "Dimensions": {"value": [{"Identifier": table.area_column, "Kind": "GeoDetail"}]},
        f"{table.area_column}Codes": {"value": [{"Identifier": code, "Title": name} for code, name in areas.items()]},
        f"{table.area_column}Groups": {"value": []},
        "Observations": {"value": observations},
    }
    return documents, as_v3


def _dimension_rows(table: SourceTable) -> Rows:
    names = [*table.dimensions, *([table.members.dimension] if table.members else [])]
    return [
        *({"ID": -1, "ParentID": None, "Type": "Dimension", "Key": name, "Title": name} for name in names),
        {"ID": -2, "ParentID": None, "Type": "GeoDetail", "Key": table.area_column, "Title": "Wijken en buurten"},
        *(
            [{"ID": -3, "ParentID": None, "Type": "TimeDimension", "Key": table.period_column, "Title": "Perioden"}]
            if table.period_column
            else []
        ),
    ]


def _columns(source: Source, table: SourceTable, topics: _Topics) -> dict[str, str]:
    """Column -> variable, and the column of the members -> ""."""
    paths = {name: source.variables[name].topic for name in table.topics}
    by_topic = {
        topics.add(f"Alle onderwerpen/{topic.paths[0]}", "Onderwerp"): name for name, topic in paths.items() if topic
    }
    by_name = {
        topics.add(without_number(column), without_number(column)): name for column, name in table.columns.items()
    }
    counted = {topics.add("Aantal", without_number(table.members.column)): ""} if table.members else {}
    return by_topic | by_name | counted


def _member_lists(table: SourceTable) -> dict[str, Rows]:
    lists: dict[str, list[str]] = {name: [code] for name, code in table.dimensions.items()}
    if table.members:
        lists[table.members.dimension] = list(table.members.variables)
    result = {
        name: [{"Key": f"{_code(each):<10}", "Title": each} for each in (*codes, _OTHER_MEMBER)]
        for name, codes in lists.items()
    }
    if table.period_column:
        result[table.period_column] = [{"Key": term, "Title": term} for term in _terms(table)]
    return result


def _code(member: str) -> str:
    """The code of a member; one that the catalogue names by its title has a code that it does not know."""
    return f"T{sum(map(ord, member)):06}" if " " in member else member


def _terms(table: SourceTable) -> list[str]:
    years = sorted({*table.periods, min(table.periods) - 1})
    if table.months_add_up:
        return [f"{year}MM{month:02}" for year in years for month in range(1, _MONTHS + 1)]
    return [f"{year}JJ00" for year in years]


def _rows(table: SourceTable, columns: Mapping[str, str], areas: Mapping[str, str]) -> Iterator[_Row]:
    """A row per area, period and member, and where a dimension is chosen from one more, of another member."""
    kinds = _member_lists(table)[table.members.dimension] if table.members else [{"Key": "", "Title": ""}]
    terms = _terms(table) if table.period_column else [str(table.year)]
    for area, term, kind in itertools.product(areas, terms, kinds):
        for is_wanted in (True, False) if table.dimensions else (True,):
            cells: dict[str, Any] = {table.area_column: f"{area:<10}"}
            cells |= {name: f"{_code(m) if is_wanted else _OTHER_MEMBER:<10}" for name, m in table.dimensions.items()}
            cells |= {table.members.dimension: kind["Key"]} if table.members else {}
            cells |= {table.period_column: term} if table.period_column else {}
            cells |= {column: "1" for name, column in table.area_columns.items() if name == "change_code"}
            counted = table.members.variables.get(kind["Title"], "") if table.members else ""
            yield _Row(area, int(term[:4]), is_wanted, cells, {key: name or counted for key, name in columns.items()})


def made_figures(source: Source) -> FigureOf:
    """Some figure within the range of each variable: another for each area, year and variable."""

    def figure(area: str, year: int, name: str) -> Cell:
        variable = source.variables.get(name)
        low, high = variable.range if variable and variable.range else (0, 100)
        step = sum(map(ord, f"{area}{year}{name}"))
        if variable and variable.kind is VariableKind.CODE:
            return f"{int(low) + step % 100:<8}"
        value = low + (step % 13) / 13 * (high - low)
        is_whole = variable is None or variable.kind in {VariableKind.COUNT, VariableKind.CLASS}
        return round(value) if is_whole else round(value, 3)

    return figure


def _fits(row: Mapping[str, Any], wanted: str) -> bool:
    """Whether a row fits a filter of alternatives ("or") that all must hold ("and")."""
    return all(
        any(
            str(row[starts]).startswith(start) if starts else str(row[equals]).strip() == value
            for starts, start, equals, value in _TERM.findall(part)
        )
        for part in wanted.split(" and ")
        if part
    )


def protocol_tables(sources: Mapping[str, Source], protocol: Protocol) -> list[tuple[Source, SourceTable]]:
    """Every table that a fetch brings in this protocol."""
    return [
        (source, table)
        for source in sources.values()
        for table in source.tables
        if source.protocol_of(table) is protocol and source.address and not table.by_hand
    ]
