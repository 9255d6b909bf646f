"""Find an area or an indicator by typing its name."""

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import AALTEN, NOORD, NOORK


@pytest.mark.parametrize("text", ["De Noork", "de noork", "  De   Noork ", NOORK, NOORK.lower()])
def test_an_exact_name_or_code_goes_straight_to_the_area(site: Client, text: str):
    response = site.get("/zoek/", {"q": text})
    assert (response.status_code, response["Location"]) == (302, f"/gebied/{NOORK}/")


def test_a_name_of_a_wijk_and_a_buurt_shows_both_told_apart(site: Client):
    response = site.get("/zoek/", {"q": "Noord"})
    text = get_text(site, "/zoek/", q="Noord")
    assert "wijk in Hengelo" in text
    assert "buurt in wijk Noord, Hengelo" in text
    assert f"/gebied/{NOORD}/" in links_of(response)


def test_a_part_of_a_name_shows_what_holds_it(site: Client):
    assert "De Noork" in get_text(site, "/zoek/", q="noor")


def test_an_indicator_is_found_by_a_part_of_its_title(site: Client):
    assert "/indicator/misdrijven_per_1000/" in links_of(site.get("/zoek/", {"q": "misdrijv"}))


def test_areas_of_other_gemeenten_stand_apart(site: Client):
    text = get_text(site, "/zoek/", q="aalte")
    assert "Elders in Nederland" in text
    assert f"/gebied/{AALTEN}/" in links_of(site.get("/zoek/", {"q": "aalte"}))


def test_a_typing_error_is_answered_with_what_looks_like_it(site: Client):
    text = get_text(site, "/zoek/", q="De Nork")
    assert "Niets gevonden voor ‘De Nork’" in text
    assert "Bedoelt u misschien" in text
    assert "De Noork" in text


def test_nothing_at_all_is_answered_with_a_way_on(site: Client):
    response = site.get("/zoek/", {"q": "xqzw"})
    assert "/#gebieden" in links_of(response)


def test_an_empty_question_explains_what_can_be_typed(site: Client):
    assert "Typ een deel van de naam" in get_text(site, "/zoek/")


def test_what_was_typed_is_never_markup(site: Client):
    page = site.get("/zoek/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
