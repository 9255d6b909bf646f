"""A block in every form that it has, at the one form of address, and a way back from what is not there."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from wijkwerk.web.blocks import PICTURE_ENDINGS, TABLE_ENDINGS, file_address

pytestmark = pytest.mark.django_db
PAGE = "/indicator/woz_waarde/?niveau=wijk"


@pytest.mark.parametrize("ending", [*TABLE_ENDINGS, *PICTURE_ENDINGS])
def test_a_table_with_a_picture_can_be_had_in_every_form(client: Client, ending: str):
    answer = client.get(file_address(PAGE, "stippen", ending))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'{"-excel.csv" if ending == "excel.csv" else f".{ending}"}"')


def test_a_workbook_holds_numbers_as_numbers_and_says_whose_they_are(client: Client):
    book = load_workbook(io.BytesIO(client.get(file_address(PAGE, "tabel", "xlsx")).content))
    heads, *rows = book["Tabel"].iter_rows(values_only=True)
    value = heads.index("Waarde")
    assert any(isinstance(row[value], int | float) for row in rows)
    about = [cell for (cell,) in book["Bron"].iter_rows(values_only=True)]
    assert about[0] == "Gemiddelde WOZ-waarde van woningen"
    assert any(line.startswith("Bron: CBS") for line in about)


@pytest.mark.parametrize("file", ["tabel.svg", "tabel.docm", "niets.csv"])
def test_what_is_not_there_leads_back_to_the_page_with_its_question(client: Client, file: str):
    answer = client.get(f"/indicator/woz_waarde/{file}?niveau=wijk")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert f"‘{file}’" in page
    assert f'href="{PAGE}"' in page
