"""Bodies fall under each other, without a circle, and nobody gets rights by putting one elsewhere."""

import datetime

import pytest
from django.utils import timezone

from wijkwerk.access.lifecycles.lifecycle import ChangedError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Body, Person, RoleHolding, Scope
from wijkwerk.access.people.account_actions import add_person, end_role_at_once, give_role
from wijkwerk.access.people.body_actions import BodyError, add_body, change_body, end_body
from wijkwerk.access.people.body_flow import BodyFlow
from wijkwerk.access.people.codes import TakenNameError
from wijkwerk.access.people.models import BodyKind
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.rules import gains_nothing_by_it
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.permissions import filtered, may
from wijkwerk.governance.models import Document

pytestmark = pytest.mark.django_db
START = datetime.date(2024, 1, 1)
TODAY = timezone.localdate
SECRET = "vertrouwelijk"


def body(name: str, parent: Body | Scope | None = None, kind: BodyKind = BodyKind.TEAM) -> Body:
    return add_body(by=None, name=name, kind=kind, parent=parent.scope if isinstance(parent, Body) else parent)


def area() -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key="SD000101", name="Noord", valid_from=START)


def somebody(account: str, role: Role | None = None, scope: Scope | None = None) -> Person:
    made = add_person(by=None, account=account, name=account)
    if role is not None:
        give_role(made, role, by=None, scope=scope)
    return made


def put(
    moved: Body, parent: Body | Scope | None, *, by: Person | None = None, reason: str = "besluit", **other: str
) -> None:
    moved.refresh_from_db()
    change_body(
        moved,
        by=by,
        read=BodyFlow.mark_of(moved),
        name=other.get("name", moved.name),
        kind=BodyKind(other.get("kind", moved.kind)),
        parent=parent.scope if isinstance(parent, Body) else parent,
        reason=reason,
    )


def test_a_role_for_an_afdeling_is_held_for_its_teams_and_not_the_other_way_round():
    afdeling = body("Afdeling Wijkzaken", kind=BodyKind.DEPARTMENT)
    team = body("Team Noord", afdeling)
    deeper = body("Werkgroep", team)
    manager = somebody("manager", Role.AFDELINGSMANAGER, afdeling.scope)
    member = somebody("lid", Role.PROJECTLEIDER, team.scope)
    papers = {each: Document(confidentiality=SECRET, scope=each.scope) for each in (afdeling, team, deeper)}
    assert [may(manager, "read", papers[each]) for each in (afdeling, team, deeper)] == [True, True, True]
    assert [may(member, "read", papers[each]) for each in (afdeling, team, deeper)] == [False, True, True]
    assert team.parent == afdeling
    assert afdeling.parent is None


def test_a_list_follows_a_body_that_is_put_elsewhere():
    one, other = body("Afdeling een"), body("Afdeling twee")
    team = body("Team", one)
    manager = somebody("manager", Role.AFDELINGSMANAGER, other.scope)
    Document.objects.create(
        title="Stuk", reference="1", date=TODAY(), sha256="0" * 64, confidentiality=SECRET, scope=team.scope
    )
    assert not filtered(manager, "read", Document.objects.all()).exists()
    put(team, other, reason="reorganisatie")
    assert filtered(manager, "read", Document.objects.all()).count() == 1
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.key) == ("change", "team")
    assert event.reason == "ligt in Afdeling twee (was Afdeling een); reorganisatie"
    was = Scope.history.filter(id=team.scope_id).earliest("history_date")
    assert was.parent_id == one.scope_id, "where it lay before is kept"


def test_a_body_about_an_area_lies_there_and_in_no_body():
    noord = area()
    team = body("Team", noord)
    assert team.parent is None
    assert may(
        somebody("regisseur", Role.STADSDEELREGISSEUR, noord), "read",
        Document(confidentiality=SECRET, scope=team.scope),
    )  # fmt: skip


@pytest.mark.parametrize("under", ["itself", "child", "grandchild"])
def test_no_body_falls_under_itself(under):
    one = body("Een")
    child = body("Twee", one)
    bodies = {"itself": one, "child": child, "grandchild": body("Drie", child)}
    with pytest.raises(BodyError, match="valt zelf onder Een, of is het"):
        put(one, bodies[under])
    one.refresh_from_db()
    assert one.parent is None


def test_nobody_gets_rights_by_putting_a_body_under_one_of_their_own():
    stuurgroep, other = body("Stuurgroep"), body("Team")
    secretaris = somebody("secretaris", Role.SECRETARIAAT, stuurgroep.scope)
    paper = Document(confidentiality=SECRET, scope=other.scope)
    with pytest.raises(BodyError, match="U hebt zelf een rol die Stuurgroep bereikt"):
        put(other, stuurgroep, by=secretaris)
    assert not may(secretaris, "read", paper)
    put(other, stuurgroep, by=somebody("ander", Role.SECRETARIAAT))
    assert may(secretaris, "read", paper), "somebody else may"
    put(other, None, by=secretaris)
    assert not may(secretaris, "read", paper), "giving up rights is no gain"


def test_who_reaches_a_body_already_may_put_it_deeper_in_what_they_reach():
    stuurgroep = body("Stuurgroep")
    one, other = body("Een", stuurgroep), body("Twee", stuurgroep)
    put(one, other, by=somebody("secretaris", Role.SECRETARIAAT, stuurgroep.scope))
    assert one.parent == other


def test_the_rule_that_readers_see_is_the_one_that_holds():
    stuurgroep, other = body("Stuurgroep"), body("Team")
    secretaris = somebody("secretaris", Role.SECRETARIAAT, stuurgroep.scope)
    assert gains_nothing_by_it(secretaris, other)
    assert may(secretaris, "manage", other)
    other.scope.parent = stuurgroep.scope
    assert not gains_nothing_by_it(secretaris, other)
    assert not may(secretaris, "manage", other)


def test_a_body_with_others_below_it_does_not_end_before_them():
    afdeling = body("Afdeling")
    team, later = body("Team", afdeling), body("Ander team", afdeling)
    today = TODAY()
    with pytest.raises(BodyError, match=r"Onder Afdeling valt nog: Ander team, Team\. Zet dat eerst ergens anders"):
        end_body(afdeling, by=None, last_day=today, reason="weg")
    end_body(team, by=None, last_day=today, reason="weg")
    end_body(later, by=None, last_day=today + datetime.timedelta(1), reason="weg")
    with pytest.raises(BodyError, match="valt nog: Ander team"):
        end_body(afdeling, by=None, last_day=today, reason="weg")
    end_body(afdeling, by=None, last_day=today + datetime.timedelta(1), reason="weg")
    afdeling.scope.refresh_from_db()
    assert afdeling.scope.valid_to == today + datetime.timedelta(1)


@pytest.mark.parametrize(("days", "words"), [(-1, "is er niet"), (3, "eindigt op")])
def test_nothing_is_put_in_what_is_over_or_ends(days, words):
    afdeling, team = body("Afdeling"), body("Team")
    end = TODAY() + datetime.timedelta(days)
    Scope.objects.filter(pk=afdeling.scope_id).update(valid_from=START, valid_to=end)
    afdeling.scope.refresh_from_db()
    with pytest.raises(BodyError, match=words):
        put(team, afdeling)
    with pytest.raises(BodyError, match=words):
        body("Nieuw", afdeling)


def test_what_has_ended_changes_no_more():
    team = body("Team")
    Scope.objects.filter(pk=team.scope_id).update(valid_from=START, valid_to=START)
    with pytest.raises(NotNowError, match="beëindigd en verandert niet meer"):
        put(team, None, name="Anders")


def test_what_somebody_else_changed_meanwhile_is_not_written_over():
    team = body("Team")
    read = BodyFlow.mark_of(team)
    put(team, None, kind=BodyKind.CORE_GROUP)
    with pytest.raises(ChangedError):
        change_body(team, by=None, read=read, name="X", kind=BodyKind.TEAM, parent=None, reason="x")
    assert Body.objects.get().name == "Team"


def test_a_change_keeps_the_code_and_tells_what_it_became():
    team = body("Team")
    put(team, None, name="Gebiedsteam", kind=BodyKind.CORE_GROUP, reason="besluit MT")
    found = Body.objects.get()
    assert (found.code, found.name, found.scope.name, found.kind) == (
        "team", "Gebiedsteam", "Gebiedsteam", BodyKind.CORE_GROUP,
    )  # fmt: skip
    told = AuditEvent.objects.latest("pk").reason
    assert told == "heet nu Gebiedsteam (was Team); soort kerngroep (was team); besluit MT"
    assert found.history.count() == 2


def test_a_change_of_nothing_is_refused():
    with pytest.raises(BodyError, match="niets veranderd"):
        put(body("Team"), None)


def test_a_body_has_a_name_of_its_own():
    body("Team Noord")
    with pytest.raises(TakenNameError, match="al een gremium met de naam ‘Team Noord’"):
        body(" Team Noord ")
    with pytest.raises(TakenNameError, match="Geef een naam"):
        body("?")


def test_a_body_made_before_there_were_kinds_has_none_yet():
    scope = Scope.objects.create(kind=ScopeKind.BODY, key="oud", name="Oud", valid_from=START)
    assert Body.objects.create(code="oud", name="Oud", scope=scope).kind == BodyKind.UNKNOWN


def test_a_role_that_ended_reaches_nothing_below_either():
    afdeling = body("Afdeling")
    team = body("Team", afdeling)
    manager = somebody("manager", Role.AFDELINGSMANAGER, afdeling.scope)
    end_role_at_once(RoleHolding.objects.get(person=manager), by=None, reason="andere baan")
    assert not may(manager, "read", Document(confidentiality=SECRET, scope=team.scope))
