"""Functions: who does what. They are held, vacant and ended as roles are, and give nobody anything."""

import datetime
import itertools

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from tests.access.permission.truth_table import LEVELS, NOTE_STATES, deeds, may_some
from wijkwerk.access.lifecycles.lifecycle import ChangedError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Function, FunctionHolding, Person, Scope
from wijkwerk.access.people.account_actions import ClosedAccountError, add_person, close_account
from wijkwerk.access.people.codes import TakenNameError
from wijkwerk.access.people.function_actions import (
    FunctionError,
    add_examples,
    add_function,
    change_function,
    end_function_holding,
    example_functions,
    fill_function,
    hold_function,
    mark_of,
)
from wijkwerk.access.people.models import roles_of
from wijkwerk.access.people.roles import Role, all_role_facts
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.permissions import filtered, may
from wijkwerk.governance.models import Document, Note

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(1)
TODAY = timezone.localdate


def person(account: str = "recruiter-1") -> Person:
    return add_person(by=None, account=account, name=account.capitalize())


def scope(key: str = "SD000101") -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key=key, name=key, valid_from=datetime.date(2020, 1, 1))


def held(
    somebody: Person | None, function: Function | None = None, since: datetime.date | None = None,
    where: Scope | None = None,
) -> FunctionHolding:  # fmt: skip
    return hold_function(
        function or add_function(by=None, name="Recruiter"), somebody, by=None, since=since or TODAY(), scope=where,
        reason="besluit",
    )  # fmt: skip


def test_whoever_holds_every_function_everywhere_may_what_a_visitor_may():
    """The truth table of a bezoeker, asked of somebody with all functions, for the gemeente and for an area."""
    somebody, where = person(), scope()
    for function in add_examples(by=None):
        for place in (None, where):
            held(somebody, function, where=place)
    assert roles_of(somebody) == {Role.BEZOEKER}
    asked = {deed: may(somebody, *deed) for deed in deeds()}
    assert asked == {(verb, kind): may_some("bezoeker", verb, kind) for verb, kind in deeds()}
    for level, place, state in itertools.product(LEVELS, (None, where), NOTE_STATES):
        papers: list[tuple[Model, bool]] = [
            (Document(confidentiality=level, scope=place), level == "openbaar"),
            (Note(confidentiality=level, scope=place, state=state), level == "openbaar" and state == "vastgesteld"),
        ]
        for paper, is_public in papers:
            assert may(somebody, "read", paper) is is_public, (paper, level, place, state)
            assert not may(somebody, "edit" if isinstance(paper, Note) else "add", paper)
    Document.objects.create(
        title="x", reference="1", date=TODAY(), sha256="0" * 64, confidentiality="intern", scope=where
    )
    assert not filtered(somebody, "read", Document.objects.all()).exists()


def test_no_example_is_called_as_a_role_is():
    """Who reads a list could take the one for the other."""
    assert not set(example_functions()) & {facts.name for facts in all_role_facts().values()}
    assert {"Recruiter", "Kennispunt", "CMT-lid", "Opbouwwerker", "Wijkverpleegkundige"} <= set(example_functions())


def test_the_examples_are_added_once_and_leave_what_is_there():
    own = add_function(by=None, name="Recruiter", description="van ons")
    assert len(add_examples(by=None)) == len(example_functions()) - 1
    assert add_examples(by=None) == []
    own.refresh_from_db()
    assert own.description == "van ons"


def test_a_vacancy_is_filled_and_stays_known_as_one():
    vacancy = held(None, since=TODAY() - 9 * DAY)
    FunctionHolding.objects.filter(pk=vacancy.pk).update(valid_to=TODAY() + 30 * DAY)
    made = fill_function(vacancy, person(), by=None, reason="gekozen")
    vacancy.refresh_from_db()
    assert (vacancy.person, vacancy.valid_to) == (None, TODAY() - DAY)
    assert (made.valid_from, made.valid_to) == (TODAY(), TODAY() + 30 * DAY), "it ends when the vacancy would have"
    assert list(FunctionHolding.objects.on(TODAY())) == [made]


@pytest.mark.parametrize("days", [0, 5])
def test_what_was_vacant_for_no_day_is_filled_itself(days):
    vacancy, somebody = held(None, since=TODAY() + days * DAY), person()
    assert fill_function(vacancy, somebody, by=None, reason="gekozen").pk == vacancy.pk
    assert FunctionHolding.objects.get().person == somebody
    assert AuditEvent.objects.latest("pk").verb == "fill"


def test_what_is_held_or_over_is_not_filled():
    function, somebody = add_function(by=None, name="Recruiter"), person()
    with pytest.raises(FunctionError, match=r"niet \(meer\) vacant"):
        fill_function(held(somebody, function), person("ander"), by=None, reason="x")
    over = held(None, function, since=TODAY() - 9 * DAY)
    end_function_holding(over, by=None, last_day=TODAY() - DAY, reason="ingetrokken")
    with pytest.raises(FunctionError, match=r"niet \(meer\) vacant"):
        fill_function(over, somebody, by=None, reason="x")


def test_one_person_holds_a_function_for_one_thing_once_at_a_time():
    function, somebody, where = add_function(by=None, name="Recruiter"), person(), scope()
    first = held(somebody, function, since=TODAY() + 9 * DAY)
    with pytest.raises(FunctionError, match="vervult Recruiter al"):
        held(somebody, function)
    held(somebody, function, where=where)
    with pytest.raises(FunctionError, match="voor SD000101 al"):
        held(somebody, function, where=where)
    with pytest.raises(FunctionError, match="vervult Recruiter al"):
        fill_function(held(None, function), somebody, by=None, reason="x")
    end_function_holding(first, by=None, last_day=TODAY() + 10 * DAY, reason="tijdelijk")
    held(somebody, function, since=TODAY() + 11 * DAY)


@pytest.mark.postgresql
def test_the_database_keeps_one_of_two_that_are_written_at_once():
    first = held(person())
    with pytest.raises(IntegrityError), transaction.atomic():
        FunctionHolding.objects.create(function=first.function, person=first.person, valid_from=first.valid_from)
    with pytest.raises(IntegrityError), transaction.atomic():
        FunctionHolding.objects.filter(pk=first.pk).update(valid_to=first.valid_from - DAY)


def test_it_ends_on_a_day_and_not_twice():
    holding = held(person())
    with pytest.raises(FunctionError, match="vóór de eerste"):
        end_function_holding(holding, by=None, last_day=TODAY() - DAY, reason="x")
    end_function_holding(holding, by=None, last_day=TODAY(), reason="andere baan")
    assert FunctionHolding.objects.on(TODAY()).exists(), "the last day counts"
    assert not FunctionHolding.objects.on(TODAY() + DAY).exists()
    with pytest.raises(FunctionError, match="eindigt al"):
        end_function_holding(holding, by=None, last_day=TODAY(), reason="x")


def test_a_function_that_is_held_or_vacant_stays_in_use():
    holding = held(None)
    function = holding.function
    with pytest.raises(FunctionError, match="nog vervuld of staat vacant"):
        changed(function, is_active=False)
    end_function_holding(holding, by=None, last_day=TODAY(), reason="ingetrokken")
    changed(function, is_active=False)
    somebody = person()
    with pytest.raises(FunctionError, match="wordt niet meer gebruikt"):
        held(somebody, function)
    changed(function, is_active=True)
    held(somebody, function)


def changed(function: Function, **wished: object) -> None:
    function.refresh_from_db()
    kept = {"name": function.name, "description": function.description, "is_active": function.is_active}
    change_function(function, by=None, read=mark_of(function), **(kept | wished))


def test_a_change_tells_what_it_became_and_writes_over_nobody():
    function = add_function(by=None, name="Recruiter")
    read = mark_of(function)
    changed(function, name="Werver", description="Zoekt mensen")
    assert AuditEvent.objects.latest("pk").reason == "heet nu Werver (was Recruiter); andere uitleg"
    with pytest.raises(FunctionError, match="niets veranderd"):
        changed(function)
    with pytest.raises(ChangedError):
        change_function(function, by=None, read=read, name="X", description="", is_active=True)
    assert Function.objects.get().code == "recruiter", "what names it finds it still"


def test_a_name_is_taken_once():
    add_function(by=None, name="Recruiter")
    with pytest.raises(TakenNameError, match="al een functie met de naam ‘Recruiter’"):
        add_function(by=None, name="Recruiter")


def test_a_closed_account_gets_no_function():
    somebody, vacancy = person(), held(None)
    close_account(somebody, by=None, reason="uit dienst")
    with pytest.raises(ClosedAccountError):
        held(somebody, vacancy.function)
    with pytest.raises(ClosedAccountError):
        fill_function(vacancy, somebody, by=None, reason="x")


def test_a_function_is_held_for_what_is_there_then():
    where = scope()
    Scope.objects.filter(pk=where.pk).update(valid_to=TODAY() - DAY)
    where.refresh_from_db()
    with pytest.raises(FunctionError, match="is er niet op"):
        held(person(), where=where)
