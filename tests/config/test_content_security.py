import pytest
from django.conf import settings
from django.http import HttpResponse

from wijkwerk.config.content_security import HEADER, ContentSecurityMiddleware, policy_text


def answered(response: HttpResponse) -> HttpResponse:
    return ContentSecurityMiddleware(lambda request: response)(None)


def test_every_answer_carries_the_policy_and_it_begins_with_nothing():
    policy = answered(HttpResponse("x")).headers[HEADER]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy


def test_the_policy_of_the_site_lets_nothing_in_from_elsewhere():
    for sources in settings.SECURE_CSP.values():
        assert set(sources) <= {"'none'", "'self'", "data:"}
    assert settings.SECURE_CSP["script-src"] == ["'self'"]


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*"])
def test_a_policy_that_lets_a_page_run_what_we_did_not_write_is_refused(source):
    with pytest.raises(ValueError, match="script-src may not hold"):
        policy_text({"script-src": ["'self'", source]})


def test_an_answer_that_brings_a_stricter_policy_keeps_it():
    response = HttpResponse("x", headers={HEADER: "sandbox"})
    assert answered(response).headers[HEADER] == "sandbox"
