"""The small site, published once, for every test of a page."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.published_once import published_once
from wijkwerk.editions.reading import shelf
from wijkwerk.web.doors.public import PAGES

from .small_site import publish_small_site


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one edition of the small site. Tests that publish take a copy of it."""
    return published_once("small-site", publish_small_site, tmp_path_factory.mktemp("small-site") / "data")


@pytest.fixture(autouse=True)
def data_folder(published: Path, settings: Any) -> Iterator[Path]:
    """Every test here looks at the published site, with no page kept from the test before."""
    settings.WIJKWERK_DATA = published
    settings.WIJKWERK_GEMEENTE = ""
    PAGES.clear()
    yield published
    PAGES.clear()


@pytest.fixture
def own_copy(published: Path, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A copy of the site that this test may publish in."""
    data = tmp_path / "copy"
    shutil.copytree(published, data)
    settings.WIJKWERK_DATA = data
    yield data
    shelf().close()


@pytest.fixture
def site() -> Client:
    return Client()
