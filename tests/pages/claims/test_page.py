"""Klopt de uitspraak: what a visitor reads, takes along, and who may see it at all."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.web.reading import get_text
from wijkwerk.pages.claims.words import FITS, HOLDS, NO_FIGURE, place_words, summary_words
from wijkwerk.present.words import UNKNOWN
from wijkwerk.scores.claims import Finding, Placed

PAGE = "/uitspraken/de_noork/"


def placed(finding: Finding, *, model: bool = False, **more: Any) -> Placed:
    return Placed("proef", model, finding, **more)


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([(Finding.HOLDS, False)], HOLDS.text),
        ([(Finding.FITS, True)], FITS.text),
        ([(Finding.HOLDS, False), (Finding.FITS, True)], FITS.text),
        ([(Finding.FITS, True), (Finding.FITS, True), (Finding.FITS_NOT, True)], "past grotendeels"),
        ([(Finding.HOLDS, False), (Finding.HOLDS_NOT, False)], "klopt deels"),
        ([(Finding.HOLDS_NOT, False)], "klopt niet"),
        ([(Finding.FITS_NOT, True)], "past niet"),
        ([(Finding.CANNOT_TELL, False)], UNKNOWN.text),
        ([(Finding.NO_FIGURE, False), (Finding.NO_DIRECTION, False)], NO_FIGURE.text),
        ([], NO_FIGURE.text),
    ],
)
def test_figures_together_are_said_with_care(findings: list[tuple[Finding, bool]], words: str):
    assert summary_words([placed(finding, model=model) for finding, model in findings]).text == words


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ({"first": 5, "last": 5, "of": 41}, "5 van 41"),
        ({"first": 22, "last": 23, "of": 41}, "22 tot 23 van 41, gelijke waarden"),
        ({"first": 7, "last": 7, "low": 5, "high": 12, "of": 41}, "7 van 41, door toeval 5 tot 12"),
        ({"first": 2, "last": 2, "low": 2, "high": 3, "of": 41, "is_rounded": True}, "2 van 41, bij afronding 2 tot 3"),
        ({"first": 2, "last": 2, "low": 2, "high": 2, "of": 41}, "2 van 41"),
        ({}, ""),
    ],
)
def test_a_place_is_said_with_its_ties_and_its_chance(of: dict[str, int], words: str):
    assert place_words(placed(Finding.CANNOT_TELL, **of)) == words


def test_the_page_says_what_was_said_where_and_how_it_is_read(scored_site: Client):
    text = get_text(scored_site, PAGE)
    assert "Klopt de uitspraak over De Noork?" in text
    assert "op alle domeinen één van de meest kwetsbare buurten van Hengelo is" in text
    assert "Bestuurlijke opdracht wijkgericht werken en wijkaanpak, 17 mei 2024" in text
    assert "De opdracht noemt geen grens." in text
    assert "Duurzaamheid: geen cijfer, en dat is geen ‘nee’." in text
    assert "onbekend wat is bedoeld" in text


def test_no_other_buurt_is_named(scored_site: Client):
    page = scored_site.get(PAGE).content.decode().split("<main")[1].split("</main>")[0]
    for name in ("Klein Driene", "Elsbeek", "Binnenstad-Centrum"):
        assert name not in page


def test_a_figure_leads_to_its_own_page_and_the_files_hold_the_places(scored_site: Client):
    assert "/indicator/bijstand_per_1000/?gebied=BU01640202" in scored_site.get(PAGE).content.decode()
    rows = list(csv.DictReader(io.StringIO(scored_site.get(f"{PAGE}sociaal.csv").content.decode())))
    bijstand = next(row for row in rows if row["indicator"] == "bijstand_per_1000")
    assert bijstand["first"]
    assert bijstand["finding"]
    assert scored_site.get(f"{PAGE}sociaal.svg").status_code == 200
    assert scored_site.get(f"{PAGE}pagina.docx").status_code == 200


def test_the_list_leads_to_each_claim(scored_site: Client):
    assert f'href="{PAGE}"' in scored_site.get("/uitspraken/").content.decode()


def test_a_claim_that_is_not_there_says_so_with_a_way_on(scored_site: Client):
    response = scored_site.get("/uitspraken/elders/")
    assert response.status_code == 404
    assert 'href="/uitspraken/"' in response.content.decode()


@pytest.mark.django_db
def test_it_is_for_those_who_may_read_scores(scored_site: Client, settings: Any):
    settings.WIJKWERK_OPEN_SCORES = False
    assert scored_site.get(PAGE).status_code == 403
    assert scored_site.get("/uitspraken/").status_code == 403
