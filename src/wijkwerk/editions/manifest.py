"""The manifest of an edition: what it was made from and what it holds, each with its hash."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.durable import write_durably
from wijkwerk.lib.user_errors import UserError

MANIFEST = "manifest.json"
FORMAT = 2  # since norms, recipes and scores are parts of an edition
READABLE = (1, FORMAT)


class EditionError(UserError):
    """An edition cannot be made, found or trusted. The message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class FrozenRelease:
    """A release as it stood in the edition, with the years it gave figures for."""

    key: str
    source: str
    table: str
    periods: tuple[int, ...]
    sha256: str  # of its content, as `release.json` has it


@dataclass(frozen=True, slots=True)
class FrozenFile:
    name: str
    sha256: str
    bytes: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenRecipe:
    """A recipe that the edition's scores were made with; its text stands in `recipes/`."""

    id: str
    title: str
    version: str
    sha256: str  # of its meaning


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says.

    published_by  the number of the person, as in the audit log; no name
    division      the year of the areas that the edition stands on
    indicators    for each indicator the hash of its definition (with its source's), to tell what changed
    unplaced      for each release the number of cells whose area no division knows; left out
    kader         name and version of the kader that held; None where there was none, or before editions held norms
    recipes       those that have scores in the edition
    unscored      recipe -> why it gave no scores on these figures
    """

    key: str
    sequence: int
    published_at: str
    published_by: int | None
    note: str
    previous: str | None
    division: int
    code_version: str
    code_commit: str | None
    catalogue_sha256: str
    indicators: dict[str, str]
    releases: tuple[FrozenRelease, ...]
    files: tuple[FrozenFile, ...]
    unplaced: dict[str, int]
    kader: str | None = None
    recipes: tuple[FrozenRecipe, ...] = ()
    unscored: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def delivered(self) -> dict[tuple[str, str], set[int]]:
        """The years that its releases gave figures for, by source and table."""
        years: dict[tuple[str, str], set[int]] = {}
        for release in self.releases:
            years.setdefault((release.source, release.table), set()).update(release.periods)
        return years


def write_manifest(folder: Path, manifest: Manifest) -> None:
    write_durably(folder / MANIFEST, json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n")


def read_manifest(folder: Path) -> Manifest:
    """Raises EditionError where there is none, or one of a later version of wijkwerk."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EditionError(f"Er is geen editie {folder.name}.") from error
    if data.get("format") not in READABLE:
        raise EditionError(
            f"Editie {folder.name} is gemaakt met een andere versie van wijkwerk (manifest {data.get('format')}). "
            "Werk wijkwerk bij om haar te openen."
        )
    return Manifest(
        **data
        | {
            "releases": tuple(
                FrozenRelease(**release | {"periods": tuple(release["periods"])}) for release in data["releases"]
            ),
            "files": tuple(FrozenFile(**file) for file in data["files"]),
            "recipes": tuple(FrozenRecipe(**recipe) for recipe in data.get("recipes", ())),
        }
    )


def freeze_file(path: Path, rows: int | None = None, name: str | None = None) -> FrozenFile:
    """`name`: within the edition's folder, where that is more than the file's own."""
    return FrozenFile(name or path.name, sha256_of(path), path.stat().st_size, rows)


def altered_files(folder: Path, manifest: Manifest) -> list[str]:
    """Names of the files of an edition that are gone or differ from what was published."""
    return [
        file.name
        for file in manifest.files
        if not (folder / file.name).is_file() or sha256_of(folder / file.name) != file.sha256
    ]
