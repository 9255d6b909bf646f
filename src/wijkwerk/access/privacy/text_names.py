"""Names of persons, where the text around them says that it is one: a form of address, or contact data beside it.

Without such a sign a name is not looked for: streets, wijken and organisations are named after people too.
"""

import re
from collections.abc import Iterator, Sequence

_BETWEEN = r"(?:(?:[Vv]an|[Dd]e|den|der|het|[Tt]en|[Tt]er|te|op|von|el|al|ben|da|dos|in|’t|'t)\s+){0,3}"
_SURNAME = r"[A-ZÀ-Ý][a-zà-ÿ’']+(?:-[A-ZÀ-Ý][a-zà-ÿ’']+)?"
_INITIALS = r"(?:[A-Z]\.\s?){1,4}"
_TITLE = r"(?:[Mm]evrouw|[Mm]evr\.|[Mm]w\.?|[Dd]e heer|[Dd]hr\.?|[Mm]eneer|[Mm]ijnheer|[Ff]am\.|[Ff]amilie)"
_TITLED = re.compile(rf"\b{_TITLE}\s+(?:{_INITIALS})?{_BETWEEN}({_SURNAME})")
_CALLED = re.compile(rf"\b(?:{_INITIALS}|[A-ZÀ-Ý][a-zà-ÿ’'-]+ ){_BETWEEN}({_SURNAME})")
# After these a name is that of somebody to turn to.
_TURN_TO = re.compile(
    r"(?:contactpersoon|contact opnemen met|contact met|bellen met|bel met|gebeld met|gebeld door|melder|indiener|"
    r"bewoner|bewoonster|huurder|eigenaar|klager|klaagster|ingediend door|te bereiken via)"
    r"\s*(?:is|was|:)?\s*$",
    re.IGNORECASE,
)
_NEAR = 40  # characters between a name and the contact data that belongs to it
# Words with a capital that are a function or a body and not a surname.
_FUNCTIONS = {
    *("Wethouder", "Burgemeester", "Voorzitter", "Griffier", "Secretaris", "Directeur", "Raad", "College", "Gemeente"),
    *("Minister", "Staatssecretaris", "Onderzoeker", "Beheerder", "Programmamanager", "Procesregisseur", "Wijk"),
}
_NO_NAME = {
    *(
        "Stichting",
        "Vereniging",
        "Gemeente",
        "Gemeenteraad",
        "Postbus",
        "Wijk",
        "Buurt",
        "Stadsdeel",
        "Provincie",
        "Ministerie",
        "Programma",
    ),
    *("Team", "Afdeling", "College", "Raad", "Welzijn", "Wonen", "Zorg", "Centraal", "Bureau", "Hoofd", "Bel", "Mail"),
    *("Graag", "De", "Het", "Een", "Dit", "Deze", "Voor", "Via", "Zie", "Op", "In", "Neem", "Contact", "Tel", "Adres"),
}


def names_in(text: str, contact: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """contact   where phone numbers, addresses and the like were found: a full name beside one belongs to it"""
    for found in _TITLED.finditer(text):
        if found.group(1) not in _FUNCTIONS:
            yield found.span()
    for found in _CALLED.finditer(text):
        if found.group(1) in _FUNCTIONS or found.group().split()[0] in _NO_NAME:
            continue
        if _TURN_TO.search(text[max(0, found.start() - 40) : found.start()]) or _is_near(found.span(), contact):
            yield found.span()


def _is_near(span: tuple[int, int], contact: Sequence[tuple[int, int]]) -> bool:
    start, end = span
    return any(0 <= other - end <= _NEAR or 0 <= start - last <= _NEAR for other, last in contact)
