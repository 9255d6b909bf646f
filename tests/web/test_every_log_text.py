"""No view lets somebody write into the log unless its form says so: the log keeps a text for ever.

A form says it of a field (`Reason`, `to_log`). Read from the source: what a view takes from a form and hands on as a
reason, a note or an explanation is taken to end in the log, which it does in every action there is.
`wijkwerk.access.log.audit.record` is the last door behind it.
"""

import ast
import functools
from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.web.test_every_free_text import FIELDS, WrittenField, views_by_name

PACKAGE = Path(__file__).parents[2] / "src" / "wijkwerk"
VIEWS = sorted((PACKAGE / "pages").glob("*/*.py"))
# What actions call the words that they put into the log, and those that take them without a name.
LOGGED = {"reason", "note", "explanation"}
# What a form of the kit read, as views call it.
_CLEANED = {"sent.form.cleaned_data", "form_data"}
POSITIONAL = {"explain": 1}
# Fields that are called so and end elsewhere, with the reason.
NOT_LOGGED = {
    ("VersionForm", "note"): "staat bij de versie van het kader, niet in het logboek",
    ("VersionForm", "norm-1-note"): "staat bij de norm, niet in het logboek",
    **dict.fromkeys(
        ((form, "explanation") for form in ("ActionForm", "DevelopmentForm", "PledgeForm", "NewPledgeForm")),
        "staat bij het stuk, niet in het logboek",
    ),
}


def posted(node: ast.AST) -> str | None:
    """The field that is read: `sent.reason`, `sent.form.cleaned_data["x"]` or `form_data["x"]`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and ast.unparse(each) == "sent.reason":
            return "reason"
        if isinstance(each, ast.Subscript) and ast.unparse(each.value) in _CLEANED:
            return str(ast.literal_eval(each.slice)) if isinstance(each.slice, ast.Constant) else None
    return None


@functools.cache
def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


def fields_to_log(function: ast.FunctionDef, asked: Collection[str] = ()) -> Iterator[str]:
    """The fields whose text a function hands on as a reason. Of what it hands on by the dozen (`**sent.form.given()`)
    each that is called so.

    asked   the fields of its form of the kit
    """
    came_from = {name: field for name, field in _assigned(function) if field is not None}
    by_the_dozen = {name for name, value in _named(function) if _of_a_form(value) and posted(value) is None}
    for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
        dozens = [keyword.value for keyword in call.keywords if keyword.arg is None]
        if any(_of_a_form(each) or ast.unparse(each) in by_the_dozen for each in dozens):
            yield from LOGGED.intersection(asked)
        given = [keyword.value for keyword in call.keywords if keyword.arg in LOGGED]
        place = POSITIONAL.get(ast.unparse(call.func))
        if place is not None and len(call.args) > place:
            given.append(call.args[place])
        for value in given:
            field = posted(value) or (came_from.get(value.id) if isinstance(value, ast.Name) else None)
            if field is not None:
                yield field


def _of_a_form(node: ast.AST) -> bool:
    return any(ast.unparse(each) in {"sent.form", *_CLEANED} for each in ast.walk(node))


def _assigned(function: ast.FunctionDef) -> Iterator[tuple[str, str | None]]:
    for name, value in _named(function):
        yield name, posted(value)


def _named(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for each in (each for each in ast.walk(function) if isinstance(each, ast.Assign)):
        for target in each.targets:
            if isinstance(target, ast.Name):
                yield target.id, each.value
            elif isinstance(target, ast.Tuple) and isinstance(each.value, ast.Tuple):
                for name, value in zip(target.elts, each.value.elts, strict=True):
                    if isinstance(name, ast.Name):
                        yield name.id, value


def views_that_reach(name: str, functions: dict[str, ast.FunctionDef], module: ModuleType) -> list[Any]:
    """The views of a module that are a function, or call it, however far down."""
    reached, layer = {name}, {name}
    while layer:
        layer = {
            each.name
            for each in functions.values()
            if each.name not in reached
            and any(isinstance(node, ast.Name) and node.id in layer for node in ast.walk(each))
        }
        reached |= layer
    return [view for each in sorted(reached) if hasattr(view := getattr(module, each), "__wrapped__")]


def cases() -> Iterator[tuple[str, str, str]]:
    for path in VIEWS:
        module = import_module(name_of(path))
        for name, function in functions_of(path).items():
            form = getattr(getattr(module, name), "form", None)
            for field in sorted(set(fields_to_log(function, form.base_fields if form else ()))):
                yield name_of(path), name, field


def name_of(path: Path) -> str:
    """Of its module: "wijkwerk.pages.actions.views"."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


CASES = sorted(cases())


@pytest.mark.parametrize(("module_name", "name", "field"), CASES)
def test_what_a_view_hands_on_as_a_reason_is_marked_as_going_to_the_log(module_name, name, field):
    module = import_module(module_name)
    views = views_that_reach(name, functions_of(Path(str(module.__file__))), module)
    assert views, f"no view reaches {module_name}.{name}"
    for view in views:
        assert field in logged_by(view), f"say to_log of “{field}” in the form of {module_name}.{view.__name__}"


def logged_by(view: Callable[..., Any]) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(view, "free_text_to_log", ())
    return found


ASKED = [each for each in FIELDS if each.name.rpartition("-")[2] in LOGGED and each.key not in NOT_LOGGED]


@pytest.mark.parametrize("field", ASKED, ids=str)
def test_every_field_that_asks_for_a_reason_goes_to_the_log(field: WrittenField):
    assert field.name in logged_by(views_by_name()[field.view]), f"say to_log of “{field.name}” in the form of {field}"


def test_every_field_that_is_not_logged_is_there():
    assert set(NOT_LOGGED) <= {each.key for each in FIELDS}


def test_the_walk_sees_the_ways_in_which_views_hand_reasons_on():
    seen = {(of_subject(module), name, field) for module, name, field in CASES}
    assert {(each, "reopen", "reason") for each in ("actions", "pledges")} <= seen
    assert {("people.role_holdings", each, "reason") for each in ("give", "end")} <= seen
    assert {("functions", "fill", "reason"), ("functions", "hold", "reason"), ("notes", "adopt", "reason")} <= seen
    assert {("releases", "explain_remark", "explanation"), ("releases", "reject_release", "reason")} <= seen
    assert {("stadsdelen", each, "reason") for each in ("create", "assign", "rename", "end")} <= seen
    assert {("goals", each, "reason") for each in ("add", "change", "end")} <= seen
    assert {("publishing", "publish", "note"), ("norms", "new_version", "reason")} <= seen
    assert {("own_file", "dry_run", "reason"), ("retention", "drop", "reason")} <= seen


def of_subject(module: str) -> str:
    """What the views of a module are about: "actions" of "wijkwerk.pages.actions.views"."""
    return module.removeprefix("wijkwerk.pages.").removesuffix(".views")
