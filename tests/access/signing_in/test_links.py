import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from wijkwerk.access.models import Person, SignInLink
from wijkwerk.access.signing_in.links import (
    LIFE,
    MOST_TRIES,
    LinkBackend,
    SignInRefusedError,
    TooManyTriesError,
    issue_token,
    redeem,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.WIJKWERK_DEMO = True
    cache.clear()


@pytest.fixture
def person() -> Person:
    return Person.objects.create(account="onderzoeker-1", name="Onderzoeker 1")


def test_a_link_is_for_its_person(person):
    assert redeem(issue_token(person), "127.0.0.1") == person


def test_after_the_demo_nobody_stays_in_by_a_link(person, settings):
    assert LinkBackend().get_user(person.pk) == person
    settings.WIJKWERK_DEMO = False
    assert LinkBackend().get_user(person.pk) is None


def test_a_link_works_once(person):
    token = issue_token(person)
    redeem(token, "127.0.0.1")
    with pytest.raises(SignInRefusedError, match="is al gebruikt"):
        redeem(token, "127.0.0.1")


def test_a_link_works_for_an_hour(person):
    token = issue_token(person)
    SignInLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(SignInRefusedError, match="is verlopen"):
        redeem(token, "127.0.0.1")
    assert datetime.timedelta(hours=1) == LIFE


def test_a_newer_link_takes_the_place_of_the_older(person):
    older, newer = issue_token(person), issue_token(person)
    with pytest.raises(SignInRefusedError, match="bestaat niet"):
        redeem(older, "127.0.0.1")
    assert redeem(newer, "127.0.0.1") == person


def test_the_token_itself_is_kept_nowhere(person):
    token = issue_token(person)
    kept = SignInLink.objects.get()
    assert token not in {str(value) for value in vars(kept).values()}
    assert len(token) >= 43  # 256 bits


def test_a_closed_account_cannot_sign_in_or_stay_in(person):
    token = issue_token(person)
    assert LinkBackend().get_user(person.pk) == person
    Person.objects.update(is_active=False)
    with pytest.raises(SignInRefusedError, match="bestaat niet"):
        redeem(token, "127.0.0.1")
    assert LinkBackend().get_user(person.pk) is None


def test_guessing_is_slowed_down_per_visitor(person):
    token = issue_token(person)
    for _ in range(MOST_TRIES):
        with pytest.raises(SignInRefusedError, match="bestaat niet"):
            redeem("geraden", "192.0.2.7")
    with pytest.raises(TooManyTriesError, match="Wacht een minuut"):
        redeem(token, "192.0.2.7")
    assert redeem(token, "192.0.2.8") == person


def test_outside_the_demo_no_link_is_made_or_taken(person, settings):
    token = issue_token(person)
    settings.WIJKWERK_DEMO = False
    with pytest.raises(SignInRefusedError, match="alleen in de demonstratie"):
        redeem(token, "127.0.0.1")
    with pytest.raises(SignInRefusedError, match="alleen in de demonstratie"):
        issue_token(person)
