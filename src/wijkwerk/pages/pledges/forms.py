"""What is asked about a pledge."""

from typing import Any, ClassVar

from django.utils import timezone

from wijkwerk.governance.models import Decision, Document, Note
from wijkwerk.governance.pledge.actions import Evidence, PledgeText, Told
from wijkwerk.governance.pledge.models import Audience, Pledge, PledgeState
from wijkwerk.governance.pledge.rhythm import Rhythm
from wijkwerk.web.forms import (
    Choice,
    Day,
    FreeText,
    FuzzyDayField,
    PersonField,
    PlacedForm,
    Reason,
    RecordField,
    StaffForm,
    WholeNumber,
)

_MOST_PEOPLE = 1_000_000
_DUE_HINT = "Een dag, of zo precies als u het weet: Q3? 2027, eind januari 2027. Te laat is het na de laatste dag."


class PledgeForm(PlacedForm):
    """All but the day, which moves with a reason."""

    model = Pledge
    state: ClassVar[str] = PledgeState.RUNNING
    field_order = (
        "title", "audience", "audience_words", "owner", "due", "rhythm", "promised_on", "scope", "confidentiality",
        "decision", "document", "note", "case_number", "explanation",
    )  # fmt: skip

    title = FreeText("Wat is er toegezegd?", 200, lines=2, hint="In de woorden die gezegd zijn.")
    audience = Choice("Aan wie?", [("", "Kies aan wie"), *Audience.choices])
    audience_words = FreeText(
        "Aan wie precies", 200, required=False, hint="Bijvoorbeeld: bezoekers van de koffie-inloop. Zonder namen."
    )
    owner = PersonField("Wie doet het?", nobody="nog niemand")
    rhythm = Choice(
        "Hoe vaak hoort men hoe het staat?", Rhythm.choices, required=False, hint="Dat telt vanaf het vorige bericht."
    )
    promised_on = Day("Toegezegd op")
    decision = RecordField("Uit welk besluit", Decision, nothing="geen besluit")
    document = RecordField("Uit welk document", Document, nothing="geen document")
    note = RecordField("Uit welke notitie", Note, nothing="geen notitie")
    case_number = FreeText("Zaaknummer", 60, required=False)
    explanation = FreeText("Toelichting", 2_000, lines=4, required=False, hint="Noem functies, geen bewoners.")

    def pledge_text(self) -> PledgeText:
        form_data = {name: self.cleaned_data[name] for name in PledgeForm.base_fields}
        return PledgeText(
            **form_data | {"audience": Audience(form_data["audience"]), "rhythm": Rhythm(form_data["rhythm"])}
        )


class NewPledgeForm(PledgeForm):
    due = FuzzyDayField("Klaar vóór", required=False, hint=_DUE_HINT)
    promised_on = Day("Toegezegd op", initial=timezone.localdate)


class PostponeForm(StaffForm):
    due = FuzzyDayField("Klaar vóór", required=False, hint=f"{_DUE_HINT} Leeg: geen dag meer.")
    reason = Reason("Waarom een andere dag?", hint="De dag die er stond, blijft te lezen.")


class ToldForm(StaffForm):
    """How people were told, without anybody's name."""

    how = FreeText("Hoe is het verteld?", 200, hint="Bijvoorbeeld: brief aan de raad, of: in de koffie-inloop.")
    told_on = Day("Wanneer", initial=timezone.localdate)
    how_many = WholeNumber(
        "Aan hoeveel mensen", 0, _MOST_PEOPLE, required=False, hint="Leeg: niet geteld. Zonder namen."
    )

    def told(self) -> Told:
        form_data = self.cleaned_data
        return Told(form_data["told_on"], form_data["how"], form_data["how_many"])

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return {}


class ReportForm(ToldForm):
    """The same, of how it gets on."""


class EvidenceForm(StaffForm):
    evidence = FreeText("Waaruit blijkt dat het gedaan is?", 500, lines=2, hint="Noem functies, geen bewoners.")
    evidence_on = Day("Gedaan op")
    evidence_document = RecordField("In welk document", Document, nothing="geen document")

    def said(self) -> Evidence:
        form_data = self.cleaned_data
        return Evidence(form_data["evidence"], form_data["evidence_on"], form_data["evidence_document"])


class GiveUpForm(ToldForm):
    field_order = ("reason", "how", "told_on", "how_many")

    reason = Reason("Waarom kan het niet?", hint="Deze zin staat bij de toezegging en in het logboek.")


class ReopenForm(StaffForm):
    reason = Reason("Waarom loopt zij weer?")
