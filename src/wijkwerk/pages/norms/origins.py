"""From where norms come, and what may stand in a file of them: a form does not look inside a file.

The name of a file is kept with the version and shown as its origin. Between the preview and the storing it travels in
the form, sealed: whoever sends another one gets the origin that is always true.
"""

from collections.abc import Sequence

from django.core.signing import BadSignature, Signer

from wijkwerk.access.privacy.personal_text import find_certain, told
from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.norm_problems import Places, numbered
from wijkwerk.governance.kader.sheets import TITLES
from wijkwerk.governance.models import Kader
from wijkwerk.lib.problems import Problem

ON_SITE = "op de site"
LONGEST_ORIGIN = 200
# What people write in a norm themselves; the other fields are held against the catalogue or are numbers and days.
WRITTEN = ("note", "owner", "document", "unit_of_gap")
_NOBODY = "iets dat niet over een persoon gaat"
_signer = Signer(salt="wijkwerk.norms.origin")


def sealed(origin: str) -> str:
    """For the hidden field of the form."""
    return _signer.sign(origin)


def unsealed(sent: str) -> str:
    """The origin of the step before; of what nobody sealed the one that is always true."""
    try:
        return _signer.unsign(sent)
    except BadSignature:
        return ON_SITE


def personal_norms(norms: Sequence[NormTerms], places: Places, remedy: str) -> list[Problem]:
    """Every text of a norm that surely tells about a person."""
    return [
        Problem(places(index, name), told(findings), _NOBODY, remedy)
        for index, norm in enumerate(norms)
        for name in WRITTEN
        if (findings := find_certain(getattr(norm, name) or ""))
    ]


def refuse_personal_kader(kader: Kader) -> None:
    """Raises KaderError with every text of a version from the catalogue that surely tells about a person."""
    remedy = "Verander dit in het bestand van de catalogus."
    texts = (("naam", kader.name), ("toelichting", kader.note))
    problems = [
        Problem(f"kader, {what}", told(findings), _NOBODY, remedy)
        for what, text in texts
        if (findings := find_certain(text))
    ]
    terms = [norm.terms for norm in kader.norms.all()]
    problems += personal_norms(terms, lambda index, name: numbered(index, TITLES[name]), remedy)
    if problems:
        raise KaderError(problems)
