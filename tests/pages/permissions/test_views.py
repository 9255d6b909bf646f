"""Who may do what, in words: of a role, of a kind of thing, the whole table; why somebody may or may not; a refusal."""

import csv
import io
import re

import pytest
from django.test import Client

from tests.access.permission.truth_table import EXPECTED, ROLES, deeds
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.body_actions import add_body
from wijkwerk.access.people.models import BodyKind, Person
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.table import permission_table
from wijkwerk.governance.models import Decision

pytestmark = pytest.mark.django_db
PAGE = "/wie-mag-wat/"
SENTENCES = {
    (verb, kind, row.state): row.explanation for (verb, kind), rows in permission_table().items() for row in rows
}


def of_role(client: Client, role: str) -> tuple[str, str]:
    """What the page says that a role may, and what it may not."""
    may, _, may_not = text_of(client.get(PAGE, {"rol": role})).partition("Wat deze rol niet mag")
    return may.partition("Wat deze rol mag")[2], may_not


def deed_on_page(client: Client, kind: str, anchor: str) -> str:
    page = client.get(PAGE, {"ding": kind}).content.decode()
    found = re.search(rf'<section class="deed" id="{anchor}">.*?</section>', page, re.DOTALL)
    assert found, anchor
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_without_a_question_the_page_offers_every_role_and_every_kind(client: Client):
    page = client.get(PAGE)
    html = page.content.decode()
    for role in ROLES:
        assert f'href="?rol={role}"' in html
        assert f'<option value="{role}">' in html
    for kind in {kind for _, kind in deeds()}:
        assert f'href="?ding={kind}"' in html
        assert f'<option value="{kind}">' in html
    assert "Notitie" in text_of(page)
    assert "Wat deze rol niet mag" not in text_of(page)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_shows_what_it_may_and_below_what_it_may_not(client: Client, role: str):
    """By the table that is written by hand: whoever reads the page and who asks the function get one answer."""
    may, may_not = of_role(client, role)
    for (verb, kind, state), grants in EXPECTED.items():
        is_allowed = any(grants.get(each, (None, None)) != (None, None) for each in (role, "bezoeker"))
        words = SENTENCES[verb, kind, state]
        assert (words in may, words in may_not) == (is_allowed, not is_allowed), (role, verb, kind, state)


def test_a_role_is_told_how_far_it_goes(client: Client):
    text = text_of(client.get(PAGE, {"rol": "stadsdeelregisseur"}))
    assert "Deze rol geldt altijd voor een gebied of gremium" in text
    assert (
        "Een vastgestelde notitie lezen vastgesteld Overal tot en met intern, en in het eigen gebied of gremium tot en "
        "met vertrouwelijk." in text
    )
    assert "Gepubliceerde cijfers bekijken mag iedereen" in text
    assert "Aanmelden vraagt een tweede factor" not in text
    text = text_of(client.get(PAGE, {"rol": "onderzoeker"}))
    assert "Aanmelden vraagt een tweede factor" in text
    assert "heeft geen eigen gebied" in text
    assert "Twee paar ogen, dus dit moet gelden: een ander heeft de levering aangeleverd." in text


def test_what_a_role_may_stands_under_its_subject(client: Client):
    html = client.get(PAGE, {"rol": "secretariaat"}).content.decode()
    assert (
        html.index(">Documenten en notities<") < html.index("Een notitie beginnen") < html.index(">Mensen en rollen<")
    )
    assert html.index(">Mensen en rollen<") < html.index("Gremia bijhouden")


@pytest.mark.parametrize("kind", sorted({kind for _, kind in deeds()}))
def test_a_kind_shows_every_deed_with_exactly_the_roles_that_may(client: Client, kind: str):
    for (verb, each, state), grants in EXPECTED.items():
        if each != kind:
            continue
        anchor = verb if state == "*" else f"{verb}-{state}"
        text = deed_on_page(client, kind, anchor)
        named = text.partition("Twee paar ogen")[0]
        allowed = {role for role in ROLES if grants.get(role, (None, None)) != (None, None)}
        if "bezoeker" in allowed:
            assert "Iedereen" in named
            continue
        for role in allowed:
            assert role_facts(Role(role)).name in named, (verb, kind, role)
        without_longer = named
        for role in sorted(allowed, key=lambda each: -len(role_facts(Role(each)).name)):
            without_longer = without_longer.replace(role_facts(Role(role)).name, "")
        for role in set(ROLES) - allowed:
            name = role_facts(Role(role)).name
            assert not re.search(rf"(?:^|, |\s){re.escape(name)}(?:,|:|\s|$)", without_longer), (verb, kind, role)


def test_a_kind_says_the_level_and_the_own_scope_of_each_role(client: Client):
    text = deed_on_page(client, "note", "read-concept")
    assert "Een notitie lezen die nog niet is vastgesteld concept" in text
    assert (
        "Beleidsadviseur : overal tot en met intern, en in het eigen gebied of gremium tot en met vertrouwelijk" in text
    )
    assert "Programmamanager : in het eigen gebied of gremium op elk niveau" in text
    public = deed_on_page(client, "document", "read")
    assert "Iedereen : wat openbaar is" in public
    assert "College of wijkwethouder, Controller : overal tot en met vertrouwelijk" in public


def test_two_pairs_of_eyes_say_who_may_not_and_who_else_does_it(client: Client):
    text = deed_on_page(client, "note", "adopt-concept")
    assert (
        "Twee paar ogen, dus dit moet gelden: een ander heeft de notitie geschreven; anderen hebben de notitie "
        "gewijzigd." in text
    )
    assert (
        "Een ander doet het: Ambtelijk opdrachtgever, Programmamanager, Stadsdeelregisseur of Beleidsadviseur." in text
    )
    assert "Daarnaast geldt" not in text, "the same is not said twice"
    assert "Twee paar ogen" not in deed_on_page(client, "note", "edit-concept")


def test_every_rule_besides_the_table_stands_on_the_page(client: Client):
    assert "Daarnaast geldt: niemand geeft een rol aan zichzelf." in deed_on_page(client, "roleholding", "manage")
    assert "krijgt er zelf geen rechten bij" in deed_on_page(client, "body", "manage")


@pytest.mark.parametrize("asked", [{"rol": "keizer"}, {"ding": "brug"}, {"rol": "", "ding": ""}])
def test_what_is_not_there_is_said_at_the_choice_and_the_page_goes_on(client: Client, asked: dict[str, str]):
    page = client.get(PAGE, asked)
    assert page.status_code == 200
    assert ("Kies iets uit de lijst." in text_of(page)) is any(asked.values())
    assert 'href="?rol=beheerder"' in page.content.decode()


def test_the_choice_stays_chosen_and_is_drawn_by_the_kit(client: Client):
    html = client.get(PAGE, {"rol": "beheerder"}).content.decode()
    assert '<option value="beheerder" selected>' in html
    assert '<option value="note" selected>' in client.get(PAGE, {"ding": "note"}).content.decode()
    assert '<optgroup label="Documenten en notities">' in html


def test_who_is_signed_in_gets_to_their_own_roles_with_the_areas(client: Client):
    lid = signed_in("lid")
    team = add_body(by=None, name="Team Noord", kind=BodyKind.TEAM)
    give_role(Person.objects.get(account="lid"), Role.PROJECTLEIDER, by=None, scope=team.scope)
    page = lid.get(PAGE)
    assert '<a href="?rol=projectleider">Projectleider of domeinadviseur</a>' in page.content.decode()
    own = "Uw eigen gebied of gremium met deze rol: Team Noord."
    assert own in text_of(lid.get(PAGE, {"rol": "projectleider"}))
    assert own not in text_of(lid.get(PAGE, {"rol": "programmamanager"}))
    assert own not in text_of(client.get(PAGE, {"rol": "projectleider"}))
    assert "Uw rollen: geen; u mag wat iedere bezoeker mag" in text_of(signed_in("nieuw").get(PAGE))


def test_the_whole_table_is_there_on_one_page(client: Client):
    text = text_of(client.get(f"{PAGE}alles/"))
    for words in SENTENCES.values():
        assert words in text
    assert "een ander heeft de levering aangeleverd" in text, "rules stand beside the table"


def test_the_table_goes_along_as_a_file_cell_by_cell(client: Client):
    answer = client.get(f"{PAGE}alles.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="wie-mag-wat.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {(row["Handeling"], row["Soort"], row["Toestand"]) for row in rows} == set(EXPECTED)
    note = next(row for row in rows if (row["Handeling"], row["Soort"], row["Toestand"]) == ("read", "note", "concept"))
    assert note["Beleidsadviseur"] == "intern + eigen vertrouwelijk"
    assert note["Programmamanager"] == "eigen strikt"
    assert (note["Bezoeker"], rows[0]["Bezoeker"]) == ("nee", "ja")


def test_why_leads_to_the_kind_and_to_the_own_roles_and_back():
    controller = signed_in("con", Role.CONTROLLER)
    html = controller.get("/wie-mag-wat/waarom/", {"handeling": "sign", "soort": "release"}).content.decode()
    assert 'href="/wie-mag-wat/?ding=release#sign"' in html
    assert 'href="/wie-mag-wat/?rol=controller"' in html
    back = controller.get(PAGE, {"ding": "release"}).content.decode()
    assert 'id="sign"' in back
    assert 'href="/wie-mag-wat/waarom/?handeling=sign&amp;soort=release"' in back


@pytest.mark.parametrize(("verb", "kind"), deeds())
def test_why_leads_to_a_place_that_is_there(client: Client, verb: str, kind: str):
    """Also for a deed that differs by state: to its first."""
    html = client.get("/wie-mag-wat/waarom/", {"handeling": verb, "soort": kind}).content.decode()
    found = re.search(rf'href="/wie-mag-wat/\?ding={kind}#([\w-]+)"', html)
    assert found
    assert f'id="{found[1]}"' in client.get(PAGE, {"ding": kind}).content.decode()


def test_why_says_what_the_own_roles_give_and_who_may_otherwise():
    controller = signed_in("con", Role.CONTROLLER)
    text = text_of(controller.get("/wie-mag-wat/waarom/", {"handeling": "sign", "soort": "release"}))
    assert "Dit mag u niet" in text
    assert "Controller: mag dit niet" in text
    assert "Onderzoeker." in text
    assert "een ander heeft de levering aangeleverd" in text
    text = text_of(controller.get("/wie-mag-wat/waarom/", {"handeling": "read", "soort": "auditevent"}))
    assert "Dit mag u" in text
    assert "Controller: mag dit" in text


def test_a_role_without_an_area_is_told_so():
    manager = signed_in("pm", Role.PROGRAMMAMANAGER)
    text = text_of(manager.get("/wie-mag-wat/waarom/", {"handeling": "add", "soort": "note"}))
    assert "deze rol geldt voor geen enkel gebied" in text


def test_who_has_the_role_and_not_the_second_pair_of_eyes_is_not_sent_for_a_role():
    client = signed_in("wie", Role.BELEIDSADVISEUR)
    own = Person.objects.get(account="wie")
    decision = Decision.objects.create(body="raad", date="2026-01-01", case_number="1", subject="x", written_by=own)
    asked = {"handeling": "adopt", "soort": "decision", "nummer": str(decision.pk)}
    text = text_of(client.get("/wie-mag-wat/waarom/", asked))
    assert "Dit mag alleen als dit geldt" in text
    assert "Vraag de functioneel beheerder" not in text
    text = text_of(signed_in("con", Role.CONTROLLER).get("/wie-mag-wat/waarom/", asked))
    assert "Vraag de functioneel beheerder" in text


def test_a_deed_that_is_not_in_the_table_is_not_there(client: Client):
    assert client.get("/wie-mag-wat/waarom/", {"handeling": "burn", "soort": "bridge"}).status_code == 404


def test_a_refusal_leads_to_why():
    client = signed_in("con", Role.CONTROLLER)
    page = client.get("/publiceren/")
    assert page.status_code == 403
    assert 'href="/wie-mag-wat/waarom/?handeling=publish&amp;soort=edition"' in page.content.decode()
