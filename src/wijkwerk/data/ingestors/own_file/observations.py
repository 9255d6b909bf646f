"""The figures of an own file, in the shape that a release holds them."""

from dataclasses import dataclass

from wijkwerk.definitions.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell. `line` is the row of the sheet or the line of the text file; the header's row counts too.

    value   None unless the status carries one
    low, high, n   from the columns beside the figure, where the file has them; None with a value that is None
    """

    area: str
    area_year: int
    period: int
    variable: str
    value: float | None
    status: Status
    low: float | None
    high: float | None
    n: float | None
    file: int
    line: int
