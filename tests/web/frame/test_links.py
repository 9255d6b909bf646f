"""Addresses built by hand lead to the views they name."""

import pytest
from django.urls import resolve

from tests.web.small_site import NOORK
from wijkwerk.web.blocks import file_address
from wijkwerk.web.frame.links import Links

ADDRESSES = {
    "start": lambda links: links.start(),
    "search": lambda links: links.search(),
    "area": lambda links: links.area(NOORK),
    "area_figures": lambda links: links.area_figures(NOORK),
    "area_file": lambda links: file_address(links.area(NOORK), "jaren-woz_waarde", "excel.csv"),
    "themes": lambda links: links.themes(),
    "theme": lambda links: links.theme("veiligheid"),
    "indicator": lambda links: links.indicator("woz_waarde"),
    "indicator_file": lambda links: file_address(links.indicator("woz_waarde"), "kaart", "svg"),
    "compare": lambda links: links.compare(),
    "compare_file": lambda links: file_address(links.compare(), "tabel", "csv"),
    "kader": lambda links: links.kader(),
    "kader_file": lambda links: file_address(links.kader(), "tabel", "csv"),
    "kader_norms": lambda links: links.kader_norms("xlsx"),
    "kader_norm": lambda links: links.kader_norm("bijstand_per_1000"),
    "kader_norm_file": lambda links: file_address(links.kader_norm("bijstand_per_1000"), "tabel", "csv"),
    "urgency": lambda links: links.urgency(),
    "urgency_file": lambda links: file_address(links.urgency(), "tabel", "excel.csv"),
    "urgency_opened": lambda links: links.urgency_opened("urgentie", NOORK).partition("#")[0],
    "urgency_opened_file": lambda links: file_address(links.urgency_opened("urgentie", NOORK), "opbouw", "csv"),
    "in_short": lambda links: links.in_short(NOORK),
    "certainty": lambda links: links.certainty(),
    "certainty_file": lambda links: file_address(links.certainty(), "banden", "svg"),
    "what_if": lambda links: links.what_if(),
    "what_if_file": lambda links: file_address(links.what_if(), "plaatsen", "excel.csv"),
    "sources": lambda links: links.sources(),
    "source": lambda links: links.source("cbs_kwb"),
    "method": lambda links: links.method(),
    "method_recipe": lambda links: links.method_recipe("urgentie"),
    "method_recipe_file": lambda links: file_address(links.method_recipe("urgentie"), "algoritmeregister", "json"),
    "method_rule": lambda links: links.method_rule("normaliseren"),
    "stacking": lambda links: links.stacking(),
    "stacking_file": lambda links: file_address(links.stacking(), "toeval", "svg"),
    "data": lambda links: links.data(),
    "accessibility": lambda links: links.accessibility(),
    "privacy": lambda links: links.privacy(),
    "feedback": lambda links: links.feedback(),
    "editions": lambda links: links.editions(),
    "edition": lambda links: links.edition("2026-1"),
    "edition_file": lambda links: links.edition_file("2026-1", "manifest.json"),
}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("links", [Links(), Links.of_edition("2026-1")], ids=["current", "permalink"])
def test_every_address_leads_to_the_view_of_its_name(name: str, links: Links):
    assert resolve(ADDRESSES[name](links)).url_name == name


def test_the_pages_that_the_kit_draws_lead_to_their_subject():
    assert resolve(Links().projection(NOORK)).view_name == "projection:page"


def test_choices_that_are_not_made_are_left_out_of_the_address():
    assert Links().indicator("woz_waarde", None, 2024) == "/indicator/woz_waarde/?jaar=2024"


def test_what_somebody_typed_is_quoted():
    assert Links().search("'t Rot & co") == "/zoek/?q=%27t+Rot+%26+co"
