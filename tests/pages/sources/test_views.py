"""Where figures come from."""

import re

from django.test import Client

from tests.web.reading import get_text, links_of


def test_every_source_of_the_catalogue_is_listed_with_its_tables(site: Client):
    text = get_text(site, "/bronnen/")
    assert "47022NED" in text
    assert "Geregistreerde misdrijven per wijk en buurt" in text
    assert "/bronnen/politie_misdrijven/" in links_of(site.get("/bronnen/"))


def test_a_source_says_owner_licence_caveats_and_corrections(site: Client):
    text = get_text(site, "/bronnen/politie_misdrijven/")
    assert "Politie" in text
    assert "CC BY 4.0" in text
    assert "Wat wij hebben verbeterd" in text
    assert "Misdrijven per 1.000 inwoners" in text


def test_a_source_of_which_this_edition_has_no_figure_is_not_among_those_with_figures(site: Client):
    page = site.get("/bronnen/").content.decode()
    awaited = page.index("Bronnen die nog moeten komen")
    for name in ("bewonersenquete", "cbs_ses_woa", "cbs_nabijheid", "cbs_wmo"):
        assert page.index(f"/bronnen/{name}/") > awaited, name
    for name in ("cbs_kwb", "politie_misdrijven", "pdok_wijken_buurten"):
        assert page.index(f"/bronnen/{name}/") < awaited, name


def test_a_source_lists_the_tables_of_this_edition_and_names_the_others(site: Client):
    listed = get_text(site, "/bronnen/")
    assert "86165NED" not in listed
    text = get_text(site, "/bronnen/politie_misdrijven/")
    assert "Ook beschreven, en niet in deze editie: 47018NED (2021–2025), 47024NED (2024–2025)." in text


def test_what_a_source_still_has_to_deliver_is_marked(site: Client):
    page = site.get("/bronnen/bewonersenquete/").content.decode()
    assert page.count('<span class="tag">verwacht</span>') == 2
    delivered = site.get("/bronnen/politie_misdrijven/").content.decode()
    assert re.search(r"Misdrijven per 1\.000 inwoners</a>\s*</li>", delivered)


def test_every_source_has_a_page(site: Client):
    from tests.web.small_site import catalogue

    for name in catalogue().sources:
        assert site.get(f"/bronnen/{name}/").status_code == 200, name


def test_an_unknown_source_is_answered_with_a_way_on(site: Client):
    response = site.get("/bronnen/onzin/")
    assert response.status_code == 404
    assert "/bronnen/" in links_of(response)
