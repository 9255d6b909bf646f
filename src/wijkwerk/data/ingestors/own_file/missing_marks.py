"""What people write where a number is missing, and what it says. Missing is not one thing, and none of it is zero."""

import re

from wijkwerk.definitions.missing_codes import code_of
from wijkwerk.definitions.vocabulary import Status

from .numbers import Shape, take_apart

# Lower case, without blanks at the ends. CBS: "." unknown, "x" secret. Codes that are numbers: `missing_codes`.
MARKS: dict[str, Status] = {
    ".": Status.UNKNOWN,
    "..": Status.UNKNOWN,
    "?": Status.UNKNOWN,
    "onbekend": Status.UNKNOWN,
    "niet bekend": Status.UNKNOWN,
    "nb": Status.UNKNOWN,
    "n.b.": Status.UNKNOWN,
    "na": Status.UNKNOWN,
    "n/a": Status.UNKNOWN,
    "nan": Status.UNKNOWN,
    "null": Status.UNKNOWN,
    "#n/b": Status.UNKNOWN,
    "#n/a": Status.UNKNOWN,
    "x": Status.SUPPRESSED,
    "geheim": Status.SUPPRESSED,
    "afgeschermd": Status.SUPPRESSED,
    "niet gepubliceerd": Status.SUPPRESSED,
    "n.v.t.": Status.NOT_APPLICABLE,
    "n.v.t": Status.NOT_APPLICABLE,
    "nvt": Status.NOT_APPLICABLE,
    "niet van toepassing": Status.NOT_APPLICABLE,
    "niet geleverd": Status.NOT_DELIVERED,
    "te weinig personen": Status.TOO_FEW,
    "te klein aantal": Status.TOO_FEW,
    "onvoldoende waarnemingen": Status.TOO_FEW,
    "onbetrouwbaar": Status.UNKNOWN,
}

# "-" is nihil, a real zero, in CBS tables, and "we do not have it" nearly everywhere else: a person must say.
DASHES = frozenset({"-", "–", "—", "--"})

_MAY_BE_CODE = re.compile(r"^[-−]\s*9")
_FEWER = re.compile(r"^(?:<|≤|minder dan|kleiner dan|onder de)\s*\d{1,3}(?:\s*personen)?$")


def status_of(text: str) -> Status | None:
    """The status that a mark stands for; None when the text is no mark (a dash is not: see `is_dash`)."""
    if _MAY_BE_CODE.match(text):
        number = take_apart(text)
        # What "-99.997" means is not in its spelling: `CellReader` looks once that is known.
        return None if number is None or number.shape is Shape.DOUBTFUL else code_of(number.value())
    mark = " ".join(text.lower().split())
    return MARKS.get(mark) or (Status.TOO_FEW if _FEWER.match(mark) else None)


def is_dash(text: str) -> bool:
    return text in DASHES
