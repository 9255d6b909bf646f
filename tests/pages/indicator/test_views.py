"""The page of one indicator."""

import csv
import io

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import AALTEN, NOORD, NOORK

PAGE = "/indicator/misdrijven_per_1000/"


def test_the_page_has_map_dots_trend_table_and_metadata(site: Client):
    response = site.get(PAGE)
    page, text = response.content.decode(), get_text(site, PAGE)
    assert "Misdrijven per 1.000 inwoners" in text
    assert "Buurten op de kaart, 2025" in text
    assert 'id="kaartt"' in page
    assert "Wijken op naam" in text
    assert "Alle door de politie geregistreerde misdrijven" in text
    assert "minder is gunstiger" in text
    assert "Kan door aangifte of door beleid komen" in text


def test_areas_stand_in_name_order_never_from_worst_to_best(site: Client):
    text = get_text(site, PAGE, niveau="wijk")
    table = text[text.index("per wijk, 2025") :]
    assert table.index("Binnenstad") < table.index("Noord")


def test_wijk_figures_of_crime_are_labelled_as_our_own_sum(site: Client):
    assert "eigen optelling" in get_text(site, PAGE, niveau="wijk")


def test_wijk_figures_of_health_are_labelled_as_our_own_weighted_mean(site: Client):
    assert "eigen gewogen gemiddelde" in get_text(site, "/indicator/goed_ervaren_gezondheid/", niveau="wijk")


def test_the_area_that_somebody_came_from_is_marked(site: Client):
    page = site.get(PAGE, {"gebied": NOORK}).content.decode()
    assert 'class="self"' in page
    assert 'class="here"' in page


def test_an_area_of_another_gemeente_shows_that_gemeente(site: Client):
    assert "In 2025 telde Aalten 200 misdrijven" in get_text(site, PAGE, gebied=AALTEN)


def test_an_earlier_year_can_be_chosen(site: Client):
    assert "Buurten op de kaart, 2021" in get_text(site, PAGE, jaar=2021)
    assert f"{PAGE}?niveau=buurt&jaar=2024" in links_of(site.get(PAGE))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"jaar": "1900"}, "Voor het jaar ‘1900’ is er geen cijfer"),
        ({"jaar": "2025; DROP TABLE"}, "is er geen cijfer"),
        ({"niveau": "straat"}, "Het niveau ‘straat’ kan hier niet"),
        ({"gebied": "BU99999999"}, "geen gebied met de code ‘BU99999999’"),
    ],
)
def test_a_choice_that_cannot_be_is_answered_with_what_can(site: Client, query: dict[str, str], said: str):
    response = site.get(PAGE, query)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert [link for link in links_of(response) if link.startswith((PAGE, "/zoek"))]


def test_an_unknown_indicator_is_answered_with_a_way_on(site: Client):
    response = site.get("/indicator/geluk/")
    assert response.status_code == 404
    assert "/thema/" in links_of(response)


def test_an_awaited_indicator_keeps_its_page_and_says_what_it_waits_for(site: Client):
    text = get_text(site, "/indicator/eenzaamheid/")
    assert "Nog geen cijfers" in text
    assert "Over dit cijfer" in text


@pytest.mark.parametrize(
    ("name", "other", "why"),
    [
        ("goed_ervaren_gezondheid", "goed_ervaren_gezondheid_tot_2020", "deze reeks eerst, omdat zij tot 2024 loopt"),
        ("goed_ervaren_gezondheid_tot_2020", "goed_ervaren_gezondheid", "omdat zij ook 2022 en 2024 heeft"),
        ("eenzaamheid", "eenzaam", "Die reeks staat eerst zolang deze nog geen cijfers heeft"),
        ("eenzaam", "eenzaamheid", "Tot dan staat deze reeks eerst"),
    ],
)
def test_a_question_in_two_series_says_which_one_stands_first_and_why(site: Client, name: str, other: str, why: str):
    page = f"/indicator/{name}/"
    text = get_text(site, page)
    head = text[text.index("Er is nog een reeks") : text.index("Over dit cijfer")]
    assert why in head
    assert f"/indicator/{other}/" in links_of(site.get(page))


def test_an_indicator_that_waits_for_a_survey_of_the_gemeente_says_so(site: Client):
    text = get_text(site, "/indicator/onveiligheidsgevoel/")
    assert "nog niet geleverd. Dit cijfer wacht op Bewonersenquête van de gemeente" in text
    assert "wacht op Bewonersenquête van de gemeente" in get_text(site, "/thema/veiligheid/")


def test_the_page_opens_on_the_finest_level_that_has_a_value(site: Client):
    """Income is there for wijken only; crimes for buurten."""
    assert "per wijk, 2024" in get_text(site, "/indicator/inkomen_per_inwoner/")
    assert "per buurt, 2025" in get_text(site, PAGE)
    assert "per buurt, 2024" in get_text(site, "/indicator/inkomen_per_inwoner/?niveau=buurt")


def test_without_any_figure_it_waits_for_its_own_source_and_not_for_that_of_one_level(site: Client):
    text = get_text(site, "/indicator/gasverbruik/")
    assert "Dit cijfer wacht op Energieverbruik van particuliere woningen" in text
    assert "Per wijk" not in text


def test_a_retired_indicator_keeps_its_page_with_date_and_reason(site: Client):
    text = get_text(site, "/indicator/herkomst_niet_westers_aandeel/")
    assert "Vervallen" in text
    assert "niet meer bijgehouden" in text


def test_a_count_is_circles_on_the_map_and_never_a_fill(site: Client):
    page = site.get("/indicator/inwoners/").content.decode()
    assert 'class="m-circle"' in page
    assert 'class="q5"' not in page


def test_every_indicator_of_the_catalogue_has_a_page(site: Client):
    from tests.web.small_site import catalogue

    for name in catalogue().indicators:
        assert site.get(f"/indicator/{name}/").status_code == 200, name


@pytest.mark.parametrize("part", ["kaart", "stippen", "jaren", "tabel", "cijfers"])
def test_every_part_of_the_page_has_its_table(site: Client, part: str):
    excel = site.get(f"/indicator/misdrijven_per_1000/{part}.excel.csv", {"niveau": "wijk"}).content
    assert excel.startswith(b"\xef\xbb\xbf"), "Dutch Excel needs the mark"
    assert ";Hengelo;" in excel.decode("utf-8-sig")
    machine = site.get(f"/indicator/misdrijven_per_1000/{part}.csv", {"niveau": "wijk"}).content.decode()
    assert machine.startswith("area,area_name,level")


@pytest.mark.parametrize("part", ["kaart", "stippen", "jaren"])
@pytest.mark.parametrize("level", ["wijk", "buurt"])
def test_every_picture_stands_alone(site: Client, part: str, level: str):
    picture = site.get(f"/indicator/misdrijven_per_1000/{part}.svg", {"niveau": level}).content.decode()
    assert picture.startswith("<svg xmlns")
    assert "Politie 47022NED" in picture
    assert "Editie 2026-1" in picture


def test_the_map_of_a_count_is_circles_in_its_file_too(site: Client):
    assert "<circle" in site.get("/indicator/inwoners/kaart.svg").content.decode()


def test_where_no_border_is_loaded_there_is_no_map_to_take_away(site: Client):
    assert site.get("/indicator/misdrijven_per_1000/kaart.svg", {"gebied": AALTEN}).status_code == 404
    assert site.get("/indicator/misdrijven_per_1000/kaart.csv", {"gebied": AALTEN}).status_code == 200


def test_an_awaited_indicator_has_no_files(site: Client):
    assert site.get("/indicator/eenzaamheid/cijfers.csv").status_code == 404


def test_the_file_of_all_figures_holds_every_year_and_level(site: Client):
    rows = site.get("/indicator/misdrijven_per_1000/cijfers.csv").content.decode().splitlines()
    of_noork = [row for row in rows if row.startswith(NOORK)]
    assert len(of_noork) == 3
    assert any(row.startswith(NOORD) for row in rows)


def test_dots_and_their_pictures_say_that_a_wijk_figure_is_our_own(site: Client):
    text = get_text(site, PAGE)
    dots = text[text.index("Wijken op naam") : text.index("per buurt, 2025")]
    assert "igen optelling" in dots
    assert "igen optelling" in site.get(f"{PAGE}stippen.svg").content.decode()


@pytest.mark.parametrize("form", ["svg", "png", "csv", "excel.csv"])
def test_the_small_multiples_can_be_taken_away(site: Client, form: str):
    assert any(link.startswith(f"{PAGE}wijken.{form}") for link in links_of(site.get(PAGE)))
    assert site.get(f"{PAGE}wijken.{form}").status_code == 200


def test_there_is_no_file_of_multiples_for_a_count(site: Client):
    assert site.get("/indicator/inwoners/wijken.svg").status_code == 404


def test_a_count_uses_the_room_beside_its_map_for_the_wijken(site: Client):
    page = site.get("/indicator/misdrijven/").content.decode()
    assert "Wijken op naam" in page
    assert "ind-grid one" not in page


def test_a_row_names_the_table_and_date_of_its_own_year(site: Client):
    rows = list(csv.DictReader(io.StringIO(site.get("/indicator/inwoners/cijfers.csv").content.decode())))
    told = {(row["period"], row["source"], row["reference_date"]) for row in rows if row["area"] == NOORK}
    assert told == {("2020", "CBS 84799NED", "1 januari 2020"), ("2024", "CBS 85984NED", "1 januari 2024")}
