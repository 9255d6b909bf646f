"""Panels: only for who is signed in, in their order, and no dearer than they say."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.web.note_site import SINCE, area_scopes, note
from tests.web.small_site import HENGELO, NOORD, NOORK
from tests.web.staff_site import person
from wijkwerk.access.asked_once import AskedOnceMiddleware
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import NoteState
from wijkwerk.pages.area.views import find_area
from wijkwerk.web.doors.public import PAGES
from wijkwerk.web.frame import panels
from wijkwerk.web.frame.panels import Panel, panel, panels_for, panels_of
from wijkwerk.web.frame.site import Site, open_site

assert get_resolver().url_patterns  # every subject is loaded, and with it its panels
PROFILE = f"/gebied/{NOORK}/"
PAGES_WITH_PANELS = {"area"}


@dataclass(frozen=True, slots=True)
class Words:
    template: ClassVar[str] = "web/parts/notes.html"
    anchor: ClassVar[str] = "woorden"
    title: ClassVar[str] = "Woorden"

    text: str


@pytest.fixture
def own_registry(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Panel]:
    registry: dict[Any, Panel] = {}
    monkeypatch.setattr(panels, "_PANELS", registry)
    return registry


@pytest.fixture
def site_of_now() -> Site:
    return open_site(None, "/", QueryDict(""))


@pytest.mark.django_db
def test_panels_stand_in_their_order_and_one_without_content_is_left_out(own_registry: dict[Any, Panel]):
    @panel("page", order=2, queries=0)
    def last(person: Person, subject: str) -> Words:
        return Words(f"laatste van {subject}")

    @panel("page", order=1, queries=0)
    def first(person: Person, subject: str) -> Words:
        return Words(f"eerste voor {person.name}")

    @panel("page", order=0, queries=0)
    def nothing(person: Person, subject: str) -> None:
        return None

    @panel("elsewhere", order=0, queries=0)
    def elsewhere(person: Person, subject: str) -> Words:
        return Words("elders")

    assert [each.name for each in panels_of("page")] == ["nothing", "first", "last"]
    assert panels_for(person("iemand"), "page", "dit") == (Words("eerste voor Iemand"), Words("laatste van dit"))


def test_who_is_not_signed_in_gets_no_panel_and_none_is_asked(own_registry: dict[Any, Panel]):
    @panel("page", order=1, queries=0)
    def never(person: Person, subject: str) -> Words:
        raise AssertionError("asked for a visitor")

    assert panels_for(AnonymousUser(), "page", "dit") == ()


def test_a_page_has_one_panel_of_a_name(own_registry: dict[Any, Panel]):
    def notes(person: Person, subject: str) -> None:
        return None

    panel("page", order=1, queries=0)(notes)
    with pytest.raises(AssertionError):
        panel("page", order=2, queries=0)(notes)


def test_every_panel_is_of_a_page_that_draws_panels():
    assert {each.page for each in panels._PANELS.values()} <= PAGES_WITH_PANELS


def somebody_with_every_role(scope: Any) -> Person:
    """The dearest person there can be: each role asks where it reaches."""
    made = Person.objects.create(account="alles", name="Alles")
    for role in Role:
        if role is not Role.BEZOEKER:
            RoleHolding.objects.create(person=made, role=role, scope=scope, valid_from=SINCE)
    return made


def questions(person: Person, each: Panel, subject: Any) -> int:
    """How many a panel puts to the database within one request."""
    counts: list[int] = []

    def answer(request: HttpRequest) -> HttpResponse:
        with CaptureQueriesContext(connection) as asked:
            each.make(person, subject)
        counts.append(len([query for query in asked if "SAVEPOINT" not in query["sql"]]))
        return HttpResponse()

    AskedOnceMiddleware(answer)(RequestFactory().get("/"))
    return counts[0]


@pytest.mark.django_db
@pytest.mark.parametrize("each", panels_of("area"), ids=lambda each: each.name)
def test_a_panel_asks_no_more_than_it_says(site_of_now: Site, each: Panel):
    """For a regisseur, whatever there is to show."""
    scopes = area_scopes()
    regisseur = Person.objects.create(account="reg", name="Regisseur")
    RoleHolding.objects.create(person=regisseur, role=Role.STADSDEELREGISSEUR, scope=scopes[HENGELO], valid_from=SINCE)
    for number in range(12):
        for scope in scopes.values():
            note(f"{number}", "vertrouwelijk", scope, NoteState.DRAFT, written_by=regisseur)
    for code in (HENGELO, NOORD, NOORK):
        assert questions(regisseur, each, find_area(site_of_now, code)) <= each.queries, code


@pytest.mark.django_db
@pytest.mark.parametrize("each", panels_of("area"), ids=lambda each: each.name)
def test_a_panel_asks_no_more_where_there_is_more_to_show(site_of_now: Site, each: Panel):
    scopes = area_scopes()
    everybody = somebody_with_every_role(scopes[HENGELO])
    subject = find_area(site_of_now, NOORD)
    note("een", "vertrouwelijk", scopes[NOORD], written_by=everybody)
    few = questions(everybody, each, subject)
    for number in range(40):
        note(f"{number}", "vertrouwelijk", scopes[NOORD], written_by=person(f"schrijver-{number}", Role.PROJECTLEIDER))
    assert questions(everybody, each, subject) <= few


def headers_of(answer: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


@pytest.mark.django_db
def test_a_visitor_gets_the_page_as_it_is_without_any_panel(site: Client, monkeypatch: pytest.MonkeyPatch):
    """Byte for byte, and without a question to the database, whoever looked before."""
    scopes = area_scopes()
    note("Wat collega's zagen", "openbaar", scopes[NOORK])
    signed_in = Client()
    signed_in.force_login(person("bel", Role.BELEIDSADVISEUR))
    assert "Wat collega" in signed_in.get(PROFILE).content.decode()
    with CaptureQueriesContext(connection) as asked:
        with_panels = site.get(PROFILE)
    assert len(asked) == 0
    PAGES.clear()
    monkeypatch.setattr(panels, "_PANELS", {})
    without = site.get(PROFILE)
    assert with_panels.content == without.content
    assert headers_of(with_panels) == headers_of(without)
    assert "public" in with_panels["Cache-Control"]


@pytest.mark.django_db
def test_what_a_panel_shows_is_kept_by_no_browser_and_no_cache(site: Client):
    scopes = area_scopes()
    note("Wat collega's zagen", "intern", scopes[NOORK])
    signed_in = Client()
    signed_in.force_login(person("bel", Role.BELEIDSADVISEUR))
    answer = signed_in.get(PROFILE)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]
    assert "Wat collega" not in site.get(PROFILE).content.decode()


@pytest.mark.django_db
def test_a_permalink_shows_what_the_edition_held_and_no_panel():
    scopes = area_scopes()
    note("Wat collega's zagen", "vertrouwelijk", scopes[NOORK])
    signed_in = Client()
    signed_in.force_login(somebody_with_every_role(scopes[HENGELO]))
    assert "Wat collega" not in signed_in.get(f"/editie/2026-1{PROFILE}").content.decode()
    assert not AuditEvent.objects.filter(kind="note").exists()
