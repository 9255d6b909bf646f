"""Several tables one after the other: what one of them refuses does not stop the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.data.fetchers.errors import FetchError
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.progress import Progress

from .fetch import Fetched, FetchRequest, fetch_table
from .no_connection import no_connection, unreachable_error
from .reaching import unreachable_hosts


class NoConnectionError(Exception):
    """Not one of the hosts can be reached. The message, in Dutch, says which, for what, and what to do."""


@dataclass(frozen=True)
class Outcome:
    """What became of one table of a round: fetched, or why not."""

    request: FetchRequest
    fetched: Fetched | None = None
    problem: FetchError | None = None


def fetchable_tables(catalogue: Catalogue, *, again: bool = False, via: Protocol | None = None) -> list[FetchRequest]:
    """Every table of the catalogue that a public interface has, in the order of the sources and their tables.

    via   only those that the source has in this protocol too
    """
    requests = [
        FetchRequest(source, table, again, via) for source in catalogue.sources.values() for table in source.tables
    ]
    return [request for request in requests if request.is_possible]


class FetchRound:
    """One round. `unreachable` grows: a host that falls away is not asked again for the tables that follow."""

    def __init__(self, requests: Sequence[FetchRequest], raw: Path) -> None:
        self.requests = requests
        self.unreachable: dict[str, str] = {}
        self._raw = raw

    def __call__(self, report: Progress, begin: Callable[[int, FetchRequest], None]) -> Iterator[Outcome]:
        """Fetch table after table. `begin` is told which one comes now. Raises NoConnectionError before the first."""
        self.unreachable = unreachable_hosts(request.address for request in self.requests)
        if self.requests and all(request.host in self.unreachable for request in self.requests):
            raise NoConnectionError(self.advice())
        for place, request in enumerate(self.requests, start=1):
            begin(place, request)
            yield self._outcome(request, report)

    def advice(self) -> str:
        """What to do about the hosts that cannot be reached; empty where all can."""
        return no_connection(self.requests, self.unreachable) if self.unreachable else ""

    def _outcome(self, request: FetchRequest, report: Progress) -> Outcome:
        if request.host in self.unreachable:
            return Outcome(request, problem=unreachable_error(request.host, self.unreachable[request.host]))
        try:
            return Outcome(request, fetched=fetch_table(request, self._raw, report))
        except FetchError as problem:
            self.unreachable |= unreachable_hosts([request.address])
            return Outcome(request, problem=problem)
