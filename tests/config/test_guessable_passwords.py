"""What somebody types who must have twelve signs, and what an attacker tries first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from wijkwerk.config.guessable_passwords import guessable_words
from wijkwerk.data.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hengelo(settings):
    settings.WIJKWERK_GEMEENTE = "GM0164"
    settings.ALLOWED_HOSTS = ["localhost", "monitor.twentestad.nl"]
    Area.objects.create(
        code="GM0164", year=2024, level="gemeente", name="Hengelo", official_name="Hengelo", valid_from="2024-01-01"
    )


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord1234",
        "Wachtwoord!2026",
        "welkom2026!!",
        "WelkomWelkom12",
        "W4chtw00rd2026",
        "Gemeente2026!",
        "wijkwerk-2026",
        "Hengelo-2026!",
        "gemeente.hengelo.1",
        "Twentestad#2026",
        "Zomer!Zomer!1",
        "1-januari-2026",
        "November2026!!",
        "Wélkom 2026 !!",
        "mijnwelkom1234",
    ],
)
def test_a_known_word_with_digits_and_signs_around_it_is_refused(password):
    with pytest.raises(ValidationError, match="is te raden"):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "vier lange losse woorden",
        "zomerjas zonder knopen",
        "wachtende ooievaar op het dak",
        "mei7$Kq9#xZ2!vTb",
        "83!?#92$&%47(-_",
        "q7XkkPz0-wRt",
    ],
)
def test_words_of_ones_own_and_what_a_machine_made_are_taken(password):
    validate_password(password)


def test_the_list_holds_words_as_they_are_compared():
    assert len(guessable_words()) > 70
    assert all(word.isascii() and word.isalpha() and word.islower() and len(word) >= 3 for word in guessable_words())
