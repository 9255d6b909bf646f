"""Finding the header row, and comparing headers as people vary them from year to year."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wijkwerk.lib.sheets import CellKind, Row

from .areas import AreaBook, KeyKind, looks_like_code

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# "Woningen van voor 2000" is no figure of 2000.
_NOT_A_PERIOD = re.compile(r"\b(?:voor|na|vanaf|tot|tot en met|sinds|t/m|ouder dan)\s+$", re.I)
FIRST_YEAR, LAST_YEAR = 1900, 2100


@lru_cache(maxsize=20_000)
def plain_header(text: str) -> str:
    """A header without case, accents and punctuation, so that "Inw. 65+ (%)" is itself next year; + and % stay."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9+%<>]+", plain.replace("_", " ")))


def yearless(text: str) -> str:
    """The plain header with its year as a slot: "Inwoners 2024" and "inwoners_2025" are the same column."""
    return YEAR.sub("{jaar}", plain_header(text))


def year_in(text: str) -> int | None:
    """The one year that a header or title speaks of; None with none, with two, or with a year that is a boundary."""
    years = list(YEAR.finditer(text.replace("_", " ")))
    if len(years) != 1 or _NOT_A_PERIOD.search(text[: years[0].start()]):
        return None
    return int(years[0][1])


# Behind a header that stands in a file more than once: which of them it is, from left to right.
_ORDER = re.compile(r" \(nr\. \d+\)$")


def told_apart(headers: Mapping[int, str]) -> dict[int, str]:
    """The same headers, each once: "% eens|2023", "% eens|2023 (nr. 2)", … from left to right. Empty ones stay."""
    times: Counter[str] = Counter()
    apart = {}
    for column in sorted(headers):
        text = headers[column]
        times[plain_header(text)] += bool(text)
        order = times[plain_header(text)]
        apart[column] = f"{text} (nr. {order})" if order > 1 else text
    return apart


def bare_header(text: str) -> str:
    """A header as it stands in the file: without what `told_apart` wrote behind it."""
    return _ORDER.sub("", text)


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """Where the header stands in the rows that were looked at: its place in the list, and that of the first area."""

    place: int | None
    first_data: int | None


def find_header(rows: Sequence[Row], book: AreaBook, wanted: Sequence[str] = ()) -> FoundHeader:
    """The header row among the first rows.

    wanted   headers that a mapping knows; the row that has most of them is the header
    Without: the fullest row of text above the first row that names an area; the first of equals.
    """
    first_data = next((place for place, row in enumerate(rows) if _names_an_area(row, book)), None)
    known = _row_with(rows, wanted)
    if known is not None:
        after = range(known + 1, len(rows))
        return FoundHeader(known, next((place for place in after if _names_an_area(rows[place], book)), None))
    above = range(len(rows) if first_data is None else first_data)
    candidates = [place for place in above if _text_cells(rows[place]) >= 2]
    if not candidates:
        return FoundHeader(None, first_data)
    if first_data is None:
        return FoundHeader(candidates[0], None)
    return FoundHeader(max(candidates, key=lambda place: (_text_cells(rows[place]), -place)), first_data)


def _row_with(rows: Sequence[Row], wanted: Sequence[str]) -> int | None:
    keys = {yearless(bare_header(header)) for header in wanted}
    if not keys:
        return None
    hits = [len(keys & {yearless(cell.text) for cell in row.cells.values()}) for row in rows]
    best = max(range(len(rows)), key=lambda place: (hits[place], -place), default=None)
    return best if best is not None and hits[best] >= max(min(2, len(keys)), len(keys) // 3) else None


def _text_cells(row: Row) -> int:
    return sum(cell.kind is CellKind.TEXT or bool(YEAR.fullmatch(cell.text)) for cell in row.cells.values())


def _names_an_area(row: Row, book: AreaBook) -> bool:
    """A title that is only a name ("Hengelo") is no data: a row of figures has at least two cells."""
    if len(row.cells) < 2:
        return False
    areas = sum(_is_area(cell.text, book) for cell in row.cells.values())
    return areas > 0 and not _lies_across(row, areas)


def _lies_across(row: Row, areas: int) -> bool:
    """A header of areas, of a table on its side: nothing but areas after the first cell."""
    return areas >= 3 and areas >= len(row.cells) - 1


def _is_area(text: str, book: AreaBook) -> bool:
    if looks_like_code(text):
        return True
    match = book.find(text)
    # "164" is a gemeente and a great many other things; five digits are a wijk or a buurt.
    return bool(match.areas) and not (match.kind is KeyKind.NUMBER and len(text) < 5)
