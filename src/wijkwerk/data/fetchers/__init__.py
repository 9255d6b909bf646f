"""Bring public tables and borders onto this machine, as files, exactly as received.

A fetcher knows the network and nothing of the database; an ingestor the other way round. Raw folders are what they
share. One module per protocol; `fetch_table` finds it by the source's protocol.
"""

from wijkwerk.data.fetchers.errors import FetchError

from .fetch import Fetched, FetchRequest, fetch_table

__all__ = ["FetchError", "FetchRequest", "Fetched", "fetch_table"]
