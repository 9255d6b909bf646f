"""Keep the goals: add one, say it otherwise, end it on a day. A goal is never taken out: others may point at it."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from wijkwerk.access.log.audit import joined
from wijkwerk.access.models import Person
from wijkwerk.access.privacy.personal_text import without_personal
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.goal.flow import GoalFlow
from wijkwerk.governance.kader.resolution import short_date
from wijkwerk.governance.models import Goal
from wijkwerk.governance.simultaneous import or_told, take_turns

MOST_GOALS = 999
_LONGEST_CODE = 50
# What an address has in the place of a code.
_NOT_A_CODE = frozenset({"nieuw"})


@dataclass(frozen=True, slots=True)
class GoalText:
    """What a goal says and where it stands. `parent` is the hoofddoel above a subdoel, None for a hoofddoel itself."""

    title: str
    text: str = ""
    position: int = 1
    parent: Goal | None = None


def goals_on(day: datetime.date) -> QuerySet[Goal]:
    """The goals that hold on a day, hoofddoelen and subdoelen, in order."""
    return Goal.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


@transaction.atomic
def add_goal(said: GoalText, *, by: Person, since: datetime.date, reason: str = "") -> Goal:
    """A new goal from a day. Raises GovernanceError where it has no title, stands there already or hangs too deep."""
    take_turns("add goal")
    _check(said, None)
    goal = Goal(
        code=_free_code(said.title),
        title=said.title.strip(),
        text=said.text.strip(),
        position=said.position,
        parent=said.parent,
        valid_from=since,
    )
    with or_told(
        GovernanceError(
            "Zojuist voegde iemand anders ook een doel toe. Kijk of het er al staat, en probeer het anders opnieuw."
        )
    ):
        return GoalFlow.begin(goal, by=by, reason=joined(_told(None, said), reason))


def change_goal(goal: Goal, said: GoalText, *, by: Person, read: str, reason: str = "") -> bool:
    """Say a goal otherwise, or set it elsewhere; what it was stays in the log. False where nothing changes.

    read   the mark (`GoalFlow.mark_of`) of what was written over

    Raises GovernanceError for what could not be added either, and what `GoalFlow.move` raises.
    """
    goal.refresh_from_db()
    if goal.valid_to is None and not _told(goal, said):
        return False
    with GoalFlow.move(goal, "change", by=by, read=read, reason=reason) as line:
        _check(said, goal)
        line.reason = joined(_told(goal, said), line.reason)
        goal.title, goal.text = said.title.strip(), said.text.strip()
        goal.position, goal.parent = said.position, said.parent
    return True


def end_goal(goal: Goal, *, by: Person, last_day: datetime.date, read: str, reason: str) -> None:
    """Let a goal end after a day; it stays in the register, with what points at it.

    read   the mark (`GoalFlow.mark_of`) of what is to end

    Raises GovernanceError where it has not begun, or still has subdoelen after that day, and what `GoalFlow.move`
    raises.
    """
    with GoalFlow.move(goal, "end", by=by, read=read, reason=reason) as line:
        if goal.valid_from is not None and last_day < goal.valid_from:
            raise GovernanceError(f"‘{goal}’ geldt pas vanaf {short_date(goal.valid_from)}. Kies een latere dag.")
        going_on = goal.children.filter(Q(valid_to=None) | Q(valid_to__gt=last_day))
        if going_on:
            names = ", ".join(f"‘{child}’" for child in going_on)
            raise GovernanceError(f"Onder dit doel gelden dan nog: {names}. Beëindig of verplaats die eerst.")
        goal.valid_to = last_day
        line.reason = joined(f"na {short_date(last_day)}", line.reason)


def _check(text: GoalText, goal: Goal | None) -> None:
    """Two levels and no more: hoofddoelen, and subdoelen below them."""
    title = text.title.strip()
    if not title:
        raise GovernanceError("Een doel heeft een titel nodig.")
    if not 1 <= text.position <= MOST_GOALS:
        raise GovernanceError(f"De plaats is een getal van 1 tot en met {MOST_GOALS}.")
    same = Goal.objects.filter(title__iexact=title, valid_to=None).exclude(pk=goal.pk if goal else None)
    if same.exists():
        raise GovernanceError(f"Er is al een doel ‘{title}’.")
    if text.parent is None:
        return
    if goal is not None and text.parent.pk == goal.pk:
        raise GovernanceError("Een doel kan geen onderdeel van zichzelf zijn.")
    if text.parent.valid_to is not None:
        raise GovernanceError(
            f"‘{text.parent}’ eindigt op {short_date(text.parent.valid_to)}. Kies een ander hoofddoel."
        )
    if text.parent.parent_id is not None:
        raise GovernanceError(f"‘{text.parent}’ is zelf een subdoel. Kies een hoofddoel.")
    if goal is not None and goal.children.exists():
        raise GovernanceError(f"‘{goal}’ heeft zelf subdoelen en kan daarom geen subdoel worden.")


def _told(goal: Goal | None, text: GoalText) -> str:
    """For the log: what it becomes, and what it was. A goal of before the log was guarded may hold anything."""
    now = _fields(text.title, text.text, text.position, text.parent)
    if goal is None:
        return "; ".join(f"{name}: {value}" for name, value in now.items() if value)
    was = _fields(goal.title, goal.text, goal.position, goal.parent)
    return "; ".join(
        f"{name}: {now[name] or 'geen'} (was {without_personal(was[name]) or 'geen'})"
        for name in now
        if now[name] != was[name]
    )


def _fields(title: str, text: str, position: int, parent: Goal | None) -> dict[str, str]:
    return {
        "titel": title.strip(),
        "toelichting": text.strip(),
        "plaats": str(position),
        "onderdeel van": parent.code if parent else "",
    }


def _free_code(title: str) -> str:
    """A code that no goal has or had, from the words of the title."""
    wish = slugify(title)[:_LONGEST_CODE].strip("-").replace("-", "_") or "doel"
    code, number = wish, 1
    while code in _NOT_A_CODE or Goal.objects.filter(code=code).exists():
        number += 1
        code = f"{wish}_{number}"
    return code
