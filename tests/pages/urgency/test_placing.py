"""A recipe that ranks woonbuurten alone: what a visitor reads of a business park and of a buurt of a few houses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.governance.builders import kader
from tests.published_once import published_once
from tests.web import scored_site
from tests.web.reading import get_text
from tests.web.small_site import BINNENSTAD, CENTRUM, NOORK
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.editions.reading import shelf
from wijkwerk.web.doors.public import PAGES


@pytest.fixture(scope="module")
def placing_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def publish(data: Path) -> None:
        asked = f"{scored_site.PROEF}ranks: {{among: residential}}\n"
        types = kader(kinds={CENTRUM: AreaKind.BEDRIJVENTERREIN}, fewest_inhabitants=250)
        scored_site.publish_scored_site(data, types, proef=asked)

    target = tmp_path_factory.mktemp("placing") / "data"
    return published_once("placing", publish, target, Path(__file__), Path(scored_site.__file__))


@pytest.fixture
def site(placing_data: Path, settings: Any) -> Iterator[Client]:
    settings.WIJKWERK_DATA = placing_data
    settings.WIJKWERK_OPEN_SCORES = True
    PAGES.clear()
    yield Client()
    shelf().close()


def row_of(site: Client, code: str) -> str:
    page = site.get("/urgentie/", {"niveau": "buurt"}).content.decode()
    return page.split(f'<tr id="{code}">')[1].split("</tr>")[0]


def test_the_list_says_who_takes_a_place_and_why_another_does_not(site: Client):
    text = get_text(site, "/urgentie/", niveau="buurt")
    assert "die waar mensen wonen met ten minste 250 inwoners" in text
    assert "Wijktypen en grens zijn voorlopig." in text
    assert "geen plaats: bedrijventerrein" in row_of(site, CENTRUM)
    assert " van " in row_of(site, NOORK).split('data-w="Plaats"')[1].split("</td>")[0]


def test_the_opened_score_says_so_too(site: Client):
    text = get_text(site, f"/urgentie/proef/{CENTRUM}/")
    assert "Plaats geen bedrijventerrein" in text
    assert "buurten waar mensen wonen" in get_text(site, f"/urgentie/proef/{NOORK}/")


def test_the_file_keeps_the_score_and_names_the_reason(site: Client):
    lines = site.get("/urgentie/tabel.csv", {"niveau": "buurt"}).content.decode().splitlines()
    (line,) = [each for each in lines if each.startswith(CENTRUM)]
    assert "geen plaats: bedrijventerrein" in line


def test_how_sure_the_places_are_is_told_of_those_that_take_one(site: Client):
    page = site.get("/zekerheid/", {"niveau": "buurt"}).content.decode()
    assert f"/urgentie/proef/{NOORK}/" in page
    assert f"/urgentie/proef/{CENTRUM}/" not in page


def test_the_method_says_it(site: Client):
    assert "wijken en buurten waar mensen wonen" in get_text(site, "/methode/proef/")


def test_no_wijk_is_too_small(site: Client):
    assert "geen plaats" not in get_text(site, "/urgentie/", niveau="wijk")
    assert BINNENSTAD in site.get("/urgentie/", {"niveau": "wijk"}).content.decode()
