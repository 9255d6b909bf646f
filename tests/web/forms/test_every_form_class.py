"""No form of staff has a field in which somebody writes unseen, and no text goes into the log that is not marked so."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver

from tests.web.test_every_free_text import views_by_name
from wijkwerk.web.forms import fields
from wijkwerk.web.forms.staff_form import StaffForm

# What actions call the words that they put into the log.
LOGGED = {"reason", "explanation", "note"}


def form_classes(of: type[StaffForm] = StaffForm) -> Iterator[type[StaffForm]]:
    assert get_resolver().url_patterns  # every view is loaded, and with it its forms
    for each in of.__subclasses__():
        if each.__module__.startswith("wijkwerk."):
            yield each
            yield from form_classes(each)


CLASSES = sorted(set(form_classes()), key=lambda each: (each.__module__, each.__name__))
FIELDS = [
    pytest.param(name, field, id=f"{each.__name__}.{name}")
    for each in CLASSES
    for name, field in each.base_fields.items()
]


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_each_field_is_one_of_the_kit(name: str, field: forms.Field):
    assert type(field).__module__ == fields.__name__, f"{name} is a field of Django's own"


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_what_is_called_a_reason_ends_in_the_log(name: str, field: Any):
    if name in LOGGED:
        assert field.to_log


def test_each_form_is_sent_to_a_deed():
    used = {view.form for view in views_by_name().values() if hasattr(view, "form")}
    with_own_fields = {each for each in CLASSES if each not in {base for one in CLASSES for base in one.__bases__}}
    assert with_own_fields <= used
