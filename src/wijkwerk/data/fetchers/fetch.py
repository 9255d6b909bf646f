"""Fetch one table of a catalogued source, by the protocol that the source names."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from wijkwerk.data.fetchers.errors import FetchError, FinalProblem
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.durable import UNFINISHED
from wijkwerk.lib.progress import Progress

from . import cbs_odata_v3, cbs_odata_v4, pdok_ogc_features
from .client import PoliteClient
from .pages import Session
from .raw_folder import RawFolder

PROTOCOLS: dict[Protocol, ModuleType] = {
    Protocol.CBS_ODATA_V3: cbs_odata_v3,
    Protocol.CBS_ODATA_V4: cbs_odata_v4,
    Protocol.PDOK_OGC_FEATURES: pdok_ogc_features,
}


@dataclass(frozen=True)
class FetchRequest:
    """Which table. One that lost columns which the catalogue reads is refused, with all of them named.

    again   fetch even when the source says that nothing changed
    """

    source: Source
    table: SourceTable
    again: bool = False

    @property
    def protocol(self) -> Protocol:
        return self.table.protocol or self.source.protocol


@dataclass(frozen=True)
class Fetched:
    """A finished delivery on disk. `is_new` is False when it is the same as the one before."""

    folder: Path
    rows: int
    is_new: bool


def fetch_table(
    request: FetchRequest,
    raw: Path,
    report: Progress,
    client: PoliteClient | None = None,
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
) -> Fetched:
    """Bring a whole table to `raw/<source>/<table>/<moment>/`, or raise FetchError and keep what came in.

    client   made for the source's own host when left out
    """
    module = PROTOCOLS.get(request.protocol)
    if module is None or request.source.address is None:
        raise FetchError(
            request.source.id,
            f"een bron die niet wordt opgehaald ({request.protocol.value})",
            "een bron met een adres en een protocol: " + ", ".join(p.value for p in PROTOCOLS),
            "Lever het bestand aan met `wijkwerk import`.",
        )
    address = request.source.address.format(table=request.table.table)
    if client is not None:
        return _fetch(request, module, address, raw, report, client, now)
    with PoliteClient(frozenset({urlsplit(address).hostname or ""})) as own:
        return _fetch(request, module, address, raw, report, own, now)


def _fetch(
    request: FetchRequest,
    module: ModuleType,
    address: str,
    raw: Path,
    report: Progress,
    client: PoliteClient,
    now: Callable[[], datetime.datetime],
) -> Fetched:
    source, table = request.source.id, request.table.table
    folder = RawFolder(raw / source / table, source, table, request.protocol.value)
    before = folder.newest()
    probe = folder.root / f"{UNFINISHED}probe.json"
    probe.parent.mkdir(parents=True, exist_ok=True)
    marker: str = module.version_of(client, address, probe)
    if marker and request.table.dimensions:  # another choice is another delivery, also of an unchanged table
        marker = " ".join([marker, *(f"{column}={code}" for column, code in request.table.dimensions.items())])
    if before is not None and marker and marker == folder.newest_marker() and not request.again:
        return Fetched(before, 0, is_new=False)
    session = Session(client, folder.begin(marker, now()), report, now)
    try:
        rows: int = module.fetch(session, address, table, tuple(request.table.columns), request.table.dimensions)
    except FinalProblem as problem:
        raise FetchError(address, problem.found, problem.expected, problem.remedy) from problem
    done = folder.finish(session.incoming, now())
    return Fetched(done, rows, is_new=done != before)
