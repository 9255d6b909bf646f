"""Passwords that are guessed first here: a Dutch word, the season or the gemeente, with a year and a sign behind it.

Django's list of common passwords is English and of whole passwords: "welkom2026!!" is not on it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from wijkwerk.data.models import Area

_WORDS = Path(__file__).with_name("guessable_words.txt")
_LEAST_OWN = 4  # letters that are of no such word; below, only digits and signs are left to guess
_SHORTEST = 3  # letters of a name that counts
_SIGNS_FOR_LETTERS = str.maketrans("013457@$!", "oieastasi")


class NotGuessable:
    """A validator for `AUTH_PASSWORD_VALIDATORS`."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError."""
        words = guessable_words() | _letters_of(_names_here())
        folded = _folded(password)
        if any(_is_guessable(_only_letters(text), words) for text in (folded, folded.translate(_SIGNS_FOR_LETTERS))):
            raise ValidationError(
                "Dit wachtwoord is te raden: het is een bekend woord met cijfers of tekens eromheen. Kies een paar "
                "losse woorden die niets met elkaar of met uw werk te maken hebben."
            )

    def get_help_text(self) -> str:
        return "Geen bekend woord, maand of plaatsnaam met alleen cijfers en tekens erachter."


@cache
def guessable_words() -> frozenset[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _names_here() -> list[str]:
    """What the gemeente is called, and what stands in the address of the site."""
    hosts = [part for host in settings.ALLOWED_HOSTS for part in host.split(".")[:-1]]
    return [*hosts, *Area.objects.filter(code=settings.WIJKWERK_GEMEENTE).values_list("name", flat=True)]


def _letters_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(found for name in names if len(found := _only_letters(_folded(name))) >= _SHORTEST)


def _is_guessable(letters: str, words: frozenset[str]) -> bool:
    """Whether hardly a letter is left without the words, longest first."""
    left = letters
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, " ")
    return left != letters and len(left.replace(" ", "")) < _LEAST_OWN


def _folded(text: str) -> str:
    """Small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


def _only_letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text)
