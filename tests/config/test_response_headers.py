import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from wijkwerk.config.response_headers import ALWAYS, CSP, DOWNLOAD_CSP, ResponseHeadersMiddleware, policy_text


def answered(response: HttpResponse) -> HttpResponseBase:
    return ResponseHeadersMiddleware(lambda request: response)(HttpRequest())


def test_every_answer_carries_the_policy_and_it_begins_with_nothing():
    headers = answered(HttpResponse("x")).headers
    assert headers[CSP].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in headers[CSP]
    assert {name: headers[name] for name in ALWAYS} == ALWAYS


def test_the_policy_of_the_site_lets_nothing_in_from_elsewhere():
    for sources in settings.SECURE_CSP.values():
        assert set(sources) <= {"'none'", "'self'", "data:"}
    assert settings.SECURE_CSP["script-src"] == ["'self'"]


def test_a_file_that_is_taken_along_is_opened_as_nothing():
    file = HttpResponse("x", headers={"Content-Disposition": 'attachment; filename="kaart.svg"'})
    assert answered(file).headers[CSP] == DOWNLOAD_CSP
    assert DOWNLOAD_CSP.endswith("sandbox")


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*"])
def test_a_policy_that_lets_a_page_run_what_we_did_not_write_is_refused(source):
    with pytest.raises(ValueError, match="script-src may not hold"):
        policy_text({"script-src": ["'self'", source]})


def test_an_answer_that_brings_a_stricter_policy_keeps_it():
    response = HttpResponse("x", headers={CSP: "sandbox", "Referrer-Policy": "no-referrer"})
    assert answered(response).headers[CSP] == "sandbox"
    assert answered(response).headers["Referrer-Policy"] == "no-referrer"


def test_nothing_that_a_page_could_ask_of_a_device_is_allowed():
    allowed = ALWAYS["Permissions-Policy"].split(", ")
    assert all(feature.endswith("=()") for feature in allowed)
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(allowed)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (None, "private, no-store"),
        ("public, no-cache", "private, no-store"),
        ("no-cache", "private, no-store"),
        ("private, no-cache", "private, no-cache"),
        ("no-store", "no-store"),
    ],
)
@pytest.mark.parametrize("status", [200, 404])
def test_no_cache_keeps_for_others_what_is_answered_to_somebody_who_is_signed_in(said, kept, status):
    response = HttpResponse("een naam", status=status)
    if said:
        response["Cache-Control"] = said
    request = HttpRequest()
    request.path = "/privacy/"
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    headers = ResponseHeadersMiddleware(lambda request: response)(request).headers
    assert headers["Cache-Control"] == kept
    assert "Cookie" in headers["Vary"]


def test_a_static_file_is_the_same_for_everybody():
    response = HttpResponse("x", headers={"Cache-Control": "max-age=315360000, public, immutable"})
    request = HttpRequest()
    request.path = f"{settings.STATIC_URL}css/site.css"
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    headers = ResponseHeadersMiddleware(lambda request: response)(request).headers
    assert "public" in headers["Cache-Control"]
    assert "Vary" not in headers
