"""A page of blocks as Word and as tagged PDF, read back with other libraries than those that made them."""

import io
from collections.abc import Iterator, Mapping

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from wijkwerk.present.blocks import Block, Column, Page, Picture, RowChart, Table
from wijkwerk.present.charts.palette import DEFAULT_TOKENS
from wijkwerk.present.charts.scale import year_scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.export.fonts import UNSAID
from wijkwerk.present.export.pictures import PictureRow
from wijkwerk.reports.drawings import Drawing, drawings
from wijkwerk.reports.imprint import Imprint
from wijkwerk.reports.pdf import pdf
from wijkwerk.reports.word import word

IMPRINT = Imprint("Gemeente Hengelo", "2026-1", "1 juni 2026", "https://monitor.example/editie/2026-1/proef/")
COLUMNS = (
    Column("name", "Wijk", lambda row: row[0]),
    Column("count", "Inwoners", lambda row: row[1], decimals=0),
    Column("code", "Code", lambda row: "WK", only_in_files=True),
)


def page(rows: int = 3) -> Page:
    people = [(f"Wijk {number} & <co>", 1000 * number) for number in range(1, rows + 1)]
    table = Table.of(COLUMNS, people)
    chart = RowChart(
        tuple(PictureRow(name, "", (Dot(2020, "self"),), str(count), None) for name, count in people),
        year_scale([2016, 2020]),
    )
    picture = Picture("Inwoners", "per wijk", chart.draw)
    counted = Block("inwoners", "CBS", table.data("Inwoners"), picture, "Inwoners per wijk", "Hoeveel.", table, chart)
    nothing = Table.of(COLUMNS, [])
    empty = Block("niets", "CBS", nothing.data("Niets"), title="Nog niets", table=nothing, empty="Hier is nog niets.")
    return Page("Een proef", "Wat u hier ziet.", (counted, empty))


def drawn(shown: Page) -> Mapping[str, Drawing]:
    return drawings(shown, IMPRINT, DEFAULT_TOKENS, UNSAID)


@pytest.fixture
def letter() -> "docx.document.Document":
    shown = page()
    return docx.Document(io.BytesIO(word(shown, drawn(shown), IMPRINT, UNSAID)))


def test_word_holds_the_headings_the_text_and_whose_it_is(letter):
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert texts[:3] == ["Een proef", "Wat u hier ziet.", "Inwoners per wijk"]
    assert "Hier is nog niets." in texts
    assert texts.count("Bron: CBS.") == 2
    assert letter.sections[0].footer.paragraphs[0].text.startswith("Gemeente Hengelo. Editie 2026-1")
    assert letter.core_properties.title == "Een proef"


def test_word_holds_the_table_as_dutch_writes_it_with_a_head_that_repeats(letter):
    (table,) = letter.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Wijk", "Inwoners"],
        ["Wijk 1 & <co>", "1.000"],
        ["Wijk 2 & <co>", "2.000"],
        ["Wijk 3 & <co>", "3.000"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_picture_in_word_says_what_it_shows_to_who_cannot_see_it(letter):
    (shape,) = letter.inline_shapes
    assert shape._inline.docPr.get("descr") == (
        "Inwoners. Wijk 1 & <co>, 1000; Wijk 2 & <co>, 2000; Wijk 3 & <co>, 3000"
    )


def test_a_high_picture_fits_on_a_page():
    shown = page(60)
    (shape,) = docx.Document(io.BytesIO(word(shown, drawn(shown), IMPRINT, UNSAID))).inline_shapes
    assert shape.height.cm <= 22.01
    assert shape.width.cm <= 15.51


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    shown = page(60)
    return PdfReader(io.BytesIO(pdf(shown, drawn(shown), IMPRINT, UNSAID)))


def test_a_pdf_is_tagged_and_says_its_language_and_title(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert paper.metadata is not None
    assert (paper.metadata.title, paper.metadata.author) == ("Een proef", "Gemeente Hengelo")


def test_a_pdf_holds_heads_of_tables_and_a_text_for_its_picture(paper):
    tags = list(structure(paper.trailer["/Root"]["/StructTreeRoot"]))
    kinds = [tag["/S"] for tag in tags if "/S" in tag]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(kinds)
    figures = [tag for tag in tags if tag.get("/S") == "/Figure"]
    assert [str(tag["/Alt"]).startswith("Inwoners. Wijk 1 & <co>, 1000;") for tag in figures] == [True]


def test_every_page_of_a_pdf_says_of_which_edition_it_is_and_repeats_the_head_of_its_table(paper):
    texts = [sheet.extract_text() for sheet in paper.pages]
    assert len(texts) > 2
    assert all("Editie 2026-1, gepubliceerd op 1 juni 2026" in text for text in texts)
    assert sum("Inwoners" in text and "Wijk" in text for text in texts) >= 2


def structure(node: object) -> Iterator[DictionaryObject]:
    held = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(held, list):
        for child in held:
            yield from structure(child)
    elif isinstance(held, DictionaryObject):
        yield held
        if "/K" in held:
            yield from structure(held["/K"])
