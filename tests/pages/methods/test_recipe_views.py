"""How a rekenrecept works, on its own page, and its entry for the Algoritmeregister."""

import json

import pytest
from django.test import Client

from tests.spec.write_methods import METHODS
from tests.web.reading import get_text, links_of, text_of
from wijkwerk.web.doors.public import PAGES

PAGE = "/methode/proef/"


def test_the_whole_tree_stands_there_with_weights_and_gates(scored_site: Client):
    text = get_text(scored_site, PAGE)
    assert "In de groep Als alles er is Nu" in text
    assert "Sociaal Domein 50,0 % 50,0 % 50,0 %" in text
    assert "Goed ervaren gezondheid Indicator 50,0 % 25,0 % 25,0 %" in text
    assert "Duurzaamheid geen cijfers Domein 25,0 % 25,0 % 0,0 %" in text
    assert "alleen met alle onderdelen" in text
    assert "voorlopig, niemand heeft dit recept vastgesteld" in text


def test_reference_points_are_told_with_those_for_trying_other_methods_apart(scored_site: Client):
    text = get_text(scored_site, PAGE)
    assert "0 en 200" in text
    assert "voor varianten: gemiddelde 50 en spreiding 60" in text
    assert "niet genoemd in het recept" in text


def test_an_indicator_without_figures_says_so_in_the_tree_and_why(scored_site: Client):
    text = get_text(scored_site, PAGE)
    assert "Duurzaamheid geen cijfers" in text


def test_the_rules_that_the_recipe_uses_are_linked_and_every_rule_has_its_page(scored_site: Client):
    links = links_of(scored_site.get(PAGE))
    assert "/methode/regels/normaliseren/" in links
    assert "/methode/regels/stapeling/" not in links  # this recipe counts none
    for method in METHODS:
        text = get_text(scored_site, f"/methode/regels/{method.slug}/")
        assert method.title in text
        assert all(table.title in text for table in method.tables)


def test_links_between_rules_lead_somewhere(scored_site: Client):
    for method in METHODS:
        address = f"/methode/regels/{method.slug}/"
        for link in links_of(scored_site.get(address)):
            if link.startswith("../"):
                assert scored_site.get(f"/methode/regels/{link.removeprefix('../')}").status_code == 200, link


def test_the_entry_for_the_register_has_every_field_that_must_be_shown(scored_site: Client, settings):
    settings.WIJKWERK_CONTACT = "wijken@gemeente.example"
    response = scored_site.get(f"{PAGE}algoritmeregister.json")
    assert response["Content-Type"] == "application/json"
    entry = json.loads(response.content)
    for key in ("name", "description_short", "organization", "status", "contact_email", "publication_category"):
        assert entry[key], key
    for key in ("goal", "proportionality", "human_intervention", "risks", "lawful_basis", "source_data"):
        assert len(entry[key]) > 100, key
    assert entry["organization"] == "Gemeente Hengelo"
    assert entry["contact_email"] == "wijken@gemeente.example"
    assert entry["status"] == "In ontwikkeling"  # nobody adopted it
    assert "Sociaal 50,0\u00a0%" in entry["methods_and_models"]
    assert len(entry["name"]) <= 100
    assert len(entry["description_short"]) <= 350
    assert not any(mark in text for text in entry.values() for mark in ("[", "TODO", "invullen", "XX"))


def test_without_a_contact_the_field_is_empty_and_the_page_says_who_can_fill_it(scored_site: Client):
    assert json.loads(scored_site.get(f"{PAGE}algoritmeregister.json").content)["contact_email"] == ""
    assert "leeg: De gemeente noemt nog geen e-mailadres." in get_text(scored_site, PAGE)


def test_addresses_are_those_by_which_the_visitor_came_and_kept_for_nobody_else(scored_site: Client):
    PAGES.clear()
    for host in ("localhost:8123", "127.0.0.1"):
        response = scored_site.get(f"{PAGE}algoritmeregister.json", headers={"host": host})
        entry = json.loads(response.content)
        assert entry["website"] == f"http://{host}{PAGE}"
        assert entry["url"] == f"http://{host}{PAGE}algoritmeregister.json"
        assert f"http://{host}{PAGE}" in entry["methods_and_models"]
        assert scored_site.get(entry["url"].removeprefix(f"http://{host}")).status_code == 200
        assert response["Cache-Control"] == "no-cache"
        assert f"http://{host}{PAGE}" in scored_site.get(PAGE, headers={"host": host}).content.decode()
    assert len(PAGES) == 0


def test_a_site_with_a_name_of_its_own_is_named_by_it(scored_site: Client, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://monitor.gemeente.example"]
    entry = json.loads(scored_site.get(f"{PAGE}algoritmeregister.json").content)
    assert entry["website"] == f"https://monitor.gemeente.example{PAGE}"


def test_the_entry_counts_the_figures_that_are_there(scored_site: Client):
    entry = json.loads(scored_site.get(f"{PAGE}algoritmeregister.json").content)
    assert "op 3 van 4 openbare cijfers (de andere zijn er nog niet)" in entry["description_short"]
    assert "Met cijfers: 3 van 4; nog zonder: Energiearmoede" in entry["source_data"]


def test_the_entry_says_the_same_on_the_page_and_for_excel(scored_site: Client):
    entry = json.loads(scored_site.get(f"{PAGE}algoritmeregister.json").content)
    text = get_text(scored_site, PAGE)
    assert " ".join(entry["human_intervention"].split()) in text
    excel = scored_site.get(f"{PAGE}algoritmeregister.excel.csv").content.decode()
    assert "Menselijke tussenkomst" in excel
    assert entry["human_intervention"] in excel


@pytest.mark.parametrize(
    ("address", "way"), [("/methode/weg/", "Rekenrecept Proef"), ("/methode/regels/weg/", "Kies een van deze")]
)
def test_what_is_not_there_is_answered_with_what_is(scored_site: Client, address: str, way: str):
    response = scored_site.get(address)
    assert response.status_code == 404
    assert way in text_of(response)


def test_an_unknown_form_is_no_file(scored_site: Client):
    assert scored_site.get(f"{PAGE}algoritmeregister.pdf").status_code == 404


def test_the_method_page_names_every_recipe_and_an_edition_without_any(scored_site: Client):
    assert "Rekenrecept Proef, versie 1, voorlopig" in get_text(scored_site, "/methode/")


def test_an_edition_without_recipes_says_so(site: Client):
    assert "geen rekenrecepten" in get_text(site, "/methode/")


def test_the_method_stays_public_where_scores_are_not(scored_site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = False
    assert "Bekijk de stapeling" not in get_text(scored_site, PAGE)
