from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.governance import builders as builders_of_norms
from tests.published_once import published_once
from tests.security import whole_site
from tests.security.whole_site import furnish, publish_hostile_site
from tests.web import scored_site
from wijkwerk.access.people.models import Person
from wijkwerk.editions.reading import shelf
from wijkwerk.web.doors.public import PAGES


@pytest.fixture(scope="session")
def hostile_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two editions; tests get a copy of it."""
    target = tmp_path_factory.mktemp("hostile-site") / "data"
    builders = (Path(whole_site.__file__), Path(scored_site.__file__), Path(builders_of_norms.__file__))
    return published_once("hostile-site", publish_hostile_site, target, *builders)


@pytest.fixture
def everybody(tmp_path: Path, settings: Any, hostile_editions: Path, db: None) -> Iterator[Person]:
    """Somebody with every role, on a site with something on every page."""
    PAGES.clear()
    yield furnish(tmp_path, settings, hostile_editions)
    PAGES.clear()
    shelf().close()
