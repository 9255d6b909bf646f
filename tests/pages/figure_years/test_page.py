"""Of which years the figures are: on the page, in its files, in the edition of then, and in words."""

import csv
import io

import pytest
from django.test import Client

from wijkwerk.pages.figure_years.page import years_in_words
from wijkwerk.reports import pdf
from wijkwerk.web.feedback_subjects import read_subject

pytestmark = pytest.mark.django_db
PAGE = "/data/jaren/"


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2020,), "2020"),
        ((2019, 2020), "2019, 2020"),
        ((2013, 2015, 2016, 2017), "2013, 2015 t/m 2017"),
        ((), ""),
    ],
)
def test_runs_of_years_are_written_in_short(years: tuple[int, ...], words: str):
    assert years_in_words(years) == words


def test_every_figure_is_either_known_of_some_years_or_awaited(client: Client):
    years, awaited = client.get(PAGE).context["page"].blocks
    known = {row.described.indicator.id: row.years for row in years.table.rows}
    assert known["woz_waarde"][-1] == 2024
    assert all(known.values())
    waiting = {row.described.indicator.id for row in awaited.table.rows}
    assert waiting
    assert not waiting & set(known)


def test_the_lead_counts_what_the_table_shows(client: Client):
    page = client.get(PAGE).context["page"]
    years, awaited = page.blocks
    assert page.lead.startswith(
        f"Van {len(years.table.rows)} van de {len(years.table.rows) + len(awaited.table.rows)} "
    )


def test_the_file_holds_every_year_of_every_figure(client: Client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}jaren.csv").content.decode())))
    shown = client.get(PAGE).context["page"].blocks[0].table.rows
    assert {row["indicator"]: row["years"] for row in rows} == {
        row.described.indicator.id: years_in_words(row.years) for row in shown
    }


def test_an_edition_keeps_its_own_page_with_its_own_files(client: Client):
    key = client.get(PAGE).context["site"].edition.key
    page = client.get(f"/editie/{key}{PAGE}")
    assert page.status_code == 200
    assert f'href="/editie/{key}{PAGE}jaren.csv"' in page.content.decode()


def test_a_visitor_can_say_that_something_on_it_is_wrong():
    assert read_subject(PAGE).kept.about.startswith("de bladzijde met de jaren van de cijfers")


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_page_can_be_taken_along_as_a_document(client: Client, ending: str, begins: bytes):
    assert f'href="{PAGE}pagina.{ending}"' in client.get(PAGE).content.decode()
    answer = client.get(f"{PAGE}pagina.{ending}")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f'-data-jaren-pagina.{ending}"')


def test_a_machine_without_pango_offers_word_and_says_that_there_is_no_pdf(client: Client, monkeypatch):
    monkeypatch.setattr(pdf, "is_possible", lambda: False)
    assert "pagina.pdf" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}pagina.docx").status_code == 200
    assert client.get(f"{PAGE}pagina.pdf").status_code == 404
