"""What is asked about a goal."""

from typing import Any

from django.utils import timezone

from wijkwerk.governance.goal.actions import MOST_GOALS, GoalText
from wijkwerk.governance.models import Goal
from wijkwerk.web.forms import Choice, Day, FreeText, Reason, StaffForm, WholeNumber


class GoalForm(StaffForm):
    title = FreeText("Titel", 200, to_log=True)
    text = FreeText("Toelichting", 2000, lines=3, to_log=True, required=False)
    position = WholeNumber("Plaats in de volgorde", 1, MOST_GOALS)
    parent = Choice("Onderdeel van", required=False)
    reason = Reason("Reden of besluit", 500, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["parent"]
        assert isinstance(field, Choice)
        field.choices = [("", "geen: dit is een hoofddoel"), *_hoofddoelen(self.row)]

    @classmethod
    def values_of(cls, row: Goal) -> dict[str, Any]:
        return super().values_of(row) | {"parent": row.parent.code if row.parent else ""}

    def clean_parent(self) -> Goal | None:
        code = self.cleaned_data["parent"]
        return Goal.objects.get(code=code) if code else None

    def goal_text(self) -> GoalText:
        return GoalText(**{name: self.cleaned_data[name] for name in ("title", "text", "position", "parent")})


class NewGoalForm(GoalForm):
    field_order = ("title", "text", "position", "parent", "day", "reason")

    position = WholeNumber("Plaats in de volgorde", 1, MOST_GOALS, initial=lambda: _next_position())
    day = Day("Vanaf", initial=timezone.localdate)


class EndGoalForm(StaffForm):
    day = Day("Laatste dag", initial=timezone.localdate)
    reason = Reason("Reden of besluit", 500)


def _hoofddoelen(goal: Goal | None) -> list[tuple[str, str]]:
    """What a goal may hang below: never itself."""
    above = Goal.objects.filter(parent=None, valid_to=None).exclude(pk=goal.pk if goal else None)
    return list(above.values_list("code", "title"))


def _next_position() -> int:
    last = Goal.objects.filter(parent=None).order_by("-position").first()
    return last.position + 1 if last else 1
