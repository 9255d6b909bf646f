"""What a recipe runs on: a table of units (areas, countries) with a column for each indicator."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkwerk.engine.intervals import FloatArray


@dataclass(frozen=True)
class Figures:
    """Plain figures. All columns have one value for each unit, in the order of `units`.

    units       codes, each once
    columns     indicators and denominators: (units,) float64, NaN = missing
    names       as readers know the units; the codes where left out
    levels      "buurt", "wijk", … of every unit; a level is scored apart from the others. One level where left out
    texts       other columns, such as the group that a figure is imputed by
    references  where a figure came from, by (unit, indicator): handed on as it is, for opening up a score
    unread      columns of which cells could not be read: that is told, and nothing more is said about them
    remarks     Dutch sentences about how the table was read, that belong beside the scores
    contenders  (units,) which units take a place in the ranking; all where left out
    """

    units: tuple[str, ...]
    columns: Mapping[str, FloatArray]
    names: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    contenders: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        rows = len(self.units)
        lengths = {name: len(column) for name, column in [*self.columns.items(), *self.texts.items()]}
        lengths |= {"levels": len(self.levels or self.units), "names": len(self.names or self.units)}
        assert set(lengths.values()) <= {rows}, f"{rows} units, and columns of other lengths: {lengths}"
        assert len(set(self.units)) == rows, "a unit stands in the table twice"

    def contenders_at(self, rows: Any) -> NDArray[np.bool_] | None:
        """Of some rows (positions): which take a place; None where all do."""
        return None if self.contenders is None else np.asarray(self.contenders[rows])

    def rows(self, chosen: np.ndarray) -> "Figures":
        """Only these rows (positions), in this order."""

        def pick(values: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(values[row] for row in chosen)

        return Figures(
            pick(self.units),
            {name: column[chosen] for name, column in self.columns.items()},
            None if self.names is None else pick(self.names),
            None if self.levels is None else pick(self.levels),
            {name: pick(column) for name, column in self.texts.items()},
            self.references,
            self.unread,
            self.remarks,
            self.contenders_at(chosen),
        )

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The units as somebody finds them again in the table: the code, and the name where there is one."""
        if self.names is None:
            return self.units
        return tuple(f"{unit} {name}".strip() for unit, name in zip(self.units, self.names, strict=True))
