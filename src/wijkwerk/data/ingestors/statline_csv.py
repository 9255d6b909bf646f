"""StatLine's "CSV met statistische symbolen": semicolons, cells quoted and padded, a symbol where there is no figure.

Seen in 85163NED (SES-WOA 2019): a byte order mark; decimal *points*; codes padded to ten; missing is `"       ."`.
Some downloads end with a line that names the source ("Bron: CBS"), which has one cell.
"""

import duckdb

from wijkwerk.data.raw import RawDelivery
from wijkwerk.definitions.sources import Source, SourceTable

from .flat_csv import ingest_csv
from .records import Ingested, Spelling

# An empty cell speaks here: CBS leaves blank what cannot occur on logical grounds.
SPELLING = Spelling(empty_speaks=True)


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a StatLine CSV. Raises ReleaseError with every missing column and bad cell."""
    return ingest_csv(con, table, delivery, delimiter=";", spelling=SPELLING)
