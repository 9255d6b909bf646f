"""The embedded example: release folders, borders and a grouping into stadsdelen that a fresh install starts with.

`examples/<name>/` holds `gemeente.toml`, `releases/<key>/` in the shape of any release, `borders.parquet` (code, year,
geometry in RD, source) and a README. `example_writing` makes one from imported data; nothing here knows which gemeente.
"""

import datetime
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wijkwerk.access.models import Person
from wijkwerk.data.area.codes import level_of
from wijkwerk.data.area.stadsdelen import assign_wijken, create_stadsdeel
from wijkwerk.data.area.versions import Border, Key, drawn_versions_of, keep_versions
from wijkwerk.data.release.actions import check, deliver, sign
from wijkwerk.data.release.folders import ReleaseFolder, list_releases, verify_release
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.lib.durable import UNFINISHED, publish_folder, sweep_unfinished
from wijkwerk.lib.in_memory import connect_in_memory
from wijkwerk.lib.progress import Progress, no_progress

from .models import Release, ReleaseState, StadsdeelMembership

SETTINGS = "gemeente.toml"
BORDERS = "borders.parquet"

_HOW_TO_BEGIN = 'Maak dit bestand met de gemeente waar het voorbeeld over gaat, bijvoorbeeld: code = "GM0164"'


@dataclass(frozen=True, slots=True)
class ExampleSettings:
    """What `gemeente.toml` says. stadsdelen: name -> codes of its wijken; they are an example, nobody decided them."""

    code: str
    stadsdelen: Mapping[str, tuple[str, ...]]
    stadsdelen_since: datetime.date


class ExampleError(Exception):
    """A folder is no example: its settings are missing or cannot be read. The message is Dutch."""


def read_settings(folder: Path) -> ExampleSettings:
    """The settings of one example folder. Raises ExampleError where there are none, or none that say a gemeente."""
    path = folder / SETTINGS
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ExampleError(f"Er is geen {path}. {_HOW_TO_BEGIN}") from error
    except ValueError as error:
        raise ExampleError(f"{path} is geen leesbaar TOML-bestand. {_HOW_TO_BEGIN}") from error
    if not isinstance(data.get("code"), str):
        raise ExampleError(f"In {path} staat geen gemeente. {_HOW_TO_BEGIN}")
    return ExampleSettings(
        code=data["code"],
        stadsdelen={each["naam"]: tuple(each["wijken"]) for each in data.get("stadsdelen", [])},
        stadsdelen_since=data.get("stadsdelen_vanaf", datetime.date(2024, 1, 1)),
    )


def example_gemeente(examples: Path) -> str | None:
    """The code of the gemeente that the first example is about; None where there is no example."""
    return next((read_settings(path.parent).code for path in sorted(examples.glob(f"*/{SETTINGS}"))), None)


def site_gemeente() -> str | None:
    """The code of the gemeente that this site is about: the setting's, else the example's; None without either."""
    return settings.WIJKWERK_GEMEENTE or example_gemeente(Path(settings.WIJKWERK_EXAMPLES))


def load_example(
    folder: Path,
    releases: Path,
    catalogue: Catalogue,
    *,
    deliverer: Person,
    signer: Person,
    report: Progress = no_progress,
) -> list[Release]:
    """Load an example and leave its releases signed; whatever was loaded before is left as it is.

    deliverer, signer   two people: the checks and the rule of two pairs of eyes hold for an example too
    Raises ReleaseError where a folder is not what its hash says, ReleaseStateError where a check blocks.
    """
    sweep_unfinished(releases)
    folders = list(list_releases(folder / "releases"))
    total = len(folders) + 1
    borders = _borders(folder / BORDERS)
    loaded = []
    for done, release in enumerate(_in_order(folders)):
        report(done, total, f"{release.record.source}, {', '.join(map(str, release.record.periods))}")
        loaded.append(_load_release(_copy(release, releases), borders, catalogue, deliverer, signer))
    report(total - 1, total, "Stadsdelen")
    _load_stadsdelen(read_settings(folder), deliverer)
    report(total, total, "Voorbeeld geladen")
    return loaded


def _in_order(releases: list[ReleaseFolder]) -> list[ReleaseFolder]:
    """Those that name areas first, older years before newer: checks compare with what was there before."""
    return sorted(releases, key=lambda release: (release.areas is None, release.record.periods, release.record.key))


def _copy(release: ReleaseFolder, releases: Path) -> ReleaseFolder:
    """The example's release as one of our own; hashed by its rows before it shows."""
    final = releases / release.path.name
    if not final.is_dir():
        verify_release(release)
        releases.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
        shutil.copytree(release.path, beside, dirs_exist_ok=True)
        publish_folder(beside, final)
    return ReleaseFolder(final, release.record)


@transaction.atomic
def _load_release(
    folder: ReleaseFolder, borders: Mapping[Key, Border], catalogue: Catalogue, deliverer: Person, signer: Person
) -> Release:
    """Signed with the borders of the areas that it names, which stand beside the releases of an example."""
    release, is_new = deliver(folder, by=deliverer)
    if not is_new and release.state in {ReleaseState.SIGNED, ReleaseState.REJECTED}:
        return release
    keep_versions(release, drawn_versions_of(folder, borders))
    releases = folder.path.parent
    check(release, catalogue, releases, by=deliverer)
    sign(release, releases, by=signer, reason="Voorbeeld dat met wijkwerk wordt meegeleverd.")
    return release


def _borders(path: Path) -> dict[Key, Border]:
    if not path.is_file():
        return {}
    query = f"SELECT code, year, {level_of('code')}, geometry, source FROM read_parquet(?)"
    with connect_in_memory() as con:
        rows = con.execute(query, [str(path)]).fetchall()
    return {(code, year): Border(level, geometry, source) for code, year, level, geometry, source in rows}


def _load_stadsdelen(settings: ExampleSettings, by: Person) -> None:
    if StadsdeelMembership.objects.filter(stadsdeel__gemeente_code=settings.code).exists():
        return
    reason = "Voorbeeldindeling: geen besluit van de gemeente."
    with transaction.atomic():
        for name, wijken in settings.stadsdelen.items():
            stadsdeel = create_stadsdeel(settings.code, name, by=by, since=settings.stadsdelen_since, reason=reason)
            assign_wijken(stadsdeel, wijken, by=by, since=settings.stadsdelen_since, reason=reason)
