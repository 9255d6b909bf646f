import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("method", "address"), [("post", "/thema/"), ("get", "/afmelden/"), ("delete", "/gezond/")])
def test_an_address_asked_in_a_way_it_does_not_know_says_so_in_dutch(method, address):
    response = getattr(Client(), method)(address)
    assert response.status_code == 405
    assert response["Allow"]
    assert "Zo werkt dit adres niet" in response.content.decode()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "ONZIN"])
def test_a_method_that_no_page_knows_reaches_no_view(method, monkeypatch):
    monkeypatch.setattr("wijkwerk.config.health.alive", None)
    response = Client().generic(method, "/gezond/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
