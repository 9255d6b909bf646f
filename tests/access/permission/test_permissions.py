"""The deciding function, over every cell: role × verb × kind × confidentiality × state × place."""

import datetime
import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils import timezone

from tests.access.permission.truth_table import (
    EXPECTED,
    LEVELS,
    NOTE_STATES,
    OWN_PLACES,
    PLACES,
    ROLES,
    WEIGHTY,
    WITHOUT_MODEL,
    Cell,
    cells,
    deeds,
    how_many,
    may_some,
)
from wijkwerk.access.models import Job, Person, RoleHolding, Scope
from wijkwerk.access.people.account_actions import add_person, close_account, end_role, fill_role, give_role
from wijkwerk.access.people.body_actions import add_body
from wijkwerk.access.people.models import BodyKind
from wijkwerk.access.people.roles import Reach, Role, all_role_facts, role_facts
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission import permissions
from wijkwerk.access.permission import table as permission_table
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import UnknownDeedError, also_requires, filtered, kind_of, may
from wijkwerk.access.permission.table import is_granted
from wijkwerk.access.permission.weighty import LIGHT_VERBS, WEIGHTY_VERBS, is_weighty
from wijkwerk.governance.models import Document, Note

TODAY = timezone.localdate
DEEDS = deeds()


def person_with(*roles: str, scope: Scope | None = None) -> Person:
    person = add_person(by=None, account=f"p{Person.objects.count()}", name="Onderzoeker 1")
    for role in roles:
        give_role(person, Role(role), by=None, scope=None if role_facts(Role(role)).reach is Reach.NONE else scope)
    return person


def scope(key: str, parent: Scope | None = None) -> Scope:
    since = datetime.date(2020, 1, 1)
    return Scope.objects.create(kind=ScopeKind.AREA, key=key, name=key, parent=parent, valid_from=since)


def places() -> Mapping[str, Scope | None]:
    """The scope that roles are held for, one inside it, the one around it, one beside it, and none."""
    around = scope("GM0001")
    own = scope("SD000101", around)
    inside = scope("BU00010000", scope("WK000100", own))
    return {"own": own, "inside": inside, "around": around, "elsewhere": scope("WK000109", around), "nowhere": None}


def somebody(role: str, own: Scope | None) -> Person | AnonymousUser:
    return AnonymousUser() if role == "bezoeker" else person_with(role, scope=own)


# What a rule asks of the person: a pledge is theirs, for nobody else says that it cannot be.
OF_WHO_ASKS = {"pledge": "owner"}


def thing(cell: Cell, where: Scope | None, person: Person | AnonymousUser) -> Model | None:
    """An object of a kind that nobody made, so that the rules about makers say nothing; None for what has no model."""
    models = {kind_of(model): model for model in apps.get_models() if kind_of(model) == model._meta.model_name}
    if cell.kind not in models:
        return None
    given: dict[str, Any] = {}
    if cell.level is not None:
        given = {"confidentiality": cell.level, "scope": where}
    if cell.state is not None:
        given["state"] = cell.state
    if cell.kind in OF_WHO_ASKS and isinstance(person, Person):
        given[OF_WHO_ASKS[cell.kind]] = person
    return models[cell.kind](**given)


@pytest.mark.parametrize("role", ROLES)
def test_each_cell_of_the_table(role):
    """Of the function that decides, without a database; below, a part of the cells goes through it."""
    asked, wrong = 0, []
    for cell in cells(role):
        asked += 1
        if granted(cell) is not cell.answer:
            wrong.append(cell)
    assert wrong == []
    assert asked * len(ROLES) == how_many(), "every role answers every cell"


def granted(cell: Cell) -> bool:
    return is_granted(
        permission_table.permission_table()[cell.verb, cell.kind],
        state=cell.state,
        level=Confidentiality(cell.level or "openbaar"),
        held={Role.BEZOEKER, Role(cell.role)},
        lies_in_scope=lambda roles: cell.place in OWN_PLACES and Role(cell.role) in roles,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_an_object_in_the_database_gets_the_answer_of_its_cell(role):
    """Every fifty-third cell: some 440 in all, and other ones for each role."""
    where = places()
    person = somebody(role, where["own"])
    part = list(itertools.islice(cells(role), ROLES.index(role), None, 53))
    for cell in part:
        obj = thing(cell, where[cell.place] if cell.place else None, person)
        assert may(person, cell.verb, cell.kind if obj is None else obj) is cell.answer, cell
    assert {cell.kind for cell in part} >= {"note", "action", "pledge"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_kind_is_open_to_a_role_where_there_can_be_such_an_object(role):
    person = somebody(role, scope("SD000101"))
    for verb, kind in DEEDS:
        assert may(person, verb, kind) is (may_some(role, verb, kind) or may_some("bezoeker", verb, kind)), (verb, kind)


@pytest.mark.django_db
def test_a_role_without_a_scope_has_nothing_of_its_own():
    person = person_with("programmamanager")
    assert not may(person, "read", Note(state="concept", confidentiality="intern", scope=scope("SD000101")))
    assert not may(person, "add", "note")
    assert may(person, "read", Document(confidentiality="intern"))


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize("role", ROLES)
def test_a_list_holds_exactly_what_may_be_read(role):
    where = places()
    person = somebody(role, where["own"])
    now = timezone.now()
    for level, place in itertools.product(LEVELS, PLACES):
        Document.objects.create(
            title=f"{level} {place}", reference="1", date=now.date(), sha256="0" * 64, confidentiality=level,
            scope=where[place],
        )  # fmt: skip
        for state in NOTE_STATES:
            Note.objects.create(
                title=f"{level} {place} {state}", text="x", confidentiality=level, scope=where[place], state=state,
                adopted_at=now,
            )  # fmt: skip
    for model in (Document, Note):
        for verb in ("read", "add"):
            expected = {each.pk for each in model.objects.all() if may(person, verb, each)}
            found = filtered(person, verb, model.objects.all())
            assert {each.pk for each in found} == expected, (model, verb)
            assert found.count() == len(expected), "nothing stands in the list twice"


def test_the_table_names_exactly_the_deeds_that_are_spelled_out_by_hand():
    rows = {(*deed, row.state) for deed, rows in permission_table.permission_table().items() for row in rows}
    assert rows == set(EXPECTED)


def test_the_roles_are_those_of_the_table_in_one_order():
    assert list(Role) == ROLES
    assert list(all_role_facts()) == list(Role)


def test_every_verb_of_the_table_weighs_or_does_not():
    """A new verb says which it is."""
    assert {verb for verb, _ in DEEDS} == WEIGHTY_VERBS | LIGHT_VERBS
    assert not WEIGHTY_VERBS & LIGHT_VERBS


def test_what_weighs_is_what_is_spelled_out_by_hand():
    assert {deed for deed in DEEDS if is_weighty(deed)} == WEIGHTY, (
        "a verb that weighs asks a second factor of every role that may do it: name it in `weighty` of the specimen, "
        "or say in `_EVERYDAY` (access/permission/weighty.py) why this kind is everyday work"
    )


def test_whoever_may_do_what_weighs_needs_a_second_factor_and_nobody_else():
    for role in Role:
        powerful = any(may_some(role, *deed) for deed in WEIGHTY)
        assert role_facts(role).needs_mfa is powerful, (
            f"{role}: may it do what weighs? Then roles.csv asks a second factor of it. Should it not need one, then "
            "the deed is everyday work (`_EVERYDAY` in access/permission/weighty.py) or not for this role"
        )


def test_the_beheerder_sees_no_content():
    content = {"score", "release", "kader", "decision", "persondata"}
    assert not [kind for verb, kind in DEEDS if kind in content and may_some("beheerder", verb, kind)]


def test_every_model_has_a_row_or_is_part_of_something_that_has():
    """A new model without a row in the table fails here."""
    kinds = {kind for _, kind in DEEDS}
    own = [model for model in apps.get_models() if model.__module__.startswith("wijkwerk.")]
    # A link between two histories, made by simple_history: nobody can ask for one.
    shown = [model for model in own if not hasattr(model, "m2m_history_id")]
    assert {model.__name__ for model in shown if kind_of(model) not in kinds} == set()
    assert kinds - {kind_of(model) for model in own} <= set(WITHOUT_MODEL)


def test_a_model_with_a_place_or_a_level_says_so_to_the_table():
    """Else ‘eigen’ gives nobody anything, and everybody reads what is vertrouwelijk."""
    own = [model for model in apps.get_models() if model.__module__.startswith("wijkwerk.")]
    asked = [model for model in own if hasattr(model, "permission_fields")]
    for model in asked:
        fields = {field.name for field in model._meta.get_fields()}
        for name in ("scope", "confidentiality"):
            if name in fields:
                assert getattr(model.permission_fields, name), f"name {name} in permission_fields of {model.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        deed
        for deed in itertools.product(sorted({verb for verb, _ in DEEDS}), sorted({kind for _, kind in DEEDS}))
        if deed not in DEEDS
    ],
)
def test_a_deed_outside_the_table_is_an_error_of_ours(verb, kind):
    with pytest.raises(UnknownDeedError, match=r"no permissions\.csv names"):
        may(AnonymousUser(), verb, kind)


@pytest.mark.django_db
def test_a_deed_outside_the_table_is_refused_in_production(settings):
    settings.WIJKWERK_STRICT = False
    assert may(AnonymousUser(), "read", "diary") is False
    assert not filtered(AnonymousUser(), "burn", Document.objects.all()).exists()


@pytest.mark.django_db
def test_two_roles_allow_what_either_allows_and_no_more():
    where = places()
    both = person_with("onderzoeker", "beheerder", "stadsdeelregisseur", scope=where["own"])
    assert may(both, "sign", "release")
    assert may(both, "manage", "person")
    assert may(both, "read", Document(confidentiality="vertrouwelijk", scope=where["inside"]))
    assert not may(both, "read", Document(confidentiality="vertrouwelijk", scope=where["elsewhere"]))
    assert not may(both, "read", Document(confidentiality="strikt", scope=where["inside"]))


@pytest.mark.django_db
def test_one_role_for_two_scopes_reaches_both():
    where = places()
    person = person_with("stadsdeelregisseur", scope=where["own"])
    give_role(person, Role.STADSDEELREGISSEUR, by=None, scope=where["elsewhere"])
    for place in ("own", "inside", "elsewhere"):
        assert may(person, "read", Document(confidentiality="vertrouwelijk", scope=where[place])), place
    assert not may(person, "read", Document(confidentiality="vertrouwelijk", scope=where["around"]))


@pytest.mark.django_db
def test_a_role_counts_from_its_first_day_to_its_last():
    person, today = person_with(), TODAY()
    holding = give_role(person, Role.ONDERZOEKER, by=None, since=today)
    assert may(person, "sign", "release")
    end_role(holding, by=None, last_day=today, reason="andere functie")
    assert may(person, "sign", "release")
    RoleHolding.objects.update(valid_from=today - datetime.timedelta(9), valid_to=today - datetime.timedelta(1))
    assert not may(person, "sign", "release")
    RoleHolding.objects.update(valid_from=today + datetime.timedelta(1), valid_to=None)
    assert not may(person, "sign", "release")


@pytest.mark.django_db
def test_a_role_for_an_area_that_was_merged_away_gives_nothing():
    where = places()
    person = person_with("stadsdeelregisseur", scope=where["own"])
    paper = Document(confidentiality="vertrouwelijk", scope=where["inside"])
    assert may(person, "read", paper)
    Scope.objects.filter(pk=where["own"].pk).update(valid_to=TODAY() - datetime.timedelta(1))
    assert not may(person, "read", paper)
    assert not may(person, "read", Document(confidentiality="intern", scope=where["own"])), "no role is left at all"
    assert may(person, "read", Document(confidentiality="openbaar", scope=where["own"])), "as everybody"


@pytest.mark.django_db
def test_what_hung_on_a_merged_area_stays_within_what_that_lay_in():
    where = places()
    person = person_with("stadsdeelregisseur", scope=where["own"])
    Scope.objects.filter(pk=where["inside"].pk).update(valid_to=TODAY() - datetime.timedelta(1))
    assert may(person, "read", Document(confidentiality="vertrouwelijk", scope=where["inside"]))


@pytest.mark.django_db
def test_a_body_hangs_on_the_area_that_it_is_about():
    where = places()
    team = add_body(by=None, kind=BodyKind.TEAM, name="Team De Noork", parent=where["inside"])
    person = person_with("stadsdeelregisseur", scope=where["own"])
    assert may(person, "read", Document(confidentiality="vertrouwelijk", scope=team.scope))
    member = person_with("bewoner-in-team", scope=team.scope)
    assert may(member, "read", Document(confidentiality="intern", scope=team.scope))
    assert not may(member, "read", Document(confidentiality="intern", scope=where["inside"]))


@pytest.mark.django_db
def test_a_vacant_role_gives_nobody_anything_until_somebody_fills_it():
    vacancy, person = give_role(None, Role.ONDERZOEKER, by=None), person_with()
    assert not may(person, "sign", "release")
    assert not may(AnonymousUser(), "sign", "release")
    fill_role(vacancy, person, by=None)
    assert may(person, "sign", "release")


@pytest.mark.django_db
def test_a_closed_account_may_no_more_than_a_visitor():
    person = person_with("onderzoeker")
    close_account(person, by=None, reason="uit dienst")
    assert not may(person, "sign", "release")
    assert may(person, "read", "edition")


@pytest.mark.django_db
def test_scopes_in_a_circle_end_the_walk():
    one = scope("WK000100")
    other = scope("WK000101", one)
    Scope.objects.filter(pk=one.pk).update(parent=other)
    person = person_with("stadsdeelregisseur", scope=scope("WK000102"))
    assert not may(person, "read", Document(confidentiality="vertrouwelijk", scope=other))


@pytest.mark.django_db
def test_a_rule_about_the_object_can_only_take_away(monkeypatch):
    monkeypatch.setattr(permissions, "_REQUIREMENTS", {})
    mine, yours = person_with("onderzoeker"), person_with("onderzoeker")
    job = Job.objects.create(kind="tellen", person=mine)

    @also_requires("cancel", "job", "u hebt de taak zelf gevraagd")
    def only_who_asked(person, job):
        return job.person == person

    assert may(mine, "cancel", job)
    assert not may(yours, "cancel", job)
    assert may(yours, "cancel", Job)  # without an object there is nothing for the rule to look at
    assert not may(AnonymousUser(), "cancel", job)
