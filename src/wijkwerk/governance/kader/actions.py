"""Make a version of the kader, and write down that a body adopted it. Each writes its event, in one transaction."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max

from wijkwerk.access.models import Person
from wijkwerk.access.privacy.personal_text import without_personal
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.kaders import KaderStatus, NormTerms
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.norm_problems import Places, numbered
from wijkwerk.governance.simultaneous import or_told
from wijkwerk.lib.problems import Problem

from .checks import check_norms
from .flow import KaderFlow
from .models import Kader, Norm

# Only what comes after a version needs a reason.
FIRST_VERSION = "de eerste versie"
_JUST_BEFORE = Problem(
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
    fewest_inhabitants: int | None = None


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
        fewest_inhabitants=new.fewest_inhabitants,
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


def problems_of_version(new: NewVersion, reason: str) -> list[Problem]:
    """What is wrong with a version apart from its norms."""
    problems = []
    if not new.name.strip():
        problems.append(Problem("kader, naam", "niets", "een naam", "Geef het kader een naam."))
    if not new.norms:
        remedy = "Zet er minstens één norm in. Zonder normen is er geen kader."
        problems.append(Problem("kader", "geen enkele norm", "minstens één norm", remedy))
    if new.horizon < new.valid_from.year:
        problems.append(
            Problem(
                "kader, streefjaar",
                str(new.horizon),
                f"{new.valid_from.year} of later",
                "Het streefjaar ligt vóór het begin van het kader.",
            )
        )
    if not reason.strip() and Kader.objects.exists():
        problems.append(
            Problem("kader, reden", "niets", "waarom er een nieuwe versie is", "Dat blijft bij de versie staan.")
        )
    return problems
