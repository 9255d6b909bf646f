"""`manifest.json` of a backup: what is in it, each with its hash; believed only where all of it can be so.

Whoever alters a part can alter the manifest with it. Only the digest that `backup` told proves a backup; but nothing
that stands here may lead outside the folder, or be found wanting after everything was put in place.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from wijkwerk.access.stored_files.byte_store import ROOM as STORED
from wijkwerk.backup.errors import RestoreError

MANIFEST = "manifest.json"
FORMAT = 3
_READABLE = (1, 2, FORMAT)  # the first told no numbers, the second knew no stored files
ROWS, FILES = "rows", "files"
ROOMS = ("raw", "releases", "editions", STORED)  # of the data folder, in the order in which they lean on each other

# Those of rows, files and numbers fit what a database counts with.
_Count = Annotated[int, Field(ge=0, lt=2**63)]
_LONGEST_NAME, _LONGEST_PATH = 255, 2000  # bytes that a file system takes, with room for the folder it is put in
_EDITIONS = f"{FILES}/editions/"
_STORED = re.compile(rf"{FILES}/{STORED}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")
_VERSION = r"[0-9A-Za-z.+-]{1,60}"
_AS_WRITTEN = ConfigDict(extra="forbid", strict=True)


def _moment(text: str) -> str:
    datetime.datetime.fromisoformat(text)
    return text


def _place(name: str) -> str:
    if not _is_place(name):
        raise ValueError("leads elsewhere")
    return name


@dataclass(frozen=True, slots=True, config=_AS_WRITTEN)
class Part:
    """One file of the archive. `rows`: of a table."""

    name: Annotated[str, AfterValidator(_place)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    bytes: _Count
    rows: _Count | None = None


@dataclass(frozen=True, slots=True, config=_AS_WRITTEN)
class Manifest:
    """What `manifest.json` says.

    migrations  "app name" of every step that the database had taken: rows fit only a database of the same steps
    current     key of the edition that visitors saw
    numbers     table -> the last number that its rows got: no later row may get it again, though its own is gone
    lost        hashes of stored files that rows name and that were not on disk any more
    """

    made_at: Annotated[str, AfterValidator(_moment)]
    code_version: Annotated[str, Field(pattern=f"^{_VERSION}$")]
    migrations: tuple[str, ...]
    current: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{1,4}$")] | None
    parts: tuple[Part, ...]
    numbers: dict[str, _Count] = Field(default_factory=dict)
    lost: tuple[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")], ...] = ()
    format: int = FORMAT

    @property
    def tables(self) -> dict[str, Part]:
        """Table -> its rows."""
        return {PurePosixPath(part.name).stem: part for part in self.parts if part.name.startswith(f"{ROWS}/")}

    @property
    def stored(self) -> dict[str, Part]:
        """Hash under which a stored file stands -> its part; the same hash, where it was whole when it was copied."""
        matches = ((part, _STORED.fullmatch(part.name)) for part in self.parts)
        return {match[2]: part for part, match in matches if match}

    @property
    def files(self) -> list[Part]:
        return [part for part in self.parts if part.name.startswith(f"{FILES}/")]


_MANIFEST = TypeAdapter(Manifest)


def read_manifest(told: bytes) -> Manifest:
    """Raises RestoreError for a manifest of another version, or with anything in it that cannot be so."""
    try:
        _require_readable(json.loads(told))
        manifest = _MANIFEST.validate_json(told)
    except ValidationError as error:
        raise _wrong(".".join(map(str, error.errors()[0]["loc"])) or MANIFEST) from error
    except (ValueError, RecursionError) as error:
        raise _wrong(MANIFEST) from error
    for what in _contradictions(manifest):
        raise _wrong(what)
    return manifest


def _require_readable(data: Any) -> None:
    layout = data.get("format") if isinstance(data, dict) else None
    if type(layout) is not int:
        raise _wrong("format")
    if layout in _READABLE:
        return
    version = data.get("code_version")
    known = isinstance(version, str) and re.fullmatch(_VERSION, version)
    raise RestoreError(
        f"Deze reservekopie is gemaakt met een andere versie van wijkwerk (vorm {layout}). Zet haar terug met die "
        f"versie ({version if known else 'onbekend'}), en werk daarna bij."
    )


def _contradictions(manifest: Manifest) -> Iterator[str]:
    """What does not go together, by the name of what is wrong."""
    names = Counter(part.name for part in manifest.parts)
    yield from (name for name, times in names.items() if times > 1)
    yield from (part.name for part in manifest.parts if (part.rows is None) == part.name.startswith(f"{ROWS}/"))
    # A file cannot be a folder too.
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    yield from (name for name in names if name in folders)
    editions = {PurePosixPath(part.name).parts[2] for part in manifest.files if part.name.startswith(_EDITIONS)}
    if manifest.current not in editions if editions else manifest.current is not None:
        yield "current"


def _is_place(name: str) -> bool:
    """`rows/<table>.jsonl`, `files/raw/…`, a stored file, or a file in a folder of a release or an edition."""
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or str(path) != name or _is_long(path):
        return False
    kind, room = path.parts[0], path.parts[1] if len(path.parts) > 1 else ""
    if kind == ROWS:
        return len(path.parts) == 2 and path.suffix == ".jsonl"
    if room == STORED:
        return _STORED.fullmatch(name) is not None
    return kind == FILES and room in ROOMS and len(path.parts) > (2 if room == "raw" else 3)


def _is_long(path: PurePosixPath) -> bool:
    return len(str(path).encode()) > _LONGEST_PATH or any(len(part.encode()) > _LONGEST_NAME for part in path.parts)


def printed(name: str) -> str:
    """A name from an archive, without what a terminal would obey."""
    return name if name.isprintable() else ascii(name)


def _wrong(what: str) -> RestoreError:
    return RestoreError(
        f"Het manifest van deze reservekopie klopt niet ({printed(what)}). Zij is veranderd of beschadigd; er is niets "
        "teruggezet. Neem een andere reservekopie."
    )
