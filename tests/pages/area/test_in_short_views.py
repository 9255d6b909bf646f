"""An area in short: for residents, public, without a score."""

from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import HENGELO, NOORD, NOORK, OOSTERVELD


def test_strengths_stand_beside_concerns_in_plain_words(site: Client):
    text = get_text(site, f"/gebied/{NOORK}/samengevat/")
    assert text.index("Wat gaat hier goed?") < text.index("Waar zijn er zorgen?") < text.index("Wat weten we niet?")
    assert "In De Noork wonen 2.140 mensen." in text
    assert "Mensen met bijstand 82 per 1.000 inwoners" in text


def test_a_withheld_figure_is_told_with_that_of_the_wijk_beside_it(site: Client):
    text = get_text(site, f"/gebied/{NOORK}/samengevat/")
    assert "Niet gepubliceerd: te weinig personen Waarde van wijk Noord: € 28.500" in text


def test_no_score_and_no_place_stand_on_it_even_where_scores_are_open(scored_site: Client):
    text = get_text(scored_site, f"/gebied/{NOORK}/samengevat/").lower()
    for word in ("score", "plaats ", "urgent", "ranglijst"):
        assert word not in text


def test_the_other_buurten_stand_by_name(site: Client):
    links = [link for link in links_of(site.get(f"/gebied/{NOORD}/samengevat/")) if link.endswith("/samengevat/")]
    links = [link for link in links if link.startswith("/gebied/")]
    assert len(links) == 5
    assert links[0] == f"/gebied/{NOORK}/samengevat/"


def test_an_area_with_next_to_no_figures_has_its_own_words(site: Client):
    text = get_text(site, f"/gebied/{OOSTERVELD}/samengevat/")
    assert "Geen cijfer is hier duidelijk gunstiger dan in Hengelo." in text


def test_the_profile_leads_to_it(site: Client):
    assert f"/gebied/{NOORK}/samengevat/" in links_of(site.get(f"/gebied/{NOORK}/"))


def test_a_gemeente_has_none_and_the_page_leads_to_its_profile(site: Client):
    response = site.get(f"/gebied/{HENGELO}/samengevat/")
    assert response.status_code == 404
    assert f"/gebied/{HENGELO}/" in links_of(response)
