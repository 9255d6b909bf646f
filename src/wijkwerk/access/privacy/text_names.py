"""Names of persons, where the text around them says that it is one: a form of address, or contact data beside it.

A hint, and no more. Without such a sign a name is not looked for: streets, wijken and organisations are named after
people too.
"""

import re
from collections.abc import Iterator, Sequence

# Of other scripts and of letters with rarer accents every one may begin a name, or go on with it.
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_LOWER = r"(?:[^\W\d_A-ZÀ-ÖØ-Þ]|[\u0300-\u036f’'])"
_BETWEEN = r"(?:(?i:van|de|den|der|het|ten|ter|te|op|von|el|al|ben|da|dos|in|’t|'t)\s+){0,3}"
_SURNAME = rf"{_UPPER}{_LOWER}+(?:-{_UPPER}{_LOWER}+)?"
_INITIALS = rf"(?:{_UPPER}\.\s?){{1,4}}"
# "MW" behind a number is megawatt.
_TITLE = (
    r"(?:(?i:mevrouw|de heer|meneer|mijnheer|familie)\s+|(?i:mevr|dhr|fam)(?:\.\s*|\s+)|(?:[Mm]w)(?:\.\s*|\s+)|"
    r"(?<!\d)(?<!\d )MW(?:\.\s*|\s+))"
)
# After a form of address any word but one in small letters may be the name, also in capitals or in another script.
_TITLED = re.compile(rf"\b{_TITLE}(?:{_INITIALS})?{_BETWEEN}({_UPPER}[\w\u0300-\u036f’']+(?:-{_UPPER}[\w’']+)?)")
_CALLED = re.compile(rf"\b(?:{_INITIALS}|{_UPPER}{_LOWER}+ ){_BETWEEN}({_SURNAME})")
# After these a name is that of somebody to turn to.
_TURN_TO = re.compile(
    r"(?:contactpersoon|contact|contact (?:op|opnemen)? ?met|aanspreekpunt|(?:bellen|bel|gebeld|gesproken) met|"
    r"gebeld door|melder|indiener|ingediend door|bewoner|huurder|eigenaar|klager|op verzoek van|te bereiken via)"
    r"\s*(?:is|was|:)?\s*$",
    re.IGNORECASE,
)
_NEAR = 40  # characters between a name and the contact data that belongs to it
# Words with a capital that are a function, a body or the first of a sentence, and no part of a name.
_NO_NAME = {
    "Wethouder", "Burgemeester", "Voorzitter", "Griffier", "Secretaris", "Directeur", "Minister", "Staatssecretaris",
    "Onderzoeker", "Beheerder", "Programmamanager", "Procesregisseur", "Raad", "College", "Gemeente", "Gemeenteraad",
    "Stichting", "Vereniging", "Postbus", "Wijk", "Buurt", "Stadsdeel", "Provincie", "Ministerie", "Programma", "Team",
    "Afdeling", "Welzijn", "Wonen", "Zorg", "Centraal", "Bureau", "Hoofd", "Bel", "Mail", "Graag", "De", "Het", "Een",
    "Dit", "Deze", "Voor", "Via", "Zie", "Op", "In", "Neem", "Contact", "Tel", "Adres",
}  # fmt: skip


def names_in(text: str, contact: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """contact   where phone numbers, addresses and the like were found: a full name beside one belongs to it"""
    for found in _TITLED.finditer(text):
        if found.group(1).capitalize() not in _NO_NAME:
            yield found.span()
    for found in _CALLED.finditer(text):
        if _NO_NAME & {found.group(1), found.group().split()[0]}:
            continue
        if _TURN_TO.search(text[max(0, found.start() - 40) : found.start()]) or _is_near(found.span(), contact):
            yield found.span()


def _is_near(span: tuple[int, int], contact: Sequence[tuple[int, int]]) -> bool:
    start, end = span
    return any(0 <= other - end <= _NEAR or 0 <= start - last <= _NEAR for other, last in contact)
