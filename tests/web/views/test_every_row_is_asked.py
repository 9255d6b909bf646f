"""Every row of the permission table is asked by something: a row that nobody asks promises what no page keeps."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import wijkwerk
from tests.addresses import addresses
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.table import Deed, permission_table
from wijkwerk.pages.inspection.admin import site as inspection

SOURCE = Path(wijkwerk.__file__).parent
QUESTIONS = {"may", "require", "filtered", "find_allowed"}
IN_A_TEMPLATE = re.compile(r'\{% may "(\w+)" "(\w+)"')


def in_code(source: str) -> Iterator[Deed]:
    """`may(person, "read", "score")`, `require(person, "add", Note(...))`, `filtered(v, "read", Note.objects)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in QUESTIONS:
            verb, asked = node.args[1:3] if len(node.args) > 2 else (None, None)
            kind = kind_named(asked)
            if isinstance(verb, ast.Constant) and kind is not None:
                yield str(verb.value), kind


def kind_named(asked: ast.expr | None) -> str | None:
    """The kind, where the source spells it or names the model; a variable says nothing."""
    if isinstance(asked, ast.Constant):
        return str(asked.value)
    while isinstance(asked, ast.Call | ast.Attribute):
        asked = asked.func if isinstance(asked, ast.Call) else asked.value
    return asked.id.lower() if isinstance(asked, ast.Name) and asked.id[0].isupper() else None


@cache  # it reads the whole source
def asked_somewhere() -> set[Deed]:
    doors = {each.deed for each in addresses() if each.deed is not None}
    code = {deed for path in SOURCE.rglob("*.py") for deed in in_code(path.read_text(encoding="utf-8"))}
    templates = {
        (verb, kind)
        for path in SOURCE.rglob("*.html")
        for verb, kind in IN_A_TEMPLATE.findall(path.read_text(encoding="utf-8"))
    }
    looked_at = {("inspect", kind_of(model)) for model in inspection._registry}
    return doors | code | templates | looked_at


@pytest.mark.parametrize("deed", sorted(permission_table()), ids=" ".join)
def test_the_row_is_asked(deed: Deed):
    assert deed in asked_somewhere(), "no page, no code and no menu asks this: the table promises what nothing does"


@pytest.mark.parametrize(
    ("source", "deeds"),
    [
        ('may(person, "read", "score")', {("read", "score")}),
        ('require(person, "add", Note(scope=None))', {("add", "note")}),
        ('find_allowed(v, "read", Document.objects.filter(pk=1), pk=2)', {("read", "document")}),
        ('may(person, "sign", found)', set()),
        ('other(person, "sign", "release")', set()),
        ("may(person)", set()),
    ],
)
def test_the_walk_sees_what_the_source_asks(source: str, deeds: set[Deed]):
    assert set(in_code(source)) == deeds
