"""Addresses in running text: a street with a house number, or a postcode. A street alone is nobody's address."""

import re
from collections.abc import Iterator

_KINDS = (
    "straat|laan|weg|plein|singel|gracht|kade|dijk|hof|steeg|dreef|plantsoen|park|pad|ring|baan|wal|markt|brink|"
    "veld|kamp|esch|(?<!i)es|beek|erf|meen|akker|horst|haven|poort|bleek|plaats|dwarsstraat|straatje|hoek|berg|bos|"
    "oord|kant|allee|boulevard"
)
# Between a street and its number: a blank or a comma, and perhaps the word. What is written as a date is none.
_NUMBER = (
    r"(?:,\s*|\s+)(?:(?:huis)?(?:nr\.?|nummer|no\.)\s*)?(?!\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(\d{1,4})"
    r"(?:\s?[-–]\s?\d{1,4})?(?:\s?[a-zA-Z])?\b(?![\w%]|[.,:]\d)"
)
# "Oude Molenweg 12a", "Burgemeester Jansenplein 3-5"; the name begins with a capital, and has more than its kind.
_STREET = re.compile(
    rf"\b(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*\s+(?:(?:van|de|der|den|het|ten|ter|te|op)\s+)*){{0,3}}"
    rf"(?:[A-ZÀ-ÖØ-Þ][\w’'-]{{2,}}(?i:{_KINDS})|(?:Laan|Weg|Plein|Hof|Park)\s+(?:van|de|der|den|het|'t)\s+[A-Z][\w’'-]+)"
    rf"{_NUMBER}"
)
# Without a capital only where the end says clearly that it is a street.
_SMALL_STREET = re.compile(
    rf"\b([a-zà-ÿ][\w’'-]{{2,40}}(?:straat|straatje|laan|weg|plein|singel|gracht|dijk|plantsoen)){_NUMBER}"
)
# Words that end like a street and are a kind of thing, or a side of one.
_SIDE = re.compile(
    r"(?:voor|achter|boven|onder|binnen|buiten|noord|oost|zuid|west|over|zij|linker|rechter|straat)kant\b",
    re.IGNORECASE,
)
_NO_STREET = re.compile(
    r"(?:(?:onder|snel|auto|vaar|spoor|fiets|voet|om|uit|over|terug|half|toegangs|rijks|loop|rand|parallel|ontsluitings)"
    r"weg|(?:school|verkeers)plein|(?:rivier|zee)dijk|oprijlaan|(?:woon|winkel|zij|speel|leef|fiets)straat)\b"
)
# What is counted in a street, and a date: "Deldenerstraat 12 woningen", "12 maart". One of a thing is not counted:
# "Deldenerstraat 12 bewoner klaagt", "12 dag en nacht" do follow a house number.
_COUNTED = re.compile(
    r"\s*(?:(?:nieuwe|sociale|extra|oude|grote|kleine|verschillende|huur|koop)\s*)*(?:[a-z-]*(?:"
    r"woningen|huishoudens|bewoners|inwoners|meldingen|misdrijven|inbraken|bomen|reacties|personen|mensen|kinderen|"
    r"jongeren|ouderen|deelnemers|aanvragen|plaatsen|palen|meter|meters|kilometer|kilometers|jaar|jaren|maanden|weken|"
    r"dagen|keer|maal|procent|euro|punten|signalen|klachten|ongevallen|ongelukken|appartementen|huizen|panden|"
    r"bedrijven|winkels|adressen|huurders|gesprekken|initiatieven|gezinnen|voertuigen|fietsen|vragen|incidenten|"
    r"aangiften|vernielingen|diefstallen|minuten|bezoekers|bezoeken|leerlingen|studenten)|vierkante|"
    r"dag(?=\s+(?:dicht|open|afgesloten|per|minder|meer|lang|geen))|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"km|m2|m²|%|°|uur|x)(?![a-z])",
    re.IGNORECASE,
)
_BIG_NUMBER = 1000  # beyond this a number after a street is a year or an amount
# The letters SA, SD and SS are not given out; in a year's place a postcode must show itself by a house number.
_POSTCODE = re.compile(
    r"(?<![\w/.€-])([1-9]\d{3})\s?(?!(?i:S[ADS]))([A-Za-z]{2})(?![\w-])(?:,?\s*[1-9]\d{0,2}(?!\d|-\d{3})(?:\s?[a-zA-Z](?!\w))?)?"
)
_SAYS_POSTCODE = re.compile(r"\bpostcode\W{0,3}$", re.IGNORECASE)
_YEARS = range(1900, 2101)
# What stands in capitals behind a number and is no part of a postcode.
_OTHER_LETTERS = {"EU", "MW", "KW", "GW", "KM", "HA", "NL", "BV", "NV", "TK", "EK", "OZ", "RD", "EN", "OF", "IN", "DB"}
# In small letters also every short word and unit.
_OTHER_SMALL_LETTERS = {
    *("op", "om", "te", "de", "er", "al", "we", "ze", "je", "is", "ik", "zo", "nu", "ja", "na", "st", "ha", "km", "cm"),
    *("mm", "kg", "gr", "mg", "ml", "cl", "dl", "gb", "mb", "kb", "tb", "px", "wh", "th", "pk", "hz", "vv", "ca"),
}


_POSTBUS = re.compile(r"postbus\s+\d{1,5}\W+$", re.IGNORECASE)  # an organisation's


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    for pattern, others in ((_STREET, _SIDE), (_SMALL_STREET, _NO_STREET)):
        yield from (found.span() for found in pattern.finditer(text) if _is_address(found, others))
    for found in _POSTCODE.finditer(text):
        if _is_postcode(found) and not _POSTBUS.search(text[max(0, found.start() - 20) : found.start()]):
            yield found.span()


def _is_address(street: re.Match[str], others: re.Pattern[str]) -> bool:
    if int(street.group(street.lastindex or 1)) >= _BIG_NUMBER or others.match(street.group()):
        return False
    return not _COUNTED.match(street.string, street.end())


def _is_postcode(found: re.Match[str]) -> bool:
    digits, letters = int(found.group(1)), found.group(2)
    has_number = found.end() > found.end(2)
    if letters.upper() in _OTHER_LETTERS:
        return False
    if letters.isupper():
        return has_number or digits not in _YEARS
    says_so = _SAYS_POSTCODE.search(found.string[max(0, found.start() - 12) : found.start()]) is not None
    return letters.lower() not in _OTHER_SMALL_LETTERS and (has_number or says_so)
