"""What a check has to say about a release: plain Dutch for the person who must decide on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wijkwerk.definitions.vocabulary import Level

LEVEL_PLURALS = {
    Level.LAND: "landen",
    Level.GEMEENTE: "gemeenten",
    Level.STADSDEEL: "stadsdelen",
    Level.WIJK: "wijken",
    Level.BUURT: "buurten",
}
# What these checks find cannot be, and words do not make it so: it is taken out, corrected, or the release rejected.
IMPOSSIBLE = frozenset({"code_als_waarde", "onmogelijke_waarde"})
WORDS_DO_NOT_HELP = (
    "Deze waarde kan niet bestaan: een verklaring is hier niet genoeg. Keur de levering af, en lees haar opnieuw in "
    "met een regel bij de bron (missing_values), met een correctie (catalogue/corrections), of met cijfers die de bron "
    "verbeterde."
)
MOST_NAMED = 5  # places named in one remark; the rest is counted


class Severity(StrEnum):
    BLOCKING = "blocking"  # the release may not be used as it is
    WARNING = "warning"  # somebody must look and explain
    NOTE = "note"  # good to know


@dataclass(frozen=True, slots=True)
class CheckRemark:
    """One finding of one check.

    check                    name of the check, as in docs/controles.md
    area, variable, period   what it is about; None where it is about more than one
    place                    the same for a reader: "Voorst (GM0285), Misdrijven totaal, 2025"
    found, expected, remedy  "de buurten tellen op tot 27", "665 van de gemeente", "Vraag het de bron."
    count                    how many cells, areas or codes it is about
    explanation              where the catalogue already answers it (a correction): what a person would have to write
    """

    check: str
    severity: Severity
    place: str
    found: str
    expected: str
    remedy: str
    area: str | None = None
    variable: str | None = None
    period: int | None = None
    count: int = 1
    explanation: str = ""

    @property
    def message(self) -> str:
        return f"{self.place}: {self.found}. Verwacht: {self.expected}. {self.remedy}"


def number(value: float) -> str:
    """A number as it stands in Dutch text: 1.234,5 and a true minus; whole where it is whole, else 1 to 3 decimals."""
    text = f"{abs(value):,.0f}" if value == round(value) else f"{abs(value):,.3f}".rstrip("0")
    text = text.rstrip(".") if "." in text else text
    sign = "−" if value < 0 and text.strip("0.,") else ""
    return sign + text.translate(str.maketrans(",.", ".,"))


def percentage(share: float) -> str:
    """A share as a percentage: whole from 10 % on, else one decimal; "100 %" only for all of it."""
    value = 100 * abs(share)
    text = f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"
    if text == "100" and value < 100:
        text = "99,9"
    return f"{'−' if share < 0 else ''}{text.replace('.', ',')} %"


def listing(items: Sequence[str], total: int | None = None) -> str:
    """ "a, b en c", or "a, b, c, d, e en nog 12"; `total` where only the first few were looked up."""
    total = len(items) if total is None else total
    named = list(items[:MOST_NAMED])
    if total > len(named):
        return f"{', '.join(named)} en nog {number(total - len(named))}"
    return " en ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def counted(count: int, one: str, many: str) -> str:
    """ "1 buurt", "1.234 buurten"."""
    return f"{number(count)} {one if count == 1 else many}"
