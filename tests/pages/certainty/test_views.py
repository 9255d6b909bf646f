"""How sure the places are, as a visitor reads it."""

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of, text_of
from tests.web.small_site import ELSBEEK

PAGE = "/zekerheid/"


def test_every_buurt_with_a_score_has_its_band_by_name(scored_site: Client):
    page = scored_site.get(PAGE, {"niveau": "buurt"}).content.decode()
    rows = [page.index(f">{name}</a></th>") for name in ("Binnenstad-Centrum", "Elsbeek", "Klein Driene", "De Noork")]
    assert rows[0] < rows[1] < rows[2]
    assert "1 = meest urgent" in page
    assert "door de methode" in page


def test_the_choice_and_the_figure_that_matter_most_are_said_in_words(scored_site: Client):
    text = get_text(scored_site, PAGE, niveau="buurt")
    assert "verschuift de plaatsen het meest: gemiddeld" in text
    assert "weg, dan verschuiven de buurten het meest" in text


def test_the_figure_that_matters_most_can_be_left_out_with_one_click(scored_site: Client):
    links = links_of(scored_site.get(PAGE, {"niveau": "buurt"}))
    away = next(link for link in links if link.startswith("/wat-als/") and "zonder=misdrijven_per_1000" in link)
    assert "Zonder Misdrijven" in text_of(scored_site.get(away))


def test_how_many_variants_what_failed_and_the_seed_are_told(scored_site: Client):
    text = get_text(scored_site, PAGE, niveau="buurt")
    assert "10.000 berekeningen" in text
    assert "Niet te berekenen" in text
    assert "20240528" in text


def test_an_area_without_a_score_is_named_apart_with_what_it_has(scored_site: Client):
    text = get_text(scored_site, PAGE, niveau="buurt")
    assert "Zonder score, dus zonder plaats" in text
    assert "Oosterveld" in text


def test_two_wijken_are_too_few_and_the_page_says_so(scored_site: Client):
    text = get_text(scored_site, PAGE, niveau="wijk")
    assert "minder dan drie wijken hebben een score" in text


def test_another_recipe_says_what_its_first_place_is(scored_site: Client):
    assert "1 = minst gunstig" in get_text(scored_site, PAGE, recept="vitaal", niveau="buurt")


def test_an_edition_without_recipes_says_so(site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = True
    assert "geen rekenrecept" in get_text(site, PAGE)


def test_the_page_is_for_staff_unless_the_gemeente_opens_its_scores(scored_site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = False
    assert scored_site.get(PAGE).status_code == 403


@pytest.mark.parametrize("query", [{"recept": "geluk"}, {"niveau": "land"}, {"recept": "vitaal", "niveau": "wijk"}])
def test_a_choice_that_cannot_be_is_answered_with_a_way_on(scored_site: Client, query: dict[str, str]):
    response = scored_site.get(PAGE, query)
    assert response.status_code == 400
    assert [link for link in links_of(response) if link.startswith(PAGE)]


def test_the_bands_can_be_taken_away_as_table_and_picture(scored_site: Client):
    rows = scored_site.get(f"{PAGE}banden.csv", {"niveau": "buurt"}).content.decode()
    assert f"{ELSBEEK},Elsbeek,buurt,proef" in rows
    assert "method_low,method_middle,method_high,method_first_1" in rows
    picture = scored_site.get(f"{PAGE}banden.svg", {"niveau": "buurt"})
    assert picture["Content-Type"].startswith("image/svg+xml")
    assert "Elsbeek" in picture.content.decode()
    assert scored_site.get(f"{PAGE}banden.png", {"niveau": "buurt"}).content[:4] == b"\x89PNG"


@pytest.mark.parametrize("address", ["banden.svg?niveau=wijk", "banden.ods?niveau=buurt", "kaart.svg?niveau=buurt"])
def test_a_file_that_is_not_there_is_refused(scored_site: Client, address: str):
    assert scored_site.get(PAGE + address).status_code == 404


def test_from_a_place_one_goes_on_to_the_score_opened_up(scored_site: Client):
    links = links_of(scored_site.get(PAGE, {"niveau": "buurt"}))
    assert f"/urgentie/proef/{ELSBEEK}/" in links


def test_the_other_level_and_the_other_recipe_are_one_click_away(scored_site: Client):
    page = scored_site.get(PAGE, {"niveau": "buurt"})
    assert f"{PAGE}?recept=proef&niveau=wijk" in links_of(page)
    assert f"{PAGE}?recept=vitaal&niveau=buurt" in links_of(page)
    # The other recipe has no wijken: from there its own first level is asked.
    assert f"{PAGE}?recept=vitaal" in links_of(scored_site.get(PAGE, {"niveau": "wijk"}))
