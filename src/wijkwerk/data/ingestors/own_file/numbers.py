"""Numbers as people write them: decimal comma or point, thousands, %, €, footnote star. Text to value, and doubt.

Whether "1.234" is a thousand or a decimal is not in the cell. `NumberEvidence` gathers what the other cells of its
column show; `reading_of` decides with it, or says that a person must.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Separator(StrEnum):
    """What a point or a comma means in a column."""

    DECIMAL = "decimal"
    THOUSANDS = "thousands"


class Shape(StrEnum):
    """What the spelling of one number says by itself."""

    PLAIN = "plain"  # 1234
    CLEAR = "clear"  # 1,8 or 1.234,5 or 1.234.567 or 0.123
    DOUBTFUL = "doubtful"  # 1.234 or 1,234


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number as written, taken apart but not yet a value.

    digits      sign, digits and marks only: "-1.234"
    mark        the one mark in doubt, or the one that was clear; None without any
    meaning     what `mark` clearly means; None in doubt
    percent     a % stood with it; the value is in per cent as written
    provisional a * stood behind it: voorlopig, in CBS's spelling
    """

    digits: str
    shape: Shape
    mark: str | None = None
    meaning: Separator | None = None
    percent: bool = False
    provisional: bool = False

    def value(self, meaning: Separator | None = None) -> float:
        """The number, with `meaning` for the mark where the spelling itself leaves doubt."""
        return _value(self.digits, self.mark, self.meaning or meaning)


_AROUND = re.compile(
    r"^(?:€|eur\b)?\s*(?P<digits>[-−+]?\s*(?:€\s*)?[\d.,'’\s]*\d)(?:,[-–—]+)?\s*(?P<euro>€|eur)?\s*(?P<percent>%)?\s*(?P<star>\*{0,2})$",
    re.I,
)
_SIMPLE = re.compile(r"^-?[0-9]+(?:[.,][0-9]+)?$")
_GROUPED = re.compile(r"^-?\d{1,3}(?:[ '’]\d{3})+(?=$|[.,])")
_SHAPE = re.compile(r"^-?(?:\d+(?:[.,]\d+)*|[.,]\d+)$")
_LONGEST = 40  # characters; float() of a thousand digits is no figure
_SCIENTIFIC = re.compile(r"^-?\d(?:[.,]\d+)?e[+-]?\d{1,2}$", re.I)


def take_apart(text: str) -> WrittenNumber | None:
    """The number in a cell's text, or None when it is not one."""
    if len(text) > _LONGEST:
        return None
    if _SIMPLE.match(text):  # nearly all cells: spares them the rest
        return _with_marks(text)
    if _SCIENTIFIC.match(text):
        return WrittenNumber(text.replace(",", "."), Shape.CLEAR)
    match = _AROUND.match(text)
    if not match:
        return None
    digits = _normalised(match["digits"])
    if not _SHAPE.match(digits) or not _groups_fit(digits):
        return None
    return _with_marks(digits, bool(match["percent"]), bool(match["star"]))


def _with_marks(digits: str, percent: bool = False, provisional: bool = False) -> WrittenNumber:
    mark, meaning = _marks(digits)
    shape = Shape.PLAIN if mark is None else Shape.CLEAR if meaning else Shape.DOUBTFUL
    return WrittenNumber(digits, shape, mark, meaning, percent, provisional)


def _normalised(digits: str) -> str:
    """One minus, no euro sign, no blanks between groups of three. Blanks elsewhere stay and make it no number."""
    digits = re.sub(r"^([-−+]?)\s*(?:€\s*)?", r"\1", digits).replace("−", "-").removeprefix("+")
    digits = re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", digits)
    grouped = _GROUPED.match(digits)
    if grouped:
        digits = re.sub(r"[ '’]", "", grouped[0]) + digits[grouped.end() :]
    return digits


def _marks(digits: str) -> tuple[str | None, Separator | None]:
    """The mark that says something about the column, and what it clearly means.

    With both marks the last is the decimal; its meaning is reported, the other follows from it. The same mark twice
    means thousands. One mark is a decimal unless exactly three digits follow one to three that do not begin with 0.
    """
    marks = [character for character in digits if character in ".,"]
    if not marks:
        return None, None
    last = marks[-1]
    if len(set(marks)) == 2:
        return last, Separator.DECIMAL
    if len(marks) > 1:
        return last, Separator.THOUSANDS
    before, after = digits.lstrip("-").split(last)
    if len(after) != 3 or not 1 <= len(before) <= 3 or before.startswith("0"):
        return last, Separator.DECIMAL
    return last, None


def _value(digits: str, mark: str | None, meaning: Separator | None) -> float:
    if mark is None:
        return float(digits)
    if meaning is Separator.THOUSANDS:
        return float(digits.replace(mark, ""))
    other = "," if mark == "." else "."
    return float(digits.replace(other, "").replace(mark, "."))


def _groups_fit(digits: str) -> bool:
    """False for "1.2.2024" and "1234.567,8": two marks or more that separate no groups of three."""
    whole = re.split(r"[.,]", digits.lstrip("-"))
    if len(whole) < 3:
        return True
    marks = [character for character in digits if character in ".,"]
    groups = whole[1:-1] if len(set(marks)) == 2 else whole[1:]
    single_decimal = len(set(marks[:-1])) == 1
    return single_decimal and 1 <= len(whole[0]) <= 3 and all(len(group) == 3 for group in groups)


@dataclass
class NumberEvidence:
    """What the numbers of one column show about their marks: a first example, with its row, of each clear reading."""

    plain: int = 0
    clear: dict[tuple[str, Separator], tuple[str, int]] = field(default_factory=dict)
    doubtful: dict[str, tuple[str, int]] = field(default_factory=dict)  # mark -> first example

    def add(self, number: WrittenNumber, text: str, row: int) -> None:
        if number.mark is None:
            self.plain += 1
        elif number.meaning is None:
            self.doubtful.setdefault(number.mark, (text, row))
        else:
            self.clear.setdefault((number.mark, number.meaning), (text, row))

    @property
    def decimal_marks(self) -> list[str]:
        return [mark for mark in ",." if (mark, Separator.DECIMAL) in self.clear]

    @property
    def is_mixed(self) -> bool:
        """Both marks stand for the decimal somewhere: '1,8' and '416.0' in one column."""
        return len(self.decimal_marks) == 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What a doubtful mark means in a column: decided with the evidence for it, or None for a person to say."""

    meaning: Separator | None
    evidence: str


def reading_of(mark: str, evidence: NumberEvidence) -> Reading:
    """What "1.234" (mark ".") or "1,234" (mark ",") means in this column.

    The column's own clear cells decide, when they do not contradict each other: the same mark used clearly, or the
    other mark used clearly as the decimal (then this one separates thousands) or for thousands (then this is the
    decimal).
    """
    other = "," if mark == "." else "."
    grounds = {
        Separator.DECIMAL: [(mark, Separator.DECIMAL), (other, Separator.THOUSANDS)],
        Separator.THOUSANDS: [(mark, Separator.THOUSANDS), (other, Separator.DECIMAL)],
    }
    examples = {
        meaning: next((evidence.clear[key] for key in keys if key in evidence.clear), None)
        for meaning, keys in grounds.items()
    }
    texts = {meaning: f"‘{example[0]}’ in rij {example[1]}" for meaning, example in examples.items() if example}
    if len(texts) == 1:
        meaning, text = next(iter(texts.items()))
        return Reading(meaning, text)
    return Reading(None, " tegenover ".join(texts.values()))
