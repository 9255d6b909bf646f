"""What people do with decisions, kaders and wijktypen. Each writes the audit event it causes, in one transaction."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max, Q

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.models import Person
from wijkwerk.access.privacy.personal_text import without_personal
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.kaders import AreaKind, KaderStatus, NormTerms
from wijkwerk.governance.decision.flow import DecisionFlow
from wijkwerk.governance.kader.checks import check_norms
from wijkwerk.governance.kader.flow import KaderFlow
from wijkwerk.governance.kader.problem_notes import Places, numbered
from wijkwerk.governance.kader.resolution import short_date

from .models import AreaType, Decision, Document, Kader, Norm
from .papers import refuse_future
from .problems import GovernanceError, KaderError, KaderProblem
from .simultaneous import or_told

# Only what comes after a version needs a reason.
FIRST_VERSION = "de eerste versie"
_JUST_BEFORE = KaderProblem(
    "kader, versie",
    "een versie die iemand anders zojuist bewaarde",
    "een nummer dat nog vrij is",
    "Kijk wat er in die versie staat, en bewaar de uwe dan opnieuw.",
)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version of the kader as somebody hands it in. `origin` says from where: a file, or "op de site"."""

    name: str
    valid_from: datetime.date
    horizon: int
    norms: Sequence[NormTerms]
    note: str = ""
    example: bool = False
    origin: str = ""


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


@transaction.atomic
def add_version(
    new: NewVersion,
    catalogue: Catalogue,
    areas: Collection[str],
    *,
    by: Person | None,
    reason: str = "",
    places: Places = numbered,
) -> Kader:
    """Store a version of the kader with its norms, provisional, beside all earlier ones.

    areas   codes that a norm may be set for
    reason  why there is a new version; needed as soon as there is an earlier one

    Raises KaderError with everything that is wrong; then nothing is stored.
    """
    problems = [*problems_of_version(new, reason), *check_norms(new.norms, catalogue, areas, places)]
    if problems:
        raise KaderError(problems)
    kader = Kader(
        name=new.name.strip(),
        version=(Kader.objects.aggregate(last=Max("version"))["last"] or 0) + 1,
        valid_from=new.valid_from,
        horizon=new.horizon,
        note=new.note.strip(),
        reason=reason.strip(),
        example=new.example,
        origin=new.origin,
        made_by=by,
    )
    with or_told(KaderError([_JUST_BEFORE])):
        KaderFlow.begin(kader, by=by, reason=kader.reason or without_personal(new.origin) or FIRST_VERSION)
    Norm.objects.bulk_create(
        Norm(kader=kader, position=position, **asdict(norm)) for position, norm in enumerate(new.norms)
    )
    return kader


def adopt_kader(kader: Kader, decision: Decision, *, by: Person) -> None:
    """Write down that a body adopted this version; its norms stay as they were.

    Raises GovernanceError where a later version was adopted already or the decision is not confirmed yet, and what
    `KaderFlow.move` raises.
    """
    with KaderFlow.move(kader, "adopt", by=by):
        if not decision.is_adopted:
            raise GovernanceError("Leg eerst het besluit vast; dat doet een ander dan wie het invoerde.")
        later = Kader.objects.filter(status=KaderStatus.ADOPTED, version__gt=kader.version).first()
        if later is not None:
            raise GovernanceError(f"Versie {later.version} is al vastgesteld. Maak een nieuwe versie.")
        kader.decision = decision


@transaction.atomic
def set_area_type(
    area: str, kind: AreaKind, *, by: Person | None, since: datetime.date, reason: str = ""
) -> AreaType | None:
    """Give an area a wijktype from a day; what it had ends the day before. None where it has that type already.

    Raises GovernanceError where a wijktype of a later day is known.
    """
    list(AreaType.objects.select_for_update().filter(area_code=area).order_by("pk").values_list("pk"))  # take turns
    later = AreaType.objects.filter(Q(valid_from__gt=since) | Q(valid_to__gte=since), area_code=area)
    before = AreaType.objects.filter(area_code=area, valid_to=None).first()
    if later.exists() or (before is not None and before.valid_from > since):
        raise GovernanceError(f"Van {area} is na {short_date(since)} al een wijktype bekend. Kies een latere dag.")
    if before is not None and before.kind == kind:
        return None
    if before is not None:
        if before.valid_from == since:
            raise GovernanceError(f"{area} is vanaf {short_date(since)} al {before.kind}. Kies een latere dag.")
        before.valid_to = since - datetime.timedelta(days=1)
        before.save(update_fields=["valid_to"])
    with or_told(GovernanceError(f"Zojuist gaf iemand anders {area} ook een wijktype. Kijk wat er nu staat.")):
        made = AreaType.objects.create(area_code=area, kind=kind.value, valid_from=since)
    was = "" if before is None else f"was {before.kind}"
    record(
        person=by,
        verb="set",
        kind="areatype",
        key=area,
        reason=joined(kind.value, was, reason),
    )
    return made


def problems_of_version(new: NewVersion, reason: str) -> list[KaderProblem]:
    """What is wrong with a version apart from its norms."""
    found = []
    if not new.name.strip():
        found.append(KaderProblem("kader, naam", "niets", "een naam", "Geef het kader een naam."))
    if not new.norms:
        remedy = "Zet er minstens één norm in. Zonder normen is er geen kader."
        found.append(KaderProblem("kader", "geen enkele norm", "minstens één norm", remedy))
    if new.horizon < new.valid_from.year:
        found.append(
            KaderProblem(
                "kader, streefjaar",
                str(new.horizon),
                f"{new.valid_from.year} of later",
                "Het streefjaar ligt vóór het begin van het kader.",
            )
        )
    if not reason.strip() and Kader.objects.exists():
        found.append(
            KaderProblem("kader, reden", "niets", "waarom er een nieuwe versie is", "Dat blijft bij de versie staan.")
        )
    return found
