"""The export of a person tells every field of every kind, or the code says why one is left out."""

import datetime
import itertools
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from tests.access.privacy.builders import person, role, session_of
from wijkwerk.access.models import Body, Organisation, Person, Scope
from wijkwerk.access.people.account_actions import end_role_at_once, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.personal_data import account_of, roles_held_by
from wijkwerk.access.privacy.past_rows import histories, past_rows_of, people_in
from wijkwerk.access.privacy.person_data import everything_about
from wijkwerk.access.privacy.personal_rows import beside, exporters, field_words, model_of, withheld_reasons
from wijkwerk.access.privacy.processings import claims

pytestmark = pytest.mark.django_db
_counter = itertools.count(1)
KINDS = sorted(kind for kind in exporters() if beside(kind) is None)  # what is beside the tables has tests of its own


def fields_of(model: type[models.Model]) -> list[Any]:
    return [field for field in (*model._meta.concrete_fields, *model._meta.many_to_many) if not field.primary_key]


def made(model: type[models.Model], holder: Person) -> models.Model:
    """A row with no more than it needs, in which the person stands once: where the model first points at one."""
    given: dict[str, Any] = {}
    for field in fields_of(model):
        if field.related_model is Person:
            if holder not in given.values():
                given[field.name] = holder
        elif not field.many_to_many and not field.null and not field.has_default():
            given[field.name] = _value(field, holder)
    return model._base_manager.create(**given)


def _value(field: Any, holder: Person) -> Any:
    match field:
        case models.ForeignKey():
            return made(field.related_model, holder)
        case models.DateTimeField():
            return timezone.now()
        case models.DateField():
            return datetime.date(2026, 1, 1)
        case models.IntegerField() | models.FloatField():
            return 2026 + next(_counter)
        case models.JSONField():
            return {}
        case _:
            return field.choices[0][0] if field.choices else f"x{next(_counter)}"


def exported(kind: str, holder: Person) -> set[str]:
    """The columns that the export has of one row of this kind."""
    model = model_of(kind)
    assert model is not None
    if model is Session:
        session_of(holder)
    elif model is not Person:
        made(model, holder)
    return {column for row in exporters()[kind](holder) for column in row}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_exported_or_the_reason_why_not_is_told(kind):
    columns = exported(kind, person("janneke"))
    assert columns, "the export sees the row"
    model = model_of(kind)
    assert model is not None
    missing = [
        field.name
        for field in fields_of(model)
        if field.related_model is not Person  # the column "rol" tells as whom, and nobody else is named
        and field.name not in withheld_reasons(kind)
        and field_words(model, field.name) not in columns
    ]
    assert missing == [], f"export these fields of {kind}, or name them in @exports(..., without=...)"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_out_exists_is_not_exported_and_has_a_reason(kind):
    model = model_of(kind)
    assert model is not None
    columns = exported(kind, person("janneke"))
    for name, reason in withheld_reasons(kind).items():
        assert field_words(model, name) not in columns
        assert len(reason) > 20


def test_secrets_are_left_out():
    left_out = {(kind, name) for kind in exporters() for name in withheld_reasons(kind)}
    assert {("person", "password"), ("authenticator", "data"), ("signinlink", "token_hash")} <= left_out
    assert {("session", "session_key"), ("session", "session_data")} <= left_out


def test_a_role_is_told_with_what_it_is_held_for_and_an_account_with_its_organisation():
    organisation = Organisation.objects.create(code="welbions", name="Welbions")
    found = person("janneke", organisation=organisation)
    day = datetime.date(2020, 1, 1)
    scope = Scope.objects.create(kind=ScopeKind.BODY, key="stuurgroep", name="Stuurgroep Noord", valid_from=day)
    Body.objects.create(code="stuurgroep", name="Stuurgroep Noord", scope=scope)
    held = role(found, "2020-01-01")
    held.scope = scope
    held.save()
    role(found, "2021-01-01", "2021-12-31")
    (account,) = account_of(found)
    assert account["organisatie"] == "Welbions"
    assert [list(row.values())[1:] for row in roles_held_by(found)] == [
        ["onderzoeker", "Stuurgroep Noord", "2020-01-01", None, "gremium", "stuurgroep", ""],
        ["onderzoeker", None, "2021-01-01", "2021-12-31", "", "", ""],
    ]


def test_a_role_that_ended_on_its_first_day_is_told_though_its_row_names_nobody_any_more():
    found, other = person("janneke"), person("piet")
    for holder in (found, other):
        end_role_at_once(give_role(holder, Role.CONTROLLER, by=None), by=None, reason="vergissing")
    (row,) = roles_held_by(found)
    today = timezone.localdate().isoformat()
    assert (row["rol"], row["vanaf"], row["tot en met"]) == ("controller", today, today)
    assert row["bijzonderheid"] == "op de eerste dag gegeven en meteen beëindigd"


IN_HISTORY = [(model, field.name) for model in histories() for field in people_in(model)]


@pytest.mark.parametrize(("history", "name"), IN_HISTORY, ids=lambda each: getattr(each, "__name__", each))
def test_whoever_stands_in_the_history_of_a_row_alone_is_told_so(history, name):
    found, other = person("janneke"), person("piet")
    row = made(history.instance_type, other)
    history._base_manager.update(**{name: found})
    assert {"soort": str(history.instance_type._meta.verbose_name), "nummer": str(row.pk)}.items() <= dict(
        past_rows_of(found)[0]
    ).items()
    assert "piet" not in str(past_rows_of(found))
    assert "history" in {part.kind for part in everything_about(found)}


# Words that Dutch and English share.
SAME = {"account", "status", "indicator", "document", "kader", "code", "moment", "hash"}


@pytest.mark.parametrize("kind", sorted({claim.holding.kind for claim in claims()} | set(KINDS)))
def test_every_field_is_called_in_dutch(kind):
    model = model_of(kind)
    assert model is not None
    shown = {name for claim in claims() if claim.holding.kind == kind for name in claim.holding.fields}
    shown |= {field.name for field in fields_of(model)}
    spelled = {name: field_words(model, name) for name in shown}
    english = {name for name, words in spelled.items() if words.lower() == name.replace("_", " ") and name not in SAME}
    assert english == set(), "give the field a Dutch verbose_name, or name the word in SAME where Dutch has it too"
