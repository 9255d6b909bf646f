"""Numbers, dates and intervals as a Dutch reader writes them: 1.234,5 · 12,3 % · € 1.250 · −3,4 · 2021–2024.

Every function gives text, never markup. Between a number and its sign stands a no-break space (U+00A0), the
minus is a true one (U+2212), a span of years has an en dash (U+2013).
"""

import datetime
from functools import lru_cache

from wijkwerk.lib.rounding import rounded_half_away

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
PERCENT = "%"
EURO = "€"
_LONGEST_SIGN = 3  # %, €, km, m², kWh

# fmt: off
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)
# Words up to twintig, as Dutch running text has them; above that digits.
_COUNT_WORDS = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)
# fmt: on


@lru_cache(maxsize=1 << 15)  # the same values come back on every page of an edition; half of a profile's time
def file_size(size: int) -> str:
    """ "15,7 MB", "42 kB": one unit that says something, and never 0."""
    return f"{number(size / 1e6, 1)} MB" if size >= 100_000 else f"{number(max(1, round(size / 1000)))} kB"


def number(value: float, decimals: int = 0) -> str:
    """1234.5 with one decimal: "1.234,5". Halves go away from zero, as CBS rounds; zero has no sign."""
    rounded = rounded_half_away(value, decimals)
    digits = f"{abs(rounded):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return MINUS + digits if rounded < 0 else digits


def signed(value: float, decimals: int = 0) -> str:
    """A change: "+3,4", "−3,4", "0,0"."""
    text = number(value, decimals)
    return f"+{text}" if rounded_half_away(value, decimals) > 0 else text


def percentage(value: float, decimals: int = 0) -> str:
    """ "12,3 %" of a value on the scale 0–100."""
    return f"{number(value, decimals)}{NBSP}{PERCENT}"


def euros(value: float, decimals: int = 0) -> str:
    """ "€ 1.250", and "−€ 1.250" below zero."""
    text = number(value, decimals)
    if text.startswith(MINUS):
        return f"{MINUS}{EURO}{NBSP}{text[1:]}"
    return f"{EURO}{NBSP}{text}"


def short_euros(value: float) -> str:
    """ "€ 1,2 mln" and "€ 1,2 mld" from a million on, whole euros below."""
    text, word = _short(value)
    return f"{euros(value)}" if not word else _with_euro(text, word)


def short_number(value: float) -> str:
    """ "17,9 mln" from a million on, whole numbers below."""
    text, word = _short(value)
    return f"{text}{NBSP}{word}" if word else text


def with_unit(value: float, unit: str, decimals: int) -> str:
    """The value with its unit in running text: "€ 28.500", "67,2 % van 18 jaar en ouder", "82 per 1.000 inwoners"."""
    _, words = split_unit(unit)
    text = with_sign(value, unit, decimals)
    return f"{text} {words}" if words else text


def with_sign(value: float, unit: str, decimals: int) -> str:
    """The value with the sign of its unit only, for where the words were said already: "€ 28.500", "67,2 %", "82"."""
    sign, _ = split_unit(unit)
    if sign == EURO:
        return euros(value, decimals)
    text = number(value, decimals)
    return f"{text}{NBSP}{sign}" if sign else text


def split_unit(unit: str) -> tuple[str, str]:
    """A unit as the sign that belongs against the number and the words that follow it.

    "%" is a sign, "km" too; "per 1.000 inwoners" is all words; "% van 18 jaar en ouder" is both.
    """
    first, _, rest = unit.partition(" ")
    return (first, rest) if 0 < len(first) <= _LONGEST_SIGN and first != "per" else ("", unit)


def is_percentage(unit: str) -> bool:
    return split_unit(unit)[0] == PERCENT


def difference(value: float, unit: str, decimals: int) -> str:
    """A difference of two values: percentages differ in procentpunt, everything else in its own unit."""
    if is_percentage(unit):
        return f"{number(value, decimals)}{NBSP}procentpunt"
    return with_sign(value, unit, decimals)


def interval(low: float, high: float, unit: str = "", decimals: int = 0) -> str:
    """ "tussen 12 en 18 %"; "tussen € 1.200 en € 1.400". One number where both ends round to the same."""
    ends = number(low, decimals), number(high, decimals)
    if ends[0] == ends[1]:
        return f"ongeveer {with_sign(low, unit, decimals)}"
    sign, _ = split_unit(unit)
    if sign == EURO:
        return f"tussen {euros(low, decimals)} en {euros(high, decimals)}"
    return f"tussen {ends[0]} en {ends[1]}{NBSP + sign if sign else ''}"


def interval_cell(low: float, high: float, decimals: int = 0) -> str:
    """The same in a column of its own: "9,9 tot 14,2"."""
    return f"{number(low, decimals)} tot {number(high, decimals)}"


def date(day: datetime.date) -> str:
    """ "1 januari 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month(day: datetime.date) -> str:
    """ "maart 2027"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def years(first: int, last: int) -> str:
    """ "2021–2024", or one year."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def years_in_words(first: int, last: int) -> str:
    """ "2021 tot en met 2025"."""
    return str(first) if first == last else f"{first} tot en met {last}"


def count_word(count: int) -> str:
    """ "tien" up to twintig, "62" above."""
    return _COUNT_WORDS[count] if 0 <= count <= 20 else number(count)


def enumeration(words: list[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def sentence(text: str) -> str:
    """The text with a capital where a sentence starts; after "'t" or "'s" the next word takes it."""
    if text.startswith(("'", "’", "‘")):
        head, gap, rest = text.partition(" ")
        if head != head.lower():  # 's-Gravenhage has its capital already
            return text
        return f"{head}{gap}{rest[:1].upper()}{rest[1:]}"
    if text.startswith("één"):  # a capital has no accent
        return f"E{text[1:]}"
    if text[:2] == "ij":  # a digraph: IJsselmuiden, not Ijsselmuiden
        return f"IJ{text[2:]}"
    return f"{text[:1].upper()}{text[1:]}"


def _short(value: float) -> tuple[str, str]:
    for size, word in ((1e9, "mld"), (1e6, "mln")):
        if abs(value) >= size:
            return number(value / size, 1), word
    return number(value), ""


def _with_euro(text: str, word: str) -> str:
    sign = MINUS if text.startswith(MINUS) else ""
    return f"{sign}{EURO}{NBSP}{text.removeprefix(MINUS)}{NBSP}{word}"
