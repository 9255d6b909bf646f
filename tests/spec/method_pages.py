"""A method as a page of the site: the same words and tables as docs/methods, as HTML that the package carries along.

A wheel has no docs folder, so that the site shows what `python -m tests.spec.write_methods` rendered into the package.
"""

import re
from collections.abc import Iterable
from html import escape

from .method_table import Cell, Method, MethodTable
from .written_cells import given_cell, is_word, written_cell

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
    (re.compile(r"`(.+?)`"), r"<code>\1</code>"),
    (re.compile(r"\[(.+?)\]\(([a-z-]+)\.md\)"), r'<a href="../\2/">\1</a>'),
    (re.compile(r"\[(.+?)\]\((https://[^)]+)\)"), r'<a href="\2">\1</a>'),
)
_GENERATED = "{# Gemaakt uit tests/spec met `python -m tests.spec.write_methods`; niet met de hand veranderen. #}"


def method_page(method: Method) -> str:
    """A template fragment: introduction, tables, closing. Its title stands in the list of titles."""
    parts = [_GENERATED, _paragraphs(method.introduction), *map(_section, method.tables), _paragraphs(method.closing)]
    return "\n".join(parts) + "\n"


def _section(table: MethodTable) -> str:
    headings = (*table.inputs, *table.outputs)
    classes = ["" if is_word(table, column) else ' class="num"' for column in range(len(headings))]
    head = "".join(f'<th scope="col"{cls}>{escape(text)}</th>' for text, cls in zip(headings, classes, strict=True))
    rows = "\n".join(f"<tr>{_row(table, given, expected, classes)}</tr>" for given, expected in table.cases())
    return (
        f"<section><h2>{escape(table.title)}</h2>\n{_paragraphs(table.text)}\n"
        f'<div class="method-table" role="region" tabindex="0" aria-label="{escape(table.title)}">'
        f'<table class="table"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div></section>'
    )


def _row(table: MethodTable, given: Iterable[Cell], expected: Iterable[Cell], classes: list[str]) -> str:
    texts = [given_cell(cell) for cell in given] + [written_cell(cell, table.decimals) for cell in expected]
    return "".join(f"<td{cls}>{escape(text)}</td>" for text, cls in zip(texts, classes, strict=True))


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{_inline(each)}</p>" for each in text.split("\n\n") if each.strip())


def _inline(text: str) -> str:
    """The few marks that the specs use; what is between them is escaped, also for the template engine."""
    written = escape(" ".join(text.split()), quote=False).replace("{", "&#123;").replace("}", "&#125;")
    for mark, html in _MARKS:
        written = mark.sub(html, written)
    return written
