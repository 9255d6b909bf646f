"""Every gemeente of the country has its profile: the code knows none of them by name."""

from typing import Any

import pytest
from django.test import Client

from tests.extents import SOME_OR_ALL, some_of
from tests.net.demonstration import demonstration
from tests.web.reading import text_of
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import current_edition
from wijkwerk.present.numbers import number

GEMEENTEN, BUURTEN = 342, 14_574


@pytest.mark.slow  # renders some seventy profiles
@SOME_OR_ALL
def test_every_one_of_the_342_gemeenten_renders_its_profile(site: Client, settings: Any, every: int):
    settings.WIJKWERK_DATA = demonstration()
    edition = current_edition()
    assert edition is not None
    gemeenten = edition.store.areas(Level.GEMEENTE)
    assert len(gemeenten) == GEMEENTEN
    assert len(edition.store.areas(Level.BUURT)) == BUURTEN
    for gemeente in some_of(gemeenten, every):
        response = site.get(f"/gebied/{gemeente.code}/")
        assert response.status_code == 200, gemeente
        text = text_of(response)
        assert gemeente.code in text
        assert gemeente.inhabitants is not None
        assert number(gemeente.inhabitants) in text, gemeente
