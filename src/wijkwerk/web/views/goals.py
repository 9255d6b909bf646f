"""The goals that norms serve: the hoofddoelen and their subdoelen, added, said otherwise, or ended on a day."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.governance.goals import MOST_GOALS, GoalText, add_goal, change_goal, end_goal
from wijkwerk.governance.models import Goal
from wijkwerk.governance.problems import GovernanceError
from wijkwerk.governance.versions import version_of
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import FormError, said, said_day
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail

_NEW = "nieuw"


@require_safe
@staff_page("read", "kader")
def goals(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request, person)


@require_POST
@staff_page("edit", "goal")
@sent_once
@free_text(title="Titel", text="Toelichting", reason="Reden of besluit", to_log=("title", "text", "reason"))
def add(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        made = add_goal(
            _said(request), by=person, since=said_day(request.POST), reason=said(request.POST, "reason", 500)
        )
    except (GovernanceError, FormError) as error:
        return _page(request, person, str(error), _NEW)
    messages.success(request, f"Het doel ‘{made}’ geldt vanaf {date(said_day(request.POST))}.")
    return redirect("web:goals")


@require_POST
@staff_page("edit", "goal")
@sent_once
@free_text(title="Titel", text="Toelichting", reason="Reden of besluit", to_log=("title", "text", "reason"))
def change(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """One of two things, by the button that was pressed: say it otherwise, or let it end."""
    goal = Goal.objects.filter(code=code).first()
    if goal is None:
        raise NotHereError(f"Er is geen doel ‘{code}’.", (Way("Alle doelen", reverse("web:goals")),))
    try:
        told = _change(request, person, goal)
    except (GovernanceError, FormError) as error:
        return _page(request, person, str(error), code)
    messages.success(request, told)
    return redirect("web:goals")


def _change(request: HttpRequest, person: Person, goal: Goal) -> str:
    read, reason = request.POST.get("read", ""), said(request.POST, "reason", 500)
    match request.POST.get("do"):
        case "change":
            changed = change_goal(goal, _said(request), by=person, read=read, reason=reason)
            return f"Het doel ‘{goal}’ is gewijzigd." if changed else f"Aan het doel ‘{goal}’ veranderde niets."
        case "end":
            day = said_day(request.POST)
            end_goal(goal, by=person, last_day=day, read=read, reason=reason)
            return f"Het doel ‘{goal}’ eindigt na {date(day)}. Het blijft in het register staan."
    raise GovernanceError("Kies wat u met het doel wilt doen.")


def _said(request: HttpRequest) -> GoalText:
    """What the form says. Raises GovernanceError for a place that is no number, or a hoofddoel that is not there."""
    sent = request.POST
    position = sent.get("position", "").strip()
    if not (position.isascii() and position.isdecimal() and len(position) < 5):
        raise GovernanceError(f"De plaats is een getal van 1 tot en met {MOST_GOALS}.")
    parent = sent.get("parent", "")
    above = Goal.objects.filter(code=parent).first() if parent else None
    if parent and above is None:
        raise GovernanceError("Kies een hoofddoel uit de lijst.")
    return GoalText(
        title=said(sent, "title", 200),
        text=said(sent, "text", 2000),
        position=int(position),
        parent=above,
    )


def _page(request: HttpRequest, person: Person, problem: str = "", at: str = "") -> HttpResponse:
    """`at`: the goal whose form was refused; what was filled in there is kept."""
    today = timezone.localdate()
    every = list(Goal.objects.select_related("parent"))
    above = [goal for goal in every if goal.parent_id is None]
    sent = request.POST if problem else {}
    context = {
        "section": "norms",
        "crumbs": staff_trail(("Normen", "/normen/"), ("Doelen", "")),
        "rows": [
            row
            for goal in above
            for row in (
                _row(goal, today, sent if at == goal.code else {}),
                *(
                    _row(child, today, sent if at == child.code else {})
                    for child in every
                    if child.parent_id == goal.pk
                ),
            )
        ],
        "above": [goal for goal in above if goal.valid_to is None],
        "may_edit": may(person, "edit", "goal"),
        "today": today.isoformat(),
        "sent": sent if at == _NEW else {},
        "next_position": max((goal.position for goal in above), default=0) + 1,
        "problem": problem,
    }
    return render(request, "web/staff/goals.html", context, status=409 if problem else 200)


def _row(goal: Goal, today: datetime.date, sent: dict[str, str]) -> dict[str, object]:
    ending = sent.get("do") == "end"
    said = {} if ending else sent
    return {
        "goal": goal,
        "read": version_of(goal),
        "since": date(goal.valid_from) if goal.valid_from else "",
        "until": date(goal.valid_to) if goal.valid_to else "",
        "is_over": goal.valid_to is not None and goal.valid_to < today,
        "title": said.get("title", goal.title),
        "text": said.get("text", goal.text),
        "position": said.get("position", str(goal.position)),
        "parent": said.get("parent", goal.parent.code if goal.parent else ""),
        "reason": said.get("reason", ""),
        "is_changing": bool(said),
        "is_ending": ending,
        "end_day": sent.get("day", today.isoformat()) if ending else today.isoformat(),
        "end_reason": sent.get("reason", "") if ending else "",
    }
