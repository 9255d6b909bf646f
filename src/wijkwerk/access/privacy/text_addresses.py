"""Addresses in running text: a street with a house number, or a postcode. A street alone is nobody's address.

A hint, and no more: both begin with a capital or stand in capitals, as people write them with care.
"""

import re
from collections.abc import Iterator

_KINDS = (
    "straat|laan|weg|plein|singel|gracht|kade|dijk|hof|steeg|dreef|plantsoen|park|pad|ring|baan|wal|markt|brink|"
    "veld|kamp|esch|(?<!i)es|beek|erf|meen|akker|horst|haven|poort|bleek|plaats|straatje|hoek|berg|bos|oord|allee"
)
# "Oude Molenweg 12a", "Burgemeester Jansenplein 3-5"; the name has more than its kind. Between a street and its number
# stands a blank or a comma, and perhaps the word; what is written as a date is no number of a house.
_STREET = re.compile(
    rf"\b(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*\s+(?:(?:van|de|der|den|het|ten|ter|te|op)\s+)*){{0,3}}"
    rf"(?:[A-ZÀ-ÖØ-Þ][\w’'-]{{2,}}(?i:{_KINDS})|(?:Laan|Weg|Plein|Hof|Park)\s+(?:van|de|der|den|het|'t)\s+[A-Z][\w’'-]+)"
    r"(?:,\s*|\s+)(?:(?:huis)?(?:nr\.?|nummer|no\.)\s*)?(?!\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(\d{1,3})"
    r"(?:\s?[-–]\s?\d{1,3})?(?:\s?[a-zA-Z])?\b(?![\w%]|[.,:]\d)"
)
# What is counted in a street stands in the plural or is a unit, and a month makes a date: "12 nieuwe woningen",
# "350 meter", "12 maart". One of a thing is not counted: "Deldenerstraat 12 bewoner klaagt".
_COUNTED = re.compile(
    r"\s*(?:[a-z]+e\s+)*(?:[a-z-]{2,}(?:en|s)|(?:kilo)?meter|jaar|keer|maal|procent|euro|uur|dag(?! en)|km|m2|x|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?![a-z])|\s*(?:m²|%|°)"
)
# The letters SA, SD and SS are not given out; in a year's place a postcode must show itself by a house number.
_POSTCODE = re.compile(
    r"(?<![\w/.€-])([1-9]\d{3})\s?(?!S[ADS])([A-Z]{2})(?![\w-])(?:,?\s*[1-9]\d{0,2}(?!\d|-\d{3})(?:\s?[a-zA-Z](?!\w))?)?"
)
_YEARS = range(1900, 2101)
# What stands in capitals behind a number and is no part of a postcode.
_OTHER_LETTERS = {"EU", "MW", "KW", "GW", "KM", "HA", "NL", "BV", "NV", "TK", "EK", "OZ", "RD", "EN", "OF", "IN", "DB"}
_POSTBUS = re.compile(r"postbus\s+\d{1,5}\W+$", re.IGNORECASE)  # an organisation's


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _STREET.finditer(text) if not _COUNTED.match(text, found.end()))
    for found in _POSTCODE.finditer(text):
        if _is_postcode(found) and not _POSTBUS.search(text[max(0, found.start() - 20) : found.start()]):
            yield found.span()


def _is_postcode(found: re.Match[str]) -> bool:
    if found.group(2) in _OTHER_LETTERS:
        return False
    return found.end() > found.end(2) or int(found.group(1)) not in _YEARS
