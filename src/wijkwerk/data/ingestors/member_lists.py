"""The wanted members of a table's dimensions by their codes, where the catalogue names them by title."""

from collections.abc import Callable
from dataclasses import replace

import duckdb

from wijkwerk.data.member_codes import MemberList
from wijkwerk.data.raw import RawDelivery
from wijkwerk.definitions.sources import SourceTable

from .topics import read_rows


def with_codes(
    con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery, entity: Callable[[str], str] = str
) -> SourceTable:
    """The table with codes for titles, by the lists that came with the data; a list that did not come changes nothing.

    entity   the name of the entity set that lists a dimension
    """

    members = table.members
    dimensions = [*table.dimensions, *([members.dimension] if members else [])]
    lists = {name: MemberList.of(read_rows(con, delivery, entity(name))) for name in dimensions}

    def code(dimension: str, wanted: str) -> str:
        return lists[dimension].code_of(wanted) or wanted

    return replace(
        table,
        dimensions={dimension: code(dimension, wanted) for dimension, wanted in table.dimensions.items()},
        members=members
        and replace(
            members,
            variables={code(members.dimension, wanted): name for wanted, name in members.variables.items()},
        ),
    )
