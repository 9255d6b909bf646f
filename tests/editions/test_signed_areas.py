"""An edition's areas come from signed deliveries alone: by the real import, signature, rejection and publication."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import box

from tests.data import deliveries
from tests.data.deliveries import ROWS, csv_file
from tests.data.divisions import BUURTEN, border_source, geojson
from tests.data.release.test_actions import person
from wijkwerk.access.people.models import Person
from wijkwerk.data.area.stadsdelen import assign_wijken, create_stadsdeel
from wijkwerk.data.models import Release
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import PublishedEdition

from .municipality import Municipality
from .small_country import INWONERS

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

NOORK = "BU01640202"
MOVED = BUURTEN | {NOORK: box(250000, 476000, 250510, 476200)}
FIRST_OF_2024 = datetime.date(2024, 1, 1)


@pytest.fixture(autouse=True)
def own_gemeente(settings: Any, tmp_path: Path) -> None:
    settings.WIJKWERK_GEMEENTE = "GM0164"
    settings.WIJKWERK_CATALOGUE = tmp_path / "catalogue"


@pytest.fixture
def anna() -> Person:
    return person("anna")


@pytest.fixture
def bo() -> Person:
    return person("bo")


@pytest.fixture
def site(tmp_path: Path, data_folder: Path, anna: Person, bo: Person) -> "SmallMunicipality":
    """Key figures and borders of 2024, delivered by one and signed by another, and published."""
    made = SmallMunicipality(catalogue(), tmp_path, data_folder, anna, bo)
    made.sign(made.deliver_figures())
    made.sign(made.deliver_borders())
    made.publish()
    return made


class SmallMunicipality(Municipality):
    def deliver_figures(self, rows: Sequence[str] = ROWS) -> Release:
        return self.deliver("cbs_kwb", csv_file(self.files, rows))

    def deliver_borders(self, borders: Any = BUURTEN, names: tuple[str, ...] = ("De Noork", "Noord")) -> Release:
        return self.deliver("grenzen", geojson(self.files, borders, names))


def catalogue() -> Catalogue:
    key_figures = deliveries.source(
        id="cbs_kwb",
        variables=deliveries.source().variables | {"stedelijkheid": deliveries.source().variables["inkomen"]},
    )
    return deliveries.catalogue(key_figures, border_source(), indicators={"inwoners": INWONERS})


def names_in(edition: PublishedEdition) -> dict[str, str]:
    levels = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
    return {row.code: row.name for level in levels for row in edition.store.areas(level)}


def size_of(edition: PublishedEdition, code: str) -> float:
    return float(shapely.from_wkb(edition.store.geometries([code])[code]).area)


RENAMED = [row.replace("De Noork", "Noork en omgeving") for row in ROWS]
WITH_MORE = [*ROWS, "BU01640204,Een buurt erbij,2024,50,"]


@pytest.mark.parametrize("rows", [RENAMED, WITH_MORE], ids=["another name", "a new area"])
def test_names_and_areas_of_an_unsigned_delivery_are_in_no_edition(site, rows):
    before = names_in(site.publish())
    site.deliver_figures(rows)
    assert names_in(site.publish()) == before


def test_borders_of_an_unsigned_delivery_are_in_no_edition(site):
    before = size_of(site.publish(), NOORK)
    site.deliver_borders(MOVED)
    assert size_of(site.publish(), NOORK) == before


def test_rejecting_an_unsigned_delivery_leaves_nothing_of_it(site):
    before = site.publish()
    site.reject(site.deliver_borders(MOVED))
    site.reject(site.deliver_figures(RENAMED))
    after = site.publish()
    assert names_in(after) == names_in(before)
    assert size_of(after, NOORK) == size_of(before, NOORK)


def test_the_signature_brings_names_areas_and_borders_in(site):
    site.sign(site.deliver_figures([*RENAMED, WITH_MORE[-1]]))
    site.sign(site.deliver_borders(MOVED))
    edition = site.publish()
    assert names_in(edition)[NOORK] == "Noork en omgeving"
    assert names_in(edition)["BU01640204"] == "Een buurt erbij"
    assert size_of(edition, NOORK) < 200_000


def test_rejecting_a_signed_delivery_gives_back_what_stood_there_before_it(site):
    before = site.publish()
    figures, borders = site.deliver_figures([*RENAMED, WITH_MORE[-1]]), site.deliver_borders(MOVED)
    site.sign(figures)
    site.sign(borders)
    site.reject(borders)
    assert site.reject(figures) == 1
    after = site.publish()
    assert names_in(after) == names_in(before)
    assert {code: size_of(after, code) for code in (NOORK, "WK016402")} == {
        code: size_of(before, code) for code in (NOORK, "WK016402")
    }


def test_a_division_that_was_a_mistake_goes_whole_also_where_its_wijken_lie_in_a_stadsdeel(site, anna):
    """A division of 2030 of which two wijken stayed behind was the newest, and the next edition stood on it."""
    stadsdeel = create_stadsdeel("GM0164", "Noord", by=anna, since=FIRST_OF_2024)
    assign_wijken(stadsdeel, ["WK016402", "WK016403"], by=anna, since=FIRST_OF_2024)
    mistake = site.deliver_figures([row.replace(",2024,", ",2030,") for row in ROWS])
    site.sign(mistake)
    assert site.publish().manifest.division == 2030
    site.reject(mistake)
    edition = site.publish()
    assert edition.manifest.division == 2024
    assert NOORK in names_in(edition)


def test_a_version_in_between_that_is_rejected_changes_nothing_of_a_later_one(site):
    between = site.deliver_figures(RENAMED)
    site.sign(between)
    site.sign(site.deliver_figures([row.replace("De Noork", "Noork") for row in ROWS]))
    site.reject(between)
    assert names_in(site.publish())[NOORK] == "Noork"


def test_borders_of_a_later_delivery_that_is_rejected_give_way_to_the_earlier_signed_ones(site):
    first = site.deliver_borders(MOVED)
    second = site.deliver_borders(BUURTEN | {NOORK: box(250000, 476000, 250400, 477000)})
    site.sign(first)
    site.sign(second)
    site.reject(first)
    assert 300_000 < size_of(site.publish(), NOORK) < 450_000
