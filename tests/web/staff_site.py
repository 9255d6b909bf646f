"""A site for people who work with the figures: an own source, a division, and three people."""

import datetime
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.test import Client

from tests.data.own_deliveries import CONTENT, GEMEENTE, divided
from wijkwerk.access.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role

CATALOGUE = Path(__file__).parents[2] / "catalogue"
OWN_SOURCE = """\
id: groentelling
title: Groentelling van de gemeente
owner: Gemeente
licence: CC BY 4.0
attribution: Gemeente
type: register
protocol: own_file
rhythm: elk jaar
peildatum: 1 januari {year}
homepage: https://voorbeeld.nl
levels: [wijk, buurt]
variables:
  groenpunten: {title: Groenpunten, unit: punten, kind: count}
  bomen: {title: Bomen, unit: bomen, kind: count}
tables:
  - table: groen
    area_column: Gebied
    columns: {Groenpunten: groenpunten, Bomen: bomen}
"""


def make_staff_site(folder: Path, settings: Any) -> None:
    """An empty data folder, the shipped catalogue with one own source, and the division of one small gemeente."""
    shutil.copytree(CATALOGUE, folder / "catalogue")
    (folder / "catalogue" / "sources" / "groentelling.yaml").write_text(OWN_SOURCE, encoding="utf-8")
    (folder / "data").mkdir()
    settings.WIJKWERK_DATA = folder / "data"
    settings.WIJKWERK_CATALOGUE = folder / "catalogue"
    settings.WIJKWERK_GEMEENTE = GEMEENTE
    divided(2024)


def person(account: str, *roles: Role) -> Person:
    made = Person.objects.create(account=account, name=account.capitalize())
    for role in roles:
        RoleHolding.objects.create(person=made, role=role, valid_from=datetime.date(2020, 1, 1))
    return made


def signed_in(account: str, *roles: Role) -> Client:
    """A browser that is signed in as a new person; it checks CSRF as a real one would be checked."""
    client = Client(enforce_csrf_checks=False)
    client.force_login(person(account, *roles))
    return client


def file_of(folder: Path, content: str = CONTENT, name: str = "groen.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def data_folder() -> Path:
    return Path(django_settings.WIJKWERK_DATA)
