"""The message about what waits: for who wants it and can get it, without names and texts, and stopped by a link."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.web.staff_site import person, signed_in
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.jobs.running import enqueue, work_once
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.mail.digest import Digest, DigestError, Rhythm, choose_rhythm, digest_of_person, token_of
from wijkwerk.access.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.models import Note
from wijkwerk.governance.note.actions import NoteText, write_note
from wijkwerk.pages.inbox.letter import digest_letter

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, SUNDAY = datetime.date(2026, 11, 16), datetime.date(2026, 11, 17), datetime.date(2026, 11, 22)


@pytest.fixture
def reader() -> Person:
    someone = person("leest", Role.BELEIDSADVISEUR)
    someone.email = "leest@gemeente.example"
    someone.save()
    return someone


def waiting_note(days_ago: int = 0) -> Note:
    writer = Person.objects.filter(account="schrijft").first() or person("schrijft", Role.BELEIDSADVISEUR)
    note = write_note(NoteText("Geheime titel", "Geheime tekst", Confidentiality.INTERN), by=writer)
    Note.objects.filter(pk=note.pk).update(written_at=timezone.now() - datetime.timedelta(days=days_ago))
    return note


def send_all() -> None:
    enqueue("digests", None)
    while work_once():
        pass


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [(Rhythm.NEVER, []), (Rhythm.WEEKLY, [MONDAY]), (Rhythm.WORKDAYS, [MONDAY, TUESDAY])],
)
def test_each_rhythm_has_its_days(reader: Person, rhythm: Rhythm, days: list[datetime.date]):
    Digest.objects.create(person=reader, rhythm=rhythm)
    assert [day for day in (MONDAY, TUESDAY, SUNDAY) if Digest.objects.due_on(day).exists()] == days


def test_it_says_how_much_where_and_when_and_nothing_of_the_record(reader: Person):
    choose_rhythm(reader, Rhythm.WEEKLY)
    waiting_note(days_ago=20)
    letter = digest_letter(str(reader.pk))
    assert letter is not None
    assert (letter.to, letter.subject) == ("leest@gemeente.example", "1 ding wacht op u")
    assert "- Lees als tweede mee: Notitie · de hele gemeente, 6 dagen te laat" in letter.text
    assert "Geheim" not in letter.text
    assert "schrijft" not in letter.text.lower()


def test_the_worker_sends_it_and_the_page_says_so(reader: Person, time_machine):
    time_machine.move_to(datetime.datetime.combine(MONDAY, datetime.time(7, 30), timezone.get_current_timezone()))
    choose_rhythm(reader, Rhythm.WEEKLY)
    waiting_note()
    send_all()
    assert [message.to for message in mail.outbox] == [["leest@gemeente.example"]]
    assert {job.state for job in Job.objects.all()} == {"done"}
    assert Digest.objects.get().sent_at is not None


def test_a_workday_without_anything_new_or_late_has_no_message(reader: Person):
    choose_rhythm(reader, Rhythm.WORKDAYS)
    note = waiting_note()
    assert digest_letter(str(reader.pk)) is not None
    Digest.objects.update(listed=[f"note {note.pk}"])
    assert digest_letter(str(reader.pk)) is None
    Note.objects.update(written_at=timezone.now() - datetime.timedelta(days=20))
    assert digest_letter(str(reader.pk)) is not None


@pytest.mark.parametrize("why", ["nothing waits", "no address", "closed", "stopped meanwhile"])
def test_there_is_none_where_it_would_say_nothing_or_reach_nobody(reader: Person, why: str):
    choose_rhythm(reader, Rhythm.WEEKLY)
    if why != "nothing waits":
        waiting_note()
    if why == "no address":
        Person.objects.filter(pk=reader.pk).update(email="")
    if why == "closed":
        Person.objects.filter(pk=reader.pk).update(is_active=False)
    if why == "stopped meanwhile":
        choose_rhythm(reader, Rhythm.NEVER)
    assert digest_letter(str(reader.pk)) is None


def test_without_an_address_none_can_be_chosen():
    with pytest.raises(DigestError, match="geen e-mailadres"):
        choose_rhythm(person("zonder", Role.BELEIDSADVISEUR), Rhythm.WEEKLY)
    assert not Digest.objects.exists()


def test_it_is_chosen_on_the_page_with_an_event(reader: Person):
    client = Client()
    client.force_login(reader)
    assert client.post("/wacht-op-u/bericht/", {"rhythm": "week"}).status_code == 302
    assert Digest.objects.get().rhythm == Rhythm.WEEKLY
    event = AuditEvent.objects.get(kind="inbox")
    assert (event.person, event.verb, event.reason) == (reader, "set", "bericht: iedere maandag")


def test_somebody_without_an_address_is_shown_where_to_ask_for_one():
    text = signed_in("zonder").get("/wacht-op-u/").content.decode()
    assert "staat geen e-mailadres" in text
    assert 'name="rhythm"' not in text


def test_the_link_in_the_message_stops_it_without_signing_in(reader: Person):
    choose_rhythm(reader, Rhythm.WEEKLY)
    waiting_note()
    letter = digest_letter(str(reader.pk))
    assert letter is not None
    address = re.search(r"https?://[^/]+(/wacht-op-u/afmelden/\S+)", letter.text)
    assert address is not None
    stranger = Client()
    page = stranger.get(address[1]).content.decode()
    assert "Geen bericht meer" in page
    assert reader.name not in page
    assert Digest.objects.get().rhythm == Rhythm.WEEKLY, "looking at it stops nothing"
    assert "U krijgt geen bericht meer" in stranger.post(address[1], follow=True).content.decode()
    assert digest_of_person(reader).rhythm == Rhythm.NEVER
    assert AuditEvent.objects.filter(kind="inbox", reason="bericht: afgemeld met de link").count() == 1


@pytest.mark.parametrize("token", ["x", "1:a:b", "Mg:1abc:zz"])
def test_a_link_that_nobody_made_leads_nowhere(token: str):
    assert Client().get(f"/wacht-op-u/afmelden/{token}/").status_code == 404


def test_the_link_of_somebody_who_is_gone_leads_nowhere(reader: Person):
    token = token_of(reader)
    Person.objects.filter(pk=reader.pk).update(is_active=False)
    assert Client().get(f"/wacht-op-u/afmelden/{token}/").status_code == 404
