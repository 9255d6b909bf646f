"""Every field of the site in which people write goes through the door of `web.free_text`, or says why it need not.

A new textarea or text input without it fails here: put `@free_text(name="Label")` under the door of the view. So does a
hidden field or a file that nobody thought about, a door that is passed with blanks, and a text that is stored otherwise
than it was looked at.
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
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.web.staff_site import person
from wijkwerk.access.audit import AuditEvent
from wijkwerk.web.free_text import is_covered

PACKAGE = Path(__file__).parents[2] / "src" / "wijkwerk"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
_FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<body>.*?)</form>", re.DOTALL)
_POSTS = re.compile(r'method="post"', re.IGNORECASE)
_ACTION = re.compile(r'\{% url "(?P<name>[\w:]+)"')
_TEXTAREA = re.compile(r"<textarea\b[^>]*?\bname=\"(?P<name>[^\"]*)\"")
_INPUT = re.compile(r"<input\b(?P<tag>(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*)>")
_TYPED = {"text", "search", "url", "tel"}

# What can hold no free text, by template and field, and why. A kenmerk, a zaaknummer or a name of something can: people
# write there what they like.
STRUCTURED = {
    ("decisions.html", "sha256"): "refused unless it is 64 hexadecimal digits",
    ("documents.html", "sha256"): "refused unless it is 64 hexadecimal digits",
    ("goals.html", "position"): "refused unless it is a number below 10,000",
    ("norm_form.html", "horizon"): "refused unless it is a year",
    ("person_data.html", "name"): "the name of the person is what is asked",
    ("own_data.html", "name"): "the name of the person is what is asked",
    ("people.html", "name"): "the name of the person is what is asked",
    ("people.html", "account"): "refused unless it is a slug; it names a person on purpose",
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
    ("hand_in.html", "file"): "the name is looked through; what stands in it are figures, and is not",
    ("norm_form.html", "file"): "name and texts are looked through (`web.norm_origins`)",
    ("norm_form.html", "origin"): "sealed; the name of a file that was looked through",
    ("norm_form.html", "norms"): "read as a number",
    ("note.html", "read"): "held against the mark of what stands there, and not stored",
    ("note_form.html", "read"): "held against the mark of what stands there, and not stored",
    ("goals.html", "read"): "held against the mark of what stands there, and not stored",
    ("release.html", "read"): "held against the mark of what stands there, and not stored",
    ("stadsdelen.html", "day"): "refused unless it is a day",
    ("vacancy.html", "reason"): "goes through the door like one that was typed",
    ("vacancy.html", "when"): "one of two words",
    ("sign_in.html", "next"): "where to go on to; not stored",
    ("confirm.html", "next"): "where to go on to; not stored",
    ("confirm.html", "bevestigen"): "one word",
}


@dataclass(frozen=True)
class WrittenField:
    template: Path
    action: str | None  # "web:reject"; None: the page itself
    name: str

    def __str__(self) -> str:
        return f"{self.template.name}: {self.name} -> {self.action or 'same page'}"


def written_fields() -> Iterator[WrittenField]:
    for path in TEMPLATES:
        for form in _FORM.finditer(path.read_text(encoding="utf-8")):
            if not _POSTS.search(form["head"]):
                continue
            action = _ACTION.search(form["head"])
            for name in names_in(form["body"]):
                for spelled in SPELLED_OUT.get(name, [name]):
                    yield WrittenField(path, action["name"] if action else None, spelled)


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
    for path in TEMPLATES:
        for form in _FORM.finditer(path.read_text(encoding="utf-8")):
            if not _POSTS.search(form["head"]) or path.name == "free_text.html":
                continue
            for found in _INPUT.finditer(form["body"]):
                name = re.search(r'\bname="([^"]*)"', found["tag"])
                if name and re.search(r'\btype="(?:hidden|file)"', found["tag"]):
                    yield path.name, name[1]


def doors() -> Iterator[tuple[str, Callable[..., Any], str]]:
    """Every view with free text: its name, the door itself, and a field of it, spelled as a form does."""
    for name, view in views_by_name().items():
        door: Any = view
        while hasattr(getattr(door, "__wrapped__", None), "free_text_fields"):
            door = door.__wrapped__
        for field in getattr(view, "free_text_fields", ()):
            yield name, door, field.replace("_*_", "-1-")


DOORS = sorted(doors(), key=lambda each: (each[0], each[2]))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_what_people_write_is_looked_through_before_it_is_saved(field):
    if (field.template.name, field.name) in STRUCTURED:
        return
    views = [views_by_name()[field.action]] if field.action else views_that_render(field.template)
    patterns = tuple(pattern for view in views for pattern in getattr(view, "free_text_fields", ()))
    assert is_covered(field.name, patterns), f'put @free_text({field.name}="…") on the view of {field}'


def test_the_walk_sees_the_fields_that_are_there():
    seen = {(field.template.name, field.name) for field in FIELDS}
    assert {("release.html", "explanation"), ("goals.html", "text"), ("publish.html", "note")} <= seen
    assert {("norm_form.html", "norm-1-note"), ("decisions.html", "subject"), ("problems.html", "reason")} <= seen


def test_no_textarea_stands_outside_a_form_that_the_walk_sees():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        inside = sum(len(_TEXTAREA.findall(form["body"])) for form in _FORM.finditer(text))
        assert len(re.findall(r"<textarea\b", text)) == inside, path.name


def test_every_exception_is_there():
    seen = {(field.template.name, field.name) for field in FIELDS}
    there = {path.name for path in TEMPLATES}
    assert {pair for pair in STRUCTURED if pair[0] in there} - seen == set()


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

    own = {each.__name__ for each in below(forms.BaseForm) if each.__module__.startswith("wijkwerk.")}
    assert own == set(FORMS)


def test_every_hidden_field_and_file_is_named_here_with_why_it_brings_nothing_along():
    assert set(carried_fields()) == set(CARRIED)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "blank",
    [
        pytest.param("\u2003", id="em"),
        pytest.param(" ", id="blank", marks=pytest.mark.rehearsal),
        pytest.param("\r\n", id="line", marks=pytest.mark.rehearsal),
        pytest.param("\u00a0", id="no-break", marks=pytest.mark.rehearsal),
    ],
)
@pytest.mark.parametrize(("name", "door", "field"), DOORS, ids=[f"{name}-{field}" for name, _, field in DOORS])
def test_no_door_is_passed_with_blanks_before_the_text(name, door, field, blank):
    request = RequestFactory().post("/", {field: blank * 20_001 + "Bel Jan Jansen 06-12345678", "do": "save"})
    request.user, request.resolver_match = person("schrijver"), resolve("/notities/")
    response = door(request, request.user)
    assert response.status_code == 422
    assert "telefoonnummer" in response.content.decode()
    assert not AuditEvent.objects.exists()


def test_the_walk_sees_every_door():
    seen = {name for name, _, _ in DOORS}
    assert seen >= {"web:write_note", "web:give_role", "web:new_norms", "web:dry_run", "web:publish"}
    assert len(DOORS) >= 45


def test_a_text_is_stored_as_it_was_looked_at():
    """Cut short it could say something else. `said` refuses what does not fit; a view that cuts goes around it."""
    cut = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PACKAGE / "web").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and reads_a_form(node.value)
    ]
    assert cut == []


def test_no_field_behind_a_door_is_read_in_another_way():
    """By `said`, or by `as_kept` where all of it is stored: anything else would store another text than was seen."""
    fields = {field for _, _, field in DOORS}
    otherwise = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PACKAGE / "web").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "request.POST.get"
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value in fields
    ]
    assert otherwise == []


def reads_a_form(node: ast.AST) -> bool:
    return any(ast.unparse(each).startswith(("request.POST", "sent.get(")) for each in ast.walk(node))
