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
_WIDTH = 120
# A row of figures reads best on one line.
_WIDTH_OF_ROW = 150
_INDENT = "  "


def method_page(method: Method) -> str:
    """A template fragment: introduction, tables, closing. Its title stands in the list of titles."""
    lines = [_GENERATED, *_paragraphs(method.introduction)]
    for table in method.tables:
        lines += _section(table)
    return "\n".join([*lines, *_paragraphs(method.closing)]) + "\n"


def _section(table: MethodTable) -> list[str]:
    title = escape(table.title)
    region = f'<div class="method-table" role="region" tabindex="0" aria-label="{title}">'
    within = [f"<h2>{title}</h2>", *_paragraphs(table.text, depth=1), region, *_indented(_table(table)), "</div>"]
    return ["<section>", *_indented(within), "</section>"]


def _table(table: MethodTable) -> list[str]:
    headings = (*table.inputs, *table.outputs)
    classes = ["" if is_word(table, column) else ' class="num"' for column in range(len(headings))]
    head = [f'<th scope="col"{cls}>{escape(text)}</th>' for text, cls in zip(headings, classes, strict=True)]
    body: list[str] = []
    for given, expected in table.cases():
        body += _row(_cells(table, given, expected, classes))
    return [
        *('<table class="table"><thead>', *_indented(_row(head))),
        *("</thead><tbody>", *_indented(body), "</tbody></table>"),
    ]


def _cells(table: MethodTable, given: Iterable[Cell], expected: Iterable[Cell], classes: list[str]) -> list[str]:
    texts = [given_cell(cell) for cell in given] + [written_cell(cell, table.decimals) for cell in expected]
    return [f"<td{cls}>{escape(text)}</td>" for text, cls in zip(texts, classes, strict=True)]


def _row(cells: list[str]) -> list[str]:
    """In a table of a section, so three levels deep."""
    parts = [f"<tr>{cells[0]}", *cells[1:-1], f"{cells[-1]}</tr>"]
    first, *others = _filled(parts, "", _WIDTH_OF_ROW - 4 * len(_INDENT))
    return [first, *_indented(others)]


def _paragraphs(text: str, depth: int = 0) -> list[str]:
    lines: list[str] = []
    room = _WIDTH - depth * len(_INDENT)
    for each in filter(None, map(str.strip, text.split("\n\n"))):
        whole = f"<p>{_inline(each)}</p>"
        words = _inline(each).split(" ")
        is_short = len(whole) <= room
        lines += [whole] if is_short else ["<p>", *_indented(_filled(words, " ", room - len(_INDENT))), "</p>"]
    return lines


def _filled(parts: list[str], between: str, room: int) -> list[str]:
    """The parts, as many on a line as have room; where a line ends between two it says the same as `between`."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]}{between}{part}"
        if len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}{line}" for line in lines]


def _inline(text: str) -> str:
    """The few marks that the specs use; what is between them is escaped, also for the template engine."""
    written = escape(" ".join(text.split()), quote=False).replace("{", "&#123;").replace("}", "&#125;")
    for mark, html in _MARKS:
        written = mark.sub(html, written)
    return written
