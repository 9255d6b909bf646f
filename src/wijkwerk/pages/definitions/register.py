"""Begrippen as a register: the term, what it means, where that stands, and since when."""

from django.db.models import QuerySet

from wijkwerk.governance.definition.models import Definition, DefinitionState
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, record_page
from wijkwerk.web.registers import Column, Register, day_words, state_filter, word_filter
from wijkwerk.web.search.searching import Hit, searched

DEFINITIONS = Register(
    Definition,
    route="definitions",
    section="definitions",
    title="Begrippen",
    rows_are=("begrip", "begrippen"),
    lead="Wat de woorden van wijkgericht werken hier betekenen, waar dat staat, en wie het wanneer vaststelde.",
    empty="Er zijn nog geen begrippen die u mag lezen. Schrijf op wat een woord in de opdracht betekent, met de bron.",
    related=("document", "decision", "written_by", "adopted_by"),
    order=("term",),
    columns=(
        Column("term", "Begrip", lambda row: row.term, order=("term",), under=lambda row: row.source),
        Column("text", "Omschrijving", lambda row: row.text),
        Column("state", "Stand", lambda row: row.get_state_display(), order=("state",)),
        Column("adopted", "Vastgesteld", lambda row: day_words(row.adopted_at), order=("adopted_at",)),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        state_filter(DefinitionState.choices, default=DefinitionState.IN_FORCE.value),
        word_filter("term", "text", "source"),
    ),
    facts=("Van een begrip geldt ten hoogste één omschrijving. Wie een nieuwe vaststelt, laat de oude vervallen.",),
)  # fmt: skip
record_page("definition", "definitions:record")
menu_item("definitions", "Begrippen", "definitions:list", deed=("read", "definition"), place=85)


def facts(definition: Definition) -> list[tuple[str, str]]:
    return [
        ("Betekent", definition.text),
        ("Bron", definition.source),
        ("Vastgesteld", day_words(definition.adopted_at)),
        ("Vervallen", day_words(definition.ended_at)),
        ("Geschreven", day_words(definition.written_at)),
    ]


def _all() -> QuerySet[Definition]:
    return Definition.objects.all()


@searched("begrippen", "Begrippen", fields=("term",), newest="written_at", order=28, rows=_all)
def definition_hit(definition: Definition) -> Hit:
    where = f"begrip, {definition.get_state_display()}, {definition.source}"
    return Hit(definition.term, where, address_of(definition), day_words(definition.written_at))
