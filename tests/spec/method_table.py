"""The shape of a spec: a table that anybody can check by hand, read by a test and by the writer of docs/methods."""

from collections.abc import Callable
from dataclasses import dataclass

Cell = float | str | None  # None is a blank: missing going in, no answer coming out


@dataclass(frozen=True)
class MethodTable:
    """One rule of a method on a handful of cases.

    inputs, outputs  headings of the columns, in Dutch
    rows             the cells under those headings, inputs first
    decimals         how many decimals of each output are written (and compared)
    compute          the engine's answer to the input cells of one row
    """

    title: str
    text: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    compute: Callable[..., tuple[Cell, ...]]
    decimals: int = 2

    def cases(self) -> list[tuple[tuple[Cell, ...], tuple[Cell, ...]]]:
        """Each row as its input cells and its output cells."""
        split = len(self.inputs)
        return [(row[:split], row[split:]) for row in self.rows]


@dataclass(frozen=True)
class Method:
    """One page of docs/methods."""

    slug: str
    title: str
    introduction: str
    tables: tuple[MethodTable, ...]
    closing: str
