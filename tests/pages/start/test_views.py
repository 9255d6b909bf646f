"""The first page."""

from typing import Any

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import NOORD, NOORK, OOSTERVELD
from wijkwerk.present.maps.shapes import EMPTY
from wijkwerk.web.doors.public import PAGES
from wijkwerk.web.frame.site import organisations


def test_the_first_view_holds_values_and_not_a_menu(site: Client):
    text = get_text(site, "/")
    assert "Hoe staat uw wijk ervoor?" in text
    assert "twee wijken en acht buurten in Hengelo" in text
    assert "12.480" in text  # inhabitants, the first headline
    assert "misdrijven" in text


def test_every_wijk_and_buurt_is_one_link_away(site: Client):
    links = links_of(site.get("/"))
    assert f"/gebied/{NOORD}/" in links
    assert f"/gebied/{NOORK}/" in links
    assert f"/gebied/{OOSTERVELD}/" in links, "also where hardly anybody lives"


def test_a_wijk_shows_its_inhabitants_of_the_year_of_the_division(site: Client):
    text = get_text(site, "/")
    assert "Noord 10.255" in text
    assert "1 januari 2024" in text
    assert "en 1 gebied met minder dan 100 inwoners" in text


def test_the_map_has_a_link_per_buurt_and_is_described(site: Client):
    page = site.get("/").content.decode()
    assert f'<a href="/gebied/{NOORK}/"><path' in page
    assert "Kaart van Hengelo" in page


def test_without_borders_the_page_says_why_there_is_no_map(site: Client, monkeypatch: pytest.MonkeyPatch):
    assert "Er is geen kaart" not in get_text(site, "/")
    PAGES.clear()
    monkeypatch.setattr("wijkwerk.pages.start.views.gemeente_shapes", lambda *asked: EMPTY)
    assert "Er is geen kaart: van Hengelo zijn nog geen grenzen geladen." in get_text(site, "/")


@pytest.mark.slow  # follows every entry of the menu of every role
@pytest.mark.django_db
def test_the_menu_names_only_pages_that_are_there(site: Client):
    for link in links_of(site.get("/")):
        path = link.partition("#")[0]
        if path.startswith("/") and not path.startswith(("/aanmelden", "/gebied")):
            assert site.get(path).status_code in {200, 302}, path


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("excel.csv", b"\xef\xbb\xbf")])
def test_the_map_can_be_taken_away_with_its_areas(site: Client, form: str, start: bytes):
    assert f"/kaart.{form}" in links_of(site.get("/"))
    assert site.get(f"/kaart.{form}").content.startswith(start)


def test_the_table_of_the_map_names_every_area(site: Client):
    table = site.get("/kaart.csv").content.decode()
    assert f"{NOORK},De Noork,buurt,{NOORD},2140,2024" in table
    assert site.get("/kaart.docx").status_code == 404


def test_the_footer_names_every_organisation_once(site: Client):
    footer = site.get("/").content.decode().partition("<footer")[2]
    assert "CBS en Kadaster, vereenvoudigd" in footer
    assert organisations(["Bureau Een (BE)", "BE en Twee", "Drie, Vier en BE", "Ministerie van Dit en Dat"]) == [
        "Bureau Een (BE)", "Twee", "Ministerie van Dit en Dat", "Drie en Vier",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page", ["/", "/vergelijken/", "/gebied/BU01640202/", "/data/", "/aanmelden/", "/bestaat-niet/"]
)
def test_every_page_of_a_demonstration_says_that_it_is_one(site: Client, settings: Any, page: str):
    assert "Demonstratie." not in site.get(page).content.decode()
    PAGES.clear()
    settings.WIJKWERK_DEMO = True
    assert "Demonstratie." in site.get(page).content.decode()


def test_the_footer_names_only_who_delivered_to_this_edition(site: Client):
    footer = site.get("/").content.decode().partition("<footer")[2]
    assert "Centraal Bureau voor de Statistiek (CBS)" in footer
    assert "De gemeente" not in footer, "its survey is in the catalogue and has not been held"
