"""What somebody tries who means harm: other hosts, other methods, ways out of a folder, addresses of elsewhere."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.addresses import addresses, good_address
from tests.answers import let_go
from tests.extents import SOME_OR_ALL, some_of
from tests.security.state import state
from tests.security.whole_site import client_of
from wijkwerk.access.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole_site")]
ELSEWHERE = [
    "https://kwaad.example/", "//kwaad.example/", "///kwaad.example", "/\\kwaad.example", "\\\\kwaad.example",
    "http:kwaad.example", "javascript:alert(1)", "data:text/html,x", "/%09/kwaad.example", "\thttps://kwaad.example",
    "https:kwaad.example", "//kwaad.example%2f%2e%2e", "https://testserver@kwaad.example", "/%0d%0aSet-Cookie:a=b",
]  # fmt: skip
NO_TEXT = [
    "%C0%AF", "%E0%80%AF", "%F0%80%80%AF", "%FF", "%ED%A0%80", "%F5%80%80%80", "%", "%zz", "%u0041", "%F0%9F%92%A7",
    "%E2%80%AE", "%0d%0a", "%EF%BB%BF",
]  # fmt: skip
TRAVERSALS = [
    "../manifest.json", "..%2fmanifest.json", "....//manifest.json", "/etc/passwd", "..\\..\\secret.key",
    "%2e%2e/%2e%2e/secret.key", "catalogue/../../secret.key", "C:\\windows", "manifest.json\\..",
    "\u2025/manifest.json", "..%c0%afmanifest.json", "manifest.json/", "./manifest.json", "releases//x",
]  # fmt: skip


@SOME_OR_ALL
def test_no_parameter_leads_to_another_site(everybody: Person, every: int) -> None:
    client, visitor = client_of(everybody), Client(raise_request_exception=False)
    for place in some_of(ELSEWHERE, every):
        given = dict.fromkeys(("next", "url", "return", "redirect", "terug", "q"), place)
        for path in ("/aanmelden/", "/leveringen/", "/zoek/", "/taken/1/", "/thema", "/publiceren/"):
            for asking in (client, visitor):
                location = asking.get(path, given).headers.get("Location", "")
                assert not _leads_away(location), (path, place)
        for path in ("/normen/doelen/nieuw/", "/stadsdelen/nieuw/", "/afmelden/"):
            location = client.post(path, given).headers.get("Location", "")
            assert not _leads_away(location), (path, place)


def test_an_address_that_begins_as_another_site_does_not_lead_there(everybody: Person) -> None:
    for path in ("//kwaad.example", "//kwaad.example/..", "/\\kwaad.example", "//kwaad.example/%2e%2e"):
        response = Client(raise_request_exception=False).generic("GET", path)
        assert response.status_code < 500
        assert not _leads_away(response.headers.get("Location", "")), path


def _leads_away(location: str) -> bool:
    """As browsers read it: a backslash is a slash, and white space in front does not count."""
    seen = re.sub(r"[\t\r\n]", "", location.strip()).replace("\\", "/")
    parts = urlsplit(seen)
    return parts.netloc not in {"", "testserver"} or parts.scheme not in {"", "http", "https"} or seen.startswith("//")


def test_a_name_that_is_not_ours_gets_nothing(everybody: Person) -> None:
    for host in ("kwaad.example", "localhost.kwaad.example", "testserver:80@kwaad.example", "x#testserver", "a b"):
        response = Client(raise_request_exception=False).get("/", headers={"Host": host})
        assert response.status_code == 400, host
        assert "kwaad" not in response.content.decode()


def test_what_a_proxy_would_say_is_not_taken_from_a_visitor(everybody: Person) -> None:
    given = {
        "X-Forwarded-Host": "kwaad.example",
        "X-Original-URL": "/leveringen/",
        "X-Rewrite-URL": "/leveringen/",
        "X-HTTP-Method-Override": "DELETE",
        "X-Forwarded-Prefix": "//kwaad.example",
        "Forwarded": "host=kwaad.example",
    }
    response = Client().get("/thema", headers=given)
    assert (response.status_code, response.headers["Location"]) == (301, "/thema/")
    page = Client().get("/", headers=given)
    assert page.status_code == 200
    assert "http://kwaad.example/" not in page.content.decode()
    assert "//kwaad.example" not in page.content.decode().replace("http://kwaad.example", "")


@SOME_OR_ALL
def test_another_method_does_nothing_anywhere(everybody: Person, every: int) -> None:
    client = client_of(everybody)
    before = state()
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "ONZIN"):
        for address in some_of(addresses(), every):
            response = client.generic(method, good_address(address))
            assert response.status_code == 405, (method, address.route)
    assert state() == before


@SOME_OR_ALL
def test_a_head_gives_what_a_get_gives_and_neither_changes_anything(everybody: Person, every: int) -> None:
    """Also of the addresses that a form posts to."""
    client = client_of(everybody)
    before = state()
    for address in some_of(addresses(), every):
        if address.name == "access:follow_link":
            continue  # signs in, by a link that works once
        path, asked = good_address(address), {"do": "save", "confirm": "ja"}
        got, head = client.get(path, asked), client.head(path, asked)
        let_go(got)
        assert got.status_code < 500, address.route
        assert head.status_code == got.status_code, address.route
        assert head.getvalue() == b"", address.route
    assert state() == before


@SOME_OR_ALL
def test_no_name_leads_out_of_an_edition_or_a_folder(everybody: Person, every: int) -> None:
    client = client_of(everybody)
    for name in some_of(TRAVERSALS, every):
        for start in (
            "/edities/2026-1/bestanden/",
            "/edities/",
            "/editie/",
            "/leveringen/",
            "/aanleveren/",
            "/static/",
        ):
            for path in (f"{start}{name}", f"{start}{name}/"):
                response = client.get(path)
                assert response.status_code in {301, 302, 400, 404}, path
                assert b"root:" not in response.getvalue()


@SOME_OR_ALL
def test_a_number_that_cannot_be_is_not_there(everybody: Person, every: int) -> None:
    client = client_of(everybody)
    for number in ("0", "9" * 19, "9" * 40, "²"):
        for address in some_of(addresses(), every):
            if "number" in address.places:
                path = address.filled(dict.fromkeys(address.places, "iets") | {"number": number, "form": "csv"})
                assert client.get(path).status_code in {400, 403, 404, 405}, path
                assert client.post(path).status_code in {302, 400, 403, 404, 405, 409}, path


@SOME_OR_ALL
def test_bytes_that_are_no_text_are_no_fault_of_ours(everybody: Person, every: int) -> None:
    client = client_of(everybody)
    for raw in some_of(NO_TEXT, every):
        for path in (f"/gebied/{raw}/", f"/{raw}/", f"/leveringen/{raw}/", f"/edities/{raw}/", "/zoek/", "/kader/"):
            query = f"q={raw}&{raw}={raw}&gebied={raw}&niveau={raw}"
            assert client.generic("GET", path, QUERY_STRING=query).status_code < 500, (path, raw)


def test_what_is_handed_in_is_never_served(everybody: Person) -> None:
    """Whatever it is called, an upload has no address: an SVG or a page with script cannot come back from us."""
    client = client_of(everybody)
    content = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    for name, kind in (("kaart.svg", "image/svg+xml"), ("pagina.html", "text/html")):
        file = SimpleUploadedFile(name, content, kind)
        response = client.post("/aanleveren/", {"file": file, "table": "groentelling/groen"})
        page = response.headers["Location"]
        for path in (page, f"{page}{name}", f"/uploads/{page.split('/')[2]}/{name}", f"{page}proef/"):
            answer = client.get(path, follow=True)
            assert content not in answer.content, path
            assert answer.headers["Content-Type"].startswith("text/html")
