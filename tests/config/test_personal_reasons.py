"""What the log refuses is told to who wrote it, also where a form forgot to ask."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from tests.web.reading import text_of

from wijkwerk.access.log.audit import AuditEvent, record

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def forgets_to_ask(request: HttpRequest) -> HttpResponse:
    record(person=None, verb="end", kind="goal", key="1", reason=request.POST["reason"])
    return HttpResponse("bewaard")


urlpatterns = [path("proef/", forgets_to_ask)]


def test_a_text_that_the_log_refuses_becomes_a_page_and_no_fault():
    response = Client().post("/proef/", {"reason": "Bel 06-12345678"})
    assert response.status_code == 422
    text = text_of(response)
    assert "Er staat iets over een persoon in uw tekst" in text
    assert "haal het telefoonnummer, e-mailadres, rekeningnummer of BSN uit de tekst" in text
    assert "12345678" not in text
    assert not AuditEvent.objects.exists()
    assert Client().post("/proef/", {"reason": "Op verzoek"}).content.decode() == "bewaard"


def test_another_fault_stays_a_fault():
    with pytest.raises(KeyError):
        Client().post("/proef/")
