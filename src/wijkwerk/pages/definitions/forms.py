"""What is asked about a begrip."""

from typing import ClassVar

from wijkwerk.governance.definition.actions import DefinitionText
from wijkwerk.governance.definition.models import DefinitionState
from wijkwerk.governance.models import Decision, Document
from wijkwerk.web.forms import FreeText, Reason, ReasonForm, RecordField, StaffForm


class DefinitionForm(StaffForm):
    state: ClassVar[str] = DefinitionState.DRAFT

    term = FreeText("Welk woord?", 120, hint="Bijvoorbeeld: wijkaanpak.")
    text = FreeText("Wat betekent het?", 2_000, lines=4)
    source = FreeText("Waar staat dat?", 300, hint="Bijvoorbeeld: Bestuurlijke opdracht, hoofdstuk 2.")
    document = RecordField("In welk document", Document, nothing="geen document")
    decision = RecordField("Vastgesteld bij besluit", Decision, nothing="geen besluit")

    def definition_text(self) -> DefinitionText:
        return DefinitionText(**{name: self.cleaned_data[name] for name in self.base_fields})


class EndForm(ReasonForm):
    reason = Reason("Waarom geldt het niet meer?")
