import datetime
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PLACE = "/.well-known/security.txt"


def fields(response) -> dict[str, str]:
    text = response.content.decode()
    assert text.endswith("\r\n")
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_a_finder_of_a_weakness_reads_whom_to_tell_until_when(settings):
    settings.WIJKWERK_SECURITY_CONTACT = "veiligheid@gemeente.example"
    response = Client().get(PLACE, secure=True, headers={"Host": "localhost"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    told = fields(response)
    assert told["Contact"] == "mailto:veiligheid@gemeente.example"
    assert told["Preferred-Languages"] == "nl, en"
    assert told["Canonical"] == f"https://localhost{PLACE}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["Expires"])
    left = datetime.datetime.fromisoformat(told["Expires"]) - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=150) < left < datetime.timedelta(days=365)
    assert not response.cookies


def test_a_page_can_be_named_too(settings):
    settings.WIJKWERK_SECURITY_CONTACT = "https://www.gemeente.example/melden"
    told = fields(Client().get(PLACE))
    assert told["Contact"] == "https://www.gemeente.example/melden"
    assert "Canonical" not in told  # asked without TLS, nobody knows where it stands


def test_without_an_address_there_is_none(settings):
    settings.WIJKWERK_SECURITY_CONTACT = ""
    assert Client().get(PLACE).status_code == 404
    assert Client().post(PLACE).status_code == 405
