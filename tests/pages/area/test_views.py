"""Profiles of buurt, wijk and gemeente."""

import re

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import AALTEN, BINNENSTAD, HENGELO, NOORD, NOORK, OOSTERVELD

PROFILE = f"/gebied/{NOORK}/"


def test_the_profile_of_a_buurt_shows_its_figures_with_verdict_interval_and_source(site: Client):
    text = get_text(site, PROFILE)
    assert "De Noork" in text
    assert "2.140" in text
    assert "2,5 % minder dan in 2020" in text
    assert "180 in 2020" in text
    assert "duidelijk ongunstiger" in text
    assert "104 in 2025" in text
    assert "voorlopig" in text
    assert "67,2 %" in text
    assert "Politie, melding" in text


def test_crimes_per_inhabitant_name_the_year_of_their_inhabitants(site: Client):
    assert "gedeeld door inwoners op 1 januari 2024" in get_text(site, PROFILE)


def test_an_income_that_is_not_published_says_why_and_shows_the_wijks_as_the_wijks(site: Client):
    text = get_text(site, PROFILE)
    assert "niet gepubliceerd: te weinig personen" in text
    assert "Waarde van wijk Noord: € 28.500" in text


def test_wijk_figures_that_we_made_ourselves_say_so(site: Client):
    text = get_text(site, PROFILE)
    assert "eigen optelling" in text
    assert "eigen gewogen gemiddelde" in text


def test_the_spread_of_the_buurten_within_the_wijk_is_shown(site: Client):
    text = get_text(site, PROFILE)
    assert "De vijf buurten van wijk Noord" in text


@pytest.mark.parametrize("code", [NOORD, BINNENSTAD, HENGELO, AALTEN, OOSTERVELD])
def test_every_level_has_a_profile(site: Client, code: str):
    text = get_text(site, f"/gebied/{code}/")
    assert code in text
    assert "Kerncijfers" in text or code == OOSTERVELD


def test_a_gemeente_without_borders_has_tables_instead_of_a_map(site: Client):
    page = site.get(f"/gebied/{AALTEN}/").content.decode()
    assert '<div class="map">' not in page
    assert "Aalten" in page


def test_a_business_area_has_a_profile_without_figures_per_inhabitant(site: Client):
    text = get_text(site, f"/gebied/{OOSTERVELD}/")
    assert "te weinig personen" in text or "niet van toepassing" in text


def test_the_trail_leads_back_to_the_wijk(site: Client):
    assert f"/gebied/{NOORD}/" in links_of(site.get(PROFILE))


def test_links_to_figures_remember_where_the_visitor_came_from(site: Client):
    assert f"/indicator/misdrijven_per_1000/?gebied={NOORK}" in links_of(site.get(PROFILE))


def test_all_figures_stand_on_a_page_of_their_own(site: Client):
    assert "Alle cijfers van De Noork" in get_text(site, f"{PROFILE}cijfers/")


def test_a_code_in_small_letters_leads_to_the_area(site: Client):
    response = site.get(f"/gebied/{NOORK.lower()}/")
    assert (response.status_code, response["Location"]) == (301, PROFILE)


def test_an_unknown_code_is_answered_with_a_way_on(site: Client):
    response = site.get("/gebied/BU99999999/")
    assert response.status_code == 404
    assert "Dit gebied kennen we niet" in response.content.decode()
    assert "/zoek/" in links_of(response)


@pytest.mark.parametrize("part", ["cijfers", "naast", "buurten", "jaren-misdrijven_per_1000"])
@pytest.mark.parametrize("form", ["excel.csv", "csv"])
def test_every_table_can_be_taken_away(site: Client, part: str, form: str):
    response = site.get(f"{PROFILE}{part}.{form}")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "De Noork" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("part", ["naast", "buurten", "jaren-misdrijven_per_1000"])
def test_every_picture_can_be_taken_away_with_its_source_and_edition(site: Client, part: str):
    picture = site.get(f"{PROFILE}{part}.svg")
    assert picture["Content-Type"].startswith("image/svg+xml")
    assert "Editie 2026-1, gepubliceerd op 1 november 2026" in picture.content.decode()


def test_a_picture_can_be_had_as_png(site: Client):
    response = site.get(f"{PROFILE}naast.png")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")


def test_a_gemeente_has_no_strip_of_buurten_to_take_away(site: Client):
    assert site.get(f"/gebied/{HENGELO}/buurten.svg").status_code == 404


@pytest.mark.parametrize("file", ["cijfers.svg", "onzin.csv", "jaren-onzin.csv", "naast.docx"])
def test_a_file_that_is_not_there_is_a_page_that_says_so(site: Client, file: str):
    response = site.get(f"{PROFILE}{file}")
    assert response.status_code == 404
    assert PROFILE in links_of(response)


def test_awaited_figures_stand_in_one_line_under_their_domain(site: Client):
    for address in (f"/gebied/{NOORK}/", f"/gebied/{NOORK}/cijfers/"):
        page = " ".join(site.get(address).content.decode().split())
        bodies = re.findall(r'<tbody> <tr class="head">.*?</tbody>', page)
        assert bodies
        for body in bodies:
            assert body.count("<tr") > 1, "a heading with nothing under it"
        assert "Nog niet geleverd: <a" in page


def test_the_comparison_picture_can_be_read_alone(site: Client):
    picture = site.get(f"/gebied/{NOORK}/naast.svg").content.decode()
    assert {"De Noork met interval", "wijk Noord", "Nederland"} <= set(re.findall(r">([^<>]+)</text>", picture))
    assert "niet gepubliceerd: te" in picture
