"""What a provider, or somebody who sits in between, can send back: let in only when all of it is right."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from wijkwerk.access.models import AuditEvent, Person

from .bad_provider import BadProvider, key, serving
from .oidc import address_on

pytestmark = pytest.mark.django_db
Spoil = Callable[[BadProvider], None]


@pytest.fixture
def bad(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[BadProvider]:
    monkeypatch.setenv("WIJKWERK_SIGN_IN_SECRET_SLECHT", "geheim")
    key("own"), key("stranger")  # made before anybody waits for them
    with serving(BadProvider()) as provider:
        settings.WIJKWERK_SIGN_IN = str(provider.write_file(tmp_path))
        yield provider


def begun(browser: Client, bad: BadProvider) -> dict[str, str]:
    """Press the button; what was asked of the provider."""
    address = address_on(browser.post("/aanmelden/bij/slecht/"))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    bad.nonce = asked["nonce"]
    return asked


def came_back(browser: Client, **told: str) -> Any:
    return browser.get("/aanmelden/bij/slecht/terug/", {"code": "abc", **told})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_an_honest_answer_lets_in_and_the_code_goes_with_its_proof(bad: BadProvider):
    browser = Client()
    asked = begun(browser, bad)
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/aanmelden/bij/slecht/terug/"
    assert came_back(browser, state=asked["state"], iss=bad.issuer).status_code == 302
    assert is_in(browser)
    assert bad.posted["code_verifier"][0]


def other(**claims: Any) -> Spoil:
    return lambda bad: bad.claims.update(claims)


def shifted(seconds: int) -> Spoil:
    """All moments as a clock tells them that is so much ahead, at the time of the test and not of reading this file."""

    def spoil(bad: BadProvider) -> None:
        now = int(time.time()) + seconds
        bad.claims.update(iat=now, exp=now + 300, auth_time=now)

    return spoil


def signed(**how: Any) -> Spoil:
    def spoil(bad: BadProvider) -> None:
        for name, value in how.items():
            setattr(bad, name, value)

    return spoil


SPOILED: dict[str, tuple[Spoil, str]] = {
    "another issuer": (other(iss="https://elders.example"), "issuer"),
    "for another site": (other(aud="een-ander"), "audience"),
    "for two sites, asked by the other": (other(aud=["wijkwerk", "een-ander"], azp="een-ander"), "audience"),
    "for two sites, not said who asked": (other(aud=["wijkwerk", "een-ander"]), "audience"),
    "asked by another site": (other(azp="een-ander"), "audience"),
    "no nonce": (other(nonce=None), "nonce"),
    "another nonce": (other(nonce="een-ander"), "nonce"),
    "no subject": (other(sub=None), "claims"),
    "an empty subject": (other(sub=""), "subject"),
    "a subject that is too long": (other(sub="a" * 192), "subject"),
    "no end": (other(exp=None), "claims"),
    "signed with another key": (signed(signed_with="stranger"), "signature"),
    "not signed": (signed(algorithm="none"), "signature"),
    "signed with our own copy of the public key": (signed(algorithm="HS256"), "signature"),
    "a clock that is ten minutes ahead": (shifted(600), "clock"),
    "a clock that is ten minutes behind": (shifted(-600), "clock"),
    "another person in the details": (lambda bad: bad.userinfo.update(sub="mallory"), "userinfo"),
    "no token": (signed(body=b'{"access_token": "x"}'), "no id token"),
    "a token that is none": (signed(body=b'{"access_token": "x", "id_token": "a.b.c"}'), "signature"),
    "no json": (signed(body=b"<html>"), "token"),
    "a list": (signed(body=b"[1]"), "token"),
    "too many groups": (other(groups=None, _claim_names={"groups": "src1"}), "too many groups"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_spoiled_answer_lets_nobody_in_and_is_told_to_the_log_without_a_name(bad: BadProvider, what: str):
    spoil, word = SPOILED[what]
    browser = Client()
    asked = begun(browser, bad)
    spoil(bad)
    answer = came_back(browser, state=asked["state"])
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert not is_in(browser)
    assert not Person.objects.exists()
    assert list(AuditEvent.objects.values_list("verb", "kind", "key", "reason")) == [
        ("sign_in_failed", "provider", "slecht", word)
    ]


@pytest.mark.parametrize(
    "claims", [{"_claim_names": 5}, {"acr": ["x"]}, {"amr": 7}, {"auth_time": 10**400}, {"auth_time": "gisteren"}]
)
def test_a_claim_of_a_kind_that_nobody_expects_is_no_fault_of_ours(bad: BadProvider, claims: dict[str, Any]):
    browser = Client()
    asked = begun(browser, bad)
    other(**claims)(bad)
    assert came_back(browser, state=asked["state"]).status_code in {302, 403}


@pytest.mark.parametrize("seconds", [-45, 45])
def test_a_clock_that_is_a_little_off_does_not_matter(bad: BadProvider, seconds: int):
    browser = Client()
    asked = begun(browser, bad)
    shifted(seconds)(bad)
    assert came_back(browser, state=asked["state"]).status_code == 302
    assert is_in(browser)


def test_a_state_works_once(bad: BadProvider):
    browser = Client()
    state = begun(browser, bad)["state"]
    came_back(browser, state=state)
    browser.post("/afmelden/")
    again = came_back(browser, state=state)
    assert again.status_code == 403
    assert "is al gebruikt of duurde te lang" in again.text
    assert not is_in(browser)


def test_a_state_is_of_the_browser_that_began(bad: BadProvider):
    """Somebody who lures another into their own sign-in, or catches the answer of another."""
    victim, attacker = Client(), Client()
    state = begun(attacker, bad)["state"]
    begun(victim, bad)
    assert came_back(victim, state=state).status_code == 403
    assert not is_in(victim)


def test_a_state_is_of_the_provider_that_was_asked(bad: BadProvider, settings: Any, tmp_path: Any, monkeypatch: Any):
    monkeypatch.setenv("WIJKWERK_SIGN_IN_SECRET_ANDER", "geheim")
    browser = Client()
    state = begun(browser, bad)["state"]
    both = tmp_path / "beide.toml"
    told = bad.write_file(tmp_path).read_text(encoding="utf-8")
    extra = told.replace('"slecht"', '"ander"').replace("127.0.0.1", "127.0.0.2")
    both.write_text(told + extra, encoding="utf-8")
    settings.WIJKWERK_SIGN_IN = str(both)
    answer = browser.get("/aanmelden/bij/ander/terug/", {"code": "abc", "state": state})
    assert answer.status_code == 403
    assert not is_in(browser)


def test_a_state_lasts_ten_minutes(bad: BadProvider, monkeypatch: pytest.MonkeyPatch):
    browser = Client()
    state = begun(browser, bad)["state"]
    now = time.time()
    monkeypatch.setattr("allauth.socialaccount.internal.statekit.time.time", lambda: now + 601)
    assert came_back(browser, state=state).status_code == 403
    assert not is_in(browser)


@pytest.mark.parametrize("told", [{}, {"state": ""}, {"state": "geraden"}])
def test_an_answer_that_nobody_asked_for_is_refused(bad: BadProvider, told: dict[str, str]):
    assert came_back(Client(), **told).status_code == 403


def test_an_answer_that_names_another_provider_is_refused(bad: BadProvider):
    browser = Client()
    state = begun(browser, bad)["state"]
    assert came_back(browser, state=state, iss="https://elders.example").status_code == 403
    assert not is_in(browser)


def test_without_our_own_proof_no_code_is_traded(bad: BadProvider):
    browser = Client()
    state = begun(browser, bad)["state"]
    session = browser.session
    del session["socialaccount_states"][state][0]["pkce_code_verifier"]
    session.save()
    assert came_back(browser, state=state).status_code == 403
    assert "/token" not in bad.asked


def test_who_stops_at_the_provider_reads_so(bad: BadProvider):
    browser = Client()
    state = begun(browser, bad)["state"]
    answer = browser.get("/aanmelden/bij/slecht/terug/", {"error": "access_denied", "state": state})
    assert "U heeft het aanmelden bij Slechte Dienst afgebroken" in answer.text


def slow(bad: BadProvider) -> None:
    bad.patience = 1.0


def broken(bad: BadProvider) -> None:
    bad.status = 500


def down(bad: BadProvider) -> None:
    bad.issuer, bad.config = bad.issuer, {"token_endpoint": "http://127.0.0.1:1/token"}


@pytest.mark.parametrize("spoil", [slow, broken])
def test_a_provider_that_does_not_answer_is_said_in_words_before_anybody_leaves(
    bad: BadProvider, spoil: Spoil, settings: Any
):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.5
    spoil(bad)
    began = time.monotonic()
    answer = Client().post("/aanmelden/bij/slecht/")
    assert time.monotonic() - began < 4
    assert answer.status_code == 503
    assert "Slechte Dienst antwoordt niet of te laat" in answer.text


@pytest.mark.parametrize("spoil", [slow, down])
def test_a_provider_that_falls_silent_half_way_is_said_in_words(bad: BadProvider, spoil: Spoil, settings: Any):
    browser = Client()
    state = begun(browser, bad)["state"]
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.5
    spoil(bad)
    answer = came_back(browser, state=state)
    assert answer.status_code == 503
    assert not is_in(browser)


@pytest.mark.parametrize(
    "config",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
    ],
)
def test_a_description_that_leads_elsewhere_is_refused(bad: BadProvider, config: dict[str, Any]):
    bad.config = config
    assert Client().post("/aanmelden/bij/slecht/").status_code == 403
    assert bad.asked == ["/.well-known/openid-configuration"]


def test_the_address_bar_has_no_say_in_what_is_asked(bad: BadProvider):
    """allauth adds `scope` and `auth_params` of the address to what it asks."""
    browser = Client()
    spoiled = "?scope=admin&auth_params=redirect_uri%3Dhttps%3A%2F%2Felders.example%26prompt%3Dnone&process=connect"
    asked = parse_qs(urlsplit(address_on(browser.post(f"/aanmelden/bij/slecht/{spoiled}"))).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile"}
    assert asked["redirect_uri"] == ["http://testserver/aanmelden/bij/slecht/terug/"]
    assert "prompt" not in asked


def test_signing_in_begins_with_a_form_of_our_own(bad: BadProvider):
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/aanmelden/bij/slecht/").status_code == 405
    assert strict.post("/aanmelden/bij/slecht/").status_code == 403
    assert bad.asked == []


def test_a_provider_that_is_not_in_the_file_is_not_there(bad: BadProvider):
    assert Client().post("/aanmelden/bij/onbekend/").status_code == 404
    assert Client().get("/aanmelden/bij/onbekend/terug/?code=a&state=b").status_code == 404
