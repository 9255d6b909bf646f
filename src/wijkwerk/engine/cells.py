"""Single values that a formula cannot take."""

from collections.abc import Iterable
from typing import NamedTuple


class Cell(NamedTuple):
    """column is None where the step sees one column only, or where the value is of the area as a whole."""

    row: int
    column: int | None
    value: float


class CellsError(ValueError):
    """A formula that does not exist for some values; `cells` says where each of them stands in what it was given."""

    def __init__(self, reason: str, cells: Iterable[Cell]) -> None:
        self.cells = tuple(cells)
        super().__init__(reason)
