import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("method", "address"), [("post", "/thema/"), ("get", "/afmelden/"), ("delete", "/gezond/")])
def test_an_address_asked_in_a_way_it_does_not_know_says_so_in_dutch(method, address):
    response = getattr(Client(), method)(address)
    assert response.status_code == 405
    assert response["Allow"]
    assert "Zo werkt dit adres niet" in response.content.decode()
