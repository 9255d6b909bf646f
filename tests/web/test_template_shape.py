"""A template reads as code does: lines that fit a screen, files that fit a head, and tags that end where they begin.

Django's lexer knows no tag over two lines: it takes one for text, in silence, and shows it to the reader.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "wijkwerk"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
_LONGEST_LINE = 160
_MOST_LINES = 200
_WHOLE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
_HALF_TAG = re.compile(r"\{[%{#]|[%#]\}|\}\}")


def _name(template: Path) -> str:
    return template.relative_to(PACKAGE).as_posix()


def _misshapen(text: str) -> Iterator[str]:
    """What is wrong, each with the number of its line."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            yield f"line {number} has {len(line)} characters and may have {_LONGEST_LINE}"
        if half := _HALF_TAG.search(_WHOLE_TAG.sub("", line)):
            yield f"line {number} has half a tag: {half[0]}"
    if len(lines) > _MOST_LINES:
        yield f"it has {len(lines)} lines and may have {_MOST_LINES}: cut it into parts by meaning"


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_template_is_fit_to_read(template: Path) -> None:
    wrong = list(_misshapen(template.read_text(encoding="utf-8")))
    assert not wrong


def test_there_are_templates_to_look_at() -> None:
    assert {"pages/start/templates/start/start.html", "access/templates/access/sign_in.html"} <= set(
        map(_name, TEMPLATES)
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<p>" + 158 * "x", "line 1 has 161 characters"),
        ("<p>\n{% include 'a'\n with b=c %}</p>", "line 2 has half a tag: {%"),
        ("<p>{{ a }}{{\n a }}</p>", "line 1 has half a tag: {{"),
        ("<p>{# why\n so #}</p>", "line 1 has half a tag: {#"),
        ("<p>\n a }}</p>", "line 2 has half a tag: }}"),
        (201 * "<br>\n", "it has 201 lines"),
    ],
)
def test_what_is_misshapen_is_named_with_its_line(text: str, complaint: str) -> None:
    assert next(_misshapen(text)).startswith(complaint)


def test_what_is_well_shaped_passes() -> None:
    assert not list(_misshapen('<p class="a{% if b %} c{% endif %}">{{ d|default:"}" }}</p>\n{# e #}\n'))
