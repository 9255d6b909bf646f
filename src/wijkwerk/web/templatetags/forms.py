"""`{% load forms %}`: every form and field of the site is drawn here, with the templates in `web/forms/`.

{% draw_form form action=here button="Bewaren" back=way_back %}    a whole form
{% field form.title %}                                             one field, with its hint, errors and questions
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wijkwerk.present.numbers import count_word
from wijkwerk.web.forms.deeds import REFUSED
from wijkwerk.web.forms.fields import Choice, Choices, Tick
from wijkwerk.web.forms.personal_check import Piece
from wijkwerk.web.forms.staff_form import READ, StaffForm

register = template.Library()

_KINDS: dict[type, str] = {Tick: "tick", Choices: "ticks"}


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


@register.inclusion_tag("web/forms/field.html")
def field(field: BoundField) -> dict[str, Any]:
    form = field.form
    question = form.personal.questions.get(field.name) if isinstance(form, StaffForm) else None
    kind = _KINDS.get(type(field.field), "text")
    is_asked = isinstance(form, StaffForm) and not isinstance(field.field, Choice)  # and does not only filter
    may_be_empty = kind == "text" and is_asked and not field.field.required
    found: dict[str, Any] = {"field": field, "question": question, "kind": kind, "may_be_empty": may_be_empty}
    if question and question.answer in form.fields:
        found |= {"answer": form[question.answer], "seals": form[question.answer.replace("-blijft", "-gezien")]}
    return found


@register.inclusion_tag("web/forms/errors.html", takes_context=True)
def refusal(context: dict[str, Any]) -> dict[str, Any]:
    """What stands in the way of what was just sent, at the top of the page, with links to the fields."""
    form = getattr(context.get("request"), REFUSED, None)
    if form is None:
        return {}
    points = list(_points(form))
    count = "één ding klopt niet" if len(points) == 1 else f"{count_word(len(points))} dingen kloppen niet"
    # Without a field to mend, what the deed itself says is all there is to say.
    return {"form": form, "points": points, "heading": f"Nog niet bewaard: {count}" if points else "Er is niets gedaan"}


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
            yield Point(str(bound.label), _as_clause(str(messages[0])), str(bound.auto_id))


def _as_clause(message: str) -> str:
    """The first sentence, to stand behind a colon."""
    first = message.partition(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:]
