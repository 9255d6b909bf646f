"""Numbers and addresses by which one person is reached or known, each by the rule or library that knows it best."""

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType
from stdnum import iban
from stdnum.nl import bsn

Spans = Iterator[tuple[int, int]]

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})\b")
# Spelled so that no machine reads it, and every person does: "jan [at] voorbeeld.nl", "jan(at)voorbeeld(punt)nl".
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|punt|\.)\s?[\])}>]\s?)"
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})\s?(?:[\[({<]\s?(?:at|apenstaartje|@)\s?[\])}>]|\bapenstaartje\b)\s?"
    rf"([\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,6}})\b",
    re.IGNORECASE,
)
_SPELLED_DOT = re.compile(r"\s?[\[({<]\s?(?:dot|punt|\.)\s?[\])}>]\s?", re.IGNORECASE)
# The box of an organisation or function, whoever reads it: these words alone. "info.jansen" is somebody's.
_GENERAL_BOX = re.compile(
    r"(?:info|gemeente|griffie|raad|college|bestuur|contact|klantcontact|kcc|receptie|secretariaat|redactie|pers|"
    r"communicatie|helpdesk|servicedesk|beheer|beheerder|webmaster|noreply|no-reply|post|postbus|fg|privacy|avg|"
    r"security|wijkwerk|wijkteam|wijken|monitor|onderzoek|statistiek|infoservice|voorlichting|balie|wmo|werk|zorg)",
    re.IGNORECASE,
)
# What works under the name of a wijk or a subject: a team is nobody, whatever stands behind it.
_TEAM_BOX = re.compile(r"(?:wijkteam|buurtteam|team|wijkaanpak|afdeling|meldpunt|loket)[._-][a-z-]+", re.IGNORECASE)
# Where people have their own boxes, and a team has none.
_FREE_MAIL = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|icloud|me|yahoo|proton|protonmail|ziggo|kpnmail|kpnplanet|planet|"
    r"xs4all|home|hetnet|upcmail|casema|chello|telfort|online|quicknet|gmx|aol)\.(?:com|nl|net|me|de|be|co\.uk)",
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
# As banks print it, or with points, hyphens or small letters. Looked at from every place: a word before it that looks
# like the start of one ("wk01") must not hide it.
_IBAN = re.compile(r"\b(?=([A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?)\b)", re.IGNORECASE)
_SHORTEST_IBAN = 15  # of Norway
# Nine figures, or eight with a first nought left out is too often something else. Grouped as forms print it.
_BSN = re.compile(r"(?<![\w.,/€-])(?<!€ )(\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?![\w/%-]|[.,]\d)")
# Figure by figure, as a form with a box for each is copied. A row of a table looks the same: it stands below or above
# another one, or behind a word that says what is counted.
_SPACED_BSN = re.compile(r"(?<!\S)(?<!\d )(\d(?: \d){8})(?! \d)(?![\w/%-]|[.,]\d|\t)")
_COUNTED_BEFORE = re.compile(
    r"(?:cijfers?|scores?|reeks\w*|rij|rijen|waarden?|punten|tabel|antwoorden|aantal|aantallen|tellingen|buurten|wijken|"
    r"gebieden|jaren|maanden|metingen|vragen|van)[^\w\n]*(?:is|zijn|was|waren)?[^\w\n]*$",
    re.IGNORECASE,
)
_SINGLE_FIGURES = re.compile(r"(?<!\S)\d(?: \d){4}(?!\S)")
# Where the text itself says that it is one, no other sign counts, and the first nought may be left out.
_NAMED = r"(?:bsn|burgerservice(?:nummers?|nr)?|sofi(?:-?(?:nummers?|nr))?)"
_DIGITS = r"(\d{8,9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})"
_BSN_AFTER_NAME = re.compile(
    rf"(?<![^\W_]){_NAMED}(?:[\W_]{{0,3}}(?:nr|nummer|no|is|van))?[\W_]{{0,3}}{_DIGITS}(?!\d)", re.IGNORECASE
)
# In groups of any size, where nothing else is known of how it is written.
_BSN_IN_GROUPS = re.compile(
    rf"(?<![^\W_]){_NAMED}(?:[\W_]{{0,3}}(?:nr|nummer|no|is|van))?[\W_]{{0,3}}(\d(?:[ .-]?\d){{8}})(?!\d)",
    re.IGNORECASE,
)
_BSN_BEFORE_NAME = re.compile(rf"(?<!\d){_DIGITS}\s?[(\[=-]?\s?{_NAMED}\b(?!\W{{0,3}}\d)", re.IGNORECASE)
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
    for pattern in (_EMAIL, _SPELLED_EMAIL):
        for found in pattern.finditer(text):
            if not _is_nobodys(found.group(1), _SPELLED_DOT.sub(".", found.group(2))):
                yield found.span()


def _is_nobodys(box: str, domain: str) -> bool:
    is_team = _TEAM_BOX.fullmatch(box) is not None and _FREE_MAIL.fullmatch(domain) is None
    return is_team or _GENERAL_BOX.fullmatch(box) is not None


def phones_in(text: str) -> Spans:
    """Numbers of one subscriber, Dutch as written here or foreign with a plus, that exist by the numbering plan."""
    for found in PhoneNumberMatcher(text, "NL", leniency=Leniency.VALID, max_tries=10_000):
        if phonenumbers.number_type(found.number) in _OF_PEOPLE and not _is_other_mark(text, found.start, found.end):
            yield found.start, found.end


def ibans_in(text: str) -> Spans:
    """Account numbers whose check digits are right; a mark that only looks like one is left alone."""
    for found in _IBAN.finditer(text):
        start, last = found.span(1)
        for end in range(last, max(start + _SHORTEST_IBAN, last - 30) - 1, -1):
            candidate = text[start:end]
            if candidate[-1:].isalnum() and not text[end : end + 1].isalnum() and iban.is_valid(_plain(candidate)):
                yield start, end
                break


def _plain(marked: str) -> str:
    return "".join(filter(str.isalnum, marked))


def bsns_in(text: str) -> Spans:
    """Numbers that pass the elfproef, unless a word before or after says that they are something else."""
    for named in (_BSN_AFTER_NAME, _BSN_BEFORE_NAME, _BSN_IN_GROUPS):
        yield from (found.span(1) for found in named.finditer(text) if bsn.is_valid(_plain(found.group(1)).zfill(9)))
    for found in _BSN.finditer(text):
        if not bsn.is_valid(found.group(1)):
            continue
        if _OTHER_NUMBER.search(text[max(0, found.start() - 40) : found.start()]):
            continue
        if not _MONEY_AFTER.match(text, found.end()):
            yield found.span()
    for found in _SPACED_BSN.finditer(text):
        if bsn.is_valid(_plain(found.group(1))) and not _is_row(text, *found.span()):
            yield found.span()


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether nine figures with blanks between them are those of a table or a list, and not one number."""
    before = text[max(0, start - 40) : start]
    if _OTHER_NUMBER.search(before) or _COUNTED_BEFORE.search(before):
        return True
    above = text[:start].rpartition("\n")[0].rpartition("\n")[2]
    below = text[end:].partition("\n")[2].partition("\n")[0]
    return any(_SINGLE_FIGURES.search(line) for line in (above, below))


def _is_other_mark(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a case number, an amount or the like."""
    before = text[max(0, start - 40) : start]
    if _NAMED_PHONE.search(before):
        return False
    joined = bool(_JOINED.search(before)) or text[end : end + 1] in {"/", "_", "%"}
    return joined or bool(_OTHER_NUMBER.search(before)) or before.rstrip().endswith("€")
