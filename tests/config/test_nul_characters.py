from typing import Any

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


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


def test_a_cookie_with_one_is_refused_before_anybody_looks_for_its_session(django_assert_num_queries):
    cookie = f'{configured.SESSION_COOKIE_NAME}="\\000aaaaaaaaaa"'
    with django_assert_num_queries(0):
        response = Client().get("/aanmelden/", headers={"Cookie": cookie})
    assert response.status_code == 400
    assert "Wis de cookies van deze site" in response.content.decode()


FILE = SimpleUploadedFile("x.csv", b"\0 in a file is a matter for its reader")


def named(name: str) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x.csv", b"x")
    file._name = name  # type: ignore[attr-defined]  # past Django's own cleaning of names
    return file


@pytest.mark.parametrize("address", ["/aanmelden/", "/notities/nieuw/", "/mensen/nieuw/", "/publiceren/"])
@pytest.mark.parametrize("fields", [{"title": "a\0b"}, {"a\0b": "x"}, {"file": FILE, "note": "\0"}])
def test_a_form_with_one_is_refused_in_dutch_whatever_its_page(address, fields, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client().post(address, fields)
    assert response.status_code == 400
    assert "Er staat een onzichtbaar teken in (een NUL-teken)" in response.content.decode()


def test_also_as_a_browser_spells_a_plain_form():
    kind = "application/x-www-form-urlencoded"
    assert Client().generic("POST", "/notities/nieuw/", b"title=a%00b", content_type=kind).status_code == 400
    assert Client().generic("POST", "/notities/nieuw/", b"title=a%2500b", content_type=kind).status_code == 302


@pytest.mark.parametrize("fields", [{"title": "a\\0b %00 \u2400"}, {"file": FILE}, {"file": named("a\0b.csv")}])
def test_other_forms_pass(fields):
    """Django takes the character from the name of a file itself, as every other that nobody sees."""
    assert Client().post("/notities/nieuw/", fields).status_code == 302


def test_a_form_that_is_too_large_is_still_refused_unread(settings: Any, monkeypatch: pytest.MonkeyPatch):
    def never(*given: object) -> None:
        raise AssertionError("somebody read the body")

    monkeypatch.setattr("django.http.request.HttpRequest._load_post_and_files", never)
    settings.WIJKWERK_LARGEST_FORM = 1000
    told = Client().post("/notities/nieuw/", data=b"\0" * 1001, content_type="multipart/form-data; boundary=b")
    assert told.status_code == 413
