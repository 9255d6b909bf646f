"""The first page."""

from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import NOORD, NOORK, OOSTERVELD


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


def test_the_menu_names_only_pages_that_are_there(site: Client):
    for link in links_of(site.get("/")):
        path = link.partition("#")[0]
        if path.startswith("/") and not path.startswith(("/aanmelden", "/gebied")):
            assert site.get(path).status_code in {200, 302}, path
