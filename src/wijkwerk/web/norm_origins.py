"""From where norms come, and what may stand in a file of them: the door of forms does not see inside a file.

The name of a file is kept with the version and shown as its origin. Between the preview and the storing it travels in
the form, sealed: whoever sends another one gets the origin that is always true.
"""

from collections.abc import Sequence

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from wijkwerk.access.privacy.personal_text import find_in_name, find_personal, told
from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.governance.models import Kader
from wijkwerk.governance.notes import Places, numbered
from wijkwerk.governance.problems import KaderError, KaderProblem
from wijkwerk.governance.sheets import TITLES

ON_SITE = "op de site"
# What people write in a norm themselves; the other fields are held against the catalogue or are numbers and days.
WRITTEN = ("note", "owner", "document", "unit_of_gap")
_NOBODY = "iets dat niet over een persoon gaat"
_LONGEST = 200
_signer = Signer(salt="wijkwerk.norms.origin")


def origin_of(request: HttpRequest) -> str:
    """The file of this step, or of the step before it. Raises KaderError where its name tells about a person."""
    file = request.FILES.get("file")
    if file is None:
        return _unsealed(request.POST.get("origin", ""))
    name = str(file.name).strip()[:_LONGEST]
    found = find_in_name(name)
    if found:
        remedy = "Geef het bestand een andere naam en kies het opnieuw; de naam blijft bij de versie staan."
        raise KaderError([KaderProblem("de naam van het bestand", told(found), _NOBODY, remedy)])
    return name or ON_SITE


def carried_origin(request: HttpRequest) -> str:
    """For the hidden field of the form: sealed, and nothing of a name that was refused."""
    try:
        return _signer.sign(origin_of(request))
    except KaderError:
        return _signer.sign(ON_SITE)


def refuse_personal_norms(norms: Sequence[NormTerms], places: Places, remedy: str) -> None:
    """Raises KaderError with every text of a norm that seems to tell about a person."""
    problems = [
        KaderProblem(places(index, name), told(found), _NOBODY, remedy)
        for index, norm in enumerate(norms)
        for name in WRITTEN
        if (found := find_personal(getattr(norm, name) or ""))
    ]
    if problems:
        raise KaderError(problems)


def refuse_personal_kader(kader: Kader) -> None:
    """The same for a version that was read from a file of the catalogue, with what it says of itself."""
    remedy = "Verander dit in het bestand van de catalogus."
    said = (("naam", kader.name), ("toelichting", kader.note))
    problems = [
        KaderProblem(f"kader, {what}", told(found), _NOBODY, remedy)
        for what, text in said
        if (found := find_personal(text))
    ]
    if problems:
        raise KaderError(problems)
    terms = [norm.terms for norm in kader.norms.all()]
    refuse_personal_norms(terms, lambda index, name: numbered(index, TITLES[name]), remedy)


def _unsealed(sent: str) -> str:
    try:
        return _signer.unsign(sent)
    except BadSignature:
        return ON_SITE
