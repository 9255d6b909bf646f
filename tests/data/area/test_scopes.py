"""Areas as scopes: they follow the newest division and the stadsdelen of today, and never mean another place."""

import datetime

import pytest
from django.utils import timezone

from wijkwerk.access.jobs.running import ask_for_the_day, work_once
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Job, Scope
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.permissions import may
from wijkwerk.data.area.scopes import register_area_scopes, scope_of_area
from wijkwerk.data.area.stadsdelen import assign_wijken, create_stadsdeel, end_stadsdeel, rename_stadsdeel
from wijkwerk.data.models import Area
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.models import Document

pytestmark = pytest.mark.django_db
GEMEENTE = "GM0001"
DAY = datetime.timedelta(days=1)


def area(code: str, year: int, name: str, parent: str | None, level: Level = Level.WIJK) -> Area:
    return Area.objects.create(
        code=code, year=year, level=level, name=name, official_name=name, parent_code=parent, gemeente_code=GEMEENTE,
        valid_from=datetime.date(year, 1, 1), valid_to=datetime.date(year, 12, 31),
    )  # fmt: skip


def division(year: int, **names: str) -> None:
    """A gemeente of wijken WK000100 … with one buurt each."""
    area(GEMEENTE, year, "Klein", None, Level.GEMEENTE)
    for number, (_, name) in enumerate(names.items()):
        area(f"WK00010{number}", year, name, GEMEENTE)
        area(f"BU00010{number}00", year, f"Buurt {name}", f"WK00010{number}", Level.BUURT)


def tree() -> dict[str, str | None]:
    """Key of every open scope -> key of what it lies in."""
    return {
        scope.key: scope.parent.key if scope.parent else None
        for scope in Scope.objects.filter(valid_to=None).select_related("parent")
    }


def test_buurten_lie_in_wijken_in_the_gemeente_since_the_first_division_that_knew_them():
    division(2020, a="West")
    division(2024, a="West", b="Oost")
    register_area_scopes(GEMEENTE)
    assert tree() == {
        "GM0001": None,
        "WK000100": "GM0001",
        "WK000101": "GM0001",
        "BU00010000": "WK000100",
        "BU00010100": "WK000101",
    }
    assert scope_of_area("WK000100").valid_from == datetime.date(2020, 1, 1)
    assert scope_of_area("WK000101").valid_from == datetime.date(2024, 1, 1)


def test_a_second_time_changes_nothing():
    division(2024, a="West")
    register_area_scopes(GEMEENTE)
    events, scopes = AuditEvent.objects.count(), list(Scope.objects.values_list())
    register_area_scopes(GEMEENTE)
    assert AuditEvent.objects.count() == events
    assert list(Scope.objects.values_list()) == scopes


def test_a_gemeente_that_nobody_loaded_has_no_scopes():
    register_area_scopes("GM9999")
    assert not Scope.objects.exists()


def test_wijken_hang_in_their_stadsdeel_as_soon_as_they_are_put_there():
    division(2024, a="West", b="Oost")
    stadsdeel = create_stadsdeel(GEMEENTE, "Samen", by=None, since=datetime.date(2024, 1, 1))
    assign_wijken(stadsdeel, ["WK000100"], by=None, since=datetime.date(2024, 1, 1))
    assert tree()["WK000100"] == stadsdeel.code
    assert tree()["WK000101"] == "GM0001"
    assert tree()[stadsdeel.code] == "GM0001"
    scope = scope_of_area(stadsdeel.code)
    rename_stadsdeel(stadsdeel, "Tezamen", by=None, reason="mooier")
    renamed = scope_of_area(stadsdeel.code)
    assert (renamed.pk, renamed.name) == (scope.pk, "Tezamen")


def test_an_ended_stadsdeel_keeps_its_scope_until_its_last_day_is_over():
    division(2024, a="West")
    today = timezone.localdate()
    stadsdeel = create_stadsdeel(GEMEENTE, "Samen", by=None, since=datetime.date(2024, 1, 1))
    assign_wijken(stadsdeel, ["WK000100"], by=None, since=datetime.date(2024, 1, 1))
    end_stadsdeel(stadsdeel, by=None, last_day=today, reason="andere indeling")
    assert scope_of_area(stadsdeel.code) is not None, "today still counts"
    Area.objects.filter(pk=stadsdeel.pk).update(valid_to=today - DAY)
    register_area_scopes(GEMEENTE)
    assert Scope.objects.get(key=stadsdeel.code).valid_to == today - DAY
    assert tree()["WK000100"] == GEMEENTE


def test_a_wijk_that_was_merged_away_ends_and_a_role_for_it_gives_nothing():
    division(2020, a="West", b="Oost")
    register_area_scopes(GEMEENTE)
    person = add_person(by=None, account="regisseur", name="Stadsdeelregisseur")
    east = scope_of_area("WK000101")
    give_role(person, Role.STADSDEELREGISSEUR, by=None, scope=east)
    paper = Document(confidentiality="vertrouwelijk", scope=east)
    assert may(person, "read", paper)
    division(2024, a="West")
    register_area_scopes(GEMEENTE)
    assert Scope.objects.get(key="WK000101").valid_to == datetime.date(2023, 12, 31)
    assert not may(person, "read", paper)


def test_a_code_that_now_means_another_place_is_another_scope():
    division(2020, a="West")
    register_area_scopes(GEMEENTE)
    before = scope_of_area("WK000100")
    division(2024, a="Havens")
    register_area_scopes(GEMEENTE)
    after = scope_of_area("WK000100")
    before.refresh_from_db()
    assert after.pk != before.pk
    assert (before.valid_to, after.valid_from) == (datetime.date(2023, 12, 31), datetime.date(2024, 1, 1))
    assert (before.name, after.name) == ("West", "Havens")
    assert tree()["BU00010000"] == "WK000100"


def test_a_division_that_is_taken_back_gives_back_what_hung_on_the_scopes_that_it_ended():
    division(2020, a="West", b="Oost")
    register_area_scopes(GEMEENTE)
    west, east = scope_of_area("WK000100"), scope_of_area("WK000101")
    division(2024, a="Havens")
    register_area_scopes(GEMEENTE)
    assert scope_of_area("WK000100").pk != west.pk
    Area.objects.filter(year=2024).delete()
    register_area_scopes(GEMEENTE)
    assert (scope_of_area("WK000100").pk, scope_of_area("WK000101").pk) == (west.pk, east.pk)
    assert "toch niet beëindigd" in AuditEvent.objects.filter(verb="register").latest("id").reason


def test_another_name_that_is_taken_back_gives_them_back_too():
    division(2020, a="West")
    division(2024, a="West")
    register_area_scopes(GEMEENTE)
    west = scope_of_area("WK000100")
    Area.objects.filter(year=2024, code="WK000100").update(name="Havens")
    register_area_scopes(GEMEENTE)
    assert scope_of_area("WK000100").pk != west.pk
    Area.objects.filter(year=2024, code="WK000100").update(name="West")
    register_area_scopes(GEMEENTE)
    assert scope_of_area("WK000100").pk == west.pk


def test_a_wijk_that_comes_back_after_years_is_a_scope_of_its_own():
    division(2020, a="West", b="Oost")
    register_area_scopes(GEMEENTE)
    east = scope_of_area("WK000101")
    division(2022, a="West")
    register_area_scopes(GEMEENTE)
    division(2024, a="West", b="Oost")
    register_area_scopes(GEMEENTE)
    assert scope_of_area("WK000101").pk != east.pk


def test_a_name_with_other_capitals_is_the_same_place():
    division(2020, a="de  west")
    register_area_scopes(GEMEENTE)
    before = scope_of_area("WK000100")
    division(2024, a="De West")
    register_area_scopes(GEMEENTE)
    assert scope_of_area("WK000100").pk == before.pk


def test_the_worker_follows_a_division_that_begins_later(settings):
    settings.WIJKWERK_GEMEENTE = GEMEENTE
    division(2024, a="West")
    stadsdeel = create_stadsdeel(GEMEENTE, "Samen", by=None, since=datetime.date(2024, 1, 1))
    assign_wijken(stadsdeel, ["WK000100"], by=None, since=timezone.localdate() + DAY)
    assert tree()["WK000100"] == GEMEENTE
    stadsdeel.memberships.update(valid_from=timezone.localdate())  # tomorrow comes
    ask_for_the_day()
    ask_for_the_day()
    assert Job.objects.filter(kind="area_scopes").count() == 1, "once a day"
    while work_once():
        pass
    assert tree()["WK000100"] == stadsdeel.code
