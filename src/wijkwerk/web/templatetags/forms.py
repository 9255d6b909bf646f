"""`{% load forms %}`: every form and field of the site is drawn here, with the templates in `web/forms/`.

{% draw_form form action=here button="Bewaren" back=way_back %}    a whole form
{% field form.title %}                                             one field, with its hint, errors and questions
{% unseen form %}                                                  of a form that a template lays out itself
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wijkwerk.present.numbers import count_word
from wijkwerk.web.forms.deeds import REFUSED
from wijkwerk.web.forms.fields import Choice, Choices, Tick
from wijkwerk.web.forms.more_fields import Cell
from wijkwerk.web.forms.personal_check import Piece
from wijkwerk.web.forms.public_form import Trap
from wijkwerk.web.forms.staff_form import READ, StaffForm

register = template.Library()

# What stays as it is where nothing is chosen or typed: that goes without saying.
_MAY_BE_EMPTY_UNSAID = (Cell, Choice, Choices, Tick)


@dataclass(frozen=True, slots=True)
class Point:
    """One line above a form: what is wrong, and the field to go to."""

    label: str
    message: str
    target: str


@register.inclusion_tag("web/forms/form.html", takes_context=True)
def draw_form(context: dict[str, Any], form: StaffForm, *, action: str, button: str, **more: Any) -> dict[str, Any]:
    """A whole form.

    about             what the button is about, for who hears it and does not see where it stands
    look              of the button: "second", "small", "warn"
    back, back_words  a link beside the button
    """
    form.is_drawn = True
    token = context.get("csrf_token")
    words = {"back_words": "Niet bewaren", "back": "", "look": "", "about": ""}
    return {"form": form, "action": action, "button": button, "csrf_token": token} | words | more


@register.inclusion_tag("web/forms/unseen.html", takes_context=True)
def unseen(context: dict[str, Any], form: StaffForm) -> dict[str, Any]:
    """What a form sends that nobody sees: its token, the mark of what was read, and its hidden fields."""
    form.is_drawn = True
    return {"form": form, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/forms/field.html")
def field(field: BoundField, look: str = "") -> dict[str, Any]:
    """One field. look: a class of the style sheet beside `field`."""
    form = field.form
    if not isinstance(form, StaffForm):
        return {"field": field, "look": look}
    question = form.personal.questions.get(field.name)
    may_be_empty = not field.field.required and not isinstance(field.field, _MAY_BE_EMPTY_UNSAID)
    is_trap = isinstance(field.field, Trap)
    context: dict[str, Any] = {"field": field, "look": look, "question": question, "may_be_empty": may_be_empty}
    context["is_trap"] = is_trap
    if question:
        context["seals"] = form[question.seals]
        context["answer"] = form[question.answer] if question.answer in form.fields else None
    return context


@register.inclusion_tag("web/forms/choice_groups.html")
def choice_groups(field: BoundField) -> dict[str, Any]:
    """The ticks of a field whose choices stand in groups, each group with its name."""
    choice = field.field
    assert isinstance(choice, Choices), "only what has choices has groups of them"
    groups: Any = choice.choices
    ticks = iter(field.subwidgets)
    return {"groups": [(name, list(islice(ticks, len(choices)))) for name, choices in groups]}


@register.inclusion_tag("web/forms/errors.html", takes_context=True)
def refusal(context: dict[str, Any]) -> dict[str, Any]:
    """What stands in the way of what was just sent, at the top of the page, with links to the fields."""
    form: StaffForm | None = getattr(context.get("request"), REFUSED, None)
    if form is None or form.conflict or not any(part.errors for part in form.parts):
        return {}
    points = [point for part in form.parts for point in _points(part)]
    count = "één ding klopt niet" if len(points) == 1 else f"{count_word(len(points))} dingen kloppen niet"
    # Without a field to mend, what the deed itself says is all there is to say.
    heading = f"Nog niet bewaard: {count}" if points else "Er is niets gedaan"
    return {"is_refused": True, "form": form, "points": points, "heading": heading}


@register.inclusion_tag("web/forms/typed.html", takes_context=True)
def typed_elsewhere(context: dict[str, Any]) -> dict[str, Any]:
    """What was typed in a form that the page cannot draw any more, below the page: nothing is lost."""
    form: StaffForm | None = getattr(context.get("request"), REFUSED, None)
    return {"typed": form.typed() if form is not None and not form.is_drawn else []}


@register.simple_tag
def read_mark(form: StaffForm) -> SafeString:
    """The mark of what this person has before them, where the row has one."""
    mark = form.read
    return format_html('<input type="hidden" name="{}" value="{}">', READ, mark) if mark else SafeString("")


@register.simple_tag
def taken_out(pieces: Iterable[Piece]) -> SafeString:
    """A text as others would read it, with a mark where something was taken out."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", piece.taken_out) if piece.taken_out else piece.text,) for piece in pieces),
    )


@register.simple_tag
def typed(form: StaffForm) -> SafeString:
    """What was typed, carried along unseen."""
    values = [(name, value) for name in form.base_fields for value in form.sent.getlist(name)]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', values)


def _points(form: StaffForm) -> Iterator[Point]:
    for name, messages in form.errors.items():
        if name in form.fields:
            bound = form[name]
            label = f"{form.place}, {bound.label}" if form.place else str(bound.label)
            yield Point(label, _as_clause(str(messages[0])), str(bound.auto_id))


def _as_clause(message: str) -> str:
    """The first sentence, to stand behind a colon."""
    first = message.partition(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:]
