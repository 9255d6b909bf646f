"""The site for staff, for the tests that ask for it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.staff_site import make_staff_site, signed_in
from wijkwerk.access.people import Role


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
