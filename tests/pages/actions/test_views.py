"""Acties in the browser: found by filter, taken along, changed, closed, and said something about."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.web.staff_site import person, signed_in
from wijkwerk.access.comments import Comment
from wijkwerk.access.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.action.actions import ActionText, Origin, agree_action
from wijkwerk.governance.action.flow import ActionFlow
from wijkwerk.governance.action.models import Action
from wijkwerk.governance.models import Note
from wijkwerk.lib.values import FuzzyDay
from wijkwerk.web.search.searching import hits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker() -> Client:
    return signed_in("maakt", Role.BELEIDSADVISEUR)


@pytest.fixture
def doer() -> Person:
    return person("doet", Role.BELEIDSADVISEUR)


def agreed(title: str, due: str = "", owner: Person | None = None) -> Action:
    by = Person.objects.get(account="maakt")
    return agree_action(ActionText(title, owner=owner, due=FuzzyDay.parse(due)), by=by)


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/acties/{query}").context["listing"]
    return [line.name.words for line in page.lines]


def test_an_empty_list_says_where_an_action_begins(maker: Client):
    text = maker.get("/acties/").content.decode()
    assert "Er zijn nog geen acties" in text
    assert 'href="/acties/nieuw/"' in text


def test_the_latest_first_and_without_a_day_last(maker: Client):
    for title, due in (("Zonder", ""), ("Later", "2099"), ("Te laat", "1-1-2026")):
        agreed(title, due)
    assert names(maker) == ["Te laat", "Later", "Zonder"]
    assert names(maker, "?stand=te-laat") == ["Te laat"]
    assert names(maker, "?volgorde=-what") == ["Zonder", "Te laat", "Later"]


def test_filters_go_together_and_say_what_stays_without_one(maker: Client, doer: Person):
    agreed("Van mij", owner=Person.objects.get(account="maakt"))
    agreed("Van niemand")
    agreed("Van een ander", owner=doer)
    assert names(maker, "?wie=ik") == ["Van mij"]
    assert names(maker, "?wie=niemand") == ["Van niemand"]
    assert names(maker, "?woord=ander") == ["Van een ander"]
    assert names(maker, "?stand=gedaan") == []
    shown = maker.get("/acties/?stand=gedaan&wie=ik").context["listing"]
    assert [(each.words, each.count) for each in shown.chosen] == [("stand: gedaan", 1), ("wie: ik", 0)]


def test_what_is_shown_is_taken_along(maker: Client):
    agreed("Bank", "eind maart 2027")
    agreed("=1+1")
    answer = maker.get("/acties/acties.csv?stand=open&kolom=number&volgorde=what")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["what", "place", "who", "due", "due_first", "due_last", "state", "number"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "Bank"]
    assert rows[2][3:6] == ["eind maart 2027", "2027-03-21", "2027-03-31"]
    book = load_workbook(io.BytesIO(maker.get("/acties/acties.xlsx?stand=open").content))
    assert {cell.value for cell in book.active["A"]} == {"Actie", "Bank", "'=1+1"}
    assert all(cell.data_type == "s" for cell in book.active["A"])


def test_from_new_to_done(maker: Client):
    sent = {"title": "Bank plaatsen", "due": "eind maart 2027", "confidentiality": "intern"}
    made = maker.post("/acties/nieuw/", sent, follow=True)
    action = Action.objects.get()
    assert made.redirect_chain[-1][0] == f"/acties/{action.pk}/"
    assert "eind maart 2027 (gelezen als 21 maart 2027 tot en met 31 maart 2027)" in made.content.decode()
    done = {"outcome": "De bank staat er.", "read": ActionFlow.mark_of(action)}
    page = maker.post(f"/acties/{action.pk}/gedaan/", done, follow=True).content.decode()
    assert "De bank staat er." in page
    assert "<del>open</del> <ins>gedaan</ins>" in page


def test_what_cannot_be_read_is_said_at_the_field_and_kept(maker: Client):
    answer = maker.post("/acties/nieuw/", {"title": "Bank", "due": "na de zomer", "confidentiality": "intern"})
    assert answer.status_code == 422
    assert "‘na de zomer’ is niet te lezen" in answer.content.decode()
    assert 'value="Bank"' in answer.content.decode()


def test_the_page_says_what_can_be_done_and_why_not(maker: Client, doer: Person):
    action = agreed("Bank", owner=Person.objects.get(account="maakt"))
    answers = {each.button.verb: each.status for each in maker.get(f"/acties/{action.pk}/").context["answers"]}
    assert answers == {"edit": "mag u", "finish": "mag u", "drop": "niet u", "reopen": "nu niet"}


def test_somebody_else_was_first_and_both_stand_there(maker: Client):
    action = agreed("Bank")
    before = ActionFlow.mark_of(action)
    first = {"title": "Twee banken", "confidentiality": "intern", "read": before}
    assert maker.post(f"/acties/{action.pk}/wijzigen/", first).status_code == 302
    second = maker.post(f"/acties/{action.pk}/wijzigen/", first | {"title": "Drie banken"})
    assert second.status_code == 409
    assert "Iemand was u voor" in second.content.decode()
    assert "Drie banken" in second.content.decode()


def test_what_was_typed_for_an_action_that_is_gone_becomes_a_new_one(maker: Client):
    sent = {"title": "Bel de woningcorporatie", "confidentiality": "intern"}
    answer = maker.post("/acties/999/wijzigen/", sent)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert 'action="/acties/nieuw/"' in text
    assert "Bel de woningcorporatie" in text
    assert maker.post("/acties/nieuw/", sent).status_code == 302
    assert Action.objects.get().title == "Bel de woningcorporatie"


def test_colleagues_say_something_beside_it_and_mend_it_within_the_hour(maker: Client):
    action = agreed("Bank")
    maker.post(f"/acties/{action.pk}/opmerkingen/", {"text": "De aannemer belt."})
    comment = Comment.objects.get()
    change = f"/acties/{action.pk}/opmerkingen/{comment.pk}/"
    assert maker.post(change, {"text": "De aannemer mailt."}).status_code == 302
    assert "De aannemer mailt." in maker.get(f"/acties/{action.pk}/").content.decode()
    other = signed_in("ander", Role.BELEIDSADVISEUR)
    assert other.post(change, {"text": "Niets ervan."}).status_code == 404


@pytest.mark.parametrize("role", [Role.RAAD, Role.BEHEERDER, Role.PRIVACY_OFFICER])
def test_who_has_no_part_in_it_does_not_see_it(maker: Client, role: Role):
    action = agreed("Bank")
    outsider = signed_in("buiten", role)
    assert outsider.get("/acties/").status_code == 403
    assert outsider.get(f"/acties/{action.pk}/").status_code == 403


def test_a_filter_with_nothing_to_choose_from_stays_a_list(maker: Client):
    agreed("Bank")
    page = maker.get("/acties/").content.decode()
    assert '<select name="gebied"' in page
    assert '<input type="search" name="woord"' in page
    assert names(maker, "?uit=iets-anders") == []


def test_what_cannot_be_read_is_not_named_in_the_list(maker: Client):
    by = Person.objects.get(account="maakt")
    secret = Note.objects.create(title="Geheim overleg", text="Wie wat vindt.", confidentiality="strikt")
    action = agree_action(ActionText("Bank"), by=by, origin=Origin(note=secret))
    for address in ("/acties/", f"/acties/{action.pk}/", "/acties/acties.csv"):
        assert "Geheim overleg" not in maker.get(address).content.decode()
    assert f"notitie {secret.pk}" in maker.get("/acties/").content.decode()


def test_a_search_finds_it_for_who_may_read_it(maker: Client):
    action = agreed("Bank naast de beek")
    (group,) = hits_for(Person.objects.get(account="maakt"), "beek", "/zoek/")
    assert [(hit.name, hit.href) for hit in group.hits] == [("Bank naast de beek", f"/acties/{action.pk}/")]
    assert hits_for(person("buiten", Role.RAAD), "beek", "/zoek/") == ()
