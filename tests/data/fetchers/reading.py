"""A whole fetch from a replay, with time standing still; for the tests of every protocol."""

import datetime
import json
from dataclasses import dataclass, field
from pathlib import Path

from wijkwerk.data.fetchers import Fetched, FetchRequest, fetch_table
from wijkwerk.data.fetchers.client import PoliteClient
from wijkwerk.definitions.vocabulary import Protocol

from . import tables
from .replay import Fault, Replay, busy, dies_at_60_per_cent, server_error, truncated, web_page

V3, V4, PDOK = Protocol.CBS_ODATA_V3, Protocol.CBS_ODATA_V4, Protocol.PDOK_OGC_FEATURES
PASSING: dict[str, Fault] = {
    "500": server_error,
    "503 with Retry-After": busy(7),
    "truncated JSON": truncated,
    "HTML instead of JSON": web_page,
    "dies at 60 %": dies_at_60_per_cent,
}


@dataclass
class Reader:
    """Fetches from a replay, with time standing still and every wait noted."""

    server: Replay
    raw: Path
    protocol: Protocol
    columns: dict[str, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    reports: list[tuple[int, int, str]] = field(default_factory=list)
    moment: datetime.datetime = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
    largest: int = 2**20
    dimensions: dict[str, str] = field(default_factory=dict)
    timeout: float = 60.0

    def fetch(self, again: bool = False) -> Fetched:
        source = tables.source(self.protocol, f"{self.server.base}/odata/{{table}}", self.columns, self.dimensions)
        return self.fetch_request(FetchRequest(source, source.tables[0], again))

    def fetch_request(self, request: FetchRequest) -> Fetched:
        client = PoliteClient(
            frozenset({"127.0.0.1"}),
            sleep=self.waits.append,
            clock=lambda: 0.0,
            largest=self.largest,
            timeout=self.timeout,
        )
        with client:
            return fetch_table(request, self.raw, lambda *said: self.reports.append(said), client, self._now)

    def _now(self) -> datetime.datetime:
        self.moment += datetime.timedelta(seconds=1)
        return self.moment


def rows_in(folder: Path, stem: str, key: str = "value") -> list[dict[str, object]]:
    return [row for file in sorted(folder.glob(f"{stem}-*.json")) for row in json.loads(file.read_text("utf-8"))[key]]
