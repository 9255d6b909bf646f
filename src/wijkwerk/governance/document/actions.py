"""Write a document down: a paper that others rest on, for whom it is and what it is about."""

import datetime

from django.db import transaction

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.stored_files.actions import storing
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.paper_places import level_and_place
from wijkwerk.governance.past_days import refuse_future
from wijkwerk.lib.files import FitFile

from .models import Document


class UnfindableError(GovernanceError):
    """A document without a file, a place or a digest: nobody could find it back."""


def add_document(
    *,
    title: str,
    reference: str,
    date: datetime.date,
    by: Person | None,
    url: str = "",
    sha256: str = "",
    confidentiality: Confidentiality = Confidentiality.INTERN,
    scope: Scope | None = None,
    file: FitFile | None = None,
    reason: str = "",
) -> Document:
    """Write a document down, with the file itself where that is given: it is fixed with the document.

    Raises UnfindableError where nobody could find it back, GovernanceError where it is of a day to come or `sha256` is
    of another file, and FileRefusedError where the file cannot be stored.
    """
    if not title.strip() or not reference.strip():
        raise GovernanceError("Een document heeft een titel en een kenmerk nodig.")
    if not url.strip() and not sha256.strip() and file is None:
        raise UnfindableError("Zeg waar het document staat, of geef de hash (SHA-256) van het bestand.")
    if sha256.strip() and not is_sha256(sha256.strip()):
        raise GovernanceError("Een hash (SHA-256) bestaat uit 64 cijfers en letters van a tot en met f.")
    _refuse_other_hash(sha256, file)
    if url.strip() and not url.strip().startswith(("https://", "http://")):
        raise GovernanceError("Een vindplaats begint met https://.")
    refuse_future(date, "Een document")
    document = Document(
        title=title.strip(),
        reference=reference.strip(),
        date=date,
        url=url.strip(),
        sha256=file.content.sha256 if file else sha256.strip().lower(),
        confidentiality=confidentiality,
        scope=scope,
        added_by=by,
    )
    if file is None:
        return _kept(document, reason)
    with storing(file) as under_way:
        _kept(document, reason)
        under_way.hang(document, name=document.title, level=confidentiality, by=by, is_fixed=True)
    return document


@transaction.atomic
def _kept(document: Document, reason: str) -> Document:
    document.save()
    summary = joined(level_and_place(document), reason)
    record(person=document.added_by, verb="add", kind="document", key=str(document.pk), reason=summary)
    return document


def _refuse_other_hash(sha256: str, file: FitFile | None) -> None:
    """A photograph is kept without its place and camera, and so has two hashes; somebody knows that of their own."""
    typed = sha256.strip().lower()
    if file is not None and typed and typed not in {file.given_sha256, file.content.sha256}:
        raise GovernanceError(
            "De hash die u invulde, hoort niet bij dit bestand. Kies het goede bestand, of laat de hash leeg: dan "
            "rekenen wij haar uit."
        )


def is_sha256(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text.lower())
