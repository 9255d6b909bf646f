"""The goals that norms serve: the hoofddoelen and their subdoelen, added, said otherwise, or ended on a day."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permission_table import Deed
from wijkwerk.access.permissions import may
from wijkwerk.governance.goals import MOST_GOALS, GoalText, add_goal, change_goal, end_goal
from wijkwerk.governance.models import Goal
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import (
    Choice,
    Day,
    FreeText,
    Outcome,
    Reason,
    Sent,
    StaffForm,
    WholeNumber,
    deed,
    done,
    form_of,
)
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.staff import staff_page, staff_trail

_EDIT: Deed = ("edit", "goal")


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


@require_safe
@staff_page("read", "kader")
def goals(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request)


def _find(person: Person, code: str) -> Goal:
    goal: Goal | None = Goal.objects.select_related("parent").filter(code=code).first()
    if goal is None:
        raise NotHereError(f"Er is geen doel ‘{code}’.", (Way("Alle doelen", reverse("goals:list")),))
    return goal


def _page(request: HttpRequest, row: Goal | None = None, form: StaffForm | None = None) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    may_edit = may(person, *_EDIT)
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "/normen/"), ("Doelen", "")),
        "rows": [_row(goal, today) | (_forms(goal, person, form) if may_edit else {}) for goal in _in_order()],
        "adding": form_of(form, NewGoalForm, person, _EDIT) if may_edit else None,
    }
    return render(request, "goals/goals.html", context)


def _in_order() -> list[Goal]:
    """Every hoofddoel with its subdoelen below it."""
    every = list(Goal.objects.select_related("parent"))
    return [
        goal
        for above in every
        if above.parent_id is None
        for goal in (above, *(child for child in every if child.parent_id == above.pk))
    ]


def _row(goal: Goal, today: datetime.date) -> dict[str, object]:
    return {
        "goal": goal,
        "since": date(goal.valid_from) if goal.valid_from else "",
        "until": date(goal.valid_to) if goal.valid_to else "",
        "is_over": goal.valid_to is not None and goal.valid_to < today,
    }


def _forms(goal: Goal, person: Person, form: StaffForm | None) -> dict[str, object]:
    """None for a goal that has ended, but for what was typed when somebody else ended it: that stays to be read."""
    forms = {
        "changing": form_of(form, GoalForm, person, _EDIT, goal),
        "ending": form_of(form, EndGoalForm, person, _EDIT, goal),
    }
    return {name: each for name, each in forms.items() if goal.valid_to is None or each is form}


def _hoofddoelen(goal: Goal | None) -> list[tuple[str, str]]:
    """What a goal may hang below: never itself."""
    above = Goal.objects.filter(parent=None, valid_to=None).exclude(pk=goal.pk if goal else None)
    return list(above.values_list("code", "title"))


def _next_position() -> int:
    last = Goal.objects.filter(parent=None).order_by("-position").first()
    return last.position + 1 if last else 1


@deed(*_EDIT, form=NewGoalForm, page=_page)
def add(sent: Sent[None, NewGoalForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    made = add_goal(sent.form.goal_text(), by=sent.person, since=day, reason=sent.reason)
    return done(f"Het doel ‘{made}’ geldt vanaf {date(day)}.", "goals:list")


@deed(*_EDIT, form=GoalForm, page=_page, find=_find)
def change(sent: Sent[Goal, GoalForm]) -> Outcome:
    goal = sent.row
    if change_goal(goal, sent.form.goal_text(), by=sent.person, read=sent.read, reason=sent.reason):
        return done(f"Het doel ‘{goal}’ is gewijzigd.", "goals:list")
    return done(f"Aan het doel ‘{goal}’ veranderde niets.", "goals:list", is_news=False)


@deed(*_EDIT, form=EndGoalForm, page=_page, find=_find)
def end(sent: Sent[Goal, EndGoalForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    end_goal(sent.row, by=sent.person, last_day=day, read=sent.read, reason=sent.reason)
    return done(f"Het doel ‘{sent.row}’ eindigt na {date(day)}. Het blijft in het register staan.", "goals:list")
