"""The published editions on disk: `editions/<key>/` and `editions/current.json`. Knows no database.

An edition's folder appears under its name in one step, and never changes; only its read cache may be made again.
Which edition visitors see is what `current.json` says, whatever their keys and clocks say (docs/decisions.md, 161).
"""

import datetime
import fcntl
import json
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wijkwerk.data.queries.duckdb_store import DuckDBStore
from wijkwerk.data.queries.room import ROOM
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.level_sources import with_delivered
from wijkwerk.governance.kader.frozen import FrozenKader, read_norms
from wijkwerk.lib.durable import UNFINISHED, sweep_unfinished, sync_folder, write_durably

from .cache import CACHE, build_cache, cache_is_current
from .country import Country, country_of
from .frozen_catalogue import read_catalogue
from .manifest import MANIFEST, EditionError, Manifest, read_manifest
from .published_scores import PublishedScores

CURRENT = "current.json"
LOCK = ".lock"
# Bytes of its catalogue, kader and recipes as Python has them, and the certainty of its places.
_DEFINITIONS = 3_000_000
_KEY = re.compile(r"\d{4}-\d{1,4}")


@dataclass(frozen=True, eq=False)
class PublishedEdition:
    """A published edition, ready to answer. `store` may be shared between threads.

    mark  tells it apart from all others, without holding it open
    """

    folder: Path
    manifest: Manifest
    store: DuckDBStore
    mark: object = field(default_factory=object)

    @property
    def key(self) -> str:
        return self.manifest.key

    @property
    def published_at(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.manifest.published_at)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The definitions as they were published, beside what its releases brought."""
        return with_delivered(read_catalogue(self.folder), self.manifest.delivered)

    @cached_property
    def country(self) -> Country:
        """What it may say of the whole country."""
        return country_of(self.store, self.catalogue)

    @cached_property
    def kader(self) -> FrozenKader | None:
        """The norms as they held when it was published; None where there were none."""
        return read_norms(self.folder)

    @cached_property
    def scores(self) -> PublishedScores:
        """The scores as they were published; without recipes in an edition from before there were any."""
        recipes = [recipe.id for recipe in self.manifest.recipes]
        return PublishedScores(self.folder, recipes, self.store, self.catalogue, self.kader)


class Shelf:
    """All editions below one folder. Those asked last are kept open, as many as there is room for (`ROOM`); the others
    are closed by themselves once nobody reads them any more.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._mark = object()
        self._sequences: dict[str, int] = {}
        self._opening = threading.Lock()

    def published_keys(self) -> list[str]:
        """Finished editions in the order of publication: a clock may have been wrong, the count was not."""
        keys = [path.parent.name for path in self.root.glob(f"*/{MANIFEST}") if _KEY.fullmatch(path.parent.name)]
        return sorted(keys, key=lambda key: (self._sequence(key), *map(int, key.split("-"))))

    def current_key(self) -> str | None:
        """The edition that visitors see; None before the first is published.

        Raises EditionError where the pointer cannot be read.
        """
        try:
            text = (self.root / CURRENT).read_text(encoding="utf-8")
        except FileNotFoundError:
            return self._write_first_pointer()
        try:
            key = json.loads(text)["key"]
        except (ValueError, KeyError, TypeError):
            key = None
        if not (isinstance(key, str) and _KEY.fullmatch(key)):
            raise EditionError(
                f"Welke editie op de site staat, is niet te lezen (editions/{CURRENT} is beschadigd). Zeg het opnieuw: "
                "wijkwerk editions use EDITIE --reason TEKST. Welke er zijn, staat in de map editions."
            )
        return key

    def manifest(self, key: str) -> Manifest:
        if not _KEY.fullmatch(key):
            raise EditionError(f"Er is geen editie {key!r}.")
        return read_manifest(self.root / key)

    def open(self, key: str | None = None) -> PublishedEdition:
        """An edition by its key, or the current one. Makes its read cache where that is missing.

        Raises EditionError where there is no such edition.
        """
        wanted = self.current_key() if key is None else key
        if wanted is None:
            raise EditionError("Er is nog geen editie gepubliceerd. Geef de opdracht: wijkwerk publish")
        is_open: PublishedEdition | None = ROOM.find((self._mark, wanted))
        if is_open is None:  # nobody waits for another who opens an edition whose cache has to be made
            with self._opening:
                is_open = ROOM.ask((self._mark, wanted), lambda: self._opened(wanted), _weight)
        is_open.store.stay()
        return is_open

    def _opened(self, key: str) -> PublishedEdition:
        manifest, folder = self.manifest(key), self.root / key
        ensure_cache(folder)
        return PublishedEdition(folder, manifest, DuckDBStore(folder / CACHE))

    def make_current(self, key: str) -> None:
        """Switch what visitors see, in one step."""
        self._pointer_to(key).replace(self.root / CURRENT)
        sync_folder(self.root)

    def _write_first_pointer(self) -> str | None:
        """In a folder from before there was a pointer: the edition that was published last. Replaces no pointer."""
        keys = self.published_keys()
        if not keys:
            return None
        try:
            beside = self._pointer_to(keys[-1])
        except OSError:  # a process that may only read the folder
            return keys[-1]
        with suppress(FileExistsError):
            (self.root / CURRENT).hardlink_to(beside)
        beside.unlink()
        sync_folder(self.root)
        return self.current_key()

    def _pointer_to(self, key: str) -> Path:
        """A whole `current.json` under another name, to be put in its place. Raises OSError."""
        descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=".json", dir=self.root)
        os.close(descriptor)
        beside = Path(name)
        write_durably(beside, json.dumps({"key": key}) + "\n")
        beside.chmod(0o644)
        return beside

    def _sequence(self, key: str) -> int:
        """Its number in the order of publication; 0 where that cannot be read: one that is spoilt hides no other."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            if key not in self._sequences:
                manifest = json.loads((self.root / key / MANIFEST).read_text(encoding="utf-8"))
                self._sequences[key] = int(manifest["sequence"])
        return self._sequences.get(key, 0)

    def sweep(self) -> None:
        """Remove what a killed publisher left half-made. Only the holder of `publishing` may."""
        sweep_unfinished(self.root)
        for left in self.root.glob(f"{UNFINISHED}*"):
            left.unlink(missing_ok=True)

    def close(self) -> None:
        for edition in ROOM.forget(lambda key: isinstance(key, tuple) and key[0] is self._mark):
            edition.store.close()
        self._sequences.clear()

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Only one process at a time. The system frees the lock when its holder dies. Raises EditionError."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EditionError(
                    "Er wordt op dit moment al een editie gepubliceerd. Wacht tot die klaar is en probeer het opnieuw."
                ) from error
            yield


def _weight(edition: PublishedEdition) -> int:
    return edition.store.weight() + _DEFINITIONS


def ensure_cache(folder: Path) -> None:
    """Make the read cache of an edition where it is missing or was written by another version. One process does it."""
    if cache_is_current(folder):
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if not cache_is_current(folder):
            build_cache(folder)
    finally:
        os.close(descriptor)
