"""What a release *is*: one hash over its rows, whatever file or row group they stand in."""

import hashlib
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray


def hash_observations(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    """SHA-256 over the rows in canonical order; `relation` is a table name or a read_parquet call.

    The rows are put in order of variable, period and area in the temporary table `ordered`, with an enum for each text.
    Hashed are the sorted lists of areas, variables and statuses as text, then column by column the places in those
    lists and the numbers, as little-endian integers and doubles (NaN where there is none). File and line are left out:
    they say where a figure was found, not what it is. (Hashing one text line per row takes five times as long.)
    """
    digest = hashlib.sha256()
    con.execute("DROP TABLE IF EXISTS ordered")
    for column in _TEXTS:
        con.execute(f"DROP TYPE IF EXISTS {column}_id")
        con.execute(f"CREATE TYPE {column}_id AS ENUM (SELECT DISTINCT {column} FROM {relation} ORDER BY {column})")
        known = con.execute(f"SELECT unnest(enum_range(NULL::{column}_id))").fetchall()
        digest.update("\n".join([column, *(text for (text,) in known), ""]).encode())
    texts = ", ".join(f"{column}::{column}_id AS {column}" for column in _TEXTS)
    con.execute(
        f"""
        CREATE TEMP TABLE ordered AS
        SELECT * FROM (SELECT * REPLACE ({texts}) FROM {relation})
        ORDER BY (enum_code(variable)::BIGINT << 48) | (period::BIGINT << 32) | enum_code(area), area_year
        """
    )
    for column, kind in _HASHED:
        if kind == "<f8" and con.execute(f"SELECT count({column}) FROM ordered").fetchall() == [(0,)]:
            continue
        chosen = f"enum_code({column.removesuffix('_id')})" if column.endswith("_id") else column
        values = con.execute(f"SELECT {chosen} AS chosen FROM ordered").fetchnumpy()["chosen"]
        digest.update(f"{column}\n".encode())
        digest.update(_filled(values).astype(kind).tobytes())
    return digest.hexdigest()


_TEXTS = ("area", "variable", "status")

# The name of a column goes before its bytes, so that an empty one may be left out.
_HASHED = (
    ("variable_id", "<i4"),
    ("period", "<i2"),
    ("area_id", "<i4"),
    ("area_year", "<i2"),
    ("status_id", "<i4"),
    ("value", "<f8"),
    ("low", "<f8"),
    ("high", "<f8"),
    ("n", "<f8"),
)


def _filled(values: Any) -> NDArray[Any]:
    """A plain array: NaN where a number is missing, and no minus before a zero."""
    if values.dtype.kind != "f":
        return np.asarray(values)
    return np.ma.filled(np.ma.asarray(values), np.nan) + 0.0


def hash_areas(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    return _hash_rows(
        con.execute(
            f"""
            SELECT code, year, level, name, official_name, parent, gemeente, change_code
            FROM {relation} ORDER BY code, year
            """
        ).fetchall()
    )


def hash_borders(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    return _hash_rows(
        con.execute(f"SELECT code, year, sha256(geometry) FROM {relation} ORDER BY code, year").fetchall()
    )


def content_hash(*parts: str | None) -> str:
    return hashlib.sha256("\n".join(part or "" for part in parts).encode()).hexdigest()


def _hash_rows(rows: list[tuple[Any, ...]]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(";".join("" if cell is None else str(cell) for cell in row).encode())
        digest.update(b"\n")
    return digest.hexdigest()
