"""The register of processings (AVG art. 30): what is kept about people, why, for how long, and what then happens.

One YAML file in `catalogue/processings/` each. The same file tells the retention run what is due.
"""

import datetime
from dataclasses import dataclass as plain_dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkwerk.lib.calendar_periods import CalendarPeriod, end_of_year, read_period

from .sources import STRICT, Name

Sentence = Annotated[str, Field(min_length=3, max_length=1000)]
Words = Annotated[str, Field(min_length=2, max_length=200)]


class GdprGround(StrEnum):
    """The letter of AVG art. 6 lid 1."""

    CONSENT = "a"
    CONTRACT = "b"
    LEGAL_DUTY = "c"
    VITAL_INTEREST = "d"
    PUBLIC_TASK = "e"
    LEGITIMATE_INTEREST = "f"

    @property
    def words(self) -> str:
        return _GROUND_WORDS[self]


_GROUND_WORDS = {
    GdprGround.CONSENT: "toestemming",
    GdprGround.CONTRACT: "uitvoering van een overeenkomst",
    GdprGround.LEGAL_DUTY: "wettelijke verplichting",
    GdprGround.VITAL_INTEREST: "vitaal belang",
    GdprGround.PUBLIC_TASK: "taak van algemeen belang of openbaar gezag",
    GdprGround.LEGITIMATE_INTEREST: "gerechtvaardigd belang",
}


class StartRule(StrEnum):
    """From which day a period counts. The package that owns a kind says which of these it knows."""

    MADE = "gemaakt"
    LAST_SIGN_IN = "laatste_aanmelding"
    EXPIRED = "verlopen"
    CLOSED = "afgesloten"
    CONTENT_DATE = "datum"

    @property
    def words(self) -> str:
        return _START_WORDS[self][0]

    @property
    def words_of_year(self) -> str:
        """What follows "het einde van het jaar"."""
        return _START_WORDS[self][1]


_START_WORDS = {
    StartRule.MADE: ("de dag van vastleggen", "waarin het is vastgelegd"),
    StartRule.LAST_SIGN_IN: (
        "de laatste aanmelding of de laatste dag van de laatste rol",
        "van de laatste aanmelding of rol",
    ),
    StartRule.EXPIRED: ("de dag waarop het verloopt", "waarin het verloopt"),
    StartRule.CLOSED: ("de dag waarop het is afgesloten", "waarin het is afgesloten"),
    StartRule.CONTENT_DATE: ("de datum van het stuk", "van de datum van het stuk"),
}


class Afterwards(StrEnum):
    """What happens when the period has passed."""

    ERASE = "wissen"
    ANONYMISE = "anonimiseren"
    KEEP = "bewaren"


@dataclass(frozen=True, config=STRICT)
class Ground:
    article: GdprGround
    law: Words  # the law or decision that gives the task or the duty


@dataclass(frozen=True, config=STRICT)
class Review:
    by: Words  # a function, never a person
    on: datetime.date


@dataclass(frozen=True, config=STRICT)
class PersonalHolding:
    """The fields of one kind of row that can hold something about a person, and their end.

    fields     as the model spells them
    retention  "2 jaar"; needed unless it is kept
    reason     why it is kept, or why it is not erased but anonymised
    """

    kind: Name
    fields: Annotated[tuple[Name, ...], Field(min_length=1)]
    afterwards: Afterwards
    retention: str | None = None
    starts: StartRule | None = None
    from_year_end: bool = False
    reason: Sentence | None = None

    @property
    def term(self) -> "RetentionTerm | None":
        if self.retention is None or self.starts is None:
            return None
        return RetentionTerm(read_period(self.retention), self.starts, self.from_year_end)


@dataclass(frozen=True, config=STRICT)
class Processing:
    """One entry of the register. `public` is what residents read; without it the entry is for the FG alone."""

    id: Name
    title: Words
    purpose: Sentence
    grounds: Annotated[tuple[Ground, ...], Field(min_length=1)]
    persons: Annotated[tuple[Words, ...], Field(min_length=1)]
    data: Annotated[tuple[Words, ...], Field(min_length=1)]
    recipients: Annotated[tuple[Words, ...], Field(min_length=1)]
    security: Sentence
    responsible: Words
    reviewed: Review
    kinds: Annotated[tuple[PersonalHolding, ...], Field(min_length=1)]
    public: Sentence | None = None


@plain_dataclass(frozen=True, slots=True)
class RetentionTerm:
    """For how long, and from which day."""

    period: CalendarPeriod
    starts: StartRule
    from_year_end: bool = False

    def last_start(self, today: datetime.date) -> datetime.date:
        """What began on this day or before is due today."""
        last = self.period.last_start(today)
        if not self.from_year_end or last == end_of_year(last):
            return last
        return datetime.date(last.year - 1, 12, 31)

    def ends(self, start: datetime.date) -> datetime.date:
        """The first day on which what began on `start` is due."""
        return self.period.after(end_of_year(start) if self.from_year_end else start)

    @property
    def words(self) -> str:
        start = f"het einde van het jaar {self.starts.words_of_year}" if self.from_year_end else self.starts.words
        return f"{self.period.text} na {start}"
