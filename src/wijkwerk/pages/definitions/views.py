"""Begrippen: a list, a page each, and what is done to them."""

from wijkwerk.access.people.models import Visitor
from wijkwerk.governance.definition.actions import (
    adopt_definition,
    change_definition,
    end_definition,
    write_definition,
)
from wijkwerk.governance.definition.models import Definition
from wijkwerk.web.forms import AgreeForm, Outcome, Sent, deed, done
from wijkwerk.web.registers import Button, RecordPages, Shown

from .forms import DefinitionForm, EndForm
from .register import DEFINITIONS, facts


def _shown(definition: Definition, visitor: Visitor) -> Shown:
    rests_on = (definition.document, definition.decision)
    return Shown(facts(definition), definition.get_state_display(), rests_on=rests_on)


PAGES = RecordPages(
    DEFINITIONS,
    Definition.objects.select_related("document", "decision", "written_by", "adopted_by"),
    _shown,
    (
        Button("edit", "Wijzigen", "definitions:change", None, "Zolang het een concept is."),
        Button("adopt", "Vaststellen", "definitions:adopt", AgreeForm, "Het geldt; een eerdere omschrijving vervalt."),
        Button("end", "Vervalt", "definitions:end", EndForm, "Het geldt niet meer. De tekst blijft te lezen."),
    ),
    new="Nieuw begrip",
    changed="Begrip wijzigen",
    hidden=("adopted_by", "adopted_at", "ended_at"),
)


@deed("add", "definition", form=DefinitionForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, DefinitionForm]) -> Outcome:
    new_definition = write_definition(sent.form.definition_text(), by=sent.person)
    return done("Het begrip is een concept. Een ander stelt het vast.", "definitions:record", number=new_definition.pk)


@deed(
    "edit", "definition", form=DefinitionForm, page=PAGES.form_page, find=PAGES.readable, lost=PAGES.form_page,
    opens=True,
)  # fmt: skip
def change(sent: Sent[Definition, DefinitionForm]) -> Outcome:
    change_definition(sent.row, sent.form.definition_text(), by=sent.person, read=sent.read)
    return done("Het begrip is gewijzigd.", "definitions:record", number=sent.row.pk)


@deed("adopt", "definition", form=AgreeForm, page=PAGES.page, find=PAGES.readable)
def adopt(sent: Sent[Definition, AgreeForm]) -> Outcome:
    adopt_definition(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("Het begrip geldt.", "definitions:record", number=sent.row.pk)


@deed("end", "definition", form=EndForm, page=PAGES.page, find=PAGES.readable)
def end(sent: Sent[Definition, EndForm]) -> Outcome:
    end_definition(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("Het begrip is vervallen en blijft te lezen.", "definitions:record", number=sent.row.pk)
