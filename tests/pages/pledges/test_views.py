"""Toezeggingen in the browser: found by filter, told, proven, closed, and read by the council without our comments."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests.web.staff_site import person, signed_in
from wijkwerk.access.comments import add_comment
from wijkwerk.access.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.models import Decision, Document, Note
from wijkwerk.governance.pledge.actions import PledgeText, make_pledge
from wijkwerk.governance.pledge.flow import PledgeFlow
from wijkwerk.governance.pledge.models import Audience, Notice, Pledge
from wijkwerk.governance.pledge.rhythm import Rhythm
from wijkwerk.lib.values import FuzzyDay

pytestmark = pytest.mark.django_db

PROMISED = datetime.date(2024, 5, 28)
SENT = {
    "title": "Wij houden u op de hoogte.", "audience": "raad", "promised_on": "2024-05-28", "rhythm": "kwartaal",
    "confidentiality": "intern", "due": "eind maart 2099", "case_number": "3710091",
}  # fmt: skip
TOLD = {"how": "brief aan de raad", "told_on": "2024-09-02", "how_many": "37"}


@pytest.fixture
def maker() -> Client:
    return signed_in("maakt", Role.BELEIDSADVISEUR)


def promised(title: str = "Wij houden u op de hoogte.", due: str = "", **said: Any) -> Pledge:
    by = Person.objects.get(account="maakt")
    text = PledgeText(title, **{"audience": Audience.COUNCIL, "promised_on": PROMISED, "owner": by} | said)
    return make_pledge(text, due=FuzzyDay.parse(due), by=by)


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/toezeggingen/{query}").context["listing"]
    return [line.name.words for line in page.lines]


def page_of(client: Client, pledge: Pledge) -> str:
    return client.get(f"/toezeggingen/{pledge.pk}/").content.decode()


def test_from_promised_to_done_and_told(maker: Client):
    made = maker.post("/toezeggingen/nieuw/", SENT, follow=True)
    pledge = Pledge.objects.get()
    assert made.redirect_chain[-1][0] == f"/toezeggingen/{pledge.pk}/"
    assert "28 augustus 2024" in made.content.decode()
    assert "te laat" in made.content.decode()
    for address, sent in (
        ("bericht", TOLD),
        ("bewijs", {"evidence": "De eindbrief is verstuurd.", "evidence_on": "2024-12-01"}),
        ("verteld", TOLD | {"how": "in de raad", "how_many": ""}),
        ("gedaan", {}),
    ):
        pledge.refresh_from_db()
        sent = sent | {"read": PledgeFlow.mark_of(pledge)}
        assert maker.post(f"/toezeggingen/{pledge.pk}/{address}/", sent).status_code == 302, address
    text = page_of(maker, pledge)
    assert "gedaan en verteld" in text
    assert "37 mensen" in text
    assert "niet geteld" in text
    assert "De eindbrief is verstuurd. (1 december 2024)" in text


def test_the_page_says_what_must_happen_first_and_who_may(maker: Client):
    pledge = promised(owner=None)
    answers = {each.button.verb: each for each in maker.get(f"/toezeggingen/{pledge.pk}/").context["answers"]}
    assert {verb: each.status for verb, each in answers.items()} == {
        **dict.fromkeys(("edit", "postpone", "report", "prove", "tell"), "mag u"),
        "finish": "nu niet",
        "give_up": "niet u",
        "reopen": "nu niet",
    }
    assert "Leg eerst het bewijs vast" in answers["finish"].explanation
    early = maker.post(f"/toezeggingen/{pledge.pk}/gedaan/", {"read": PledgeFlow.mark_of(pledge)})
    assert early.status_code == 409
    assert "Leg eerst het bewijs vast" in early.content.decode()


def test_a_new_day_keeps_the_old_one_on_the_page(maker: Client):
    pledge = promised(due="maart 2098")
    sent = {"due": "Q3 2098", "reason": "De aannemer is later klaar.", "read": PledgeFlow.mark_of(pledge)}
    text = maker.post(f"/toezeggingen/{pledge.pk}/verzetten/", sent, follow=True).content.decode()
    assert "Eerder: maart 2098" in text
    assert "De aannemer is later klaar." in text
    unsaid = sent | {"reason": "", "due": "2098"}
    assert maker.post(f"/toezeggingen/{pledge.pk}/verzetten/", unsaid).status_code == 422


def test_what_cannot_be_is_told_to_the_same_people(maker: Client):
    pledge = promised()
    sent = TOLD | {"reason": "De opdracht is ingetrokken.", "read": PledgeFlow.mark_of(pledge)}
    untold = maker.post(f"/toezeggingen/{pledge.pk}/kan-niet/", sent | {"how": ""})
    assert untold.status_code == 422
    text = maker.post(f"/toezeggingen/{pledge.pk}/kan-niet/", sent, follow=True).content.decode()
    assert "kan niet" in text
    assert "De opdracht is ingetrokken." in text
    assert Notice.objects.get().about == "uitkomst"
    pledge.refresh_from_db()
    again = {"reason": "Zij is er toch.", "read": PledgeFlow.mark_of(pledge)}
    assert maker.post(f"/toezeggingen/{pledge.pk}/heropenen/", again).status_code == 302
    assert Pledge.objects.get().state == "loopt"


def test_the_day_of_what_is_changed_stays(maker: Client):
    pledge = promised(due="maart 2098")
    form = maker.get(f"/toezeggingen/{pledge.pk}/wijzigen/").content.decode()
    assert 'name="due"' not in form
    sent = SENT | {"title": "Anders gezegd", "due": "2025", "read": PledgeFlow.mark_of(pledge)}
    assert maker.post(f"/toezeggingen/{pledge.pk}/wijzigen/", sent).status_code == 302
    kept = Pledge.objects.get()
    assert (kept.title, str(kept.due)) == ("Anders gezegd", "maart 2098")


def test_what_must_come_first_stands_first_and_without_a_day_last(maker: Client):
    promised("Zonder")
    promised("Later", due="2099")
    promised("Bericht te laat", due="2099", rhythm=Rhythm.QUARTERLY)
    assert names(maker) == ["Bericht te laat", "Later", "Zonder"]
    assert names(maker, "?stand=te-laat") == ["Bericht te laat"]
    assert names(maker, "?volgorde=-what") == ["Zonder", "Later", "Bericht te laat"]


def test_filters(maker: Client):
    promised("Raad", case_number="3710091")
    promised("Bewoners", audience=Audience.RESIDENTS, audience_words="bezoekers van de koffie-inloop", owner=None)
    assert names(maker, "?aan=raad") == ["Raad"]
    assert names(maker, "?wie=ik") == ["Raad"]
    assert names(maker, "?wie=niemand") == ["Bewoners"]
    assert names(maker, "?woord=koffie") == ["Bewoners"]
    assert names(maker, "?zaak=3710") == ["Raad"]
    assert names(maker, "?stand=kan_niet") == []
    assert sorted(names(maker, "?stand=")) == ["Bewoners", "Raad"]


def test_what_is_shown_is_taken_along(maker: Client):
    promised("Raad", case_number="3710091", rhythm=Rhythm.YEARLY)
    text = maker.get("/toezeggingen/toezeggingen.csv?kolom=case").content.decode()
    heads, row = text.splitlines()
    assert heads == "what,place,who,report,due,due_first,due_last,state,case"
    assert row.endswith("3710091")


def test_it_rests_on_what_whoever_looks_may_read_and_actions_rest_on_it(maker: Client):
    decision = Decision.objects.create(
        body="College", date=datetime.date(2024, 5, 21), case_number="Z-1", subject="Opdracht"
    )
    letter = Document.objects.create(title="Raadsbrief", reference="3710091", date=PROMISED, url="https://x.nl/b")
    secret = Note.objects.create(title="Geheim overleg", text="Wie wat vindt.", confidentiality="strikt")
    pledge = promised(decision=decision, document=letter, note=secret)
    made = maker.post(f"/acties/nieuw/?toezegging={pledge.pk}", {"title": "Brief", "confidentiality": "intern"})
    assert made.status_code == 302
    context = maker.get(f"/toezeggingen/{pledge.pk}/").context
    assert [each.title for each in context["rests_on"]] == [str(decision), str(letter)]
    assert [(each.title, each.words) for each in context["resting"]] == [("Brief", "actie, open")]
    assert "Geheim overleg" not in page_of(maker, pledge)
    assert f"/toezeggingen/{pledge.pk}/" in maker.get(made["Location"]).content.decode()
    listed = maker.get("/acties/?uit=toezegging").content.decode()
    assert f"toezegging {pledge.pk}" in listed


def test_a_note_that_somebody_may_not_read_stays_when_they_change_something_else(maker: Client):
    secret = Note.objects.create(title="Geheim overleg", text="Wie wat vindt.", confidentiality="strikt")
    pledge = promised(note=secret)
    form = maker.get(f"/toezeggingen/{pledge.pk}/wijzigen/").content.decode()
    assert "Geheim overleg" not in form
    assert "u niet mag lezen" in form
    sent = SENT | {"note": str(secret.pk), "read": PledgeFlow.mark_of(pledge)}
    assert maker.post(f"/toezeggingen/{pledge.pk}/wijzigen/", sent).status_code == 302
    assert Pledge.objects.get().note == secret
    other = Note.objects.create(title="Ander geheim", text="Wie wat vindt.", confidentiality="strikt")
    assert maker.post("/toezeggingen/nieuw/", SENT | {"note": str(other.pk)}).status_code == 422


def test_the_council_reads_what_is_public_without_comments_and_who_changed_what(maker: Client):
    public = promised("Openbaar", confidentiality=Confidentiality.OPENBAAR)
    inside = promised("Intern")
    add_comment(public, "De brief ligt klaar.", by=Person.objects.get(account="maakt"))
    council = signed_in("raadslid", Role.RAAD)
    assert names(council) == ["Openbaar"]
    text = page_of(council, public)
    assert "De brief ligt klaar." not in text
    assert "Wat er veranderde" not in text
    assert "Wat kunt u doen" not in text
    assert "door Maakt" not in text
    assert "De brief ligt klaar." in page_of(maker, public)
    assert council.get(f"/toezeggingen/{inside.pk}/").status_code == 404
    assert council.get("/toezeggingen/nieuw/").status_code == 403


@pytest.mark.parametrize("role", [Role.BEHEERDER, Role.PRIVACY_OFFICER, Role.BEWONERSORGANISATIE])
def test_who_has_no_part_in_it_does_not_see_it(maker: Client, role: Role):
    pledge = promised()
    outsider = signed_in("buiten", role)
    assert outsider.get("/toezeggingen/").status_code == 403
    assert outsider.get(f"/toezeggingen/{pledge.pk}/").status_code == 403


def test_the_owner_finds_it_in_what_waits(maker: Client):
    promised("Voor een ander", owner=person("doet", Role.BELEIDSADVISEUR))
    promised("Voor mij", rhythm=Rhythm.QUARTERLY)
    text = maker.get("/wacht-op-u/").content.decode()
    assert "Voor mij" in text
    assert "Voor een ander" not in text
    assert "dan ziet de raad het" in text
