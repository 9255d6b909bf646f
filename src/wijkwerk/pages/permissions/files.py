"""The whole permission table as a file: one row for each deed, one column for each role, as the rooms spell it."""

from collections.abc import Iterator

from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.table import written_grant
from wijkwerk.pages.permissions.rows import all_rows, place_of

_HEADS = ("Onderwerp", "Handeling", "Soort", "Toestand")


def table_rows() -> Iterator[tuple[str, ...]]:
    yield (*_HEADS, *(role_facts(role).name for role in Role), "Uitleg")
    ordered = sorted(all_rows(), key=lambda each: place_of(each[2].subject))
    for verb, kind, row in ordered:
        cells = (written_grant(row.grants[role]) for role in Role)
        yield (row.subject, verb, kind, row.state, *cells, row.explanation)
