"""What a norm says and what a kader holds: the one shape for YAML, spreadsheets, the register and frozen editions."""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from .sources import STRICT, AreaCode, Name

FIRST_YEAR, LAST_YEAR = 1990, 2100
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
MOST_FEWEST_INHABITANTS = 5000  # a bound that leaves out most buurten of the country is a slip of the pen
FewestInhabitants = Annotated[int, Field(ge=0, le=MOST_FEWEST_INHABITANTS)]


class AreaKind(StrEnum):
    """The wijktype of an area (E159): norms and comparisons may differ by it."""

    WOONWIJK = "woonwijk"
    BEDRIJVENTERREIN = "bedrijventerrein"
    BUITENGEBIED = "buitengebied"


class NormScope(StrEnum):
    """What a norm holds for, from the least specific to the most specific."""

    ALL = "alle_wijken"
    AREA_KIND = "wijktype"
    AREA = "gebied"


class NormForm(StrEnum):
    AT_LEAST = "ten_minste"
    AT_MOST = "ten_hoogste"
    BAND = "band"
    NOT_WORSE_THAN_GEMEENTE = "niet_slechter_dan_gemeente"
    TREND = "ontwikkeling"


class NormSource(StrEnum):
    """Who set the value. A norm that nobody decided is a streefwaarde or an expert's."""

    COUNCIL = "raadsbesluit"
    NATIONAL = "nationale_norm"
    TARGET = "streefwaarde"
    EXPERT = "expert"


class KaderStatus(StrEnum):
    """Of a kader and of each of its norms."""

    PROVISIONAL = "voorlopig"
    ADOPTED = "vastgesteld"


class Direction(StrEnum):
    RISING = "stijgen"
    FALLING = "dalen"


@dataclass(frozen=True, config=STRICT)
class NormTerms:
    """One norm. Which fields a form needs, and whether they fit the indicator, `governance.kader.checks` says.

    value   at least, at most: the limit. band: the lower end. not worse than the gemeente: how much worse it may be.
            trend: by how much at least since `since`, in procentpunt for a percentage and else in per cent; 0 = clearly
    upper   the upper end of a band
    per     per how many the value is meant (100, 1000); a guard against a norm that is stated otherwise
    by      the year in which it must be met; the kader's horizon where left out
    counted the indicator that counts the whole of which this one is a share (huishoudens): for the gap in numbers
    unit_of_gap  what that gap counts, in the plural: "koopwoningen"
    owner   the function that keeps the norm, never a person
    """

    indicator: Name
    scope: NormScope
    form: NormForm
    source: NormSource
    owner: Annotated[str, Field(min_length=3, max_length=120)]
    valid_from: datetime.date
    value: float
    upper: float | None = None
    area_kind: AreaKind | None = None
    area: AreaCode | None = None
    since: Year | None = None
    direction: Direction | None = None
    by: Year | None = None
    per: float | None = None
    counted: Name | None = None
    unit_of_gap: Annotated[str, Field(max_length=60)] | None = None
    valid_to: datetime.date | None = None
    document: Annotated[str, Field(max_length=200)] | None = None
    status: KaderStatus = KaderStatus.PROVISIONAL
    note: Annotated[str, Field(max_length=500)] | None = None


@dataclass(frozen=True, config=STRICT)
class AreaKindTerms:
    """The wijktype of one area from a day. A buurt without its own has that of its wijk."""

    area: AreaCode
    kind: AreaKind
    valid_from: datetime.date


@dataclass(frozen=True, config=STRICT)
class KaderTerms:
    """A version of a kader as a file gives it: always provisional until people adopt it.

    example  the norms are made up to show how it works; every page says so
    horizon  the year in which norms without their own year must be met
    fewest_inhabitants  a buurt with fewer is shown and takes no place in a ranking; where left out none is too small
    """

    id: Name
    name: Annotated[str, Field(min_length=3, max_length=120)]
    valid_from: datetime.date
    horizon: Year
    norms: Annotated[tuple[NormTerms, ...], Field(min_length=1)]
    note: Annotated[str, Field(max_length=1000)] | None = None
    example: bool = False
    fewest_inhabitants: FewestInhabitants | None = None
    area_kinds: tuple[AreaKindTerms, ...] = ()
