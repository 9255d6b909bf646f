import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/edities/%00/", "/leveringen/a%00b/", "/zoek/?q=%00", "/aanmelden/%00/", "/gebied/BU%00/?jaar=2024%00"]
)
def test_a_nul_character_is_refused_and_never_reaches_the_database(address, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client().get(address)
    assert response.status_code == 400
    assert response["X-Request-ID"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/aanmelden/", "/aanmelden/?q=%2500", "/aanmelden/?q=100%25"])
def test_other_addresses_pass(address):
    assert Client().get(address).status_code == 200
