"""Enter a decision that a body took, and confirm that it was entered as it was taken."""

import datetime
from collections.abc import Collection

from django.db import transaction

from wijkwerk.access.log.audit import joined
from wijkwerk.access.models import Person
from wijkwerk.governance.document.models import Document
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.kader.resolution import short_date
from wijkwerk.governance.past_days import refuse_future
from wijkwerk.governance.simultaneous import or_told

from .flow import DecisionFlow
from .models import Decision


@transaction.atomic
def write_decision(
    *,
    body: str,
    date: datetime.date,
    case_number: str,
    subject: str,
    documents: Collection[Document],
    by: Person | None,
) -> Decision:
    """Enter a decision that a body took, as a draft. Raises GovernanceError on a day to come, or one entered before."""
    missing = [
        word
        for word, text in (("gremium", body), ("zaaknummer", case_number), ("onderwerp", subject))
        if not text.strip()
    ]
    if missing:
        raise GovernanceError(f"Een besluit heeft ook dit nodig: {', '.join(missing)}.")
    refuse_future(date, "Een besluit")
    if Decision.objects.filter(body=body.strip(), case_number=case_number.strip(), date=date).exists():
        raise GovernanceError(f"Dit besluit ({case_number.strip()}, {short_date(date)}) is al ingevoerd.")
    decision = Decision(
        body=body.strip(), date=date, case_number=case_number.strip(), subject=subject.strip(), written_by=by
    )
    reason = joined(f"genomen op {short_date(date)}", *(f"document {each.pk}" for each in documents))
    with or_told(GovernanceError(f"Dit besluit ({case_number.strip()}, {short_date(date)}) is zojuist ook ingevoerd.")):
        DecisionFlow.begin(decision, by=by, reason=reason)
    decision.documents.set(documents)
    return decision


def adopt_decision(decision: Decision, *, by: Person) -> None:
    """Confirm that a decision was entered as it was taken; from then on it stays.

    Raises GovernanceError where it has no document, and what `DecisionFlow.move` raises.
    """
    with DecisionFlow.move(decision, "adopt", by=by):
        if not decision.documents.exists():
            raise GovernanceError("Voeg eerst het document toe waarin het besluit staat.")
