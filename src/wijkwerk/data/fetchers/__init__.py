"""Bring public tables and borders onto this machine, as files, exactly as received.

A fetcher knows the network and nothing of the database; an ingestor the other way round. Raw folders are what they
share. One module per protocol; `fetch_table` finds it by the source's protocol, and `FetchRound` fetches one table
after the other.
"""

from wijkwerk.data.fetchers.errors import FetchError

from .fetch import Fetched, FetchRequest, fetch_table
from .fetch_round import FetchRound, NoConnectionError, Outcome, fetchable_tables

__all__ = [
    "FetchError",
    "FetchRequest",
    "FetchRound",
    "Fetched",
    "NoConnectionError",
    "Outcome",
    "fetch_table",
    "fetchable_tables",
]
