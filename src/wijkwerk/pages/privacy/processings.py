"""The register of processings as a page shows it: in words, and with what is stored now."""

from dataclasses import dataclass

import structlog
from django.utils import timezone

from wijkwerk.access.privacy.due import due_rows
from wijkwerk.access.privacy.person_data import title_of
from wijkwerk.access.privacy.personal_rows import field_words, model_of
from wijkwerk.access.privacy.processings import Claim, ending_claims, processings
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.processings import Afterwards, PersonalHolding, Processing

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True)
class HoldingRow:
    """One kind of row of a processing: what is kept, until when, how much there is now and how much of it is due."""

    kind: str
    title: str
    fields: str
    term: str
    afterwards: str
    reason: str
    stored: int
    due: int | None  # None: it is kept


@dataclass(frozen=True)
class ProcessingRow:
    processing: Processing
    holdings: tuple[HoldingRow, ...]

    @property
    def grounds(self) -> list[str]:
        return ground_words(self.processing)

    @property
    def due(self) -> int:
        return sum(each.due or 0 for each in self.holdings)

    @property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(each.term for each in self.holdings))


@dataclass(frozen=True)
class PublicProcessing:
    """What residents may know of a processing."""

    processing: Processing
    grounds: list[str]


def public_processings() -> list[PublicProcessing]:
    """The processings that the register tells residents of. None where the register cannot be read now."""
    try:
        return [PublicProcessing(each, ground_words(each)) for each in processings() if each.public]
    except DefinitionError:
        _log.exception("the register of processings cannot be read")
        return []


def ground_words(processing: Processing) -> list[str]:
    return [
        f"{each.article.words} (AVG artikel 6 lid 1 onder {each.article.value}): {each.law}"
        for each in processing.grounds
    ]


def processing_rows() -> list[ProcessingRow]:
    """By title. Raises DefinitionError or RegisterError where the register cannot be used."""
    ending = {(claim.processing.id, claim.holding.kind): claim for claim in ending_claims()}
    return [
        ProcessingRow(each, tuple(_holding(holding, ending.get((each.id, holding.kind))) for holding in each.kinds))
        for each in processings()
    ]


def _holding(holding: PersonalHolding, claim: Claim | None) -> HoldingRow:
    model = model_of(holding.kind)
    fields = [field_words(model, name) for name in holding.fields] if model else holding.fields
    return HoldingRow(
        kind=holding.kind,
        title=title_of(holding.kind),
        fields=", ".join(fields),
        term=term_words(holding),
        afterwards=holding.afterwards.value,
        reason=holding.reason or "",
        stored=model._base_manager.count() if model else 0,
        due=due_rows(claim, timezone.localdate()).count() if claim is not None else None,
    )


def term_words(holding: PersonalHolding) -> str:
    """ "2 jaar na de dag waarop het verloopt, dan wissen"; what is kept has no term."""
    term = holding.term
    if term is None or holding.afterwards is Afterwards.KEEP:
        return "blijft bewaard"
    return f"{term.words}, dan {holding.afterwards.value}"
