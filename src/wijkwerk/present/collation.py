"""The order of names on a Dutch list: IJ at Y, 't and 's under their noun, é as e, 9 before 10."""

import re
import unicodedata
from typing import TypeAlias

_APOSTROPHE_ARTICLE = re.compile(r"^['’‘`][stn][ -]+", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)")
# At the start of a word only, as in a telephone book: IJmuiden between Xanten and Zwolle. Inside a word readers
# look for i and j apart (Nieuwstad, Nijverheid, Noord).
_IJ_AT_START = re.compile(r"\bij")
_PUNCTUATION = re.compile(r"[^\w\s]")

CollationKey: TypeAlias = tuple[tuple[tuple[int, int, str], ...], str]


def collation_key(name: str) -> CollationKey:
    """Sort key of a name as a Dutch reader looks it up; the name itself decides between equals.

    Articles without an apostrophe stay where they are written: "De Noork" stands under D, as on CBS's lists.
    """
    plain = _APOSTROPHE_ARTICLE.sub("", name.strip()).casefold().replace("\u0133", "ij")
    plain = _IJ_AT_START.sub("y", plain)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    plain = _PUNCTUATION.sub("", plain.replace("-", " "))
    return tuple(_ranked(part) for part in _NUMBER.split(plain) if part.strip()), name


def _ranked(part: str) -> tuple[int, int, str]:
    return (0, int(part), "") if part.isdecimal() else (1, 0, " ".join(part.split()))
