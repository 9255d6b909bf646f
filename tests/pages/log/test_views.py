"""The log on the site: found, narrowed down, and checked; a row that was changed shows."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests.access.tampering import tamper
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent, record
from wijkwerk.access.people.roles import Role

pytestmark = pytest.mark.django_db


def test_the_log_says_who_did_what_and_can_be_narrowed_down():
    client = signed_in("con", Role.CONTROLLER)
    record(person=None, verb="sign", kind="release", key="kwb-2024", reason="nagekeken")
    record(person=None, verb="publish", kind="edition", key="2024-1", reason="nieuwe cijfers")
    text = text_of(client.get("/logboek/"))
    assert "het systeem ondertekend levering kwb-2024 nagekeken" in text
    text = text_of(client.get("/logboek/", {"soort": "edition"}))
    assert "2024-1" in text
    assert "kwb-2024" not in text
    assert "geen gebeurtenis" in text_of(client.get("/logboek/", {"kenmerk": "niets"}))
    assert client.get("/logboek/", {"page": "999999999999999999999"}).status_code == 200


def test_the_beheer_shows_an_event_whole_in_dutch_and_by_the_dutch_clock():
    event = record(person=None, verb="give", kind="roleholding", key="37", reason="besluit van mei")
    client = signed_in("ben", Role.BEHEERDER)
    text = text_of(client.get(f"/beheer/access/auditevent/{event.pk}/change/"))
    local = timezone.localtime(event.moment)
    assert f"{local:%d-%m-%Y %H:%M} rolinvulling 37 gegeven" in text
    assert f"{local.day} {date_format(local, 'F Y')} {local:%H:%M}" in text, "the moment, and not only in the heading"
    assert event.digest in text
    assert event.previous_digest in text
    assert "besluit van mei" in text
    listed = text_of(client.get("/beheer/access/auditevent/"))
    assert "gegeven rolinvulling 37" in listed
    assert "roleholding" not in listed


def test_a_refusal_says_in_dutch_what_was_wanted():
    client = signed_in("con", Role.CONTROLLER)
    assert client.get("/publiceren/").status_code == 403
    assert "geweigerd editie - publiceren" in text_of(client.get("/logboek/"))


def test_a_whole_log_is_told_with_its_last_digest_and_the_check_itself_is_kept():
    client = signed_in("con", Role.CONTROLLER)
    record(person=None, verb="publish", kind="edition", key="2024-1", reason="nieuwe cijfers")
    text = text_of(client.post("/logboek/nagaan/", follow=True))
    assert "Het logboek is gaaf: 1 gebeurtenissen." in text
    assert AuditEvent.objects.latest("id").verb == "verify"


def test_a_row_that_was_changed_behind_our_back_is_named():
    client = signed_in("con", Role.CONTROLLER)
    events = [
        record(person=None, verb="publish", kind="edition", key=f"2024-{number}", reason="nieuwe cijfers")
        for number in range(5)
    ]
    tamper("UPDATE access_auditevent SET key = 'anders' WHERE id = %s", events[2].pk)
    text = text_of(client.post("/logboek/nagaan/", follow=True))
    assert f"NIET gaaf: gebeurtenis {events[2].pk} volgt niet uit de vorige" in text
