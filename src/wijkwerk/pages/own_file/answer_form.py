"""The form that answers what a file asks: things with more than one right answer, and figures that are new."""

from typing import Any

from wijkwerk.data.ingestors.own_file import OwnFileError, ProblemKind, Question
from wijkwerk.pages.own_file.opened import DryRun
from wijkwerk.web.forms import Radio, Reason, StaffForm, Tick

_QUESTION = "vraag-"


class AnswerForm(StaffForm):
    """A field for each question of the dry run; whether the file is a new version only where that is what is left."""

    new_version = Tick(
        "Dit is een nieuwe versie: zij vervangt de eerder geleverde jaren", required=False,
        error_messages={"required": "Vink aan dat dit een nieuwe versie is, of lever een verbeterd bestand aan."},
    )  # fmt: skip
    reason = Reason(
        "Waarom kloppen de eerdere cijfers niet?", 500, lines=3, required=False,
        hint="Verplicht bij een nieuwe versie. De reden blijft bij de levering staan.",
    )  # fmt: skip

    def __init__(self, *given: Any, row: DryRun | None = None, **named: Any) -> None:
        super().__init__(*given, row=row, **named)
        error = row.error if row else None
        questions = error.questions if error else ()
        if row is not None and not asks_for_new_version(error):
            del self.fields["new_version"], self.fields["reason"]
        elif not questions:
            self.fields["new_version"].required = True
        self._questions = {_control(each): each for each in questions}
        self.fields = {name: _field(each) for name, each in self._questions.items()} | self.fields

    @property
    def answers(self) -> dict[str, str]:
        """Of a form that is valid: the id of each question with the choice that was made."""
        return {question.id: self.cleaned_data[name] for name, question in self._questions.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("new_version") and "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", "Zeg bij een nieuwe versie waarom de eerdere cijfers niet kloppen.")
        return cleaned


def asks_for_new_version(error: OwnFileError | None) -> bool:
    """Whether nothing stands in the way but figures that an earlier delivery gave otherwise."""
    defects = error.defects if error else ()
    return bool(defects) and all(each.kind is ProblemKind.REDELIVERED for each in defects)


def _control(question: Question) -> str:
    """The name of its control, in which no blank stands: it is the id of an element too."""
    return _QUESTION + "_".join(question.id.split())


def _field(question: Question) -> Radio:
    place = question.place
    row = f"rij {place.row}" if place.row else ""
    column = f"kolom {place.column_title}" if place.column_title else ""
    where = ", ".join(filter(None, (row, column)))
    evidence = f"Aanwijzing: {question.evidence}." if question.evidence else ""
    choices = [
        (each.key, f"{each.label} (voorstel)" if each.key == question.suggested else each.label)
        for each in question.choices
    ]
    words = [f"{where[:1].upper()}{where[1:]}." if where else "", evidence]
    return Radio(
        question.text, choices, hint=" ".join(filter(None, words)), error_messages={"required": "Kies een antwoord."}
    )
