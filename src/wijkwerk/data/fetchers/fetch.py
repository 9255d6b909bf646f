"""Fetch one table of a catalogued source, by the protocol that the source names."""

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from wijkwerk.data.fetchers.errors import FetchError, FinalProblem, TableChangedError
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.durable import UNFINISHED
from wijkwerk.lib.progress import Progress

from . import cbs_odata_v3, cbs_odata_v4, pdok_ogc_features, swing_odata
from .client import PoliteClient
from .pages import Session
from .raw_folder import RawFolder
from .wanted import wanted_of

PROTOCOLS: dict[Protocol, ModuleType] = {
    Protocol.CBS_ODATA_V3: cbs_odata_v3,
    Protocol.CBS_ODATA_V4: cbs_odata_v4,
    Protocol.PDOK_OGC_FEATURES: pdok_ogc_features,
    Protocol.SWING_ODATA: swing_odata,
}
KEY_NAME = "WIJKWERK_APIKEY_{source}"  # of the environment: a key never stands in the catalogue


@dataclass(frozen=True)
class FetchRequest:
    """Which table. One that lost columns which the catalogue reads is refused, with all of them named.

    again   fetch even when the source says that nothing changed
    via     another protocol in which the source has the same table
    """

    source: Source
    table: SourceTable
    again: bool = False
    via: Protocol | None = None

    @property
    def protocol(self) -> Protocol:
        return self.via or self.source.protocol_of(self.table)

    @property
    def address(self) -> str:
        """Where the table stands; empty for one that people deliver."""
        address = self.source.address if self.via is None else self.source.addresses.get(self.via)
        return (address or "").format(table=self.table.public_table)

    @property
    def is_possible(self) -> bool:
        """Whether a public interface has it. In another protocol columns have other names: there the topics tell."""
        is_known = self.via is None or (bool(self.table.topics) and not self.table.columns)
        return is_known and bool(self.address) and self.protocol in PROTOCOLS and not self.table.by_hand

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def api_key(self) -> str | None:
        """What the source asks of who fetches, where it asks anything."""
        return os.environ.get(KEY_NAME.format(source=self.source.id.upper())) or None


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
    if module is None or not request.address:
        raise FetchError(
            request.source.id,
            f"een bron die niet wordt opgehaald ({request.protocol.value})",
            "een bron met een adres en een protocol: " + ", ".join(p.value for p in PROTOCOLS),
            "Lever het bestand aan met `wijkwerk import`.",
        )
    if client is not None:
        return _fetch(request, module, raw, report, client, now)
    with PoliteClient(frozenset({request.host}), api_key=request.api_key) as own:
        return _fetch(request, module, raw, report, own, now)


def _fetch(
    request: FetchRequest,
    module: ModuleType,
    raw: Path,
    report: Progress,
    client: PoliteClient,
    now: Callable[[], datetime.datetime],
) -> Fetched:
    source, table, address = request.source.id, request.table.table, request.address
    folder = RawFolder(raw / source / table, source, table, request.protocol.value)
    before = folder.newest()
    probe = folder.root / f"{UNFINISHED}probe.json"
    probe.parent.mkdir(parents=True, exist_ok=True)
    wanted = wanted_of(request.source, request.table)
    version: str = module.version_of(client, address, probe)
    marker = f"{version} {wanted.choice}".strip() if version else ""
    if before is not None and not request.again and folder.is_current(marker, now()):
        return Fetched(before, 0, is_new=False)
    session = Session(client, folder.begin(marker, now()), report, now)
    try:
        rows: int = module.fetch(session, address, wanted)
    except TableChangedError:
        session.incoming.discard()
        raise
    except FinalProblem as problem:
        raise FetchError(address, problem.found, problem.expected, problem.remedy) from problem
    if not rows:
        raise FetchError(
            address,
            "geen enkele rij",
            "rijen van deze tabel",
            "Kijk bij de bron of de tabel gevuld is, en of zij de jaren en leden heeft die catalogue/sources noemt.",
        )
    done = folder.finish(session.incoming, now())
    return Fetched(done, rows, is_new=done != before)
