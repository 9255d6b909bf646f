"""Areas beside each other."""

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import ELSBEEK, NOORD, NOORK

PAGE = "/vergelijken/"


def test_all_wijken_stand_beside_the_gemeente_with_a_word_in_every_cell(site: Client):
    text = get_text(site, PAGE)
    assert "Wijken naast elkaar" in text
    assert "ongunstig" in text
    assert "Er is geen eindcijfer en geen volgorde" in text


def test_the_buurten_of_one_wijk_can_be_compared(site: Client):
    page = site.get(PAGE, {"wat": "buurten", "wijk": NOORD}).content.decode()
    assert "Buurten naast elkaar" in page
    assert 'data-w="Elsbeek"' in page
    assert 'data-w="Binnenstad-Oost"' not in page


def test_somebody_can_choose_the_areas_and_compare_with_the_country(site: Client):
    page = site.get(PAGE, {"wat": "keuze", "gebied": [NOORK, ELSBEEK], "naast": "land"}).content.decode()
    assert 'data-w="De Noork"' in page
    assert "duidelijk gunstiger dan Nederland" in page
    assert f'value="{NOORK}" checked' in page


def test_without_a_choice_the_page_asks_for_one(site: Client):
    assert "Vink hieronder" in get_text(site, PAGE, wat="keuze")


def test_one_theme_can_be_chosen(site: Client):
    page = site.get(PAGE, {"thema": "veiligheid"}).content.decode()
    assert "/indicator/misdrijven_per_1000/" in page
    assert "/indicator/woz_waarde/" not in page


@pytest.mark.parametrize(
    "query",
    [
        {"wat": "onzin"},
        {"wat": "buurten", "wijk": "WK999999"},
        {"naast": "maan"},
        {"thema": "geluk"},
        {"wat": "keuze", "gebied": "BU99999999"},
        {"wat": "keuze", "gebied": [f"BU{number:08d}" for number in range(41)]},
    ],
)
def test_a_choice_that_cannot_be_is_answered_with_a_way_on(site: Client, query: dict[str, str]):
    response = site.get(PAGE, query)
    assert response.status_code == 400
    assert [link for link in links_of(response) if link.startswith(PAGE)]


def test_an_empty_choice_of_wijk_from_the_form_is_no_choice(site: Client):
    assert site.get(PAGE, {"wat": "wijken", "wijk": "", "naast": "gemeente", "thema": ""}).status_code == 200


def test_the_grid_can_be_taken_away(site: Client):
    rows = site.get(f"{PAGE}tabel.csv", {"wat": "buurten", "wijk": NOORD}).content.decode()
    assert "De Noork" in rows
    assert "Binnenstad-Oost" not in rows


def test_a_grid_without_areas_has_no_file(site: Client):
    assert site.get(f"{PAGE}tabel.csv", {"wat": "keuze"}).status_code == 404


def test_our_own_wijk_figures_are_marked_and_explained_below_the_grid(site: Client):
    text = get_text(site, PAGE)
    assert "eigen optelling: de bron geeft dit niet voor dit gebied" in text
    assert "eigen gewogen gemiddelde" in text
    assert 'class="mark">¹' in site.get(PAGE).content.decode()
