"""What if, as a visitor uses it: an address with choices in, places beside those of the edition out."""

import html
import re

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of, text_of
from tests.web.small_site import NOORK
from wijkwerk.web.doors.public import PAGES

PAGE = "/wat-als/"
BUURT = {"niveau": "buurt"}


def test_without_a_change_every_area_stands_where_the_edition_has_it(scored_site: Client):
    text = get_text(scored_site, PAGE, **BUURT)
    assert "Dit is het recept zoals het is" in text
    assert "→" not in text


def test_other_weights_move_areas_and_the_page_says_who_from_where_to_where(scored_site: Client):
    query = {**BUURT, "gewicht-veiligheid": "9", "gewicht-sociaal": "0"}
    text = get_text(scored_site, PAGE, **query)
    assert "op een andere plaats" in text
    assert "Gewicht van Veiligheid: 9 in plaats van 0,25" in text
    assert re.search(r"\d+ plaatsen? (minder )?urgent", text)
    assert "→" in text


def test_the_page_says_everywhere_that_it_is_a_trial(scored_site: Client):
    response = scored_site.get(PAGE, BUURT)
    page = response.content.decode()
    assert "<strong>Verkenning.</strong>" in page
    assert 'class="trial"' in page  # which the style sheet writes "verkenning" across, also on paper
    assert "wordt nooit een gepubliceerde score" in text_of(response)


def test_the_form_works_without_a_script_and_repeats_what_was_typed(scored_site: Client):
    query = {**BUURT, "gewicht-sociaal": "1,5", "samenvoegen": "hoogste", "zonder": "misdrijven_per_1000"}
    page = scored_site.get(PAGE, query).content.decode()
    assert 'name="gewicht-sociaal" value="1,5"' in page
    assert '<option value="hoogste" selected>' in page
    assert re.search('name="zonder" value="misdrijven_per_1000"[^>]* checked', page)
    assert "<script" not in page


def test_what_is_as_in_the_recipe_is_left_out_of_the_address(scored_site: Client):
    response = scored_site.get(PAGE, {**BUURT, "gewicht-sociaal": "0,5", "gewicht-veiligheid": "0.3", "schaal": ""})
    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?gewicht-veiligheid=0.3&niveau=buurt"


def test_the_link_to_share_holds_the_edition_and_the_whole_question(scored_site: Client):
    response = scored_site.get(PAGE, {**BUURT, "gewicht-sociaal": "2"})
    shared = next(link for link in links_of(response) if link.startswith("/editie/2026-1/wat-als/"))
    assert shared == "/editie/2026-1/wat-als/?gewicht-sociaal=2&niveau=buurt"
    assert "Gewicht van Sociaal: 2" in text_of(scored_site.get(shared))


def test_a_way_back_to_the_recipe_is_there_once_something_was_changed(scored_site: Client):
    back = f"{PAGE}?recept=proef&niveau=buurt"
    assert back in links_of(scored_site.get(PAGE, {**BUURT, "gewicht-sociaal": "2"}))
    assert "Terug naar het recept" not in get_text(scored_site, PAGE, **BUURT)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("gewicht-sociaal", "veel", "‘veel’ is geen gewicht. Vul een getal van 0 of meer in, bijvoorbeeld 0,25."),
        ("gewicht-sociaal", "-1", "Een gewicht kan niet onder 0 liggen. U vulde in: -1."),
        ("gewicht-sociaal", "nan", "‘nan’ is geen gewicht"),
        ("gewicht-sociaal", "1e400", "‘1e400’ is geen gewicht"),
        ("schaal", "mooi", "‘mooi’ kan hier niet"),
        ("samenvoegen", "mooi", "‘mooi’ kan hier niet"),
        ("zonder", "geluk", "‘geluk’ is geen indicator van dit recept"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(scored_site: Client, name: str, value: str, said: str):
    response = scored_site.get(PAGE, {**BUURT, name: value})
    page = html.unescape(response.content.decode())
    assert response.status_code == 400
    assert page.count(said) == 2, "once above the form with a link to the field, once at the field"
    assert f'href="#f-{name}"' in page
    assert f'id="f-{name}"' in page


def test_nothing_but_zeros_is_told_at_the_weights_of_that_group(scored_site: Client):
    query = {**BUURT, "gewicht-veiligheid": "0", "gewicht-sociaal": "0", "gewicht-duurzaamheid": "0"}
    response = scored_site.get(PAGE, query)
    assert response.status_code == 400
    assert "Minstens één gewicht moet boven 0 liggen" in text_of(response)
    assert 'href="#f-gewichten-totaal"' in response.content.decode()


def test_a_trial_without_any_figure_left_is_refused(scored_site: Client):
    query = {**BUURT, "zonder": ["misdrijven_per_1000", "bijstand_per_1000", "goed_ervaren_gezondheid"]}
    assert "Er blijft geen enkel cijfer over" in text_of(scored_site.get(PAGE, query))


def test_a_weight_of_what_is_no_part_is_refused(scored_site: Client):
    response = scored_site.get(PAGE, {**BUURT, "gewicht-geluk": "1"})
    assert response.status_code == 400
    assert "‘geluk’ is geen onderdeel van dit recept" in text_of(response)


def test_what_somebody_typed_never_becomes_markup(scored_site: Client):
    page = scored_site.get(PAGE, {**BUURT, "gewicht-sociaal": '"><b>'}).content.decode()
    assert "<b>" not in page


def test_trials_do_not_push_the_pages_of_the_edition_out_of_memory(scored_site: Client):
    PAGES.clear()
    assert scored_site.get(PAGE, {**BUURT, "gewicht-sociaal": "2"})["Cache-Control"] == "no-cache"
    assert len(PAGES) == 0


def test_a_table_says_on_every_row_that_it_is_a_trial(scored_site: Client):
    query = {**BUURT, "gewicht-sociaal": "2"}
    rows = scored_site.get(f"{PAGE}plaatsen.csv", query).content.decode().splitlines()
    assert len(rows) > 3
    assert all(row.startswith('"verkenning, geen gepubliceerde score"') for row in rows[1:])
    assert any(NOORK in row for row in rows)
    excel = scored_site.get(f"{PAGE}plaatsen.excel.csv", query)
    assert excel["Content-Disposition"].endswith('verkenning-proef-buurt-excel.csv"')
    assert "Verkenning, geen gepubliceerde score" in excel.content.decode()


def test_a_picture_says_across_that_it_is_a_trial(scored_site: Client):
    svg = scored_site.get(f"{PAGE}plaatsen.svg", {**BUURT, "gewicht-sociaal": "2"}).content.decode()
    assert ">verkenning</text>" in svg
    assert "rotate(" in svg
    assert scored_site.get(f"{PAGE}plaatsen.png", BUURT).content[:4] == b"\x89PNG"


def test_a_file_of_what_cannot_be_leads_back_to_the_form(scored_site: Client):
    response = scored_site.get(f"{PAGE}plaatsen.csv", {**BUURT, "gewicht-sociaal": "veel"})
    assert response.status_code == 400
    assert any("gewicht-sociaal=veel" in link for link in links_of(response))


def test_an_edition_without_recipes_says_so(site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = True
    assert "geen rekenrecept" in get_text(site, PAGE)
    assert site.get(f"{PAGE}plaatsen.csv").status_code == 404


def test_the_page_is_for_staff_unless_the_gemeente_opens_its_scores(scored_site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = False
    assert scored_site.get(PAGE).status_code == 403
    assert scored_site.get(f"{PAGE}plaatsen.csv").status_code == 403


def test_all_weight_on_a_part_without_figures_leaves_no_score_and_says_why(scored_site: Client):
    query = {**BUURT, "gewicht-veiligheid": "0", "gewicht-sociaal": "0", "gewicht-duurzaamheid": "1"}
    text = get_text(scored_site, PAGE, **query)
    assert "Zo is er geen score: Duurzaamheid heeft geen cijfers." in text
    assert "komen op een andere plaats" not in text
