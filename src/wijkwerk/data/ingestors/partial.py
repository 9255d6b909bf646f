"""A table of which somebody downloaded a part: the columns that are there, and none that may be another."""

from collections.abc import Sequence

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.topics import ListedTopic
from wijkwerk.definitions.sources import Source, SourceTable

from .topics import Finder


def table_as_delivered(
    source: Source, table: SourceTable, find: Finder, listed: Sequence[ListedTopic], file: str
) -> dict[str, str]:
    """Column of the file -> variable, of the variables of the table that the file has. Who downloads a table chooses
    its topics, so that one may be absent.

    Raises ReleaseError where two columns may be the same variable.
    """
    known = {name: source.variables[name].topic for name in table.variables}
    result = find({name: topic for name, topic in known.items() if topic is not None}, listed)
    doubts = [problem for problem in result.problems if problem.is_ambiguous]
    if doubts:
        raise ReleaseError(
            DeliveryProblem(
                file=file,
                row=1,
                found=problem.told,
                expected=problem.expected,
                remedy="Haal de kolom weg die het niet is, of maak ‘topic’ in catalogue/sources preciezer.",
            )
            for problem in doubts
        )
    return result.columns
