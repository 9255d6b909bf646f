"""The page of a gremium: who sits in it, what is vacant, and who sat in it before."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.reading import text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.models import Body, Person, RoleHolding
from wijkwerk.access.people.account_actions import end_role_at_once, fill_role, give_role
from wijkwerk.access.people.body_actions import add_body
from wijkwerk.access.people.models import BodyKind
from wijkwerk.access.people.roles import Role

pytestmark = pytest.mark.django_db
PAGE = "/mensen/gremia/stuurgroep-noord/leden/"
START = datetime.date(2024, 1, 1)


@pytest.fixture
def body() -> Body:
    made = add_body(by=None, kind=BodyKind.STEERING_GROUP, name="Stuurgroep Noord")
    made.scope.valid_from = START
    made.scope.save()
    return made


@pytest.fixture
def beheerder() -> Client:
    return signed_in("ben", Role.BEHEERDER)


def seat(body: Body, account: str | None, role: Role = Role.PROJECTLEIDER, since: datetime.date = START) -> RoleHolding:
    return give_role(person(account) if account else None, role, by=None, scope=body.scope, since=since)


def section(text: str, heading: str, until: str) -> str:
    found = re.search(rf"{heading} (.*?) {until}", text)
    assert found, text
    return found[1]


def test_it_says_who_sits_in_it_with_the_role_and_the_days(beheerder: Client, body: Body) -> None:
    seat(body, "anna")
    seat(body, "bert", Role.PROGRAMMAMANAGER)
    RoleHolding.objects.filter(person__account="bert").update(valid_to="2199-06-30")
    page = beheerder.get(PAGE)
    told = section(text_of(page), "Wie erin zit", "Vacatures")
    assert "Anna Projectleider of domeinadviseur 1 januari 2024 –" in told
    assert "Bert Programmamanager 1 januari 2024 30 juni 2199" in told
    assert "2 leden" in text_of(beheerder.get("/mensen/gremia/"))


def test_an_empty_body_says_so_in_words(beheerder: Client, body: Body) -> None:
    text = text_of(beheerder.get(PAGE))
    assert "Er zit nu niemand in dit gremium." in text
    assert "Er is geen vacature in dit gremium." in text
    assert "Er is nog geen rol of functie voor dit gremium geëindigd." in text


def test_a_vacancy_is_filled_from_there_and_is_gone_from_the_page(beheerder: Client, body: Body) -> None:
    vacancy = seat(body, None)
    found = person("carla")
    page = beheerder.get(PAGE)
    assert "Projectleider of domeinadviseur, vacant vanaf 1 januari 2024" in text_of(page)
    assert "0 leden, 1 vacature" in text_of(beheerder.get("/mensen/gremia/"))
    address = f"/mensen/rollen/{vacancy.pk}/vervullen/"
    assert address in page.content.decode()
    beheerder.post(address, {"account": "carla", "reason": "besluit van mei"})
    text = text_of(beheerder.get(PAGE))
    assert "Er is geen vacature in dit gremium." in text
    assert found.name in section(text, "Wie erin zit", "Vacatures")
    assert "vacant · Projectleider" in text


@pytest.mark.parametrize(
    ("act", "sent", "kept"),
    [
        ("vervullen", {"account": "carla", "reason": "bel 06-12345678"}, 'value="bel 06-12345678"'),
        ("vervullen", {"account": "carla", "reason": " "}, 'value="carla" selected'),
        ("beeindigen", {"when": "day", "day": "2199-12-31", "reason": " "}, 'value="2199-12-31"'),
    ],
)
def test_what_was_filled_in_for_a_vacancy_that_is_yet_to_begin_stays(
    beheerder: Client, body: Body, act: str, sent: dict[str, str], kept: str
) -> None:
    person("carla")
    vacancy = seat(body, None, since=timezone.localdate() + datetime.timedelta(days=30))
    address = f"/mensen/rollen/{vacancy.pk}/{act}/"
    assert address in beheerder.get(PAGE).content.decode()
    page = beheerder.post(address, sent)
    assert page.status_code == 422
    assert f'action="{address}"' in page.content.decode()
    assert kept in page.content.decode()
    assert address not in beheerder.get("/mensen/").content.decode(), "it is not open yet"


def test_what_ended_stays_also_where_it_ended_on_its_first_day(beheerder: Client, body: Body) -> None:
    end_role_at_once(seat(body, "anna"), by=None, reason="klaar")
    end_role_at_once(seat(body, "bert", since=timezone.localdate()), by=None, reason="vergissing")
    seat(body, "carla")
    text = text_of(beheerder.get(PAGE))
    before = text[text.index(" Eerder ") :]
    assert "Anna · Projectleider of domeinadviseur, 1 januari 2024 tot en met" in before
    assert "Bert · Projectleider" in before
    assert "Carla" in section(text, "Wie erin zit", "Vacatures")


def test_who_fills_a_vacancy_that_began_today_does_not_stand_among_those_who_left(
    body: Body, beheerder: Client
) -> None:
    fill_role(seat(body, None, since=timezone.localdate()), person("carla"), by=None)
    text = text_of(beheerder.get(PAGE))
    assert "Carla" not in text[text.index(" Eerder ") :]


def test_whoever_works_with_content_reads_it_and_changes_nothing(body: Body) -> None:
    seat(body, "anna")
    vacancy = seat(body, None)
    for role in (Role.STADSDEELREGISSEUR, Role.SECRETARIAAT):
        reader = signed_in(f"lezer-{role}", role)
        page = reader.get(PAGE)
        assert "Anna" in text_of(page)
        assert f"/mensen/rollen/{vacancy.pk}/" not in page.content.decode()
        assert "/mensen/1/" not in page.content.decode()
        assert 'href="/mensen/gremia/"' in page.content.decode(), "it stands in the menu"
    reader = signed_in("regisseur", Role.PROCESREGISSEUR)
    assert "<form" not in reader.get("/mensen/gremia/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert reader.post("/mensen/gremia/nieuw/", {"name": "X"}).status_code == 403
    assert signed_in("raad", Role.RAAD).get(PAGE).status_code == 403


def test_a_body_that_is_over_says_so_and_offers_nothing(beheerder: Client, body: Body) -> None:
    vacancy = seat(body, None)
    body.scope.valid_to = datetime.date(2024, 12, 31)
    body.scope.save()
    page = beheerder.get(PAGE)
    assert "beëindigd op 31 december 2024" in text_of(page)
    assert f"/mensen/rollen/{vacancy.pk}/" not in page.content.decode()


def test_a_body_that_is_not_there_says_so(beheerder: Client) -> None:
    assert beheerder.get("/mensen/gremia/niets/leden/").status_code == 404


def part(name: str, under: Body | None = None, kind: BodyKind = BodyKind.TEAM) -> Body:
    return add_body(by=None, name=name, kind=kind, parent=under.scope if under else None)


def changing(page: Any, **wished: object) -> dict[str, object]:
    """What the form of a body holds, with the mark of what was read."""
    read = page.content.decode().partition('name="read" value="')[2].partition('"')[0]
    return {"name": "Team Noord", "kind": "team", "scope": "", "reason": "besluit MT", "read": read} | wished


def test_bodies_stand_as_a_tree(beheerder: Client) -> None:
    afdeling = part("Afdeling Wijkzaken", kind=BodyKind.DEPARTMENT)
    team = part("Team Noord", afdeling)
    part("Werkgroep", team, BodyKind.OTHER)
    page = beheerder.get("/mensen/gremia/")
    assert "Afdeling Wijkzaken afdeling · 0 leden Team Noord team · 0 leden Werkgroep iets anders" in text_of(page)
    assert page.content.decode().count('<ul class="tree">') == 2
    text = text_of(beheerder.get("/mensen/gremia/team-noord/leden/"))
    assert "Team · valt onder Afdeling Wijkzaken" in text
    assert "Wie een rol heeft voor Team Noord, heeft die ook hiervoor. Werkgroep" in text


def test_a_long_list_of_bodies_asks_no_more_of_the_database(
    beheerder: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        seat(part(f"Team {number}"), f"lid-{number}", since=timezone.localdate())
    with django_assert_max_num_queries(40):
        page = beheerder.get("/mensen/gremia/")
    assert text_of(page).count("1 lid") == 12


def test_what_is_over_stands_apart(beheerder: Client, body: Body) -> None:
    body.scope.valid_to = datetime.date(2024, 12, 31)
    body.scope.save()
    assert "Er zijn nu geen gremia. Wat er niet meer is Stuurgroep Noord" in text_of(beheerder.get("/mensen/gremia/"))


def test_a_body_is_added_with_its_kind_under_another(beheerder: Client) -> None:
    afdeling = part("Afdeling Wijkzaken", kind=BodyKind.DEPARTMENT)
    sent = {"name": "Team Noord", "kind": "team", "scope": afdeling.scope_id}
    page = beheerder.post("/mensen/gremia/nieuw/", sent, follow=True)
    assert "Team · valt onder Afdeling Wijkzaken" in text_of(page)
    assert Body.objects.get(code="team-noord").parent == afdeling
    assert beheerder.post("/mensen/gremia/nieuw/", {"name": "X", "scope": ""}).status_code == 422
    unknown = beheerder.post("/mensen/gremia/nieuw/", {"name": "X", "kind": "unknown", "scope": ""})
    assert (unknown.status_code, Body.objects.filter(name="X").exists()) == (422, False)


def test_a_body_without_a_kind_is_asked_for_one_at_its_next_change(beheerder: Client) -> None:
    team = part("Team Noord")
    Body.objects.update(kind=BodyKind.UNKNOWN)
    page = beheerder.get("/mensen/gremia/team-noord/leden/")
    assert "Soort nog niet gekozen · vanaf" in text_of(page)
    answer = beheerder.post("/mensen/gremia/team-noord/wijzigen/", changing(page, kind=""))
    assert answer.status_code == 422
    assert "Soort: dit moet ingevuld zijn" in text_of(answer)
    beheerder.post("/mensen/gremia/team-noord/wijzigen/", changing(page, kind="core_group"))
    team.refresh_from_db()
    assert team.kind == BodyKind.CORE_GROUP


def test_a_body_is_put_under_another_and_never_under_itself(beheerder: Client) -> None:
    afdeling, team = part("Afdeling Wijkzaken"), part("Team Noord")
    page = beheerder.get("/mensen/gremia/team-noord/leden/")
    beheerder.post("/mensen/gremia/team-noord/wijzigen/", changing(page, scope=afdeling.scope_id))
    assert Body.objects.get(pk=team.pk).parent == afdeling
    address = "/mensen/gremia/afdeling-wijkzaken/"
    wished = changing(beheerder.get(f"{address}leden/"), name="Afdeling Wijkzaken", scope=team.scope_id)
    answer = beheerder.post(f"{address}wijzigen/", wished)
    assert answer.status_code == 409
    assert "Team Noord valt zelf onder Afdeling Wijkzaken" in text_of(answer)


def test_nobody_puts_a_body_under_one_of_their_own(body: Body) -> None:
    part("Team Noord")
    secretaris = signed_in("sec", Role.SECRETARIAAT)
    give_role(person_of("sec"), Role.SECRETARIAAT, by=None, scope=body.scope)
    page = secretaris.get("/mensen/gremia/team-noord/leden/")
    answer = secretaris.post("/mensen/gremia/team-noord/wijzigen/", changing(page, scope=body.scope_id))
    assert answer.status_code == 409
    assert "Vraag iemand anders die gremia bijhoudt" in text_of(answer)
    assert Body.objects.get(code="team-noord").parent is None


def test_what_somebody_else_changed_stands_beside_what_was_typed(beheerder: Client) -> None:
    part("Team Noord")
    page = beheerder.get("/mensen/gremia/team-noord/leden/")
    beheerder.post("/mensen/gremia/team-noord/wijzigen/", changing(page, kind="core_group"))
    answer = beheerder.post("/mensen/gremia/team-noord/wijzigen/", changing(page, name="Gebiedsteam"))
    assert answer.status_code == 409
    assert "Iemand was u voor" in text_of(answer)
    assert Body.objects.get().name == "Team Noord"


def test_a_body_with_others_below_it_does_not_end(beheerder: Client) -> None:
    part("Team Noord", part("Afdeling Wijkzaken"))
    sent = {"day": timezone.localdate().isoformat(), "reason": "opgeheven"}
    answer = beheerder.post("/mensen/gremia/afdeling-wijkzaken/beeindigen/", sent)
    assert answer.status_code == 409
    assert "Onder Afdeling Wijkzaken valt nog: Team Noord. Zet dat eerst ergens anders onder" in text_of(answer)


def test_a_role_for_an_afdeling_is_given_on_the_page_of_a_person(beheerder: Client) -> None:
    afdeling = part("Afdeling Wijkzaken", kind=BodyKind.DEPARTMENT)
    part("Team Noord", afdeling)
    found = person("manager")
    options = beheerder.get(f"/mensen/{found.pk}/").content.decode()
    assert re.search(rf'value="{afdeling.scope_id}"[^>]*>Afdeling Wijkzaken<', options)
    assert "\u2007\u2007Team Noord<" in options, "below what it falls under"
    sent = {"role": "afdelingsmanager", "scope": afdeling.scope_id, "reason": "benoemd"}
    beheerder.post(f"/mensen/{found.pk}/rol/", sent | {"day": timezone.localdate().isoformat()})
    assert "Manager Afdelings- of teammanager" in text_of(beheerder.get("/mensen/gremia/afdeling-wijkzaken/leden/"))


def person_of(account: str) -> Person:
    return Person.objects.get(account=account)
