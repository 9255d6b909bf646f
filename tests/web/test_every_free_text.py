"""Every field of the site in which people write is looked through before it is saved, or says why it need not be.

A form of the kit (`web.forms`) looks through its own texts; one that a template spells goes through the door of
`web.free_text`. A new textarea or text input without either fails here: make it a `FreeText`, or put
`@free_text(name="Label")` under the door of the view. So does a hidden field or a file that nobody thought about, a
look that is passed with blanks, and a text that is stored otherwise than it was looked at.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.web.staff_site import person
from wijkwerk.access.audit import AuditEvent
from wijkwerk.web.doors import deed_of
from wijkwerk.web.forms import FreeText, StaffForm
from wijkwerk.web.free_text import is_covered

PACKAGE = Path(__file__).parents[2] / "src" / "wijkwerk"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
_FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<body>.*?)</form>", re.DOTALL)
_POSTS = re.compile(r'method="post"', re.IGNORECASE)
_ACTION = re.compile(r'\{% url "(?P<name>[\w:]+)"')
_TEXTAREA = re.compile(r"<textarea\b[^>]*?\bname=\"(?P<name>[^\"]*)\"")
_INPUT = re.compile(r"<input\b(?P<tag>(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*)>")
_TYPED = {"text", "search", "url", "tel"}
# Tags and fields of the kit that write a hidden field.
_HIDDEN = re.compile(r"\{% (?P<tag>read_mark|typed) form %\}|\{\{ (?P<field>seals) \}\}")

# What can hold no free text, by template or form and field, and why. A kenmerk, a zaaknummer or a name of something
# can: people write there what they like.
STRUCTURED = {
    ("DecisionForm", "sha256"): "refused unless it is 64 hexadecimal digits",
    ("DocumentForm", "sha256"): "refused unless it is 64 hexadecimal digits",
    ("GoalForm", "position"): "refused unless it is a number below 1,000",
    ("NewGoalForm", "position"): "refused unless it is a number below 1,000",
    ("norm_form.html", "horizon"): "refused unless it is a year",
    ("CorrectForm", "name"): "the name of the person is what is asked",
    ("CorrectionForm", "name"): "the name of the person is what is asked",
    ("AddPersonForm", "name"): "the name of the person is what is asked",
    ("AddPersonForm", "account"): "refused unless it is a slug; it names a person on purpose",
    ("set_password.html", "username"): "shown for the vault of the browser, and not read",
    ("change_password.html", "username"): "shown for the vault of the browser, and not read",
    ("confirm.html", "username"): "shown for the vault of the browser, and not read",
}
# Fields whose name the template does not spell: which fields they stand for.
SPELLED_OUT = {
    "{{ field.key }}": ["norm-1-note", "norm-1-owner", "norm-1-document"],
    "{{ field.name }}": [],  # the page of the door itself sends to the view that it stands before
}


# What a form sends that nobody types in it, and why nothing about a person comes along unseen.
CARRIED = {
    ("HandInForm", "file"): "the name is looked through; what stands in it are figures, and is not",
    ("norm_form.html", "file"): "name and texts are looked through (`web.norm_origins`)",
    ("norm_form.html", "origin"): "sealed; the name of a file that was looked through",
    ("norm_form.html", "norms"): "read as a number",
    ("form.html", "read_mark"): "held against the mark of what stands there, and not stored",
    ("conflict.html", "read_mark"): "held against the mark of what stands there, and not stored",
    ("conflict.html", "typed"): "goes through the form again like what was typed",
    ("personal.html", "seals"): "held against the seals of what was found, and not stored",
    ("sign_in.html", "next"): "where to go on to; not stored",
    ("confirm.html", "next"): "where to go on to; not stored",
    ("confirm.html", "bevestigen"): "one word",
}


@dataclass(frozen=True)
class WrittenField:
    """`stands_in`: the template that spells it ("norm_form.html"), or the form of the kit that has it ("GoalForm")."""

    stands_in: str
    action: str | None  # "web:reject"; None: the page itself
    name: str
    template: Path | None = None

    def __str__(self) -> str:
        return f"{self.stands_in}: {self.name} -> {self.action or 'same page'}"


def written_fields() -> Iterator[WrittenField]:
    """Of templates that spell their fields, and of the forms of the kit, which a tag draws."""
    for name, view in views_of_the_kit().items():
        for field, asked in view.form.base_fields.items():
            if is_written(asked):
                yield WrittenField(view.form.__name__, name, field)
    for path in TEMPLATES:
        for form in _FORM.finditer(path.read_text(encoding="utf-8")):
            if not _POSTS.search(form["head"]):
                continue
            action = _ACTION.search(form["head"])
            for name in names_in(form["body"]):
                for spelled in SPELLED_OUT.get(name, [name]):
                    yield WrittenField(path.name, action["name"] if action else None, spelled, path)


def is_written(field: forms.Field) -> bool:
    """Whether people type what they like in it; of a date or an e-mail address the browser knows what it is."""
    return isinstance(field.widget, forms.Textarea) or getattr(field.widget, "input_type", None) in _TYPED


def names_in(body: str) -> Iterator[str]:
    yield from (found["name"] for found in _TEXTAREA.finditer(body))
    for found in _INPUT.finditer(body):
        kind = re.search(r'\btype="(\w+)"', found["tag"])
        name = re.search(r'\bname="([^"]*)"', found["tag"])
        if name and (kind is None or kind[1] in _TYPED):
            yield name[1]


def views_by_name(resolver: Any = None, prefix: str = "") -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{prefix}{each.namespace}:" if each.namespace else prefix
            found = views_by_name(each, inner) | found
        elif isinstance(each, URLPattern) and each.name:
            found.setdefault(f"{prefix}{each.name}", each.callback)
    return found


def views_of_the_kit() -> dict[str, Any]:
    return {name: view for name, view in views_by_name().items() if hasattr(view, "form")}


def views_that_render(template: Path) -> list[Callable[..., Any]]:
    """The guarded views of the modules that name a template."""
    name = template.as_posix().partition("/templates/")[2]
    modules = [
        import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        for path in PACKAGE.rglob("*.py")
        if f'"{name}"' in path.read_text(encoding="utf-8")
    ]
    return [view for module in modules for view in vars(module).values() if hasattr(view, "free_text_fields")]


FIELDS = sorted(set(written_fields()), key=str)


def carried_fields() -> Iterator[tuple[str, str]]:
    """Hidden fields and files of the forms that store, but for the page of the door itself."""
    for view in views_of_the_kit().values():
        for name, field in view.form.base_fields.items():
            if field.widget.is_hidden or field.widget.needs_multipart_form:
                yield view.form.__name__, name
    for path in TEMPLATES:
        for tag in _HIDDEN.finditer(path.read_text(encoding="utf-8")):
            yield path.name, tag["tag"] or tag["field"]
        for form in _FORM.finditer(path.read_text(encoding="utf-8")):
            if not _POSTS.search(form["head"]) or path.name == "free_text.html":
                continue
            for found in _INPUT.finditer(form["body"]):
                name = re.search(r'\bname="([^"]*)"', found["tag"])
                if name and re.search(r'\btype="(?:hidden|file)"', found["tag"]):
                    yield path.name, name[1]


def doors() -> Iterator[tuple[str, Callable[..., Any], str]]:
    """Every view with free text behind `@free_text`: its name, the door itself, and a field, as a form spells it."""
    for name, view in views_by_name().items():
        door: Any = view
        while hasattr(getattr(door, "__wrapped__", None), "free_text_fields"):
            door = door.__wrapped__
        if hasattr(view, "form"):
            continue  # of the kit: TEXTS
        for field in getattr(view, "free_text_fields", ()):
            yield name, door, field.replace("_*_", "-1-")


DOORS = sorted(doors(), key=lambda each: (each[0], each[2]))
# Every free text of the forms of the kit: the name of its view, and the field.
TEXTS = sorted(
    (name, field)
    for name, view in views_of_the_kit().items()
    for field, asked in view.form.base_fields.items()
    if is_written(asked) and (view.form.__name__, field) not in STRUCTURED
)


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_what_people_write_is_looked_through_before_it_is_saved(field):
    if (field.stands_in, field.name) in STRUCTURED:
        return
    views = [views_by_name()[field.action]] if field.action else views_that_render(field.template)
    patterns = tuple(pattern for view in views for pattern in getattr(view, "free_text_fields", ()))
    assert is_covered(field.name, patterns), f'put @free_text({field.name}="…") on the view of {field}'
    if field.template is None:
        asked = views_by_name()[field.action].form.base_fields[field.name]
        assert isinstance(asked, FreeText), f"make {field} a FreeText, or say why people cannot write what they like"


def test_the_walk_sees_the_fields_that_are_there():
    seen = {(field.stands_in, field.name) for field in FIELDS}
    assert {("ExplainForm", "explanation"), ("GoalForm", "text"), ("PublishForm", "note")} <= seen
    assert {("norm_form.html", "norm-1-note"), ("DecisionForm", "subject"), ("problems.html", "reason")} <= seen
    assert {("NoteForm", "text"), ("DocumentForm", "title"), ("GiveRoleForm", "reason")} <= seen


def test_no_textarea_stands_outside_a_form_that_the_walk_sees():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        inside = sum(len(_TEXTAREA.findall(form["body"])) for form in _FORM.finditer(text))
        assert len(re.findall(r"<textarea\b", text)) == inside, path.name


def test_every_exception_is_there():
    seen = {(field.stands_in, field.name) for field in FIELDS}
    assert set(STRUCTURED) - seen == set()


# Forms of Django are drawn without a tag in a template. What they ask, and why that is no free text.
FORMS = {
    "SignInForm": "account en wachtwoord",
    "ConfirmPasswordForm": "wachtwoord",
    "CodeForm": "code van een app",
    "ConfirmCodeForm": "code van een app",
    "SetUpAppForm": "code van een app",
    "AddKeyForm": "naam van een eigen passkey en wat de browser van haar zegt",
    "KeyForm": "wat de browser van een passkey zegt",
    "ConfirmKeyForm": "wat de browser van een passkey zegt",
}


def test_a_form_of_django_is_named_here_with_what_it_asks():
    import_module("wijkwerk.access.signing_in.forms")

    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    # Those of the kit look through their own texts, and are walked above.
    own = {
        each.__name__
        for each in below(forms.BaseForm)
        if each.__module__.startswith("wijkwerk.") and not issubclass(each, StaffForm)
    }
    assert own == set(FORMS)


def test_every_hidden_field_and_file_is_named_here_with_why_it_brings_nothing_along():
    assert set(carried_fields()) == set(CARRIED)


BLANKS = pytest.mark.parametrize(
    "blank",
    [
        pytest.param("\u2003", id="em"),
        pytest.param(" ", id="blank", marks=pytest.mark.rehearsal),
        pytest.param("\r\n", id="line", marks=pytest.mark.rehearsal),
        pytest.param("\u00a0", id="no-break", marks=pytest.mark.rehearsal),
    ],
)


@pytest.mark.django_db
@BLANKS
@pytest.mark.parametrize(("name", "door", "field"), DOORS, ids=[f"{name}-{field}" for name, _, field in DOORS])
def test_no_door_is_passed_with_blanks_before_the_text(name, door, field, blank):
    request = RequestFactory().post("/", {field: blank * 20_001 + "Bel Jan Jansen 06-12345678", "do": "save"})
    request.user, request.resolver_match = person("schrijver"), resolve("/notities/")
    response = door(request, request.user)
    assert response.status_code == 422
    assert "telefoonnummer" in response.content.decode()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
@BLANKS
@pytest.mark.parametrize(("name", "field"), TEXTS, ids=[f"{name}-{field}" for name, field in TEXTS])
def test_no_form_of_the_kit_is_passed_with_blanks_before_the_text(name, field, blank, settings):
    settings.WIJKWERK_GEMEENTE = "GM0164"
    view = views_by_name()[name]
    data = QueryDict(mutable=True)
    data[field] = blank * 20_001 + "Bel Jan Jansen 06-12345678"
    form = view.form(data, person=person("schrijver"), deed=deed_of(view))
    assert not form.is_valid()
    refused = " ".join(form.errors[field])
    assert ("Er staat een telefoonnummer" if form.fields[field].to_log else "lijkt over een persoon te gaan") in refused
    assert "een telefoonnummer" in form.personal.questions[field].kinds
    assert not AuditEvent.objects.exists()


def test_the_walk_sees_every_door():
    assert {name for name, _, _ in DOORS} >= {"web:new_norms", "web:dry_run"}
    assert {name for name, _ in TEXTS} >= {"web:add_document", "web:give_role", "web:publish", "web:write_note"}
    assert len(DOORS) + len(TEXTS) >= 45


def test_a_text_is_stored_as_it_was_looked_at():
    """Cut short it could say something else. `said` and a form refuse what does not fit; who cuts goes around them."""
    cut = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PACKAGE / "web").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and reads_a_form(node.value)
    ]
    assert cut == []


def test_no_field_behind_a_door_is_read_in_another_way():
    """By a form, by `said`, or by `as_kept` where all is stored: anything else stores another text than was seen."""
    fields = {field for _, _, field in DOORS} | {field for _, field in TEXTS}
    otherwise = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PACKAGE / "web").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith(("request.POST.get", "form.data.get", "form.sent.get", "self.data.get"))
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value in fields
    ]
    assert otherwise == []


def reads_a_form(node: ast.AST) -> bool:
    of_a_form = ("request.POST", "sent.get(", "sent.form", "sent.reason", "said[", "self.cleaned_data")
    return any(ast.unparse(each).startswith(of_a_form) for each in ast.walk(node))
