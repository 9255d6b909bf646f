"""Areas beside each other."""

import html
import re

import pytest
from django.test import Client

from tests.present.builders import tags, texts, well_formed
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
    assert re.search(rf'name="gebied" value="{NOORK}"[^>]* checked', page)
    assert '<option value="land" selected>' in page


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


@pytest.mark.parametrize(
    ("query", "title", "name"),
    [
        ({}, "Wijken van Hengelo naast elkaar", "wijken"),
        ({"wat": "buurten", "wijk": NOORD}, "Buurten van wijk Noord naast elkaar", "buurten"),
        ({"wat": "keuze", "gebied": [NOORK, NOORD], "naast": "land"}, "Gebieden naast elkaar", "keuze"),
    ],
    ids=["wijken", "buurten", "keuze"],
)
def test_the_grid_is_there_as_a_picture_that_says_what_the_page_says(
    site: Client, query: dict[str, str], title: str, name: str
):
    page = html.unescape(site.get(PAGE, query).content.decode())
    response = site.get(f"{PAGE}tabel.svg", query)
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="wijkwerk-2026-1-vergelijking-{name}.svg"'
    root = well_formed(response.content.decode())
    written = texts(root)
    assert written[0] == title
    assert written[-1].startswith("Editie 2026-1, gepubliceerd op ")
    told = tags(root, "desc")[0].text or ""
    for column, value in re.findall(r'data-w="([^"]+)"><span class="n">([0-9][^<]*)', page):
        assert value in " ".join(written)
        assert f"{column} {value}" in told
    assert site.get(f"{PAGE}tabel.png", query).content.startswith(b"\x89PNG")


def test_every_form_is_a_link_below_the_grid_that_keeps_the_question(site: Client):
    links = links_of(site.get(PAGE, {"wat": "buurten", "wijk": NOORD}))
    for form in ("excel.csv", "csv", "svg", "png"):
        assert f"{PAGE}tabel.{form}?wat=buurten&wijk={NOORD}" in links
        assert site.get(f"{PAGE}tabel.{form}?wat=buurten&wijk={NOORD}").status_code == 200


def test_a_theme_is_named_in_the_picture(site: Client):
    written = " ".join(texts(well_formed(site.get(f"{PAGE}tabel.svg", {"thema": "veiligheid"}).content.decode())))
    assert "Thema: Veiligheid." in written
    assert "WOZ" not in written


def test_a_theme_without_a_figure_has_no_picture_and_no_link_to_one(site: Client):
    assert f"{PAGE}tabel.svg?thema=samenleven" not in links_of(site.get(PAGE, {"thema": "samenleven"}))
    assert site.get(f"{PAGE}tabel.svg", {"thema": "samenleven"}).status_code == 404


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_without_areas_or_in_another_form_there_is_no_picture(site: Client, form: str):
    assert site.get(f"{PAGE}tabel.{form}", {"wat": "keuze"}).status_code == 404
    assert site.get(f"{PAGE}tabel.pdf").status_code == 404


def test_pictures_of_own_choices_are_not_kept_for_there_are_endlessly_many(site: Client):
    own = {"wat": "keuze", "gebied": [NOORK]}
    assert site.get(f"{PAGE}tabel.svg", own)["Cache-Control"] == "no-cache"
    assert site.get(f"{PAGE}tabel.svg")["Cache-Control"] == "public, no-cache"


def test_our_own_wijk_figures_are_marked_and_explained_below_the_grid(site: Client):
    text = get_text(site, PAGE)
    assert "eigen optelling: de bron geeft dit niet voor dit gebied" in text
    assert "eigen gewogen gemiddelde" in text
    assert 'class="mark">¹' in site.get(PAGE).content.decode()
