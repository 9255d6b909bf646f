"""Documenten as a register: the papers that norms, decisions and analyses rest on."""

from django.db.models import QuerySet

from wijkwerk.governance.models import Document
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, place_of, record_page
from wijkwerk.web.registers import Column, Register, level_column, level_words, place_column, place_filter, word_filter
from wijkwerk.web.search.searching import Hit, searched

DOCUMENTS = Register(
    Document,
    route="documents",
    section="documents",
    title="Documenten",
    rows_are=("document", "documenten"),
    lead="Stukken waar normen, besluiten en analyses op rusten. U ziet wat u mag lezen.",
    empty="Er zijn geen documenten die u mag lezen.",
    related=("scope",),
    order=("-date",),
    columns=(
        Column("title", "Titel", lambda row: row.title, order=("title",)),
        Column("reference", "Kenmerk", lambda row: row.reference, order=("reference",)),
        Column("date", "Datum", lambda row: row.date, order=("date",)),
        place_column(),
        level_column(),
        Column("url", "Vindplaats", lambda row: row.url, is_optional=True),
        Column("sha256", "Hash (SHA-256)", lambda row: row.sha256, is_optional=True),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(place_filter(), word_filter("title", "reference", label="Titel of kenmerk")),
    is_open=True,
)
record_page("document", "documents:record")
menu_item("documents", "Documenten", "documents:list", deed=("read", "document"), place=55)


def _all() -> QuerySet[Document]:
    return Document.objects.select_related("scope")


@searched(
    "documenten",
    "Documenten",
    fields=("title", "reference"),
    numbers=("reference",),
    newest="date",
    order=20,
    rows=_all,
)
def document_hit(document: Document) -> Hit:
    about = f"over {place_of(document)}, {level_words(document)}"
    where = f"document, kenmerk {document.reference}, {about}"
    return Hit(document.title, where, address_of(document), date(document.date))
