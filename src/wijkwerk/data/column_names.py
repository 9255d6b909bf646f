"""A column by its name, although a source renumbers its columns every year: fetching and reading hold the same rule."""

import re
from collections.abc import Collection

_NUMBER = re.compile(r"_\d+$")


def without_number(column: str) -> str:
    """`AantalInwoners_5` -> `AantalInwoners`."""
    return _NUMBER.sub("", column)


def find_column(column: str, wanted: Collection[str], present: Collection[str]) -> str | None:
    """The column as this table spells it: its own name, or the name without the number.

    wanted, present   all columns that are looked for, and all that there are
    A renumbered column is accepted when one column of the table and one of those wanted have that name; CBS uses
    *Tussenwoning* for electricity and for gas, and there only the topic tells.
    """
    if column in present:
        return column
    name = without_number(column)
    candidates = [other for other in present if without_number(other) == name]
    rivals = {other for other in wanted if without_number(other) == name}
    return candidates[0] if len(candidates) == 1 and len(rivals) == 1 else None
