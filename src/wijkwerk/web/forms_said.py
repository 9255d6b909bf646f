"""What a form said, read in one way: trimmed text that fits, a day, a choice. Problems are told in Dutch.

A text is kept as `as_kept` gives it and never cut short: what `web.free_text` looked through is what is stored.
"""

import datetime

from django.http import QueryDict
from django.utils.dateparse import parse_date

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.access.scopes import Scope
from wijkwerk.lib.whole_numbers import whole_number

from .problems import PageProblem

MOST_REASON = 300  # characters of a reason for the log


class FormError(Exception):
    """What somebody filled in cannot be used; the message says what is expected, in Dutch."""


class TooLongError(PageProblem, FormError):
    """A text does not fit. A view that brings its form back tells it there; elsewhere it is a page of its own."""

    status = 422
    title = "Deze tekst is te lang"


FIRST_YEAR, LAST_YEAR = 1900, 2999  # beyond, a day before or after cannot be reckoned


def said(sent: QueryDict, name: str, longest: int) -> str:
    """Raises TooLongError where it does not fit; the browser has counted the same before."""
    text = as_kept(sent.get(name, ""))
    if len(text) > longest:
        raise too_long(text, longest)
    return text


def as_kept(text: str) -> str:
    """A text without blanks around it, and with the line ends that a browser counts: of one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def too_long(text: str, longest: int) -> TooLongError:
    has, fits = (f"{count:,}".replace(",", ".") for count in (len(text), longest))
    return TooLongError(f"Deze tekst heeft {has} tekens; er passen er {fits} in. Maak hem korter; er is niets bewaard.")


def said_reason(sent: QueryDict) -> str:
    """What somebody added for the log; often nothing."""
    return said(sent, "reason", MOST_REASON)


def said_day(sent: QueryDict, name: str = "day") -> datetime.date:
    """Raises FormError where it is no day, or none that anybody means."""
    try:
        day = parse_date(sent.get(name, ""))
    except ValueError:
        day = None
    if day is None:
        raise FormError("Vul een geldige datum in, bijvoorbeeld 2026-01-01.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FormError(f"Vul een datum in van {FIRST_YEAR} tot en met {LAST_YEAR}.")
    return day


def said_level(sent: QueryDict) -> Confidentiality:
    """Raises FormError where it is none of the four."""
    level = sent.get("confidentiality", "")
    if level not in Confidentiality.values:
        raise FormError("Kies hoe vertrouwelijk dit is.")
    return Confidentiality(level)


def said_scope(sent: QueryDict, day: datetime.date) -> Scope | None:
    """The scope that was chosen; None for the whole gemeente. Raises FormError where it is not there on this day."""
    chosen = sent.get("scope", "")
    if not chosen:
        return None
    number = whole_number(chosen)
    found = None if number is None else Scope.objects.on(day).filter(pk=number).first()
    if found is None:
        raise FormError("Kies een gebied of gremium uit de lijst.")
    return found
