"""A small kind of sheet for these tests: the lines of a budget."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from wijkwerk.lib.sheets import DAY, NUMBER, YEAR, Col, HandedIn, Reading, Sheet, one_of


class Cover(StrEnum):
    ASKED = "aangevraagd"
    PARTLY = "deels_toegekend"


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    amount: float
    year: int | None = None
    cover: Cover | None = None
    until: datetime.date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0 and not self.note:
            raise ValueError("een toelichting bij een bedrag onder nul")


LINES = Sheet(
    Line,
    Col("Post", "title", hint="Zoals in de begroting."),
    Col("Bedrag", "amount", NUMBER),
    Col("Jaar", "year", YEAR),
    Col("Dekking", "cover", one_of(Cover)),
    Col("Tot en met", "until", DAY),
    Col("Toelichting", "note"),
    title="Posten",
    rows_are=("post", "posten"),
    most=50,
)
SOUND = (
    Line("Wijkbudget", 1250.5, 2027, Cover.PARTLY, datetime.date(2027, 12, 31), 'met een ; en een "aanhaling"'),
    Line("=HYPERLINK(1)", 1e-05, note="'+31 6"),
    Line("Voorschot", -30.0, note="twee\nregels"),
)


def read(content: bytes | str, name: str = "posten.csv") -> Reading[Line]:
    return LINES.read(HandedIn(name, content.encode() if isinstance(content, str) else content))


def told(content: bytes | str) -> list[tuple[str, str]]:
    """Where and what, of everything that is wrong."""
    reading = read(content)
    assert all(problem.expected and problem.remedy for problem in reading.problems)
    return [(problem.place, problem.found) for problem in reading.problems]
