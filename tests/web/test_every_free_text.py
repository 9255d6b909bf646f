"""Every field of the site in which people write is looked through before it is saved, or says why it need not be.

Every form of staff is one of the kit (`web.forms`), which looks through its own texts. A new text input that is no
`FreeText` fails here until it says why nobody can write in it what they like. So does a hidden field or a file that
nobody thought about, a look that is passed with blanks, and a text that is stored otherwise than it was looked at.
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
from django.urls import URLPattern, URLResolver, get_resolver

from tests.kinds import KINDS
from tests.web.staff_site import person
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.web.doors.request_parts import deed_of
from wijkwerk.web.forms import FreeText, QueryForm, StaffForm

PACKAGE = Path(__file__).parents[2] / "src" / "wijkwerk"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
CODE = sorted(path for room in ("web", "pages") for path in (PACKAGE / room).rglob("*.py"))
_TYPED = {"text", "search", "url", "tel"}
# Tags and fields of the kit that write a hidden field.
_HIDDEN = re.compile(r"\{% (?P<tag>read_mark|typed) form %\}|\{\{ (?P<field>seals) \}\}")

# What can hold no free text, by form and field, and why. A kenmerk, a zaaknummer or a name of something can: people
# write there what they like.
STRUCTURED = {
    ("DecisionForm", "sha256"): "refused unless it is 64 hexadecimal digits",
    ("DocumentForm", "sha256"): "refused unless it is 64 hexadecimal digits",
    ("GoalForm", "position"): "refused unless it is a number below 1,000",
    ("NewGoalForm", "position"): "refused unless it is a number below 1,000",
    ("VersionForm", "horizon"): "refused unless it is a year",
    ("VersionForm", "fewest_inhabitants"): "refused unless it is a whole number",
    ("VersionForm", "norm-1-indicator"): "refused unless it is an indicator of the catalogue",
    ("VersionForm", "norm-1-counted"): "refused unless it is an indicator of the catalogue",
    ("VersionForm", "norm-1-area"): "refused unless it is the code of an area",
    ("VersionForm", "norm-1-value"): "refused unless it is a number",
    ("VersionForm", "norm-1-upper"): "refused unless it is a number",
    ("VersionForm", "norm-1-per"): "refused unless it is a number",
    ("VersionForm", "norm-1-since"): "refused unless it is a year",
    ("VersionForm", "norm-1-by"): "refused unless it is a year",
    ("VersionForm", "norm-1-valid_from"): "refused unless it is a day",
    ("VersionForm", "norm-1-valid_to"): "refused unless it is a day",
    ("ColumnForm", "year"): "refused unless it is a year",
    ("FeedbackForm", "website"): "refused unless it is empty: a trap for programs",
    ("UnsubscribeForm", "website"): "refused unless it is empty: a trap for programs",
    ("CorrectForm", "name"): "the name of the person is what is asked",
    ("CorrectionForm", "name"): "the name of the person is what is asked",
    ("AddPersonForm", "name"): "the name of the person is what is asked",
    ("AddPersonForm", "account"): "refused unless it is a slug; it names a person on purpose",
    **{field: why for kind in KINDS for field, why in kind.structured.items()},
}

# What a form sends that nobody types in it, and why nothing about a person comes along unseen.
CARRIED = {
    ("HandInForm", "file"): "the name is looked through; what stands in it are figures, and is not",
    ("DocumentForm", "file"): "its name is not kept; what is in it cannot be looked through",
    ("DecisionForm", "file"): "its name is not kept; what is in it cannot be looked through",
    ("FileForm", "file"): "its name is not kept; what is in it cannot be looked through",
    ("VersionForm", "file"): "name and texts are looked through (`pages.norms.origins`)",
    ("VersionForm", "origin"): "sealed; the name of a file that was looked through",
    ("VersionForm", "norms"): "refused unless it is a number",
    ("unseen.html", "read_mark"): "held against the mark of what stands there, and not stored",
    ("conflict.html", "read_mark"): "held against the mark of what stands there, and not stored",
    ("conflict.html", "typed"): "goes through the form again like what was typed",
    ("personal.html", "seals"): "held against the seals of what was found, and not stored",
}


@dataclass(frozen=True)
class WrittenField:
    """A field in which people type: the name of its view, its form, and the field as a browser sends it."""

    view: str
    form: type[StaffForm]
    name: str

    @property
    def key(self) -> tuple[str, str]:
        return self.form.__name__, self.name

    def __str__(self) -> str:
        return f"{self.view}-{self.name}"


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


def written_fields() -> Iterator[WrittenField]:
    for name, view in views_of_the_kit().items():
        for field, asked in view.form.asked().items():
            if is_written(asked):
                yield WrittenField(name, view.form, field)


def is_written(field: forms.Field) -> bool:
    """Whether people type what they like in it; of a date or an e-mail address the browser knows what it is."""
    return isinstance(field.widget, forms.Textarea) or getattr(field.widget, "input_type", None) in _TYPED


FIELDS = sorted(set(written_fields()), key=str)
TEXTS = [field for field in FIELDS if field.key not in STRUCTURED]


def carried_fields() -> Iterator[tuple[str, str]]:
    """Hidden fields and files of the forms that store."""
    for view in views_of_the_kit().values():
        for name, field in view.form.asked().items():
            if field.widget.is_hidden or field.widget.needs_multipart_form:
                yield view.form.__name__, name
    for path in TEMPLATES:
        for tag in _HIDDEN.finditer(path.read_text(encoding="utf-8")):
            yield path.name, tag["tag"] or tag["field"]


@pytest.mark.parametrize("field", TEXTS, ids=str)
def test_what_people_write_is_looked_through_before_it_is_saved(field: WrittenField):
    asked = field.form.asked()[field.name]
    assert isinstance(asked, FreeText), f"make {field} a FreeText, or say why people cannot write what they like"


def test_the_walk_sees_the_fields_that_are_there():
    seen = {field.key for field in FIELDS}
    assert {("ExplainForm", "explanation"), ("GoalForm", "text"), ("PublishForm", "note")} <= seen
    assert {("VersionForm", "norm-1-note"), ("DecisionForm", "subject"), ("AnswerForm", "reason")} <= seen
    assert {("NoteForm", "text"), ("DocumentForm", "title"), ("GiveRoleForm", "reason")} <= seen


def test_every_exception_is_there():
    seen = {field.key for field in FIELDS}
    assert set(STRUCTURED) - seen == set()


# Forms that are not of the kit. What they ask, and why that is no free text.
FORMS = {
    "SignInForm": "account en wachtwoord",
    "ConfirmPasswordForm": "wachtwoord",
    "CodeForm": "code van een app",
    "ConfirmCodeForm": "code van een app",
    "SetUpAppForm": "code van een app",
    "AddKeyForm": "naam van een eigen passkey en wat de browser van haar zegt",
    "RoleQuestion": "een rol uit de lijst; staat in het adres en wordt niet bewaard",
    "ThingQuestion": "een ding uit de lijst; staat in het adres en wordt niet bewaard",
    "WayOnForm": "waar men verder gaat; wordt niet bewaard",
    "VaultForm": "het account, voor de kluis van de browser; wordt niet gelezen",
    "KeyForm": "wat de browser van een passkey zegt",
    "ConfirmKeyForm": "wat de browser van een passkey zegt",
}


def test_a_form_of_django_is_named_here_with_what_it_asks():
    import_module("wijkwerk.access.signing_in.forms")

    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    # Those of the kit look through their own texts, and are walked above; what a form with GET asks is stored nowhere.
    own = {
        each.__name__
        for each in below(forms.BaseForm)
        if each.__module__.startswith("wijkwerk.") and not issubclass(each, StaffForm | QueryForm)
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
@pytest.mark.parametrize("field", TEXTS, ids=str)
def test_no_form_is_passed_with_blanks_before_the_text(field: WrittenField, blank: str, settings: Any):
    settings.WIJKWERK_GEMEENTE = "GM0164"
    data = QueryDict(mutable=True)
    data.update({"do": "save", "norms": "1", "norm-1-indicator": "bijstand_per_1000"})  # so that a row of norms counts
    data[field.name] = blank * 20_001 + "Bel Jan Jansen 06-12345678"
    form = field.form(data, person=person("schrijver"), deed=deed_of(views_by_name()[field.view]))
    assert not form.is_valid()
    part, name = next(
        (part, name) for part in form.parts for name in part.fields if part.add_prefix(name) == field.name
    )
    asked = part.fields[name]
    assert isinstance(asked, FreeText)
    refused = " ".join(str(each) for each in part.errors[name])
    assert ("Er staat een telefoonnummer" if asked.to_log else "lijkt over een persoon te gaan") in refused
    assert "een telefoonnummer" in part.personal.questions[name].kinds
    assert not AuditEvent.objects.exists()


def test_the_walk_sees_every_form():
    seen = {field.view for field in TEXTS}
    assert seen >= {
        "web:new_norms",
        "web:dry_run",
        "documents:add",
        "people:give_role",
        "web:publish",
        "notes:add",
    }
    assert len(TEXTS) >= 45


def test_a_text_is_stored_as_it_was_looked_at():
    """Cut short it could say something else. A form refuses what does not fit; who cuts goes around it."""
    cut = [
        f"{path.name}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and reads_a_form(node.value)
    ]
    assert cut == []


def test_no_text_is_read_around_its_form():
    """By `cleaned_data`, or `as_kept` where all is stored: anything else stores another text than was seen."""
    fields = {field.name for field in TEXTS}
    otherwise = [
        f"{path.name}:{node.lineno}"
        for path in CODE
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
