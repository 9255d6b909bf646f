"""Square areas in RD, as WKB."""

import shapely

X, Y = 250_000.0, 475_000.0


def square(column: float, row: float, size: float = 1000.0) -> bytes:
    """A square; column to the east, row to the north, in units of a kilometre."""
    west, south = X + column * 1000, Y + row * 1000
    return bytes(shapely.to_wkb(shapely.box(west, south, west + size, south + size)))
