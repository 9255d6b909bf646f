"""The goals that norms serve: the hoofddoelen and their subdoelen, added, said otherwise, or ended on a day."""

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.table import Deed
from wijkwerk.governance.goal.actions import add_goal, change_goal, end_goal
from wijkwerk.governance.models import Goal
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Outcome, Sent, deed, done
from wijkwerk.web.registers import Button, RecordPages, Shown

from .forms import EndGoalForm, GoalForm, NewGoalForm
from .register import GOALS, facts, state_words

_EDIT: Deed = ("edit", "goal")


def _shown(goal: Goal, visitor: Visitor) -> Shown:
    return Shown(facts(goal), state_words(goal), rests_on=(goal.parent,), resting=goal.children.all())


PAGES = RecordPages(
    GOALS,
    Goal.objects.select_related("parent"),
    _shown,
    (
        Button("change", "Wijzigen", "goals:change", None, "Andere woorden, een andere plaats of een ander hoofddoel."),
        Button("end", "Beëindigen", "goals:end", EndGoalForm, "Na die dag geldt het niet meer. Het blijft staan."),
    ),
    new="Nieuw doel",
    changed="Doel wijzigen",
)


@deed(*_EDIT, form=NewGoalForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, NewGoalForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    new_goal = add_goal(sent.form.goal_text(), by=sent.person, since=day, reason=sent.reason)
    return done(f"Het doel ‘{new_goal}’ geldt vanaf {date(day)}.", "goals:record", key=new_goal.code)


@deed(*_EDIT, form=GoalForm, page=PAGES.form_page, find=PAGES.readable, opens=True)
def change(sent: Sent[Goal, GoalForm]) -> Outcome:
    goal = sent.row
    if change_goal(goal, sent.form.goal_text(), by=sent.person, read=sent.read, reason=sent.reason):
        return done(f"Het doel ‘{goal}’ is gewijzigd.", "goals:record", key=goal.code)
    return done(f"Aan het doel ‘{goal}’ veranderde niets.", "goals:record", key=goal.code, is_news=False)


@deed(*_EDIT, form=EndGoalForm, page=PAGES.page, find=PAGES.readable)
def end(sent: Sent[Goal, EndGoalForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    end_goal(sent.row, by=sent.person, last_day=day, read=sent.read, reason=sent.reason)
    words = f"Het doel ‘{sent.row}’ eindigt na {date(day)}. Het blijft in het register staan."
    return done(words, "goals:record", key=sent.row.code)
