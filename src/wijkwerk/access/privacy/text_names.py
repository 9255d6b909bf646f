"""Names of persons, where the text around them says that it is one: a form of address, or contact data beside it.

Without such a sign a name is not looked for: streets, wijken and organisations are named after people too.
"""

import re
from collections.abc import Iterator, Sequence

# Every capital and small letter up to the Coptic ones, which `re` has no class for; and accents that stand apart.
_LETTERS = [chr(code) for code in range(0x2C00) if chr(code).isalpha()]
_UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
_LOWER = "".join(letter for letter in _LETTERS if letter.islower()) + "\u0300-\u036f"
_BETWEEN = r"(?:(?i:van|de|den|der|het|ten|ter|te|op|von|el|al|ben|da|dos|in|’t|'t)\s+){0,3}"
_ONE_SURNAME = rf"[{_UPPER}][{_LOWER}’']+"
_SURNAME = rf"{_ONE_SURNAME}(?:-{_ONE_SURNAME})?"
_INITIALS = rf"(?:[{_UPPER}]\.\s?){{1,4}}"
# "MW" behind a number is megawatt.
_TITLE = (
    r"(?:(?i:mevrouw|de heer|meneer|mijnheer|familie)\s+|(?i:mevr|dhr|fam)(?:\.\s*|\s+)|(?:[Mm]w)(?:\.\s*|\s+)|"
    r"(?<!\d)(?<!\d )MW(?:\.\s*|\s+))"
)
# After a form of address any word may be the name, also in capitals, in small letters or in another script.
_TITLED = re.compile(
    rf"\b{_TITLE}(?:{_INITIALS})?{_BETWEEN}([^\W\d_][\w\u0300-\u036f’']+(?:-[^\W\d_][\w\u0300-\u036f’']+)?)"
)
_CALLED = re.compile(rf"\b(?:{_INITIALS}|[{_UPPER}][{_LOWER}’'-]+ ){_BETWEEN}({_SURNAME})")
# After these a name is that of somebody to turn to.
_TURN_TO = re.compile(
    r"(?:contactpersoon|contact opnemen met|contact op met|contact met|contact\s*:|aanspreekpunt|bellen met|bel met|"
    r"gebeld met|gebeld door|gesproken met|melder|indiener|bewoner|bewoonster|huurder|eigenaar|klager|klaagster|"
    r"ingediend door|op verzoek van|te bereiken via)"
    r"\s*(?:is|was|:)?\s*$",
    re.IGNORECASE,
)
# How a surname in small letters is known: "mevrouw jansen" is one, "mevrouw belde" is not.
_SMALL_SURNAME = re.compile(
    r"\w{2,}(?:ssen|nsen|ksen|rsen|lsen|stra|sma|ema|inga|ink|mans|meijer|meyer|huis|hof)|\w{0,30}(?:kamp|veld|berg|dijk)|"
    r"jans|vries|boer|bakker|visser|smit|smits|mulder|groot|bos|vos|peters|hendriks|brouwer|wit|graaf|jong|linden|leeuwen|"
    r"dekker|koning|prins|postma|maas|verhoeven|koster|willems|evers|blom|bosch|brink|huisman|kuipers|kok|beek|heuvel|"
    r"schouten|yilmaz|kaya|nguyen|singh|ali|khan|ahmed|mohamed"
)
_NO_SURNAME = {"mensen", "wensen", "kansen", "grenzen", "hulpmensen", "thuis", "schema", "thema", "tehuis"}
_NEAR = 40  # characters between a name and the contact data that belongs to it
# Words with a capital that are a function or a body and not a surname.
_FUNCTIONS = {
    *("Wethouder", "Burgemeester", "Voorzitter", "Griffier", "Secretaris", "Directeur", "Raad", "College", "Gemeente"),
    *("Minister", "Staatssecretaris", "Onderzoeker", "Beheerder", "Programmamanager", "Procesregisseur", "Wijk"),
}
# In a text that is all in capitals the case of a word says nothing.
_LITTLE_WORDS = {
    "en",
    "in",
    "is",
    "of",
    "op",
    "uit",
    "die",
    "dat",
    "heeft",
    "was",
    "wil",
    "zegt",
    "met",
    "van",
    "voor",
    "bij",
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
        if _is_surname(found.group(1)):
            yield found.span()
    for found in _CALLED.finditer(text):
        if found.group(1) in _FUNCTIONS or found.group().split()[0] in _NO_NAME:
            continue
        if _TURN_TO.search(text[max(0, found.start() - 40) : found.start()]) or _is_near(found.span(), contact):
            yield found.span()


def _is_surname(word: str) -> bool:
    """Of what follows a form of address: a word with a capital that is no function, or a known kind of surname."""
    if word[0].islower():
        return _SMALL_SURNAME.fullmatch(word) is not None and word not in _NO_SURNAME
    return word.capitalize() not in _FUNCTIONS and not (word.isupper() and word.lower() in _LITTLE_WORDS)


def _is_near(span: tuple[int, int], contact: Sequence[tuple[int, int]]) -> bool:
    start, end = span
    return any(0 <= other - end <= _NEAR or 0 <= start - last <= _NEAR for other, last in contact)
