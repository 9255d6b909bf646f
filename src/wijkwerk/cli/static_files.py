"""Build the static files as the site serves them, and the fonts that its pictures are drawn with."""

import json
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from wijkwerk.lib.digests import sha256_of_folder
from wijkwerk.present.export.fonts import READY

from .assets import VENDOR
from .database import set_up_django

STAMP = ".built-from.json"
# What stands among the static files and is not served.
_NOT_SERVED = ["licences", READY]


class StaticFilesError(Exception):
    """A style sheet refers to a file that is not there."""


def prepare_files(data: Path) -> None:
    """Everything that the site makes of its own files before it opens. A second time there is nothing to do.

    No step of its own for the administrator: it is forgotten once, and then yesterday's style is served.
    """
    from wijkwerk.web.blocks import fonts

    if not VENDOR.is_dir():
        raise StaticFilesError(
            "De opmaak van de pagina's ontbreekt. Start de site als ./wijkwerk serve, of geef eerst ./wijkwerk prepare "
            "als de eigenaar van de code."
        )
    build_static_files(data / "static")
    fonts()  # they stand ready; where they do not, the first visitor who downloads a PNG would wait for seconds


@contextmanager
def files_made_beside(data: Path) -> Iterator[None]:
    """Do what `prepare_files` does while the body runs, for they wait for no database and no figure; where they stand
    already, after it.

    A process of its own: in a thread it takes from the body what it saves.
    """
    if (data / "static" / STAMP).exists():
        yield
        prepare_files(data)
        return
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as beside:
        made = beside.submit(_set_up_and_prepare_files, data)
        beside.shutdown(wait=False)  # so that it is gone by then: to end takes it half a second
        yield
        made.result()


def _set_up_and_prepare_files(data: Path) -> None:
    set_up_django()
    prepare_files(data)


def build_static_files(target: Path) -> bool:
    """Bring `target` up to date with the static files of all packages: compressed, with their hash in their name.
    Returns whether anything had to be built.

    Built beside and swapped: a site that is running never sees half of them.
    """
    made_from = {str(folder): sha256_of_folder(folder) for folder in _source_folders()}
    if _read_stamp(target) == made_from:
        return False
    beside = target.with_name(f"{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    _collect(beside)
    (beside / STAMP).write_text(json.dumps(made_from), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)
    return True


def _source_folders() -> list[Path]:
    from django.contrib.staticfiles.finders import AppDirectoriesFinder

    return [Path(storage.location) for storage in AppDirectoriesFinder().storages.values()]


def _collect(folder: Path) -> None:
    from django.contrib.staticfiles.finders import get_finders
    from whitenoise.storage import CompressedManifestStaticFilesStorage

    storage = CompressedManifestStaticFilesStorage(location=str(folder))
    collected = {}
    for finder in get_finders():
        for path, source in finder.list(_NOT_SERVED):
            if path not in collected:
                collected[path] = (source, path)
                with source.open(path) as file:
                    storage.save(path, file)
    for name, _, outcome in storage.post_process(collected):
        if isinstance(outcome, Exception):
            wanted = re.search(r"'([^']+)'", str(outcome))  # the rest of it is English
            raise StaticFilesError(
                f"Het bestand {name} verwijst naar {wanted[1] if wanted else 'iets'}, en dat is er niet. Zet de code "
                "van wijkwerk opnieuw neer, met alle bestanden, en geef daarna ./wijkwerk prepare."
            ) from outcome


def _read_stamp(folder: Path) -> object:
    try:
        return json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
