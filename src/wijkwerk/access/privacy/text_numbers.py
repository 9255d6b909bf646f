"""Numbers and addresses by which one person is reached or known, each by the rule or library that knows it best."""

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType
from stdnum import iban
from stdnum.nl import bsn

Spans = Iterator[tuple[int, int]]

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})\b")
# The box of an organisation or function, whoever reads it.
_GENERAL_BOX = re.compile(
    r"(?:info|gemeente|griffie|raad|college|bestuur|contact|klantcontact|kcc|receptie|secretariaat|redactie|pers|"
    r"communicatie|helpdesk|servicedesk|beheer|beheerder|webmaster|noreply|no-reply|post|postbus|fg|privacy|avg|"
    r"security|wijkwerk|wijkteam|wijken|monitor|onderzoek|statistiek|infoservice|voorlichting|balie|wmo|werk|zorg)"
    r"(?:[._-][a-z]+)?",
    re.IGNORECASE,
)
# Numbers of organisations (0800, 0900, 088, 14 0xx) are nobody's own.
_OF_PEOPLE = {
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.PAGER,
}
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
# Nine figures, or eight with a first nought left out is too often something else. Grouped as forms print it.
_BSN = re.compile(r"(?<![\w.,/€-])(?<!€ )(\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?![\w/%-]|[.,]\d)")
# A word just before it that says what else the number is; one of eleven numbers passes the test by chance.
_OTHER_NUMBER = re.compile(
    r"(?:zaak\w*|dossier\w*|kenmerk\w*|documentn\w*|besluitn\w*|referentie\w*|factuur\w*|order\w*|kvk\w*|rsin|"
    r"vestiging\w*|artikel\w*|corsa\w*|verseon|djuma|id|versie|ean|isbn|registratie\w*|object\w*|bag\w*|perceel\w*|"
    r"bedrag\w*|euro|eur|begroting\w*|totaal|budget\w*|som|krediet\w*|subsidie\w*)[\s:#.]*(?:nr|nummer|no|van|is)?[\s:#.]*$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"\s*(?:euro|eur\b|,-|inwoners|huishoudens|m2|m²|mln|miljoen)", re.IGNORECASE)
# Digits beside these are part of a longer mark, such as Z/26/0612345678 or 2026-0612345678.
_JOINED = re.compile(r"[\w/#_.-]$")
_NAMED_PHONE = re.compile(r"\b(?:tel\w*|bel\w*|mob\w*|nummer|app|gsm)\W{0,3}$", re.IGNORECASE)


def emails_in(text: str) -> Spans:
    """Addresses of a mailbox, other than the general box of an organisation."""
    for found in _EMAIL.finditer(text):
        if not _GENERAL_BOX.fullmatch(found.group(1)):
            yield found.span()


def phones_in(text: str) -> Spans:
    """Numbers of one subscriber, Dutch as written here or foreign with a plus, that exist by the numbering plan."""
    for found in PhoneNumberMatcher(text, "NL", leniency=Leniency.VALID, max_tries=10_000):
        if phonenumbers.number_type(found.number) in _OF_PEOPLE and not _is_other_mark(text, found.start, found.end):
            yield found.start, found.end


def ibans_in(text: str) -> Spans:
    """Account numbers whose check digits are right; a mark that only looks like one is left alone."""
    for found in _IBAN.finditer(text):
        for end in range(found.end(), max(found.start() + 15, found.end() - 30), -1):
            candidate = text[found.start() : end]
            if candidate[-1:] != " " and not text[end : end + 1].isalnum() and iban.is_valid(candidate):
                yield found.start(), end
                break


def bsns_in(text: str) -> Spans:
    """Numbers that pass the elfproef, unless a word before or after says that they are something else."""
    for found in _BSN.finditer(text):
        if not bsn.is_valid(found.group(1)):
            continue
        if _OTHER_NUMBER.search(text[max(0, found.start() - 40) : found.start()]):
            continue
        if not _MONEY_AFTER.match(text, found.end()):
            yield found.span()


def _is_other_mark(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a case number, an amount or the like."""
    before = text[max(0, start - 40) : start]
    if _NAMED_PHONE.search(before):
        return False
    joined = bool(_JOINED.search(before)) or text[end : end + 1] in {"/", "_", "%"}
    return joined or bool(_OTHER_NUMBER.search(before)) or before.rstrip().endswith("€")
