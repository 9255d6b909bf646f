"""The pages of people and roles: given, ended, vacant and filled, and nobody gives a role to themselves."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.reading import text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Body, Organisation, Person, RoleHolding, Scope
from wijkwerk.access.people.account_actions import close_account, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.privacy.person_actions import erase_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()
BODY = {"name": "Stuurgroep Noord", "kind": "steering_group"}


@pytest.fixture
def scope() -> Scope:
    return Scope.objects.create(
        kind=ScopeKind.AREA, key="SD000101", name="Noordoost", valid_from=datetime.date(2024, 1, 1)
    )


@pytest.fixture
def client() -> Client:
    return signed_in("ben", Role.BEHEERDER)


def test_a_person_is_added_and_gets_a_role_for_a_stadsdeel(client: Client, scope: Scope):
    page = client.post("/mensen/nieuw/", {"account": "regisseur-1", "name": "Stadsdeelregisseur"}, follow=True)
    assert "is toegevoegd en heeft nog geen rol" in text_of(page)
    found = Person.objects.get(account="regisseur-1")
    assert "mag wat iedere bezoeker mag" in text_of(page)
    sent = {"role": "stadsdeelregisseur", "scope": scope.pk, "day": TODAY, "reason": "benoemd"}
    page = client.post(f"/mensen/{found.pk}/rol/", sent, follow=True)
    assert "Stadsdeelregisseur – Noordoost vanaf" in text_of(page)
    assert "Stadsdeelregisseur – Noordoost" in text_of(client.get("/mensen/"))
    event = AuditEvent.objects.order_by("-id").get(verb="give")
    assert (event.kind, event.reason) == ("roleholding", "benoemd")
    holding = RoleHolding.objects.get(person=found)
    assert holding.history.count() == 1
    page = client.post(
        f"/mensen/rollen/{holding.pk}/beeindigen/",
        {"when": "day", "day": TODAY, "reason": "andere functie"},
        follow=True,
    )
    assert "eindigt na" in text_of(page)
    assert holding.history.count() == 2


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"role": "stadsdeelregisseur", "scope": ""}, 409, "geldt voor een gebied of gremium"),
        ({"role": "onderzoeker"}, 409, "geldt voor de hele gemeente"),
        ({"role": "burgemeester"}, 422, "Rol: kies iets uit de lijst"),
        ({"role": "bezoeker", "scope": ""}, 422, "Rol: kies iets uit de lijst"),
        ({"scope": "9999"}, 422, "Kies een gebied of gremium uit de lijst"),
        ({"scope": "²"}, 422, "Kies een gebied of gremium uit de lijst"),
        ({"day": "morgen"}, 422, "geldige datum"),
        ({"day": "2019-01-01"}, 409, "hooguit 31 dagen geleden"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_given(
    client: Client, scope: Scope, changes: dict[str, str], status: int, words: str
):
    found = person("iemand")
    sent = {"role": "partner", "scope": scope.pk, "day": TODAY, "reason": "besluit"} | changes
    page = client.post(f"/mensen/{found.pk}/rol/", sent)
    assert page.status_code == status
    assert words in text_of(page)
    assert 'value="besluit"' in page.content.decode(), "what was filled in stays"
    assert not RoleHolding.objects.filter(person=found).exists()


def test_a_role_is_not_given_from_a_day_on_which_its_area_is_not_there_yet(client: Client, scope: Scope):
    found, today = person("iemand"), timezone.localdate()
    Scope.objects.update(valid_from=today - datetime.timedelta(days=5))
    day = (today - datetime.timedelta(days=10)).isoformat()
    page = client.post(f"/mensen/{found.pk}/rol/", {"role": "partner", "scope": scope.pk, "day": day, "reason": "x"})
    assert page.status_code == 409
    assert "Noordoost is er niet op" in text_of(page)
    assert not RoleHolding.objects.filter(person=found).exists()


def test_no_role_changes_without_a_reason_and_what_was_filled_in_stays(client: Client, scope: Scope):
    found = person("iemand")
    sent = {"role": "partner", "scope": scope.pk, "day": TODAY, "reason": " "}
    vacancy = give_role(None, Role.CONTROLLER, by=None)
    before = AuditEvent.objects.count()
    for address, form in (
        (f"/mensen/{found.pk}/rol/", sent),
        ("/mensen/vacature/", sent),
        (f"/mensen/rollen/{vacancy.pk}/vervullen/", {"account": "iemand", "reason": ""}),
    ):
        page = client.post(address, form)
        assert page.status_code == 422, address
        assert "Reden: dit moet ingevuld zijn" in text_of(page), address
        html = page.content.decode()
        assert ('value="partner" selected' in html) or ('value="iemand" selected' in html), address
    assert AuditEvent.objects.count() == before
    assert RoleHolding.objects.exclude(person__account="ben").get() == vacancy
    page = client.post("/mensen/vacature/", {**sent, "role": "", "reason": "besluit van mei"})
    assert page.status_code == 422
    assert 'value="besluit van mei"' in page.content.decode()


def test_the_reason_of_filling_a_vacancy_stands_in_the_log(client: Client):
    found, vacancy = person("iemand"), give_role(None, Role.CONTROLLER, by=None)
    client.post(f"/mensen/rollen/{vacancy.pk}/vervullen/", {"account": "iemand", "reason": "besluit van mei"})
    given = RoleHolding.objects.get(person=found)
    assert AuditEvent.objects.get(verb="give", key=str(given.pk)).reason == "besluit van mei"


def test_nobody_gives_a_role_to_themselves_or_closes_the_own_account(client: Client):
    own = Person.objects.get(account="ben")
    page = client.get(f"/mensen/{own.pk}/")
    assert "Rol geven</button>" not in page.content.decode()
    sent = {"role": "onderzoeker", "scope": "", "day": TODAY, "reason": "zelf"}
    page = client.post(f"/mensen/{own.pk}/rol/", sent)
    assert page.status_code == 403
    assert "niemand geeft een rol aan zichzelf" in text_of(page)
    vacancy = give_role(None, Role.CONTROLLER, by=None)
    assert f'value="{own.account}"' not in client.get("/mensen/").content.decode(), "nobody is asked to"
    sent = {"account": "ben", "reason": "zelf"}
    assert client.post(f"/mensen/rollen/{vacancy.pk}/vervullen/", sent).status_code == 403
    refused = AuditEvent.objects.filter(person=own, verb="refused").values_list("kind", "key", "reason")
    assert list(refused) == [("roleholding", "-", "manage")] * 2, (
        "each stands in the log; a role that is not has no key"
    )
    assert vacancy in RoleHolding.objects.open_vacancies(timezone.localdate())
    page = client.post(f"/mensen/{own.pk}/sluiten/", {"reason": "weg"})
    assert page.status_code == 409
    assert "uw eigen account niet sluiten" in text_of(page)
    assert Person.objects.get(account="ben").is_active
    assert not RoleHolding.objects.filter(person=own, role="onderzoeker").exists()


def test_a_vacancy_is_listed_filled_and_withdrawn(client: Client, scope: Scope):
    for _ in range(2):
        client.post(
            "/mensen/vacature/", {"role": "programmamanager", "scope": scope.pk, "day": TODAY, "reason": "besluit"}
        )
    first, second = RoleHolding.objects.filter(person=None)
    assert "Programmamanager – Noordoost" in text_of(client.get("/mensen/"))
    found = person("pm")
    page = client.post(f"/mensen/rollen/{first.pk}/vervullen/", {"account": "pm", "reason": "benoemd"}, follow=True)
    assert "vervult de rol vanaf vandaag" in text_of(page)
    assert RoleHolding.objects.filter(person=found, role="programmamanager", scope=scope).exists()
    assert (
        client.post(f"/mensen/rollen/{first.pk}/vervullen/", {"account": "pm", "reason": "benoemd"}).status_code == 409
    )
    assert (
        client.post(f"/mensen/rollen/{second.pk}/vervullen/", {"account": "niemand", "reason": "x"}).status_code == 422
    )
    client.post(f"/mensen/rollen/{second.pk}/beeindigen/", {"when": "now", "reason": "vacature ingetrokken"})
    second.refresh_from_db()
    assert second.valid_to == timezone.localdate()
    assert "Er zijn geen vacatures" in text_of(client.get("/mensen/")), "neither is open until midnight"


def test_a_closed_account_stays_in_the_list_and_is_out_at_once(client: Client):
    other = signed_in("collega", Role.ONDERZOEKER)
    found = Person.objects.get(account="collega")
    assert other.get("/normen/").status_code == 200
    page = client.post(f"/mensen/{found.pk}/sluiten/", {"reason": " "})
    assert (page.status_code, "Reden: dit moet ingevuld zijn" in text_of(page)) == (422, True)
    assert other.get("/normen/").status_code == 200
    client.post(f"/mensen/{found.pk}/sluiten/", {"reason": "uit dienst"})
    assert "gesloten" in text_of(client.get("/mensen/"))
    assert other.get("/normen/").status_code in {302, 403}


@pytest.mark.parametrize("erased", [False, True])
def test_nothing_is_given_to_or_changed_at_a_closed_account(client: Client, erased: bool):
    found, officer = person("weg"), person("fg", Role.PRIVACY_OFFICER, Role.BEHEERDER)
    organisation = Organisation.objects.create(code="corporatie", name="Corporatie")
    if erased:
        erase_person(found, by=officer)
    else:
        close_account(found, by=officer, reason="uit dienst")
    before = (AuditEvent.objects.count(), Person.objects.filter(pk=found.pk).values().get())
    page = f"/mensen/{found.pk}/"
    for address, sent in (
        (f"{page}rol/", {"role": "controller", "scope": "", "day": TODAY, "reason": "x"}),
        (f"{page}organisatie/", {"organisation": organisation.code}),
        (f"{page}tweede-stap/", {}),
        (f"{page}sluiten/", {"reason": "nog eens"}),
        (f"{page}link/", {}),
    ):
        answer = client.post(address, sent)
        assert (answer.status_code, "gesloten" in text_of(answer)) == (409, True), address
        assert "krijgt een nieuw account" in text_of(answer), address
    assert (AuditEvent.objects.count(), Person.objects.filter(pk=found.pk).values().get()) == before
    assert not RoleHolding.objects.filter(person=found).exists()


def test_a_change_of_role_takes_effect_at_the_next_click(client: Client):
    other = signed_in("collega")
    found = Person.objects.get(account="collega")
    assert other.get("/logboek/").status_code == 403
    client.post(f"/mensen/{found.pk}/rol/", {"role": "controller", "scope": "", "day": TODAY, "reason": "x"})
    assert other.get("/logboek/").status_code == 200
    RoleHolding.objects.filter(person=found).update(valid_from="2024-01-01", valid_to="2024-02-01")
    assert other.get("/logboek/").status_code == 403


@pytest.mark.parametrize("since", [0, 5])
def test_a_role_that_is_ended_on_the_page_gives_nothing_at_the_next_click(client: Client, since: int):
    other = signed_in("collega")
    found = Person.objects.get(account="collega")
    first_day = timezone.localdate() - datetime.timedelta(days=since)
    holding = give_role(found, Role.CONTROLLER, by=None, since=first_day)
    assert other.get("/logboek/").status_code == 200
    address, sent = f"/mensen/rollen/{holding.pk}/beeindigen/", {"when": "now", "reason": "andere functie"}
    page = client.post(address, sent, follow=True)
    assert "De rol Controller is nu beëindigd." in text_of(page)
    assert "mag wat iedere bezoeker mag" in text_of(page)
    assert "Eerder Controller" in text_of(page), "it is kept on the page, also where it began today"
    assert other.get("/logboek/").status_code == 403
    assert "Er zijn geen vacatures" in text_of(client.get("/mensen/"))
    assert RoleHolding.objects.filter(pk=holding.pk).exists()
    give_role(found, Role.CONTROLLER, by=None)
    assert other.get("/logboek/").status_code == 200, "and it can be given again the same day"


def test_the_last_beheerder_stays_and_is_told_why(client: Client):
    own = Person.objects.get(account="ben")
    holding = RoleHolding.objects.get(person=own)
    page = client.post(f"/mensen/rollen/{holding.pk}/beeindigen/", {"when": "now", "reason": "weg"})
    assert page.status_code == 409
    assert "geen functioneel beheerder meer" in text_of(page)
    assert client.get("/mensen/").status_code == 200


def test_a_role_with_a_last_day_can_still_be_ended_now(client: Client):
    found = person("collega")
    holding = give_role(found, Role.CONTROLLER, by=None, since=datetime.date(2024, 1, 1))
    address = f"/mensen/rollen/{holding.pk}/beeindigen/"
    client.post(address, {"when": "day", "day": "2199-01-01", "reason": "termijn"})
    page = client.get(f"/mensen/{found.pk}/")
    assert address in page.content.decode(), "the form stays"
    page = client.post(address, {"when": "day", "day": "2200-01-01", "reason": "langer"})
    assert "eindigt al op 01-01-2199" in text_of(page)
    assert 'value="langer"' in page.content.decode(), "what was filled in stays"
    client.post(address, {"when": "now", "reason": "per direct"})
    assert not RoleHolding.objects.on(timezone.localdate()).filter(person=found).exists()


@pytest.mark.parametrize(("day", "words"), [("", "vul de laatste dag in"), ("morgen", "vul een geldige datum in")])
def test_a_last_day_that_is_chosen_must_be_one(client: Client, day: str, words: str):
    holding = give_role(person("collega"), Role.CONTROLLER, by=None)
    sent = {"when": "day", "day": day, "reason": "andere functie"}
    page = client.post(f"/mensen/rollen/{holding.pk}/beeindigen/", sent)
    assert (page.status_code, words in text_of(page)) == (422, True)
    assert 'value="andere functie"' in page.content.decode(), "what was filled in stays"
    holding.refresh_from_db()
    assert holding.valid_to is None


def test_a_role_does_not_end_where_nobody_said_when(client: Client):
    holding = give_role(person("collega"), Role.CONTROLLER, by=None)
    page = client.post(f"/mensen/rollen/{holding.pk}/beeindigen/", {"reason": "andere functie"})
    assert (page.status_code, "Wanneer eindigt de rol: dit moet ingevuld zijn" in text_of(page)) == (422, True)
    holding.refresh_from_db()
    assert holding.valid_to is None


def test_a_role_whose_area_was_merged_away_says_that_it_gives_nothing(client: Client, scope: Scope):
    found = person("regisseur")
    give_role(found, Role.STADSDEELREGISSEUR, by=None, scope=scope)
    Scope.objects.update(valid_to="2024-12-31")
    assert "deze rol geeft niets" in text_of(client.get(f"/mensen/{found.pk}/"))


def test_bodies_and_organisations_are_kept(client: Client, scope: Scope):
    page = client.post("/mensen/gremia/nieuw/", {**BODY, "scope": scope.pk}, follow=True)
    assert "Stuurgroep · over Noordoost" in text_of(page)
    assert client.post("/mensen/gremia/nieuw/", BODY).status_code == 409
    assert client.post("/mensen/gremia/nieuw/", {**BODY, "name": "…"}).status_code == 409
    body = Body.objects.get()
    assert body.scope.parent == scope
    gone = client.post(f"/mensen/gremia/{body.code}/beeindigen/", {"day": TODAY, "reason": "klaar"}, follow=True)
    assert "eindigt na" in text_of(gone)
    assert client.post(f"/mensen/gremia/{body.code}/beeindigen/", {"day": TODAY, "reason": "klaar"}).status_code == 409
    client.post("/mensen/organisaties/nieuw/", {"name": "Woningcorporatie"})
    assert Organisation.objects.get().name == "Woningcorporatie"
    secretary = signed_in("sec", Role.SECRETARIAAT)
    assert "Nieuwe organisatie" not in text_of(secretary.get("/mensen/gremia/"))
    assert secretary.post("/mensen/organisaties/nieuw/", {"name": "Politie"}).status_code == 403


def test_the_secretariaat_gets_to_the_gremia_from_the_menu():
    secretary = signed_in("sec", Role.SECRETARIAAT)
    way = '<a href="/mensen/gremia/"'
    assert way in secretary.get("/account/mijn-gegevens/").content.decode()
    assert f'{way} aria-current="true"' in secretary.get("/mensen/gremia/").content.decode()
    assert way not in signed_in("lid", Role.RAAD).get("/account/mijn-gegevens/").content.decode()


def test_a_person_belongs_to_an_organisation_that_is_known(client: Client):
    found, organisation = person("partner"), Organisation.objects.create(code="corporatie", name="Corporatie")
    page = client.post(f"/mensen/{found.pk}/organisatie/", {"organisation": organisation.code}, follow=True)
    assert "hoort nu bij Corporatie" in text_of(page)
    assert "Corporatie" in text_of(client.get("/mensen/"))
    assert client.post(f"/mensen/{found.pk}/organisatie/", {"organisation": "anders"}).status_code == 422
    client.post(f"/mensen/{found.pk}/organisatie/", {"organisation": ""})
    page = client.post(f"/mensen/{found.pk}/organisatie/", {"organisation": ""}, follow=True)
    assert "Dat was al zo." in text_of(page)
    found.refresh_from_db()
    assert found.organisation is None
    assert AuditEvent.objects.filter(verb="join").count() == 2


def test_what_is_not_there_says_so(client: Client):
    for address in ("/mensen/999/",):
        assert client.get(address).status_code == 404
    for address in ("/mensen/rollen/999/beeindigen/", "/mensen/gremia/niets/beeindigen/"):
        assert client.post(address, {"day": TODAY, "reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"account": "met spatie", "name": "X"}, 422, "Account: verwacht wordt een woord van letters zonder accenten"),
        ({"account": "goed", "name": ""}, 422, "Naam: dit moet ingevuld zijn"),
        ({}, 422, "Account: dit moet ingevuld zijn"),
        ({"account": "ben", "name": "Nog een Ben"}, 409, "Er is al een account met deze naam"),
    ],
)
def test_an_account_that_cannot_be_is_refused(client: Client, sent: dict[str, str], status: int, words: str):
    before = Person.objects.count()
    page = client.post("/mensen/nieuw/", sent)
    assert page.status_code == status
    assert words in text_of(page)
    for value in filter(None, sent.values()):
        assert f'value="{value}"' in page.content.decode(), "what was filled in stays"
    assert Person.objects.count() == before


def test_what_identifies_a_person_does_not_come_into_the_log_whatever_is_ticked(client: Client):
    found = person("jan")
    sent = {"role": "onderzoeker", "day": TODAY, "reason": "Op verzoek van Jan Jansen, 06-12345678, jan@voorbeeld.nl"}
    page = client.post(f"/mensen/{found.pk}/rol/", sent)
    assert page.status_code == 422
    assert "Het logboek vergeet niets: haal het weg." in text_of(page)
    seen = re.findall(r'name="reason-gezien" value="(\w+)"', page.content.decode())
    assert len(seen) == 3
    for answer in ("geen persoon", "afgesproken"):
        kept = {"reason-gezien": seen, "reason-blijft": answer}
        assert client.post(f"/mensen/{found.pk}/rol/", sent | kept).status_code == 422
    assert not RoleHolding.objects.filter(person=found).exists()
    assert not AuditEvent.objects.filter(reason__contains="Jansen").exists()
    assert client.post(f"/mensen/{found.pk}/rol/", sent | {"reason": "Op eigen verzoek"}).status_code == 302


@pytest.mark.parametrize("path", ["/mensen/gremia/nieuw/", "/mensen/organisaties/nieuw/"])
def test_a_gremium_or_organisation_is_not_named_after_how_to_reach_somebody(client: Client, path: str):
    page = client.post(path, {"name": "Team mevrouw Jansen 0612345678"})
    assert page.status_code == 422
    assert "Het logboek vergeet niets: haal het weg." in text_of(page)
    assert 'value="Team mevrouw Jansen 0612345678"' in page.content.decode(), "what was typed stays"
    assert not Body.objects.exists()
    assert not Organisation.objects.exists()
