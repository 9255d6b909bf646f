"""A site of one municipality's rows alone, imported, signed and published: no country from a part of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.data.release.test_actions import person
from tests.editions.municipality import ONE_GEMEENTE, Municipality
from tests.web.reading import text_of
from wijkwerk.access.jobs.queue import Job
from wijkwerk.data.models import Area
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions import publishing
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.reading import shelf

pytestmark = pytest.mark.django_db

NOORK = "BU01640202"
CATALOGUE = Path(django_settings.WIJKWERK_CATALOGUE)
COUNTRY = "NL00,land,Nederland,,,{},8000000,350,2"
WITHOUT_ITSELF = ONE_GEMEENTE[1:]


@pytest.fixture
def municipality(tmp_path: Path, settings: Any) -> Iterator[Municipality]:
    """In a data folder of its own, not that of the published small site."""
    settings.WIJKWERK_DATA, settings.WIJKWERK_GEMEENTE = tmp_path / "data", "GM0164"
    yield Municipality(load_catalogue(CATALOGUE), tmp_path, settings.WIJKWERK_DATA, person("anna"), person("bo"))
    shelf().close()


def published(municipality: Municipality, rows: tuple[str, ...]) -> str:
    municipality.sign(municipality.deliver_key_figures(rows))
    return municipality.publish().key


def main_text(response: Any) -> str:
    found = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert found, response.content.decode()[:500]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


PAGES_OF_FIGURES = (
    "/", "/thema/wonen/", "/vergelijken/", "/indicator/inwoners/", "/indicator/woz_waarde/",
    *(f"/gebied/{code}/{part}" for code in ("GM0164", "WK016402", NOORK) for part in ("", "cijfers/")),
    f"/gebied/{NOORK}/samengevat/", "/gebied/WK016402/samengevat/",
)  # fmt: skip


@pytest.mark.slow  # imports, signs and publishes
def test_no_page_tells_of_the_country_what_one_gemeente_has(municipality: Municipality):
    published(municipality, ONE_GEMEENTE)
    site = Client()
    for address in PAGES_OF_FIGURES:
        response = site.get(address)
        assert response.status_code == 200, address
        assert "Nederland" not in main_text(response), address
    assert "12 zeer sterk stedelijke buurten in deze editie" in main_text(site.get(f"/gebied/{NOORK}/"))


@pytest.mark.slow  # imports, signs and publishes
def test_what_is_published_for_the_country_is_told_beside_one_gemeente_and_its_buurten_are_not_the_country_s(
    municipality: Municipality,
):
    published(municipality, (*ONE_GEMEENTE, COUNTRY.format(17_942_942)))
    site = Client()
    assert "Nederland" in main_text(site.get("/indicator/woz_waarde/"))
    text = main_text(site.get(f"/gebied/{NOORK}/"))
    assert "12 zeer sterk stedelijke buurten in deze editie" in text
    assert "buurten in Nederland" not in text


@pytest.mark.slow  # imports, signs and publishes
def test_a_country_of_which_all_inhabitants_are_there_is_a_country(municipality: Municipality):
    published(municipality, (*ONE_GEMEENTE, COUNTRY.format(24_000)))
    assert "12 zeer sterk stedelijke buurten in Nederland" in main_text(Client().get(f"/gebied/{NOORK}/"))


@pytest.mark.slow  # imports and signs
def test_without_the_row_of_the_gemeente_itself_nothing_is_published(
    municipality: Municipality, capsys: pytest.CaptureFixture[str]
):
    """Every page of such an edition was a 503."""
    release = municipality.deliver_key_figures(WITHOUT_ITSELF)
    municipality.sign(release)
    with pytest.raises(EditionError, match=r"staat de gemeente van deze site zelf \(GM0164\) niet"):
        municipality.publish()
    browser = Client()
    browser.force_login(municipality.anna)
    assert "Zo kan er geen editie komen." in text_of(browser.get("/publiceren/"))
    refused = browser.post("/publiceren/", {"note": "Eerste"})
    assert refused.status_code == 409
    where = f"tabel 85984NED (levering {release.key})"
    for told in ("Er is niets gepubliceerd", where, "niveau gemeente, code GM0164"):
        assert told in text_of(refused)
    assert not Job.objects.exists()
    assert not shelf().published_keys()


@pytest.mark.slow  # imports, signs and publishes
def test_an_edition_from_before_without_its_gemeente_says_so_on_every_page(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
):
    first = published(municipality, ONE_GEMEENTE)
    monkeypatch.setattr(publishing, "_require_gemeente", lambda catalogue: None)
    Area.objects.filter(level=Level.GEMEENTE).delete()
    key = municipality.publish().key
    site = Client()
    for address in ("/", f"/gebied/{NOORK}/", "/indicator/inwoners/", f"/editie/{key}/", "/thema/wonen/"):
        response = site.get(address)
        assert response.status_code == 404, address
        assert f"Editie {key}, op de indeling van 2024, heeft geen rij voor de gemeente GM0164 zelf" in text_of(
            response
        )
        assert f'href="/editie/{first}/"' in response.content.decode(), "the way to the last one that can be read"
    assert site.get(f"/editie/{first}/").status_code == 200
    assert site.get("/aanmelden/").status_code == 200
    assert site.get("/gereed/").status_code == 200
