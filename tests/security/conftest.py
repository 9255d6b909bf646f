from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from tests.security.whole_site import furnish, publish_hostile_site
from wijkwerk.access.people import Person
from wijkwerk.editions.reading import shelf
from wijkwerk.web.public import PAGES


@pytest.fixture(scope="session")
def hostile_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two editions; tests get a copy of it."""
    data = tmp_path_factory.mktemp("hostile-site")
    before = django_settings.WIJKWERK_DATA
    django_settings.WIJKWERK_DATA = data
    try:
        publish_hostile_site(data)
    finally:
        django_settings.WIJKWERK_DATA = before
    return data


@pytest.fixture
def everybody(tmp_path: Path, settings: Any, hostile_editions: Path, db: None) -> Iterator[Person]:
    """Somebody with every role, on a site with something on every page."""
    PAGES.clear()
    yield furnish(tmp_path, settings, hostile_editions)
    PAGES.clear()
    shelf().close()
