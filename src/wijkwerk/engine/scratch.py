"""Arrays that are used again. Asking for megabytes anew for every product costs as much time as the product."""

import numpy as np

from .variant_ranks import Precise


class Scratch:
    """Keeps arrays of one kind that were given back. May be shared by threads: taking and giving is one step each."""

    def __init__(self, dtype: np.dtype[np.floating]) -> None:
        self._dtype = dtype
        self._spare: list[Precise] = []

    def take(self, rows: int, columns: int) -> Precise:
        """An array of this shape, with anything in it."""
        try:
            found = self._spare.pop()
        except IndexError:
            return np.empty((rows, columns), self._dtype)
        return found if found.shape == (rows, columns) else np.empty((rows, columns), self._dtype)

    def give(self, array: Precise) -> None:
        """Nobody uses this one any more."""
        self._spare.append(array)
