"""Refusals and errors are answers too: they have the same headers, speak Dutch and tell nothing of how we are made."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from tests.answers import HEADERS, let_go
from tests.security.whole_site import client_of
from tests.web.staff_site import person
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.config.response_headers import CSP
from wijkwerk.pages.start import views as start
from wijkwerk.web.doors.public import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole_site")]
DETAIL = "een-detail-van-ons"


@pytest.fixture
def visitor(everybody: Person) -> Client:
    return Client(raise_request_exception=False)


def broken(problem: Exception) -> Callable[..., Any]:
    def fail(*given: object, **named: object) -> None:
        raise problem

    return fail


ANSWERS: dict[str, tuple[int, Callable[[Client, Person, Any, Any], HttpResponse]]] = {
    "a page": (200, lambda client, everybody, settings, patch: client.get("/")),
    "not changed": (
        304,
        lambda client, everybody, settings, patch: client.get(
            "/", headers={"If-None-Match": client.get("/").headers["ETag"]}
        ),
    ),
    "a page for staff": (200, lambda client, everybody, settings, patch: client_of(everybody).get("/leveringen/")),
    "the way to sign in": (302, lambda client, everybody, settings, patch: client.get("/leveringen/")),
    "without a slash": (301, lambda client, everybody, settings, patch: client.get("/thema")),
    "a character that is nowhere": (400, lambda client, everybody, settings, patch: client.get("/zoek/?q=%00")),
    "another host": (
        400, lambda client, everybody, settings, patch: client.get("/", headers={"Host": "kwaad.example"}),
    ),
    "no way in": (
        403,
        lambda client, everybody, settings, patch: client_of(person("raadslid", Role.RAAD)).get("/leveringen/"),
    ),
    "a forged form": (
        403,
        lambda client, everybody, settings, patch: client_of(everybody, enforces=True).post("/afmelden/"),
    ),
    "nothing there": (404, lambda client, everybody, settings, patch: client.get("/bestaat/niet/")),
    "no such area": (404, lambda client, everybody, settings, patch: client.get("/gebied/BU99999999/")),
    "a wrong method": (405, lambda client, everybody, settings, patch: client.post("/thema/")),
    "too large": (413, lambda client, everybody, settings, patch: _too_large(client_of(everybody), settings)),
    "a file too large": (413, lambda client, everybody, settings, patch: _file_too_large(client_of(everybody))),
    "too often": (429, lambda client, everybody, settings, patch: _too_often(client, settings)),
    "our own fault": (500, lambda client, everybody, settings, patch: _fault(client, patch, RuntimeError(DETAIL))),
    "no database": (503, lambda client, everybody, settings, patch: _fault(client, patch, OperationalError(DETAIL))),
    "healthy": (200, lambda client, everybody, settings, patch: client.get("/gezond/")),
    "ready": (200, lambda client, everybody, settings, patch: client.get("/gereed/")),
    "a static file": (200, lambda client, everybody, settings, patch: client.get("/static/css/site.css")),
    "a static picture": (200, lambda client, everybody, settings, patch: client.get("/static/img/icon.svg")),
    "a file of an edition": (
        200, lambda client, everybody, settings, patch: client.get("/edities/2026-1/bestanden/manifest.json"),
    ),
    "what it can do": (405, lambda client, everybody, settings, patch: client.options("/")),
}  # fmt: skip


def _too_large(client: Client, settings: Any) -> Any:
    return client.post("/normen/nieuw/", {"name": "x" * (settings.WIJKWERK_LARGEST_FORM + 1)})


def _file_too_large(client: Client) -> Any:
    return client.post("/aanleveren/", data=b"x", content_type="text/plain", CONTENT_LENGTH=str(10**9))


def _too_often(client: Client, settings: Any) -> Any:
    settings.WIJKWERK_RATES = {"search": 0}
    return client.get("/zoek/?q=noord")


def _fault(client: Client, patch: pytest.MonkeyPatch, problem: Exception) -> Any:
    PAGES.clear()  # the start page may have been asked for before
    patch.setattr(start, "start_page", broken(problem))
    return client.get("/")


def test_every_kind_of_answer_has_the_headers(
    visitor: Client, everybody: Person, settings: Any, subtests: pytest.Subtests
) -> None:
    """On one site, which takes longer to furnish than to ask all of this."""
    for name, (status, ask) in ANSWERS.items():
        settings.WIJKWERK_RATES = {}  # one of them lowers it
        with subtests.test(name), pytest.MonkeyPatch.context() as patch:
            check_answer(ask(visitor, everybody, settings, patch), status)


def check_answer(response: Any, status: int) -> None:
    let_go(response)
    assert response.status_code == status
    assert {header: response.headers.get(header) for header in HEADERS} == HEADERS
    assert "default-src 'none'" in response.headers[CSP]
    assert "frame-ancestors 'none'" in response.headers[CSP]
    assert "unsafe" not in response.headers[CSP]
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers
    if status >= 400 and not response.streaming:
        text = response.content.decode()
        assert "Traceback" not in text
        assert DETAIL not in text
        assert '<html lang="nl">' in text


def test_behind_tls_every_answer_binds_the_browser_to_tls(visitor: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    secured = Client(raise_request_exception=False)
    for path in ("/", "/leveringen/", "/bestaat/niet/", "/zoek/?q=%00", "/static/css/site.css"):
        response = secured.get(path, secure=True)
        let_go(response)
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path


def test_without_tls_a_visitor_is_sent_to_it_with_the_headers(settings: Any, visitor: Client) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/thema/?a=1")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/thema/?a=1")
    assert {header: response.headers.get(header) for header in HEADERS} == HEADERS
