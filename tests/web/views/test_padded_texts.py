"""What stands behind a sea of blanks is seen before it is stored, on the pages themselves."""

import re

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Goal, Note

BLANKS = [" ", "\n", "\u00a0", "\u2003"]


@pytest.mark.parametrize("blank", BLANKS)
def test_a_note_with_a_number_behind_blanks_is_asked_about(staff_site: None, blank: str) -> None:
    sent = {"title": "Gesprek", "text": blank * 20_001 + "Bel Jan Jansen 06-12345678", "confidentiality": "intern"}
    response = signed_in("bel", Role.BELEIDSADVISEUR).post("/notities/nieuw/", sent)
    assert response.status_code == 422
    assert "Tekst: dit lijkt over een persoon te gaan" in text_of(response)
    assert not Note.objects.exists()


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("text", ["mevrouw Jansen, jan@voorbeeld.nl, Deldenerstraat 12", "bel 06-12345678"])
def test_a_reason_with_somebody_behind_blanks_does_not_reach_the_log(beheerder: Client, blank: str, text: str) -> None:
    found = person("collega")
    sent = {"role": "onderzoeker", "day": "2026-01-01", "reason": blank * 20_001 + text}
    response = beheerder.post(f"/mensen/{found.pk}/rol/", sent)
    assert response.status_code == 422
    assert "Het logboek vergeet niets: haal het weg." in text_of(response)
    assert not RoleHolding.objects.filter(person=found).exists()
    assert not AuditEvent.objects.filter(verb="give").exists()


def test_a_text_that_does_not_fit_is_refused_and_not_cut_short(onderzoeker: Client) -> None:
    """Cut at its longest, what is the mark of a case here would be a telephone number."""
    sent = {"title": "Doel", "text": "", "position": "1", "day": "2026-01-01", "reason": "a" * 489 + " 0612345678/9"}
    response = onderzoeker.post("/normen/doelen/nieuw/", sent)
    assert response.status_code == 422
    assert "Reden of besluit: deze tekst heeft 502 tekens; er passen er 500 in" in text_of(response)
    assert not Goal.objects.filter(title="Doel").exists()


def test_what_is_in_an_address_that_is_not_there_does_not_reach_the_log(onderzoeker: Client) -> None:
    sent = {"title": "mevrouw Jansenhof", "position": "1"}
    shown = onderzoeker.post("/normen/doelen/nieuw/", sent | {"day": "2026-01-01"})
    assert shown.status_code == 422
    seen = re.findall(r'name="title-gezien" value="(\w+)"', shown.content.decode())
    assert len(seen) == 1
    answered = sent | {"title-gezien": seen}
    assert onderzoeker.post("/normen/doelen/bel-jan-0612345678/wijzigen/", answered).status_code == 404
    [event] = AuditEvent.objects.all()
    assert (event.verb, event.kind, event.key, event.reason) == ("refused", "goal", "-", "read")
    assert onderzoeker.post("/normen/doelen/nieuw/", answered | {"day": "2026-01-01"}).status_code == 302
    assert AuditEvent.objects.get(verb="keep").key == "goals:add", "the same answer counts where there is something"
