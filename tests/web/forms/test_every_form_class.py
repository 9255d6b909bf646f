"""No form of staff has a field in which somebody writes unseen, and no text goes into the log that is not marked so."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from django import forms
from django.urls import get_resolver

from tests.web.test_every_free_text import views_by_name
from wijkwerk.web.forms import FreeText, QueryForm, RowForm, RowsForm, StaffForm

# What actions call the words that they put into the log.
LOGGED = {"reason", "explanation", "note"}
# What is called so and stands with the thing itself, not in the log.
NOT_LOGGED = {
    ("ActionForm", "explanation"), ("DevelopmentForm", "explanation"), ("NewPledgeForm", "explanation"),
    ("NormRow", "note"), ("PledgeForm", "explanation"), ("VersionForm", "note"),
}  # fmt: skip
Form = TypeVar("Form", bound=forms.BaseForm)


def form_classes(of: type[Form]) -> Iterator[type[Form]]:
    assert get_resolver().url_patterns  # every view is loaded, and with it its forms
    for each in of.__subclasses__():
        if each.__module__.startswith("wijkwerk."):
            yield each
            yield from form_classes(each)


def in_order(classes: Iterator[type[Form]]) -> list[type[Form]]:
    return sorted(set(classes), key=lambda each: (each.__module__, each.__name__))


CLASSES = in_order(form_classes(StaffForm))
FIELDS = [
    pytest.param(each, name, field, id=f"{each.__name__}.{name}")
    for each in [*CLASSES, *in_order(form_classes(QueryForm))]
    for name, field in each.base_fields.items()
]


@pytest.mark.parametrize(("form", "name", "field"), FIELDS)
def test_each_field_is_one_of_the_kit(form: type[forms.BaseForm], name: str, field: forms.Field):
    assert type(field).__module__.startswith("wijkwerk.web.forms."), f"{name} is a field of Django's own"


@pytest.mark.parametrize(("form", "name", "field"), FIELDS)
def test_what_is_called_a_reason_ends_in_the_log(form: type[forms.BaseForm], name: str, field: Any):
    if name in LOGGED and isinstance(field, FreeText) and (form.__name__, name) not in NOT_LOGGED:
        assert field.to_log


def test_each_form_is_sent_to_a_deed():
    used = {view.form for view in views_by_name().values() if hasattr(view, "form")}
    rows = {each.row_form for each in used if issubclass(each, RowsForm)}
    with_own_fields = {each for each in CLASSES if each not in {base for one in CLASSES for base in one.__bases__}}
    assert with_own_fields <= used | rows
    assert all(issubclass(each, RowForm) for each in rows)
