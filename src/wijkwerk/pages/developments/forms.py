"""What is asked about an ontwikkeling."""

from typing import ClassVar

from wijkwerk.analysis.developments.actions import DevelopmentText
from wijkwerk.analysis.developments.models import Certainty, Development, DevelopmentState, Party
from wijkwerk.web.forms import (
    AmountField,
    AreaField,
    Choice,
    FreeText,
    FuzzyDayField,
    OrganisationField,
    PlacedForm,
    Reason,
    StaffForm,
)

_PERIOD_HINT = "Een dag, of zo precies als u het weet: Q3? 2027, eind 2028. Leeg: onbekend."


class DevelopmentForm(PlacedForm):
    model = Development
    state: ClassVar[str] = DevelopmentState.KNOWN
    field_order = (
        "title", "scope", "party", "organisation", "party_words", "starts", "ends", "amount", "certainty", "source",
        "confidentiality", "explanation",
    )  # fmt: skip

    title = FreeText("Wat gaat er gebeuren?", 200, hint="Bijvoorbeeld: renovatie van 120 woningen.")
    scope = AreaField()
    party = Choice("Van wie?", [("", "Kies van wie"), *Party.choices])
    organisation = OrganisationField("Welke partner", nothing="geen, of niet in de lijst")
    party_words = FreeText(
        "Wie precies",
        200,
        required=False,
        hint="Een afdeling, of een partner die niet in de lijst staat. Zonder namen.",
    )
    starts = FuzzyDayField("Begin", required=False, hint=_PERIOD_HINT)
    ends = FuzzyDayField("Klaar", required=False, hint=_PERIOD_HINT)
    amount = AmountField("Bedrag", required=False, hint="Bijvoorbeeld 1,2 mln. Leeg is onbekend, en niet nul.")
    certainty = Choice("Hoe zeker is het?", [("", "Kies hoe zeker"), *Certainty.choices])
    source = FreeText(
        "Waar staat het?", 300, required=False, hint="Een document, een besluit, een gesprek. Zonder namen."
    )
    explanation = FreeText("Toelichting", 2_000, lines=4, required=False, hint="Noem functies, geen bewoners.")

    def development_text(self) -> DevelopmentText:
        form_data = {name: self.cleaned_data[name] for name in self.base_fields}
        read = {"party": Party(form_data["party"]), "certainty": Certainty(form_data["certainty"])}
        return DevelopmentText(**form_data | read)


class OutcomeForm(StaffForm):
    outcome = Reason("Wat kwam er? In één zin", hint="Deze zin staat bij de ontwikkeling en in het logboek.")


class WhyForm(StaffForm):
    reason = Reason("Waarom?")
