"""What people write where a number is missing, and what it says. Missing is not one thing, and none of it is zero."""

import re

from wijkwerk.definitions.vocabulary import Status

# Lower case, without blanks at the ends. CBS: "." unknown, "x" secret. Swing: -99996 … -99999; PDOK: -99995, -99999999.
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
    "-99995": Status.SUPPRESSED,
    "-99997": Status.SUPPRESSED,
    "-99998": Status.NOT_APPLICABLE,
    "-99999": Status.UNKNOWN,
    "-99996": Status.NOT_DELIVERED,
    "-99999999": Status.SUPPRESSED,
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

_FEWER = re.compile(r"^(?:<|≤|minder dan|kleiner dan|onder de)\s*\d{1,3}(?:\s*personen)?$")


def status_of(text: str) -> Status | None:
    """The status that a mark stands for; None when the text is no mark (a dash is not: see `is_dash`)."""
    mark = " ".join(text.lower().split())
    return MARKS.get(mark) or (Status.TOO_FEW if _FEWER.match(mark) else None)


def is_dash(text: str) -> bool:
    return text in DASHES
