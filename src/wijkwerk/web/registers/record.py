"""The page of one record: what can be done to it and why not, what colleagues said, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from wijkwerk.access.comments import Comment, comments_about
from wijkwerk.access.lifecycles.lifecycle import FLOWS, Offer
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import kind_of, may
from wijkwerk.access.permission.table import Deed
from wijkwerk.web.doors.whys import why_address
from wijkwerk.web.forms import StaffForm, form_of

from .comment_form import CommentForm
from .history import changes_of
from .links import links
from .register import Register


@dataclass(frozen=True, slots=True)
class Button:
    """A move as the page of a record shows it.

    words   on the button
    route   of the deed
    form    what it asks for on the spot; None where it has a page of its own
    effect  what it comes to, in a sentence
    """

    verb: str
    words: str
    route: str
    form: type[StaffForm] | None
    effect: str = ""


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """One thing that can be done, or why it cannot.

    status  "mag u", "nu niet" (the state: what must happen first) or "niet u" (the table, or a rule)
    """

    button: Button
    status: str
    explanation: str
    address: str
    why: str
    form: StaffForm | None


def record_context(
    register: Register[Any],
    row: Model,
    visitor: Visitor,
    buttons: Sequence[Button],
    refused: StaffForm | None = None,
    *,
    hidden: Sequence[str] = (),
    rests_on: Iterable[Model | None] = (),
    resting: Iterable[Model | None] = (),
    is_spoken_of: bool = True,
) -> dict[str, object]:
    """What every page of a record shows besides what is its own.

    hidden    fields whose changes say nothing to readers
    rests_on  the records that this one rests on; `resting` those that rest on it
    is_spoken_of  whether colleagues set comments beside it

    What can be done, comments, and who changed what and why are of colleagues: where a record is spoken of, who may not
    add a comment sees none.
    """
    is_colleague = isinstance(visitor, Person) and (not is_spoken_of or may(visitor, "add", "comment"))
    return {
        "section": register.section,
        "kind_words": register.rows_are[0],
        "row": row,
        "name_in_address": getattr(row, register.key),
        "answers": tuple(_answers(register, row, visitor, buttons, refused)) if is_colleague else (),
        "rests_on": links(visitor, rests_on),
        "resting": links(visitor, resting),
        "changes": changes_of(row, hidden=hidden) if is_colleague else (),
        "comments": _comments(register, row, visitor, refused) if is_colleague and is_spoken_of else None,
    }


def _answers(
    register: Register[Any], row: Model, visitor: Visitor, buttons: Sequence[Button], refused: StaffForm | None
) -> Iterator[RecordAnswer]:
    kind = kind_of(row)
    offers = FLOWS[kind].offers(row, visitor)
    for button in buttons:
        offer = offers[button.verb]
        status, explanation = _status(offer, button)
        permission = offer.move.permission or button.verb
        form = _form(button, offer, refused, visitor, (permission, offer.move.kind or kind), row)
        yield RecordAnswer(
            button,
            status,
            explanation,
            reverse(button.route, kwargs=register.place(row)),
            why_address(permission, kind, row.pk),
            form,
        )


def _form(
    button: Button, offer: Offer, refused: StaffForm | None, visitor: Visitor, asked: Deed, row: Model
) -> StaffForm | None:
    """What was typed stays to be read, also where others went on in the meantime."""
    if button.form is None:
        return None
    form = form_of(refused, button.form, visitor, asked, row)
    return form if offer.is_open or (form is refused and form.fields) else None


def _status(offer: Offer, button: Button) -> tuple[str, str]:
    if offer.not_now:
        return "nu niet", offer.not_now
    if offer.not_you:
        return "niet u", " ".join(offer.own) or f"Dit mag alleen als dit geldt: {'; '.join(offer.not_you)}."
    if not offer.is_allowed:
        return "niet u", f"Dit mogen: {', '.join(offer.who)}."
    return "mag u", button.effect


def _comments(register: Register[Any], row: Model, visitor: Visitor, refused: StaffForm | None) -> dict[str, object]:
    rows = list(comments_about(row))
    return {
        "rows": [(each, _changing(register, row, each, visitor, refused)) for each in rows],
        "adding": form_of(refused, CommentForm, visitor, ("add", "comment"), row),
        "address": register.address("comment", **register.place(row)),
    }


def _changing(
    register: Register[Any], row: Model, comment: Comment, visitor: Visitor, refused: StaffForm | None
) -> tuple[StaffForm, str] | None:
    if not comment.is_changeable_by(visitor):
        return None
    form = form_of(refused, CommentForm, visitor, ("edit", "comment"), comment)
    return form, register.address("change_comment", **register.place(row), comment=comment.pk)
