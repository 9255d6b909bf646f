"""Where answers lie while they come in, and as what they stay: `raw/<source>/<table>/<moment>/` with a `raw.json`.

While a table comes in, its pages stand in `.incoming`, each noted in `pages.json` as soon as it is whole. A run that
is stopped goes on after the last noted page; only a finished folder gets its moment as a name.
"""

import datetime
import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wijkwerk.data.raw import RECORD
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.durable import INCOMING, publish_folder, write_durably

# Pages older than this are not mixed with new ones: the table may have changed in between.
STALE_AFTER = datetime.timedelta(hours=20)


@dataclass(frozen=True)
class Page:
    """One answer of a source, as received; the words of `raw.json`."""

    name: str
    url: str
    sha256: str
    bytes: int
    etag: str | None
    fetched_at: str  # ISO 8601, UTC


@dataclass
class Incoming:
    """The pages of one table that have come in so far.

    marker   the source's own word for its version ("2021-03-26T02:00:00"); pages under another marker are thrown away
    """

    folder: Path
    marker: str
    files: list[Page] = field(default_factory=list)

    def kept(self, name: str, url: str) -> Page | None:
        """The file of an earlier run, when it is the same address and its bytes are still what they were."""
        for file in self.files:
            path = self.folder / name
            if (file.name, file.url) == (name, url) and path.is_file() and sha256_of(path) == file.sha256:
                return file
        return None

    def note(self, file: Page) -> None:
        self.files = [f for f in self.files if f.name != file.name] + [file]
        _replace_json(self.folder / "pages.json", {"marker": self.marker, "files": [asdict(f) for f in self.files]})

    def path(self, name: str) -> Path:
        return self.folder / name

    def discard(self) -> None:
        """Begin anew next time."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class RawFolder:
    """All deliveries of one table of one source, each in a folder named after its moment."""

    root: Path  # raw/<source>/<table>
    source: str
    table: str
    protocol: str

    def newest(self) -> Path | None:
        """The last finished delivery."""
        done = sorted(p for p in self.root.glob("[0-9]*") if (p / RECORD).is_file())
        return done[-1] if done else None

    def is_current(self, marker: str, now: datetime.datetime) -> bool:
        """Whether the last delivery is what the source has now: the version that it names, or where it names none, of
        today, so that a round that was stopped and begins again does not fetch twice.
        """
        newest = self.newest()
        if newest is None:
            return False
        record = json.loads((newest / RECORD).read_text("utf-8"))
        if marker:
            return bool(record.get("marker") == marker)
        return now - datetime.datetime.fromisoformat(record["fetched_at"]) < STALE_AFTER

    def begin(self, marker: str, now: datetime.datetime) -> Incoming:
        """Go on with a stopped run's pages, if they are of the same version and not old; else start anew."""
        folder = self.root / INCOMING
        files = _pages_so_far(folder, marker, now)
        if not files:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return Incoming(folder, marker, files)

    def finish(self, incoming: Incoming, now: datetime.datetime) -> Path:
        """Give the delivery its name; or keep the earlier one, when every byte is the same."""
        newest = self.newest()
        if newest is not None and _fingerprint(newest) == sorted((f.name, f.sha256) for f in incoming.files):
            shutil.rmtree(incoming.folder)
            return newest
        description = {
            "source": self.source,
            "table": self.table,
            "protocol": self.protocol,
            "marker": incoming.marker,
            "fetched_at": now.isoformat(timespec="seconds"),
            "files": [asdict(f) for f in sorted(incoming.files, key=lambda f: f.name)],
        }
        (incoming.folder / "pages.json").unlink(missing_ok=True)
        for part in incoming.folder.glob("*.part"):
            part.unlink()
        write_durably(incoming.folder / RECORD, json.dumps(description, ensure_ascii=False, indent=2) + "\n")
        target = self.root / now.strftime("%Y%m%dT%H%M%S%f")
        publish_folder(incoming.folder, target)
        return target


def received(path: Path, url: str, etag: str | None, now: datetime.datetime) -> Page:
    return Page(path.name, url, sha256_of(path), path.stat().st_size, etag, now.isoformat(timespec="seconds"))


def _pages_so_far(folder: Path, marker: str, now: datetime.datetime) -> list[Page]:
    pages = folder / "pages.json"
    if not pages.is_file():
        return []
    noted = json.loads(pages.read_text("utf-8"))
    files = [Page(**f) for f in noted["files"]]
    if noted["marker"] != marker or not files:
        return []
    oldest = min(datetime.datetime.fromisoformat(f.fetched_at) for f in files)
    return files if now - oldest < STALE_AFTER else []


def _fingerprint(folder: Path) -> list[tuple[str, str]]:
    files = json.loads((folder / RECORD).read_text("utf-8"))["files"]
    return sorted((f["name"], f["sha256"]) for f in files)


def _replace_json(path: Path, content: object) -> None:
    beside = path.with_name(path.name + ".new")
    write_durably(beside, json.dumps(content, ensure_ascii=False, indent=1))
    beside.replace(path)
