"""What stands behind a sea of blanks is seen before it is stored, on the pages themselves."""

import pytest
from django.test import Client

from tests.web.staff_site import person, signed_in
from wijkwerk.access.audit import AuditEvent
from wijkwerk.access.models import RoleHolding
from wijkwerk.access.roles import Role
from wijkwerk.governance.models import Goal, Note

BLANKS = [" ", "\n", "\u00a0", "\u2003"]


@pytest.mark.parametrize("blank", BLANKS)
def test_a_note_with_a_number_behind_blanks_is_asked_about(staff_site: None, blank: str) -> None:
    sent = {"title": "Gesprek", "text": blank * 20_001 + "Bel Jan Jansen 06-12345678", "confidentiality": "intern"}
    assert signed_in("bel", Role.BELEIDSADVISEUR).post("/notities/nieuw/", sent).status_code == 422
    assert not Note.objects.exists()


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("text", ["mevrouw Jansen, Deldenerstraat 12, 7551 AB", "bel 06-12345678"])
def test_a_reason_with_somebody_behind_blanks_does_not_reach_the_log(beheerder: Client, blank: str, text: str) -> None:
    found = person("collega")
    sent = {"role": "onderzoeker", "day": "2026-01-01", "reason": blank * 20_001 + text}
    assert beheerder.post(f"/mensen/{found.pk}/rol/", sent).status_code == 422
    assert not RoleHolding.objects.filter(person=found).exists()
    assert not AuditEvent.objects.filter(verb="give").exists()


def test_a_text_that_does_not_fit_is_refused_and_not_cut_short(onderzoeker: Client) -> None:
    """Cut at its longest, what is the mark of a case here would be a telephone number."""
    sent = {"title": "Doel", "text": "", "position": "1", "day": "2026-01-01", "reason": "a" * 489 + " 0612345678/9"}
    response = onderzoeker.post("/normen/doelen/nieuw/", sent)
    assert response.status_code == 409
    assert "er passen er 500 in" in response.content.decode()
    assert not Goal.objects.filter(title="Doel").exists()


def test_what_is_in_an_address_that_is_not_there_does_not_reach_the_log(onderzoeker: Client) -> None:
    sent = {"title": "mevrouw Jansenhof", "position": "1", "do": "change", "tekst_geen_persoon": "ja"}
    address = "/normen/doelen/bel-jan-0612345678/"
    page = onderzoeker.post(address, sent)
    assert page.status_code == 422
    seen = [value.split('"')[0] for value in page.content.decode().split('name="tekst_gezien" value="')[1:]]
    assert onderzoeker.post(address, sent | {"tekst_gezien": seen}).status_code == 404
    assert not AuditEvent.objects.filter(verb="keep").exists()
