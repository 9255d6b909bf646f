"""What goes wrong on the way from figures to scores: gathered, each of its node and its stage, down to the cell."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .cells import Cell, CellsError
from .intervals import FloatArray

Positions = NDArray[np.int64]

# Beyond some 1e308 a computer writes "infinite", and whatever is compared with that comes out as 0: no answer at all.
TOO_LARGE = "comes out larger than a number can be"


class StageError(ValueError):
    """A step that cannot be done on these figures: of which node, in which stage, and what the engine said.

    cells  the values that it cannot take, as far as it is about single ones: rows of the table, and nodes as columns
    """

    def __init__(self, node: int, stage: str, reason: str, cells: Iterable[Cell] = ()) -> None:
        self.node, self.stage, self.reason, self.cells = node, stage, reason, tuple(cells)
        super().__init__(f"node {node}, {stage}: {reason}")


class PipelineError(ValueError):
    """There are no scores. `errors` has every step that cannot be done, in the order of the pipeline."""

    def __init__(self, errors: Sequence[StageError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(map(str, errors)))


@dataclass
class Attempts:
    """Goes on after a step that cannot be done, so that all of them are told at once.

    forgiven  nodes that may be left out instead
    """

    forgiven: frozenset[int] = frozenset()
    failed: list[StageError] = field(default_factory=list)
    left_out: list[StageError] = field(default_factory=list)

    @contextmanager
    def attempt(
        self, node: int, stage: str, rows: Positions | None = None, children: Positions | None = None
    ) -> Iterator[None]:
        """What goes wrong inside is of this node, in this stage; the block ends there and the work goes on.

        rows, children  which rows of the table and which nodes a step is given, where that is not all and its own node
        """
        try:
            with np.errstate(over="raise"):
                yield
        except FloatingPointError:
            self._keep(StageError(node, stage, TOO_LARGE))
        except CellsError as error:
            self._keep(StageError(node, stage, str(error), tuple(_placed(error.cells, node, rows, children))))
        except ValueError as error:
            self._keep(StageError(node, stage, str(error)))

    def end(self) -> None:
        """Raises PipelineError where anything failed."""
        if self.failed:
            raise PipelineError(self.failed)

    def _keep(self, error: StageError) -> None:
        (self.left_out if error.node in self.forgiven else self.failed).append(error)


def finite(values: FloatArray) -> FloatArray:
    if np.isinf(values).any():
        raise ValueError(TOO_LARGE)
    return values


def _placed(cells: Sequence[Cell], node: int, rows: Positions | None, children: Positions | None) -> Iterator[Cell]:
    for row, column, value in cells:
        yield Cell(
            row if rows is None else int(rows[row]),
            node if children is None or column is None else int(children[column]),
            value,
        )
