"""One figure of one area: every year, and each year down to the line of its source."""

import csv
import io

import pytest
from django.test import Client

from tests.present.builders import BUURT, figure, health
from tests.web.reading import get_text, links_of
from tests.web.small_site import AALTEN, BINNENSTAD, HENGELO, NOORD, NOORK, OOSTERVELD
from wijkwerk.definitions.indicators import Break
from wijkwerk.pages.figure.page import FigureMaterial, figure_page
from wijkwerk.present.blocks import Page
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.web.feedback_subjects import read_subject

HEALTH = "goed_ervaren_gezondheid"


def address(area: str, indicator: str) -> str:
    return f"/gebied/{area}/cijfers/{indicator}/"


def page_of(site: Client, area: str, indicator: str) -> Page:
    return site.get(address(area, indicator)).context["page"]


def rows_of(site: Client, area: str, indicator: str, block: str) -> list[dict[str, str]]:
    content = site.get(f"{address(area, indicator)}{block}.csv").content.decode()
    return list(csv.DictReader(io.StringIO(content)))


def test_every_year_stands_beside_wijk_gemeente_and_country(site: Client):
    rows = rows_of(site, NOORK, HEALTH, "jaren")
    assert [(row["period"], row["bu01640202"], row["gm0164"], row["nl00"]) for row in rows] == [
        ("2012", "69.0", "75.0", "72.8"),
        ("2020", "75.0", "78.0", "72.8"),
        ("2022", "60.8", "68.3", "72.8"),
        ("2024", "67.2", "73.1", "72.8"),
    ]


def test_every_year_leads_to_file_line_column_and_release(site: Client):
    lines = rows_of(site, NOORK, HEALTH, "regels")
    assert [(row["period"], row["value"], row["file"], row["column"]) for row in lines] == [
        (year, value, "rivm_gezondheid.csv", "goed_ervaren_gezondheid_pct")
        for year, value in (("2012", "69"), ("2020", "75"), ("2022", "60,8"), ("2024", "67,2"))
    ]
    assert len({row["line"] for row in lines}) == 4
    assert all(row["release"].startswith("rivm_gezondheid-50150NED-") and row["sha256"] for row in lines)
    assert "Tot op de regel" in get_text(site, address(NOORK, HEALTH))


def test_a_ratio_leads_to_the_cells_of_both_its_parts_and_names_the_year_of_each(site: Client):
    lines = rows_of(site, NOORK, "misdrijven_per_1000", "regels")
    of_2025 = [row["what"] for row in lines if row["period"] == "2025"]
    assert of_2025 == ["Geregistreerde misdrijven, totaal, 2025", "Inwoners, 2024"]


def test_a_change_leads_to_both_its_years(site: Client):
    lines = rows_of(site, NOORK, f"{HEALTH}_sinds_2012", "regels")
    assert [row["what"][-4:] for row in lines] == ["2012", "2024"]


def test_a_figure_of_our_own_says_why_it_has_no_line(site: Client):
    text = get_text(site, address(NOORD, HEALTH))
    assert "Van dit gebied is geen regel in een bestand van de bron bekend." in text
    assert "2012, 2020, 2022, 2024: Dit cijfer is door ons opgeteld uit de buurten" in text


def test_a_year_that_was_withheld_shows_why_and_the_years_of_the_larger_areas(site: Client):
    text = get_text(site, address(NOORK, "inkomen_per_inwoner"))
    assert "te weinig personen" in text
    assert "28.500" in text


def test_a_count_stands_without_larger_areas_and_a_class_without_a_picture(site: Client):
    count, urbanity = page_of(site, NOORK, "inwoners"), page_of(site, NOORK, "stedelijkheid")
    assert count.blocks[0].chart is not None
    assert {key for key in rows_of(site, NOORK, "inwoners", "jaren")[0] if key.startswith(("gm", "nl"))} == set()
    assert urbanity.blocks[0].chart is None


def test_the_change_over_the_years_is_worded_and_a_model_says_what_it_is_for(site: Client):
    years = page_of(site, NOORK, HEALTH).blocks[0]
    notes = years.notes
    assert years.lead == "% van 18 jaar en ouder, een modelcijfer."
    assert notes[0].endswith("69,0 in 2012, 67,2 in 2024.")
    assert notes[1] == "Modelcijfer: mag signaleren, niet oordelen over beleid."


def test_each_picture_and_document_stands_alone(site: Client):
    page = address(NOORK, HEALTH)
    picture = site.get(f"{page}jaren.svg").content.decode()
    assert picture.startswith("<svg xmlns")
    assert "50150NED" in picture
    assert site.get(f"{page}pagina.docx").status_code == 200


def test_profile_all_figures_and_indicator_lead_here(site: Client):
    page = address(NOORK, HEALTH)
    for leading in (f"/gebied/{NOORK}/", f"/gebied/{NOORK}/cijfers/", f"/indicator/{HEALTH}/?gebied={NOORK}"):
        assert page in links_of(site.get(leading)), leading
    assert address(HENGELO, HEALTH) in links_of(site.get(f"/indicator/{HEALTH}/"))


def test_the_profile_shows_the_years_before_beside_the_last_one(site: Client):
    assert "Eerder 69,0 in 2012, 75,0 in 2020 en 60,8 in 2022." in get_text(site, f"/gebied/{NOORK}/")
    assert "Eerder" not in get_text(site, f"/gebied/{OOSTERVELD}/").partition("Kerncijfers")[0]


def test_under_a_permalink_it_stays_in_its_edition(site: Client):
    page = site.get(f"/editie/2026-1{address(NOORK, HEALTH)}")
    assert page.status_code == 200
    assert f"/editie/2026-1/gebied/{NOORK}/cijfers/" in links_of(page)


@pytest.mark.parametrize(
    ("area", "indicator", "answer"),
    [
        ("BU99999999", HEALTH, "kent geen gebied met de code ‘BU99999999’"),
        (NOORK, "geluk", "Er is geen cijfer ‘geluk’"),
        (NOORK, "eenzaamheid", "Van De Noork is er geen cijfer ‘Eenzaamheid, reeks 2012–2024’."),
        (AALTEN, "onveiligheidsgevoel", "Van Aalten is er geen cijfer"),
    ],
)
def test_what_is_not_there_is_answered_with_a_way_on(site: Client, area: str, indicator: str, answer: str):
    response = site.get(address(area, indicator))
    assert response.status_code == 404
    assert answer in response.content.decode()


def test_a_visitor_can_say_that_something_on_it_is_wrong(site: Client):
    about = read_subject(address(BINNENSTAD, "inwoners")).kept.about
    assert about == "Inwoners, op de bladzijde over één cijfer van een gebied, 2024"


def test_a_year_that_may_not_be_compared_with_those_before_says_so():
    item = health(first_year=2020, breaks=(Break(2022, "De vraag is sindsdien anders gesteld."),))
    book = FigureBook([figure(item, BUURT, value, period=year) for year, value in ((2020, 75.0), (2022, 60.8))])
    notes = figure_page(FigureMaterial(item, BUURT, (), book, ())).blocks[0].notes
    assert "Niet te vergelijken met de jaren voor 2022: De vraag is sindsdien anders gesteld." in notes
