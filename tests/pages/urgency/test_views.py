"""Urgency as a visitor reads it: the list of a level, and one score opened down to the line of its source."""

import csv
import io
import re

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of, text_of
from tests.web.small_site import BINNENSTAD, CENTRUM, HENGELO, KLEIN_DRIENE, NOORD, NOORK, OOSTERVELD
from wijkwerk.web.doors.public import PAGES

PAGE = "/urgentie/"
OPENED = f"/urgentie/proef/{NOORK}/"


def machine_rows(site: Client, address: str) -> list[dict[str, str]]:
    response = site.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_every_area_stands_by_name_with_its_place_among_all(scored_site: Client):
    page = scored_site.get(PAGE, {"niveau": "buurt"}).content.decode()
    names = re.findall(r'<th scope="row"><a href="/urgentie/proef/BU\d+/">([^<]+)</a>', page)
    assert [name.replace("\u00ad", "") for name in names[:3]] == ["Binnenstad-Centrum", "Binnenstad-Oost", "De Noork"]
    assert "1 = meest urgent" in page
    assert re.search(r"<strong>\d van \d</strong>", page)


def test_the_band_and_the_coverage_stand_beside_the_place(scored_site: Client):
    text = get_text(scored_site, PAGE, niveau="buurt")
    assert "Band van de plaats" in text
    assert "3 van 3 cijfers 2 van 3 domeinen" in text


def test_an_area_without_a_score_says_why_and_has_no_place(scored_site: Client):
    page = scored_site.get(PAGE, {"niveau": "buurt"}).content.decode()
    row = page[page.index(f'<tr id="{OOSTERVELD}">') :]
    row = row[: row.index("</tr>")]
    assert "geen score: te weinig cijfers" in row
    assert 'data-w="Plaats"' not in row


def test_a_domain_without_figures_is_named_and_its_weight_goes_to_nobody(scored_site: Client):
    text = get_text(scored_site, PAGE)
    assert "Duurzaamheid: geen cijfers. Het gewicht daarvan blijft leeg en gaat naar niemand." in text


def test_a_provisional_recipe_is_marked_on_every_page(scored_site: Client):
    for address in (PAGE, OPENED):
        assert "Voorlopig recept." in scored_site.get(address).content.decode()


def test_the_map_has_a_table_and_pictures_beside_it(scored_site: Client):
    links = links_of(scored_site.get(PAGE, {"niveau": "buurt"}))
    for form in ("excel.csv", "csv", "svg", "png"):
        assert f"/urgentie/kaart.{form}?niveau=buurt" in links
    picture = scored_site.get("/urgentie/kaart.svg", {"niveau": "buurt"})
    assert "De Noork: score" in picture.content.decode()
    assert scored_site.get("/urgentie/tabel.svg", {"niveau": "buurt"}).status_code == 200


def test_the_table_as_a_file_says_the_direction_of_the_place(scored_site: Client):
    rows = {row["area"]: row for row in machine_rows(scored_site, "/urgentie/tabel.csv?niveau=buurt")}
    assert rows[NOORK]["place_direction"] == "1 = meest urgent"
    assert float(rows[NOORK]["band_low"]) <= float(rows[NOORK]["band_high"])
    assert rows[OOSTERVELD]["score"] == ""
    assert "te weinig cijfers" in rows[OOSTERVELD]["why_none"]
    assert list(rows).index(CENTRUM) < list(rows).index(NOORK) < list(rows).index(KLEIN_DRIENE)


def test_under_every_table_and_map_stand_the_recipe_and_whose_figures_it_uses(scored_site: Client):
    text = get_text(scored_site, PAGE)
    assert "Rekenrecept Proef, versie 1 van 1 maart 2026, voorlopig. Cijfers: " in text
    assert "Politie" in text
    assert "Politie" in scored_site.get("/urgentie/kaart.svg", {"niveau": "buurt"}).content.decode()


def test_a_recipe_in_which_high_is_favourable_turns_its_words(scored_site: Client):
    text = get_text(scored_site, PAGE, recept="vitaal", niveau="buurt")
    assert "1 = minst gunstig" in text
    assert "Donkerder is een lagere score." in text


def test_a_score_opens_down_to_file_line_and_column(scored_site: Client):
    text = get_text(scored_site, OPENED)
    assert "180 mensen met bijstand op 2.195 inwoners is 82 per 1.000 inwoners" in text
    assert "(82 − 0) / (120 − 0) × 100 = 68,3" in text
    assert "Bestand cbs_kwb.csv" in text
    assert re.search(r"Bronregel: Personen met een bijstandsuitkering, 2020 Bestand cbs_kwb.csv Regel \d+", text)
    assert "Bronregel: Inwoners, 2020" in text


def test_the_line_is_that_of_the_release(scored_site: Client):
    rows = {row["node"]: row for row in machine_rows(scored_site, f"{OPENED}opbouw.csv")}
    line = rows["bijstand_per_1000"]
    assert line["file"] == "cbs_kwb.csv"
    assert line["release"].startswith("cbs_kwb-85984NED-")
    assert int(line["line"]) > 1
    assert float(line["source_value"]) == 180
    assert "cbs_kwb.inwoners 2020" in line["sources"]


def test_the_parts_of_the_export_sum_to_the_whole_at_every_level(scored_site: Client):
    rows = machine_rows(scored_site, f"{OPENED}opbouw.csv")
    brought = {row["node"]: float(row["contribution"]) for row in rows if row["contribution"]}
    for parent in {row["parent"] for row in rows if row["parent"]}:
        children = [brought[row["node"]] for row in rows if row["parent"] == parent and row["contribution"]]
        if children:
            assert sum(children) == pytest.approx(brought[parent], abs=1e-9)
    assert brought["totaal"] == pytest.approx(float(rows[0]["value"]), abs=1e-9)


def test_the_sum_is_shown_with_the_names_of_the_parts(scored_site: Client):
    text = get_text(scored_site, OPENED)
    assert re.search(r"Veiligheid \d+,\d \+ Sociaal \d+,\d (=|is, afgerond,) \d+,\d punten", text)
    assert "Het gewicht van Duurzaamheid blijft leeg: het gaat naar niemand." in text


def test_the_indicator_that_is_asked_stands_open_without_scripts(scored_site: Client):
    page = scored_site.get(OPENED, {"toon": "bijstand_per_1000"}).content.decode()
    own = page[page.index('id="deel-bijstand_per_1000"') :]
    assert own[own.index("<details") :].startswith("<details open>")
    other = page[page.index('id="deel-goed_ervaren_gezondheid"') :]
    assert other[other.index("<details") :].startswith("<details>")


def test_every_line_of_the_ledger_leads_to_its_source_line(scored_site: Client):
    links = links_of(scored_site.get(OPENED))
    assert f"{OPENED}?toon=misdrijven_per_1000#bron-misdrijven_per_1000" in links


def test_the_figures_of_a_buurt_without_a_score_are_still_told(scored_site: Client):
    text = get_text(scored_site, f"/urgentie/proef/{OOSTERVELD}/")
    assert "Geen score voor Oosterveld" in text
    assert "te weinig cijfers voor een score" in text


def test_a_wijk_leads_to_the_scores_of_its_buurten_by_name(scored_site: Client):
    text = get_text(scored_site, f"/urgentie/proef/{NOORD}/")
    assert "Buurten in Noord" in text
    assert text.index("De Noork") < text.index("Elsbeek")


def test_a_small_code_leads_to_the_area(scored_site: Client):
    response = scored_site.get(f"/urgentie/proef/{NOORK.lower()}/")
    assert response.status_code == 301
    assert response["Location"] == OPENED


@pytest.mark.parametrize(
    "address",
    [f"/urgentie/proef/{HENGELO}/", f"/urgentie/geluk/{NOORK}/", "/urgentie/proef/BU99999999/", "/urgentie/kaart.ods"],
)
def test_what_is_not_there_is_told_with_a_way_on(scored_site: Client, address: str):
    response = scored_site.get(address)
    assert response.status_code == 404
    assert links_of(response)


@pytest.mark.parametrize("address", [f"{PAGE}?recept=geluk", f"{PAGE}?niveau=land", f"{OPENED}?toon=geluk"])
def test_a_choice_that_cannot_be_is_answered_with_a_way_on(scored_site: Client, address: str):
    response = scored_site.get(address)
    assert response.status_code == 400
    assert [link for link in links_of(response) if link.startswith("/urgentie/")]


def test_an_edition_without_scores_says_what_would_stand_here(site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = True
    text = get_text(site, PAGE)
    assert "staan geen scores" in text


def test_the_pages_are_for_staff_unless_the_gemeente_opens_its_scores(scored_site: Client, settings):
    settings.WIJKWERK_OPEN_SCORES = False
    for address in (PAGE, OPENED, f"{OPENED}opbouw.csv", "/urgentie/tabel.csv"):
        assert scored_site.get(address).status_code == 403


def test_the_menu_and_the_profile_lead_to_scores_only_where_they_are_open(scored_site: Client, settings):
    profile = f"/gebied/{NOORK}/"
    opened = scored_site.get(profile).content.decode()
    assert "Hoe urgent is het hier?" in opened
    assert 'href="/urgentie/">Urgentie' in opened
    PAGES.clear()
    settings.WIJKWERK_OPEN_SCORES = False
    closed = scored_site.get(profile).content.decode()
    assert "Hoe urgent is het hier?" not in closed
    assert "/urgentie/" not in closed


def test_a_permalink_keeps_its_edition(scored_site: Client):
    page = scored_site.get("/editie/2026-1/urgentie/", {"niveau": "buurt"})
    assert f"/editie/2026-1/urgentie/proef/{NOORK}/" in links_of(page)
    assert "Waar komt de" in text_of(scored_site.get(f"/editie/2026-1{OPENED}"))


def test_a_wijk_is_opened_like_a_buurt(scored_site: Client):
    assert "wijk Binnenstad" in get_text(scored_site, f"/urgentie/proef/{BINNENSTAD}/")
