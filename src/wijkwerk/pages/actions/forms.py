"""What is asked about an action."""

from typing import Any, ClassVar

from wijkwerk.governance.action.actions import ActionText
from wijkwerk.governance.action.models import Action, ActionState
from wijkwerk.web.forms import FreeText, FuzzyDayField, PersonField, PlacedForm, Reason, StaffForm


class ActionForm(PlacedForm):
    model = Action
    state: ClassVar[str] = ActionState.OPEN
    field_order = ("title", "owner", "due", "scope", "confidentiality", "explanation")

    title = FreeText("Wat moet er gebeuren?", 200, hint="In de woorden die gezegd zijn.")
    owner = PersonField("Wie doet het?", nobody="nog niemand")
    due = FuzzyDayField(
        "Klaar vóór", required=False,
        hint="Een dag, of zo precies als u het weet: Q3? 2027, eind januari 2027. Te laat is het na de laatste dag.",
    )  # fmt: skip
    explanation = FreeText("Toelichting", 2_000, lines=4, required=False, hint="Noem functies, geen bewoners.")

    def action_text(self) -> ActionText:
        return ActionText(**{name: self.cleaned_data[name] for name in self.base_fields})


class OutcomeForm(StaffForm):
    outcome = Reason("Wat werd het? In één zin", hint="Deze zin staat bij de actie en in het logboek.")


class WhyForm(StaffForm):
    reason = Reason("Waarom?")

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return {}
