"""The site for staff, for the tests that ask for it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.governance.builders import kader
from tests.published_once import published_once
from tests.web import scored_site as scored_site_builder
from tests.web.kader_site import NORMS, publish_norms
from tests.web.scored_site import publish_scored_site
from tests.web.small_site import HENGELO
from tests.web.staff_site import make_staff_site, signed_in
from wijkwerk.access.people.roles import Role


@pytest.fixture
def staff_site(tmp_path: Path, settings: Any, db: None) -> None:
    make_staff_site(tmp_path, settings)


@pytest.fixture
def onderzoeker(staff_site: None) -> Client:
    return signed_in("ona", Role.ONDERZOEKER)


@pytest.fixture
def collega(staff_site: None) -> Client:
    return signed_in("col", Role.ONDERZOEKER)


@pytest.fixture
def beheerder(staff_site: None) -> Client:
    return signed_in("ben", Role.BEHEERDER)


@pytest.fixture
def controller(staff_site: None) -> Client:
    """Somebody who reads what the onderzoekers do, and changes none of it."""
    return signed_in("con", Role.CONTROLLER)


@pytest.fixture(scope="session")
def scored_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an edition that has scores. Tests that publish take a copy of it."""
    target = tmp_path_factory.mktemp("scored-site") / "data"
    return published_once("scored-site", publish_scored_site, target, Path(scored_site_builder.__file__))


@pytest.fixture
def scored_site(scored_data: Path, settings: Any) -> Client:
    """A visitor of a site with scores that are open to everybody."""
    settings.WIJKWERK_DATA = scored_data
    settings.WIJKWERK_GEMEENTE = HENGELO
    settings.WIJKWERK_OPEN_SCORES = True
    return Client()


@pytest.fixture
def with_kader(own_copy: Path) -> Path:
    publish_norms(own_copy, kader(*NORMS, example=True))
    return own_copy
