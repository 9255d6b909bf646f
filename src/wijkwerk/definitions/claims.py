"""What a document says about a wijk or buurt, as data: the words, and what they can be held against.

A claim needs no code: a file in `catalogue/claims/` says of which area it is, how its words are read, and which figures
it is about. What holds of it is asked of an edition (`scores.claims`).
"""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from .catalogue import Catalogue
from .documents import read_document
from .located import Located
from .problems import DefinitionError, DefinitionProblem
from .sources import STRICT, AreaCode, Name
from .validation import validate

ROOM = "claims"
Words = Annotated[str, Field(min_length=3, max_length=600)]
Title = Annotated[str, Field(min_length=2, max_length=120)]


@dataclass(frozen=True, config=STRICT)
class ClaimTheme:
    title: Title
    indicators: Annotated[tuple[Name, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class ClaimDomain:
    """One of the domains that the claim is about; `missing` says what nobody delivers of it."""

    title: Title
    themes: Annotated[tuple[ClaimTheme, ...], Field(min_length=1)]
    missing: Annotated[str, Field(max_length=300)] = ""


@dataclass(frozen=True, config=STRICT)
class ClaimReason:
    """A reason that the document gives. Its first figure is the one that is meant; none where nobody knows what is.

    indicators  others after the first are told beside it
    remark      what must be known beside the figures
    """

    title: Title
    indicators: tuple[Name, ...] = ()
    remark: Annotated[str, Field(max_length=300)] = ""


@dataclass(frozen=True, config=STRICT)
class Claim:
    """
    text      as the document has it; said_in: title of the document; place: where in it; dated: its date
    remark    what the document leaves open
    reading   how the words are read as a yardstick, in a sentence
    share     "one of the most": among this share of the areas, counted down to a whole place
    others    other yardsticks: among the first so many
    among     every area of its level in the gemeente, or those alone where people live
    """

    id: Name
    area: AreaCode
    text: Words
    said_in: Title
    dated: datetime.date
    reading: Words
    domains: Annotated[tuple[ClaimDomain, ...], Field(min_length=1)]
    place: Annotated[str, Field(max_length=200)] = ""
    remark: Annotated[str, Field(max_length=300)] = ""
    share: Annotated[float, Field(gt=0, lt=1)] = 0.2
    others: tuple[Annotated[int, Field(ge=1, le=100)], ...] = (3, 5, 10)
    among: Literal["all", "residential"] = "residential"
    reasons: tuple[ClaimReason, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the domains, in their order; those of the reasons beside them are not counted."""
        return tuple(name for domain in self.domains for theme in domain.themes for name in theme.indicators)


CLAIM = TypeAdapter(Claim)


def load_claims(folder: Path, catalogue: Catalogue) -> dict[str, Claim]:
    """The claims of a catalogue by id, in the order of their names; none where there is no such folder.

    Raises DefinitionError with the problems of all files.
    """
    problems: list[DefinitionProblem] = []
    claims: dict[str, Claim] = {}
    for path in sorted((folder / ROOM).glob("[!.]*.yaml")):
        document = read_document(path, f"{ROOM}/{path.name}")
        claim = validate(document, CLAIM)
        if claim is not None:
            _check(Located(claim, document), path.stem, catalogue)
            claims[claim.id] = claim
        problems += document.problems
    if problems:
        raise DefinitionError(problems)
    return claims


def _check(claim: Located[Claim], name: str, catalogue: Catalogue) -> None:
    if claim.value.id != name:
        claim.report(("id",), f"'{claim.value.id}'", f"'{name}', de naam van het bestand", "Maak beide gelijk.")
    seen: set[str] = set()
    for where, indicator in _named(claim.value):
        if indicator not in catalogue.indicators:
            claim.report(where, f"'{indicator}'", "een indicator van de catalogus", "Verbeter de naam.")
        elif where[0] == "domains" and indicator in seen:
            claim.report(
                where, f"'{indicator}' voor de tweede keer", "elk cijfer één keer", "Laat er één staan: het telt mee."
            )
        if where[0] == "domains":
            seen.add(indicator)


def _named(claim: Claim) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where each indicator is named, and its name."""
    for d, domain in enumerate(claim.domains):
        for t, theme in enumerate(domain.themes):
            for i, name in enumerate(theme.indicators):
                yield ("domains", d, "themes", t, "indicators", i), name
    for r, reason in enumerate(claim.reasons):
        for i, name in enumerate(reason.indicators):
            yield ("reasons", r, "indicators", i), name


def claims_of(claims: Mapping[str, Claim], area: str) -> tuple[Claim, ...]:
    """What is said about one area."""
    return tuple(claim for claim in claims.values() if claim.area == area)
