"""Documenten: everybody finds what they may read, and those who may add, add."""

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.governance.document.actions import UnfindableError, add_document
from wijkwerk.governance.models import Document
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Outcome, Sent, deed, done
from wijkwerk.web.record_pages import place_of
from wijkwerk.web.registers import RecordPages, Shown, level_words

from .forms import DocumentForm
from .register import DOCUMENTS


def _facts(document: Document, visitor: Visitor) -> list[tuple[str, str]]:
    """Who added it is for who is signed in."""
    return [
        ("Kenmerk", document.reference),
        ("Datum", date(document.date)),
        ("Vertrouwelijkheid", level_words(document)),
        ("Gaat over", place_of(document)),
        ("Hash (SHA-256)", document.sha256),
        ("Toegevoegd door", document.added_by.name if isinstance(visitor, Person) and document.added_by else ""),
    ]


def _shown(document: Document, visitor: Visitor) -> Shown:
    return Shown(_facts(document, visitor), "", resting=document.decisions.order_by("-pk"))


PAGES = RecordPages(
    DOCUMENTS,
    Document.objects.select_related("scope", "added_by"),
    _shown,
    (),
    new="Document toevoegen",
    changed="",
    lead="Een document verandert daarna niet meer. Kies het bestand zelf, of zeg waar het staat.",
    save="Toevoegen",
    template="documents/document.html",
)


@deed("add", "document", form=DocumentForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, DocumentForm]) -> Outcome:
    try:
        new_document = add_document(**sent.form.document(), by=sent.person)
    except UnfindableError as error:
        raise UnfindableError(
            "Kies het bestand, zeg waar het staat, of geef de hash (SHA-256) van het bestand."
        ) from error
    return done(f"‘{new_document.title}’ staat in het register.", "documents:record", number=new_document.pk)
