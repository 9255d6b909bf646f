"""What a link *Klopt dit niet?* may be about, and in which words; and what it can never carry."""

import pytest
from django.urls import URLPattern

from tests.web.small_site import NOORD, NOORK
from wijkwerk.pages.site_urls import PUBLIC
from wijkwerk.web.feedback_subjects import PAGES, PARTS, lasting_href, page_address, read_subject, with_figure

EDITION = "2026-1"


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ({"over": "/"}, "de eerste bladzijde"),
        ({"over": f"/gebied/{NOORD}/"}, "het profiel van wijk Noord"),
        ({"over": f"/gebied/{NOORD}/", "deel": "kern"}, "het profiel van wijk Noord, de kerncijfers"),
        (
            {"over": f"/gebied/{NOORD}/", "deel": "jaren", "cijfer": "woz_waarde"},
            "Gemiddelde WOZ-waarde van woningen, op het profiel van wijk Noord, het verloop door de jaren",
        ),
        ({"over": "/indicator/woz_waarde/"}, "Gemiddelde WOZ-waarde van woningen, 2024"),
        (
            {"over": f"/indicator/misdrijven_per_1000/?jaar=2024&gebied={NOORK}&niveau=buurt", "deel": "kaart"},
            "Misdrijven per 1.000 inwoners, De Noork, de kaart, 2024",
        ),
        ({"over": "/thema/veiligheid/"}, "het thema Veiligheid"),
        ({"over": "/editie/2026-1/indicator/woz_waarde/"}, "Gemiddelde WOZ-waarde van woningen, 2024"),
        ({"over": "/toegankelijkheid/"}, "de bladzijde over toegankelijkheid"),
        ({}, "de site"),
    ],
)
def test_what_it_is_about_is_told_back_in_words(query: dict[str, str], about: str):
    assert read_subject(**query).kept.about == about


def test_a_figure_is_kept_with_its_area_year_and_edition():
    address = f"/indicator/misdrijven_per_1000/?jaar=2021&gebied={NOORK}&niveau=buurt"
    kept = read_subject(address, EDITION, "kaart").kept
    assert (kept.indicator, kept.area, kept.period) == ("misdrijven_per_1000", NOORK, 2021)
    assert (kept.edition, kept.part) == (EDITION, "kaart")
    assert kept.path == "/indicator/misdrijven_per_1000/?niveau=buurt&jaar=2021&gebied=" + NOORK


def test_of_a_permalink_the_edition_is_kept_and_the_way_back_stays_in_it():
    found = read_subject("/editie/2026-1/indicator/woz_waarde/?niveau=wijk")
    assert (found.kept.edition, found.kept.path) == (EDITION, "/indicator/woz_waarde/?niveau=wijk")
    assert found.href == "/editie/2026-1/indicator/woz_waarde/?niveau=wijk"


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/gebied/WK016402/",
        "//elders.example/",
        "/\\elders.example/",
        "javascript:alert(1)",
        "/leveringen/",
        "/notities/1/",
        "/privacy/personen/1/",
        "/beheer/",
        "/klopt-dit-niet/",
        "/gebied/WK016402/naast.csv",
        "/gebied/Jan%20Jansen/",
        "/gebied/<script>/",
        "/nergens/",
        "http://[",
        "/" + "a" * 400 + "/",
        "",
    ],
)
def test_no_other_site_and_no_page_of_staff_is_taken(address: str):
    found = read_subject(address)
    assert (found.kept.path, found.href, found.kept.about) == ("", "/", "de site")
    assert page_address(address) == ""


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/zoek/?q=Jan+Jansen", "/zoek/"),
        ("/wat-als/?gewicht-a=3&recept=urgentie", "/wat-als/?recept=urgentie"),
        ("/indicator/woz_waarde/?jaar=06-12345678+van+Jan", "/indicator/woz_waarde/"),
        ("/vergelijken/?gebied=WK016402&gebied=WK016400&wat=keuze", "/vergelijken/?gebied=WK016402&wat=keuze"),
    ],
)
def test_what_a_visitor_typed_is_not_kept(address: str, kept: str):
    path, _, query = page_address(address).partition("?")
    assert (path, sorted(query.split("&"))) == (kept.partition("?")[0], sorted(kept.partition("?")[2].split("&")))


def test_an_address_is_never_longer_than_is_kept():
    names = ("niveau", "jaar", "gebied", "recept", "wijk", "thema", "wat", "naast", "toon")
    query = "&".join(f"{name}={'x' * 40}" for name in names)
    assert page_address(f"/vergelijken/?{query}") == "/vergelijken/"
    assert len(page_address(f"/vergelijken/?{query[:250]}")) <= 300


def test_what_is_not_there_is_left_out():
    found = read_subject("/indicator/geluk/?gebied=WK999999&jaar=1900", "1999-9", "zolder", "geluk")
    kept = found.kept
    assert (kept.indicator, kept.area, kept.period, kept.part) == ("", "", None, "")
    assert kept.edition == EDITION
    assert kept.about == "een cijfer"


def test_a_page_with_many_figures_asks_which_one_and_knows_it_then():
    found = read_subject(f"/gebied/{NOORD}/", EDITION, "naast")
    assert {"woz_waarde", "misdrijven_per_1000"} <= {each.id for each in found.figures}
    chosen = with_figure(found, "woz_waarde")
    assert (chosen.kept.indicator, chosen.kept.area, chosen.kept.period) == ("woz_waarde", NOORD, 2024)
    assert (
        chosen.kept.about == "Gemiddelde WOZ-waarde van woningen, op het profiel van wijk Noord, de vergelijking, 2024"
    )
    assert with_figure(found, "geluk") == found
    assert read_subject("/indicator/woz_waarde/").figures == ()


def test_of_a_theme_only_its_own_figures_are_asked():
    figures = read_subject("/thema/veiligheid/").figures
    assert figures
    assert {each.theme for each in figures} == {"veiligheid"}


def test_the_page_of_then_is_found_in_its_edition_and_else_as_it_is_now():
    assert lasting_href("/gebied/WK016402/", EDITION) == "/editie/2026-1/gebied/WK016402/"
    assert lasting_href("/edities/", EDITION) == "/edities/"
    assert lasting_href("/gebied/WK016402/", "") == "/gebied/WK016402/"
    assert lasting_href("", EDITION) == ""


def test_every_public_page_has_a_name_and_no_file_does():
    names = {each.name for each in PUBLIC if isinstance(each, URLPattern)}
    assert {name for name in names if name and "file" not in name and name != "kader_norms"} <= set(PAGES)
    assert "" not in PARTS
