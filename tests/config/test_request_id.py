import logging

import pytest
from django.test import Client

from wijkwerk.config.request_id import HEADER, request_id

pytestmark = pytest.mark.django_db


def test_every_answer_carries_a_number_of_its_own():
    numbers = {
        Client().get(address)[HEADER] for address in ("/aanmelden/", "/aanmelden/", "/bestaat-niet/", "/gezond/")
    }
    assert len(numbers) == 4
    assert all(len(number) == 32 for number in numbers)


def test_the_number_of_the_proxy_is_kept():
    assert Client().get("/gezond/", headers={HEADER: "proxy-0001.a_b"})[HEADER] == "proxy-0001.a_b"


@pytest.mark.parametrize(
    "given", ["", "kort", "x" * 65, "met spatie 123", "regel\nlevel=error", "é" * 10, "a;b=c&d=12"]
)
def test_a_number_that_could_write_in_a_log_is_replaced(given):
    assert request_id(given) != given
    assert len(request_id(given)) == 32


def test_the_line_of_a_request_has_its_number_and_view_and_no_address(caplog):
    with caplog.at_level(logging.INFO, logger="wijkwerk.config.request_id"):
        Client().get("/aanmelden/geheimetoken/?q=zoekwoord", headers={HEADER: "proxy-0001"})
    [told] = [record.msg for record in caplog.records if record.name == "wijkwerk.config.request_id"]
    assert told["request"] == "proxy-0001"
    assert (told["event"], told["view"], told["method"]) == ("answered", "access:follow_link", "GET")
    assert told["status"] >= 200
    assert "geheimetoken" not in str(told)
    assert "zoekwoord" not in str(told)


@pytest.mark.parametrize(
    ("address", "secure", "status"), [("/bestaat-niet/geheim/", True, 404), ("/aanmelden/", False, 301)]
)
def test_what_comes_to_no_page_leaves_a_line_too(caplog, settings, address, secure, status):
    settings.SECURE_SSL_REDIRECT = True
    with caplog.at_level(logging.INFO, logger="wijkwerk.config.request_id"):
        Client().get(address, secure=secure)
    [told] = [record.msg for record in caplog.records if record.name == "wijkwerk.config.request_id"]
    assert (told["status"], told["view"]) == (status, "")
    assert "geheim" not in str(told)


def test_a_number_does_not_stay_with_the_next_request(caplog):
    with caplog.at_level(logging.INFO):
        Client().get("/aanmelden/", headers={HEADER: "proxy-0001"})
        logging.getLogger("wijkwerk").info("daarna")
    assert "proxy-0001" not in str(caplog.records[-1].msg)
