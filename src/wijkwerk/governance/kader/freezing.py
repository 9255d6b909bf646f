"""Take the kader of a day out of the register, so that an edition can keep it."""

import datetime

from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.governance.kader.frozen import FrozenDecision, FrozenKader
from wijkwerk.governance.kader.versions import area_kinds_on, kader_on
from wijkwerk.governance.models import Decision, Kader


def frozen_norms(on: datetime.date) -> FrozenKader | None:
    """The version that holds on a day with its norms, decision and wijktypen; None where there is no kader.

    Write it into an edition with `frozen.write_norms`, read it back with `read_norms`.
    """
    kader = kader_on(on)
    return None if kader is None else frozen_version(kader, on)


def frozen_version(kader: Kader, on: datetime.date) -> FrozenKader:
    """Any version of the register, with the wijktypen of a day."""
    return FrozenKader(
        name=kader.name,
        version=kader.version,
        status=KaderStatus(kader.status),
        valid_from=kader.valid_from,
        horizon=kader.horizon,
        fewest_inhabitants=kader.fewest_inhabitants,
        frozen_on=on,
        norms=tuple(norm.terms for norm in kader.norms.all()),
        kinds=area_kinds_on(on),
        decision=None if kader.decision is None else _decision(kader.decision),
        note=kader.note,
        example=kader.example,
    )


def _decision(decision: Decision) -> FrozenDecision:
    """An edition is for everybody: of the documents only those that are."""
    return FrozenDecision(
        body=decision.body,
        on=decision.date,
        case_number=decision.case_number,
        subject=decision.subject,
        documents=tuple(
            ", ".join(part for part in (document.title, document.reference, document.url) if part)
            for document in decision.documents.filter(confidentiality=Confidentiality.OPENBAAR)
        ),
    )
