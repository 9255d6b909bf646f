"""A page of blocks as a Word document: headings, tables that repeat their head, pictures with a text alternative."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wijkwerk.present.blocks import Block, Page, Table
from wijkwerk.present.export.fonts import Fonts
from wijkwerk.present.export.png import png

from .drawings import Drawing
from .imprint import Imprint

if TYPE_CHECKING:  # heavy to import; only a document needs it
    from docx.document import Document
    from docx.table import _Cell, _Row

_LANGUAGE = "nl-NL"
# What fits on a page of A4 beside its margins.
_WIDEST_CM, _HIGHEST_CM = 15.5, 22.0
_SMALL_POINTS = 9


def word(page: Page, drawn: Mapping[str, Drawing], imprint: Imprint, fonts: Fonts) -> bytes:
    """The document (DOCX). `drawn` holds the pictures by name of their block."""
    import docx

    document = docx.Document()
    _describe(document, page, imprint)
    document.add_heading(page.title, 0)
    if page.quote is not None:
        document.add_paragraph(f"“{page.quote.text}”", "Intense Quote")
        _add_small(document, page.quote.origin)
    document.add_paragraph(page.lead)
    for term, words in page.facts:
        document.add_paragraph(f"{term}: {words}")
    for block in page.blocks:
        _add_block(document, block, drawn.get(block.name), fonts)
    document.sections[0].footer.paragraphs[0].text = f"{imprint.publisher}. {imprint.words}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: "Document", page: Page, imprint: Imprint) -> None:
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title, properties.author, properties.language = page.title, imprint.publisher, _LANGUAGE
    properties.comments = imprint.words
    # The language of the text itself: what a screen reader reads it in, and what the spelling is checked by.
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert fonts is not None, "the template of the library has a default look"
    language = fonts.find(qn("w:lang"))
    if language is not None:
        language.set(qn("w:val"), _LANGUAGE)


def _add_block(document: "Document", block: Block, drawing: Drawing | None, fonts: Fonts) -> None:
    if block.title:
        document.add_heading(block.title, 1)
    if block.lead:
        document.add_paragraph(block.lead)
    if drawing is not None:
        _add_picture(document, drawing, fonts)
    if block.table is not None and block.table.rows:
        _add_table(document, block.table)
    elif block.table is not None:
        document.add_paragraph(block.empty)
    for note in block.notes:
        _add_small(document, note)
    _add_small(document, f"Bron: {block.source}.")


def _add_picture(document: "Document", drawing: Drawing, fonts: Fonts) -> None:
    from docx.shared import Cm

    shape = document.add_picture(io.BytesIO(png(drawing.svg, fonts)))
    fitting = min(Cm(_WIDEST_CM) / shape.width, Cm(_HIGHEST_CM) / shape.height)
    shape.width, shape.height = round(shape.width * fitting), round(shape.height * fitting)
    shape._inline.docPr.set("descr", drawing.words)


def _add_table(document: "Document", table: Table) -> None:
    columns = table.shown_columns
    grid = document.add_table(rows=1, cols=len(columns), style="Light List Accent 1")
    for cell, column in zip(grid.rows[0].cells, columns, strict=True):
        _write(cell, column.title, is_number=column.decimals is not None)
    _repeat(grid.rows[0])
    for line in table.lines():
        for cell, shown in zip(grid.add_row().cells, (line.name, *line.cells), strict=True):
            _write(cell, shown.words, is_number=shown.is_number)


def _write(cell: "_Cell", words: str, *, is_number: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.add_run(words).font.size = Pt(_SMALL_POINTS)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: "_Row") -> None:
    """The head stands on every page that the table goes on to; to a screen reader it is the head."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)


def _add_small(document: "Document", words: str) -> None:
    from docx.shared import Pt

    document.add_paragraph().add_run(words).font.size = Pt(_SMALL_POINTS)
