"""Hand numpy arrays to DuckDB under a name, for as long as a block lasts. Needs neither pandas nor pyarrow."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, NDArray[Any]]) -> Iterator[None]:
    """Columns of one length as a readable view; None in an array of objects is NULL, a masked value too."""
    con.register(name, dict(columns))
    try:
        yield
    finally:
        con.unregister(name)


def objects(values: Iterable[object]) -> NDArray[np.object_]:
    """An array of Python objects (texts, bytes, None), also where numpy would make something else of it."""
    items = list(values)
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array
