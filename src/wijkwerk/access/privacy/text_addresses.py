"""Addresses in running text: a street with a house number, or a postcode. A street alone is nobody's address."""

import re
from collections.abc import Iterator

_KINDS = (
    "straat|laan|weg|plein|singel|gracht|kade|dijk|hof|steeg|dreef|plantsoen|park|pad|ring|baan|wal|markt|brink|"
    "veld|kamp|esch|es|beek|erf|meen|akker|horst|haven|poort|bleek|plaats|dwarsstraat|straatje|hoek|berg|bos|oord"
)
# "Oude Molenweg 12a", "Burgemeester Jansenplein 3-5"; the name begins with a capital, and has more than its kind.
_STREET = re.compile(
    rf"\b(?:[A-Z][\w.’'-]*\s+(?:(?:van|de|der|den|het|ten|ter|te|op)\s+)*){{0,3}}"
    rf"(?:[A-Z][\w’'-]{{2,}}(?:{_KINDS})|(?:Laan|Weg|Plein|Hof|Park)\s+(?:van|de|der|den|het|'t)\s+[A-Z][\w’'-]+)\s+(\d{{1,4}})(?:\s?[-–]\s?\d{{1,4}})?(?:\s?[a-zA-Z])?\b(?![\w%]|[.,]\d)"
)
# What is counted in a street: "Deldenerstraat 12 woningen" is no house number.
_COUNTED = re.compile(
    r"\s*(?:(?:nieuwe|sociale|extra|oude|grote|kleine|verschillende|huur|koop)\s*)*(?:[a-z-]*(?:"
    r"woning|huishouden|bewoner|inwoner|melding|misdrij|inbra|boom|bomen|reactie|persoon|personen|kind|jongere|oudere|"
    r"deelnemer|aanvra|parkeerplaats|paal|palen|laadpa|vierkante|meter|kilometer|jaar|maand|week|weken|dag|keer|maal|"
    r"procent|euro|punt|signaal|signalen|klacht|ongeval|ongelu|appartement|huizen|panden|pand|bedrijven|winkels|"
    r"adressen|huurders|gesprek|initiatie)[a-z]*|km|m2|m²|%|°|uur|x)(?![a-z])",
    re.IGNORECASE,
)
_BIG_NUMBER = 1000  # beyond this a number after a street is a year or an amount
# The letters SA, SD and SS are not given out; in a year's place a postcode must show itself by a house number.
_POSTCODE = re.compile(
    r"(?<![\w/.€-])([1-9]\d{3})\s?(?!S[ADS])([A-Z]{2})(?![\w-])(?:,?\s*[1-9]\d{0,2}(?!\d|-\d{3})(?:\s?[a-zA-Z](?!\w))?)?"
)
_YEARS = range(1900, 2101)
# What stands in capitals behind a number and is no part of a postcode.
_OTHER_LETTERS = {"EU", "MW", "KW", "GW", "KM", "HA", "NL", "BV", "NV", "TK", "EK", "OZ", "RD", "EN", "OF", "IN", "DB"}


_POSTBUS = re.compile(r"postbus\s+\d{1,5}\W+$", re.IGNORECASE)  # an organisation's


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    for found in _STREET.finditer(text):
        if int(found.group(1)) < _BIG_NUMBER and not _COUNTED.match(text, found.end()):
            yield found.span()
    for found in _POSTCODE.finditer(text):
        if _is_postcode(found) and not _POSTBUS.search(text[max(0, found.start() - 20) : found.start()]):
            yield found.span()


def _is_postcode(found: re.Match[str]) -> bool:
    digits, letters = int(found.group(1)), found.group(2)
    has_number = found.end() > found.end(2)
    return letters not in _OTHER_LETTERS and (has_number or digits not in _YEARS)
