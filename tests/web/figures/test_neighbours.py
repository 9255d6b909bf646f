"""What lies around an area."""

import pytest
from django.http import QueryDict

from tests.web.small_site import BINNENSTAD, CENTRUM, ELSBEEK, HENGELO, LAND, NOORD, NOORK
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.web.figures.neighbours import count_peers, gemeente_of, larger_areas, parts_of, stadsdeel_of
from wijkwerk.web.frame.site import Site, open_site


@pytest.fixture
def opened() -> Site:
    return open_site(None, "/", QueryDict())


def area(site: Site, code: str):
    row = site.store.area(code)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("code", "larger"),
    [(NOORK, [NOORD, HENGELO, LAND]), (NOORD, [HENGELO, LAND]), (HENGELO, [LAND]), (LAND, [])],
)
def test_the_larger_areas_stand_from_small_to_large(opened: Site, code: str, larger: list[str]):
    assert [row.code for row in larger_areas(opened.edition, area(opened, code))] == larger


def test_the_parts_of_a_gemeente_are_wijken_and_of_anything_smaller_the_buurten_of_the_wijk(opened: Site):
    def parts(code: str) -> list[str]:
        return [row.code for row in parts_of(opened.store, area(opened, code))]

    assert parts(HENGELO) == [BINNENSTAD, NOORD]
    assert ELSBEEK in parts(NOORK)
    assert ELSBEEK in parts(NOORD)
    assert CENTRUM not in parts(NOORK)
    assert parts(LAND) == []


def test_every_area_but_the_country_lies_in_a_gemeente(opened: Site):
    assert gemeente_of(opened.store, area(opened, NOORK)) == area(opened, HENGELO)
    assert gemeente_of(opened.store, area(opened, HENGELO)) == area(opened, HENGELO)
    assert gemeente_of(opened.store, area(opened, LAND)) is None


def test_without_stadsdelen_an_area_lies_in_none(opened: Site):
    assert stadsdeel_of(opened.store, area(opened, NOORK)) is None


def test_peers_are_areas_of_one_level_that_are_as_urban(opened: Site):
    assert count_peers(opened.edition, Level.BUURT, 1) == 9
    assert count_peers(opened.edition, Level.BUURT, 5) == 0
