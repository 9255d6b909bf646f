"""Every form: nobody can send it for somebody else, twice, or with more in it than it asks."""

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

from tests.addresses import addresses, good_address
from tests.answers import let_go
from tests.extents import SOME_OR_ALL, some_of
from tests.security.crawling import Form, crawl
from tests.security.state import state
from tests.security.whole_site import client_of
from tests.web.staff_site import person
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.web.forms import Choices, FileChoice, Radio, StaffForm, Tick

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole_site")]
STARTS = (
    "/leveringen/", "/aanleveren/", "/logboek/", "/mensen/", "/mensen/gremia/", "/publiceren/", "/normen/",
    "/normen/nieuw/", "/normen/besluiten/", "/normen/doelen/", "/normen/wijktypen/", "/stadsdelen/", "/taken/",
    "/taken/1/", "/reacties/", "/wacht-op-u/",
    *(address.filled({}) for address in addresses() if address.name.endswith((":list", ":add"))),
)  # fmt: skip
# What a form does not ask, and a careless view would take over: columns of every model of ours.
SMUGGLED = {
    "id": "77", "pk": "77", "person": "1", "person_id": "1", "by": "1", "is_superuser": "on", "is_staff": "on",
    "is_active": "", "state": "signed", "status": "adopted", "signed_by": "2", "adopted_by": "2", "confirmed_by": "2",
    "recorded_by": "2", "recorded_at": "2001-01-01", "created_at": "2001-01-01", "version": "99", "sequence": "99",
    "digest": "x", "previous_digest": "x", "hash": "x", "confidentiality": "openbaar", "scope": "1", "scope_id": "1",
    "role_id": "beheerder", "gemeente": "GM9999", "new_version": "ja", "example": "", "frozen_on": "2001-01-01",
    "reason-blijft": "geen persoon", "reason-gezien": "x", "title-blijft": "organisatie", "title-gezien": "x",
}  # fmt: skip
FILLED = {
    "day": "2026-01-01", "valid_from": "2026-01-01", "since": "2026-01-01", "last_day": "2199-01-01", "horizon": "2040",
    "reason": "een reden", "title": "Een titel", "name": "Een naam", "account": "nieuw", "explanation": "Zo is het.",
    "body": "Gemeenteraad", "case_number": "Z-1", "subject": "Onderwerp", "reference": "R-1", "text": "Tekst",
    "url": "https://voorbeeld.nl/", "note": "Een aantekening", "code": "naam", "kind": "stadsdeel", "position": "1",
    "parent": "", "scope": "", "sha256": "", "answer": "Een antwoord.",
}  # fmt: skip


@SOME_OR_ALL
def test_a_form_from_another_site_is_refused_everywhere(everybody: Person, every: int) -> None:
    """Also one that says that htmx sent it from this site, or that is no form but text or JSON."""
    client = client_of(everybody, enforces=True)
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    before = state()
    for address in some_of(addresses(), every):
        path, body = good_address(address), b"do=save&confirm=ja"
        plain = client.post(path, body, content_type="application/x-www-form-urlencoded")
        forged = client.post(path, body, content_type="text/plain", headers=htmx)
        assert (plain.status_code, forged.status_code) == (403, 403), address.route
    assert state() == before


def test_a_token_of_somebody_else_or_of_an_earlier_visit_does_not_count(everybody: Person, settings: Any) -> None:
    client = client_of(everybody, enforces=True)
    for token in ("", "x" * 32, "x" * 32 + "y" * 32, "é" * 32):
        client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
        sent = {"csrfmiddlewaretoken": token, "note": "x"}
        assert client.post("/publiceren/", sent, headers={"X-CSRFToken": token}).status_code == 403


@SOME_OR_ALL
def test_saying_that_htmx_asks_opens_no_door(everybody: Person, every: int) -> None:
    told = {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "main", "HX-History-Restore-Request": "true"}
    for client in (Client(raise_request_exception=False), client_of(person("raadslid", Role.RAAD))):
        for address in some_of(addresses(), every):
            path = good_address(address)
            plain, asked = client.get(path), client.get(path, headers=told)
            let_go(plain), let_go(asked)
            assert asked.status_code == plain.status_code, address.route
            assert asked.headers.get("Location") == plain.headers.get("Location"), address.route


@pytest.fixture
def forms(everybody: Person) -> list[Form]:
    """The forms of the staff pages, one of each kind."""
    pages = crawl(client_of(everybody), STARTS, lambda path: path.startswith(STARTS) and "." not in path)
    found = {(form.action, tuple(sorted(form.fields))): form for page in pages for form in page.forms}
    return [form for form in found.values() if not form.action.startswith("/afmelden")]


_NOT_SENT = Tick | Choices | Radio | FileChoice


def test_the_walk_finds_every_field_of_the_forms_of_the_kit(forms: list[Form]) -> None:
    """What a browser sends untouched: all but what is ticked or chosen by a button, and a file."""
    seen = set()
    for form in forms:
        kit: type[StaffForm] | None = getattr(resolve(urlsplit(form.action).path).func, "form", None)
        if kit is not None:
            sent_untouched = {name for name, field in kit.base_fields.items() if not isinstance(field, _NOT_SENT)}
            assert sent_untouched <= set(form.fields), form.action
            seen.add(kit.__name__)
    assert {"PublishForm", "DecisionForm", "AreaTypeForm", "NewGoalForm", "CreateForm", "SignForm"} <= seen
    assert {"ActionForm", "OutcomeForm", "NewPledgeForm", "PledgeForm", "GiveUpForm", "CommentForm"} <= seen
    assert {"ExplainForm", "RejectForm", "GiveRoleForm", "EndRoleForm", "AddBodyForm"} <= seen
    assert {"AnswerFeedbackForm", "CloseFeedbackForm", "EraseFeedbackForm"} <= seen


def sent(form: Form) -> dict[str, Any]:
    """What somebody would send who filled in what is empty."""
    given: dict[str, Any] = {}
    for name, values in form.fields.items():
        if name != "csrfmiddlewaretoken":
            # A browser leaves out the line end with which Django begins a textarea.
            given[name] = values if any(each.strip() for each in values) else [FILLED.get(name, "iets")]
    return given


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, list[str]]:
    """The state without what differs by itself: moments, and on PostgreSQL numbers, which are never given twice."""
    return {table: sorted(_still(line) for line in lines) for table, lines in state().items()}


def _still(line: bytes) -> str:
    numbered = connection.vendor == "postgresql"
    told = {
        name: value
        for name, value in json.loads(line).items()
        if not _is_moment(value)
        and not (name == "password" and str(value).startswith("!"))  # of who has none: at random
        and not (numbered and (name.endswith("id") or name == "object_id"))
    }
    return json.dumps(told, sort_keys=True)


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and "T" in value and bool(datetime.datetime.fromisoformat(value))
    except ValueError:
        return False


@SOME_OR_ALL
def test_more_in_a_form_than_it_asks_changes_nothing(everybody: Person, forms: list[Form], every: int) -> None:
    client = client_of(everybody)
    accepted = 0
    for form in some_of(forms, every):
        with undone():
            plain = client.post(form.action, sent(form))
            expected = rows()
        with undone():
            smuggled = client.post(form.action, {**SMUGGLED, **sent(form)})
            assert smuggled.status_code == plain.status_code < 500, form.action
            assert rows() == expected, form.action
        accepted += plain.status_code == 302
    assert accepted >= 8 // every, "so many forms were really taken"


# Asks to check the figures again: the remarks are written anew, and say the same.
_LOOKS_AGAIN = "/controleren/"


@SOME_OR_ALL
def test_a_form_that_is_sent_twice_does_nothing_twice(everybody: Person, forms: list[Form], every: int) -> None:
    client = client_of(everybody)
    twice = {}
    for form in some_of(forms, every):
        with undone():
            given = {**sent(form), "csrfmiddlewaretoken": form.fields["csrfmiddlewaretoken"]}
            first = client.post(form.action, given)
            once = rows()
            again = client.post(form.action, given)
            assert again.status_code == first.status_code < 500, form.action
            assert again.headers.get("Location") == first.headers.get("Location"), "both lead to what was made"
            if rows() != once and not form.action.endswith(_LOOKS_AGAIN):
                twice[form.action] = (first.status_code, [table for table in once if rows()[table] != once[table]])
    assert twice == {}
