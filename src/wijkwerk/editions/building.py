"""Build an edition's folder beside the others, check it, and put it in its place in one step. Knows no database."""

import datetime
import errno
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from wijkwerk import __version__
from wijkwerk.data.queries.duckdb_store import DuckDBStore
from wijkwerk.data.release.folders import read_release, verify_release
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.governance.kader.frozen import NORMS, FrozenKader, write_norms
from wijkwerk.lib.durable import UNFINISHED, publish_folder
from wijkwerk.lib.in_memory import connect_in_memory
from wijkwerk.lib.progress import Progress, no_progress

from .cache import AREAS, CACHE, FIGURES, build_cache
from .cells import ReleasePart
from .checks import check_cache, check_files
from .code_version import code_commit
from .division import AreaRecord
from .figures import build_figures
from .frozen_catalogue import CATALOGUE, definition_hashes, write_catalogue
from .impossible_values import refuse_impossible_values
from .manifest import EditionError, FrozenRecipe, FrozenRelease, Manifest, freeze_file, write_manifest
from .parquet import write_parquet
from .scoring import Scoring, write_scores
from .shelf import Shelf

STEPS = 7


@dataclass(frozen=True, slots=True)
class Order:
    """What to publish, by whom and when."""

    catalogue: Catalogue
    areas: Sequence[AreaRecord]
    releases: Sequence[ReleasePart]
    published_at: datetime.datetime
    kader: FrozenKader | None = None
    recipes: Mapping[str, Recipe] = field(default_factory=dict)
    recipe_folder: Path | None = None  # where the text of the recipes stands
    gemeente: str | None = None  # that the site is for: of whose areas it is kept how sure their places are
    without_scores: bool = False  # also when a recipe that had scores has none on these figures
    published_by: int | None = None
    note: str = ""


class LostScoresError(EditionError):
    """The edition before had scores that this one would not have, and nobody said that this is meant."""


def build_edition(shelf: Shelf, order: Order, progress: Progress = no_progress) -> Manifest:
    """Make the next edition and put it on the shelf, without making it current. The caller holds `shelf.publishing`.

    Raises ReleaseError where a release was altered, and EditionError where one holds a value that cannot be, the disk
    is full or a check fails; then nothing is left behind.
    """
    key, sequence = next_key(shelf, order.published_at)
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=shelf.root))
    try:
        before = shelf.current_key()
        had = () if before is None else shelf.manifest(before).recipes
        manifest = _fill(beside, key, sequence, before, order, progress)
        if not order.without_scores:
            _refuse_lost_scores(had, manifest.unscored)
        publish_folder(beside, shelf.root / key)
    except (duckdb.IOException, OSError) as error:
        if not _is_full_disk(error):
            raise
        raise EditionError(
            "De schijf is vol. Er is niets gepubliceerd; de vorige editie blijft staan. "
            "Maak ruimte en probeer het opnieuw."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def next_key(shelf: Shelf, moment: datetime.datetime) -> tuple[str, int]:
    """The key (year and number within it) and the sequence over all years of the edition to come."""
    keys = shelf.published_keys()
    of_year = [int(key.split("-")[1]) for key in keys if key.startswith(f"{moment.year}-")]
    sequences = [shelf.manifest(key).sequence for key in keys]
    return f"{moment.year}-{max(of_year, default=0) + 1}", max(sequences, default=0) + 1


def _fill(folder: Path, key: str, sequence: int, previous: str | None, order: Order, progress: Progress) -> Manifest:
    progress(0, STEPS, "Cijfers berekenen")
    # Hashing every row of every release takes a third of the time, and DuckDB leaves half of the machine free.
    with ThreadPoolExecutor(max_workers=1) as beside, connect_in_memory() as con:
        verified = beside.submit(_verify, order.releases)
        _refuse_impossible_values(order, verified)
        division = build_figures(con, order.catalogue, order.areas, order.releases)
        progress(1, STEPS, "Cijfers wegschrijven")
        rows = write_parquet(con, folder)
        unplaced = dict(
            con.execute(
                "SELECT key, cells FROM unplaced JOIN release ON release.number = unplaced.release WHERE cells > 0"
            ).fetchall()
        )
        verified.result()
    write_catalogue(folder, order.catalogue)
    write_norms(folder, order.kader)
    progress(2, STEPS, "Leescache maken")
    with ThreadPoolExecutor(max_workers=1) as beside:
        checked = beside.submit(check_files, folder, order.catalogue, order.releases, rows)
        build_cache(folder)
        progress(3, STEPS, "Controleren")
        checked.result()
    check_cache(folder, rows)
    progress(4, STEPS, "Scores berekenen")
    scoring = _score(folder, order)
    progress(5, STEPS, "Manifest schrijven")
    counts = rows | scoring.files
    manifest = Manifest(
        key=key,
        sequence=sequence,
        published_at=order.published_at.isoformat(timespec="seconds"),
        published_by=order.published_by,
        note=order.note,
        previous=previous,
        division=division,
        code_version=__version__,
        code_commit=code_commit(),
        catalogue_sha256=order.catalogue.hash,
        indicators=definition_hashes(order.catalogue),
        releases=tuple(
            FrozenRelease(release.key, release.source, release.table, release.periods, release.sha256)
            for release in order.releases
        ),
        files=tuple(
            freeze_file(folder / name, counts.get(name), name)
            for name in (FIGURES, AREAS, CATALOGUE, NORMS, *scoring.files)
        ),
        unplaced=unplaced,
        recipes=scoring.recipes,
        unscored=scoring.unscored,
        kader=None if order.kader is None else f"{order.kader.name}, versie {order.kader.version}",
    )
    write_manifest(folder, manifest)
    progress(6, STEPS, "In gebruik nemen")
    return manifest


def _refuse_lost_scores(had: Sequence[FrozenRecipe], unscored: Mapping[str, str]) -> None:
    lost = [recipe for recipe in had if recipe.id in unscored]
    if lost:
        listed = "\n".join(f"- {recipe.title}: {unscored[recipe.id]}" for recipe in lost)
        raise LostScoresError(
            f"Er is niets gepubliceerd: in deze editie zouden scores vervallen die er nu wel zijn.\n{listed}\n"
            "Neem de ontbrekende levering mee, of zeg erbij dat het zo bedoeld is (--without-scores)."
        )


def _score(folder: Path, order: Order) -> Scoring:
    if not order.recipes:
        return Scoring()
    assert order.recipe_folder is not None, "recipes come with the folder that their text stands in"
    store = DuckDBStore(folder / CACHE)
    try:
        return write_scores(
            folder, store, order.catalogue, order.recipes, order.recipe_folder, order.kader, order.gemeente
        )
    finally:
        store.close()


def _refuse_impossible_values(order: Order, verified: Future[None]) -> None:
    """Before anything is computed with them. Of a file that cannot be read its hash says what is the matter."""
    try:
        refuse_impossible_values(order.catalogue, order.releases)
    except duckdb.Error:
        verified.result()
        raise


def _verify(releases: Sequence[ReleasePart]) -> None:
    """Raises ReleaseError where a release is no longer what its hash says."""
    for release in releases:
        verify_release(read_release(release.folder))


def _is_full_disk(error: duckdb.IOException | OSError) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return "no space left" in str(error).lower()
