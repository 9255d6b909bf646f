"""The columns that a delivery has for the topics of its table, by the lists that came with it."""

from collections.abc import Callable, Mapping, Sequence

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.topics import FoundTopics, ListedTopic
from wijkwerk.definitions.sources import Topic

from .entities import read_entities

Finder = Callable[[Mapping[str, Topic], Sequence[ListedTopic]], FoundTopics]


def read_rows(con: duckdb.DuckDBPyConnection, delivery: RawDelivery, name: str) -> list[dict[str, object]]:
    """The records of an entity set that came with the data; none where it did not."""
    files = delivery.named(name)
    if not files:
        return []
    read_entities(con, "listed", files)
    cursor = con.execute("FROM listed ORDER BY file, line")
    heads = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    con.execute("DROP TABLE listed")
    return rows


def find_columns(find: Finder, topics: Mapping[str, Topic], listed: Sequence[ListedTopic], file: str) -> dict[str, str]:
    """Column (or measure) -> variable. Raises ReleaseError with every topic that cannot be told, and what is like."""
    result = find(topics, listed)
    if result.problems:
        raise ReleaseError(
            DeliveryProblem(
                file=file,
                found=problem.told,
                expected=problem.expected,
                remedy="Verbeter ‘topic’ van deze variabele in catalogue/sources, of haal haar bij ‘topics’ van deze "
                "tabel weg als de tabel haar niet meer heeft.",
            )
            for problem in result.problems
        )
    return result.columns


def require_list(listed: Sequence[ListedTopic], name: str, file: str) -> None:
    """Refuse data without the list of its columns: their numbers say nothing."""
    if not listed:
        raise ReleaseError(
            [
                DeliveryProblem(
                    file=file,
                    found=f"gegevens zonder {name}",
                    expected=f"{name} erbij: die zegt welke kolom welk onderwerp is",
                    remedy=f"Geef de map van een ophaalronde, of {name} van dezelfde tabel erbij.",
                )
            ]
        )
