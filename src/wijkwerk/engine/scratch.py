"""Arrays that are used again. Asking for megabytes anew for every product costs as much time as the product."""

import numpy as np

from .intervals import FloatArray


class Scratch:
    """Keeps arrays that were given back. May be shared by threads: taking and giving is one step each."""

    def __init__(self) -> None:
        self._spare: list[FloatArray] = []

    def take(self, rows: int, columns: int) -> FloatArray:
        """An array of this shape, with anything in it."""
        try:
            spare = self._spare.pop()
        except IndexError:
            return np.empty((rows, columns))
        return spare if spare.shape == (rows, columns) else np.empty((rows, columns))

    def give(self, array: FloatArray) -> None:
        """Nobody uses this one any more."""
        self._spare.append(array)
