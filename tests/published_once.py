"""A data folder with published editions: made once per version of the code, and copied for who looks at it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from tests.made_once import REPOSITORY, made_once
from wijkwerk.editions.reading import shelf

# What the small sites are made of, besides their own builder.
_SHARED = (REPOSITORY / "tests" / "web" / "small_site.py", REPOSITORY / "tests" / "editions" / "small_country.py")


def published_once(name: str, publish: Callable[[Path], object], target: Path, *builders: Path) -> Path:
    """Fill `target`, which is not there yet, with what `publish` makes in a data folder; returns it.

    publish   publishes in the folder that it is given, which is that of the settings then
    builders  the files that decide what comes of it, besides those of the small site
    """

    def make(data: Path) -> None:
        before = settings.WIJKWERK_DATA
        settings.WIJKWERK_DATA = data
        try:
            publish(data)
            shelf().close()
        finally:
            settings.WIJKWERK_DATA = before

    return Path(shutil.copytree(made_once(name, make, *_SHARED, *builders), target))
