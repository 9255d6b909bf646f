"""The deeds of comments, for any register: a new one, and one's own changed within the hour."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase

from wijkwerk.access.comments import Comment, add_comment, change_comment, comments_about
from wijkwerk.access.people.models import Person
from wijkwerk.web.forms import Outcome, Sent, deed
from wijkwerk.web.forms.deeds import Page
from wijkwerk.web.record_pages import address_of

from .comment_form import CommentForm
from .doors import View
from .register import Register


def comment_view(register: Register[Any], page: Page) -> View:
    """Add a comment to the record of the address; `page` draws the page of the record."""

    def find(person: Person, **place: object) -> Model:
        return _record(register, person, place)

    @deed("add", "comment", form=CommentForm, page=page, find=find)
    def view(sent: Sent[Model, CommentForm]) -> Outcome:
        comment = add_comment(sent.row, sent.form.cleaned_data["text"], by=sent.person)
        return Outcome("Uw opmerking staat erbij.", f"{address_of(sent.row)}#opmerking-{comment.pk}")

    return view


def change_comment_view(register: Register[Any], page: Page) -> View:
    """Change one's own comment of the record of the address."""

    def find(person: Person, comment: int, **place: object) -> Comment:
        row = _record(register, person, place)
        own_comment = comments_about(row).filter(pk=comment, written_by=person).first()
        if own_comment is None:
            raise Http404
        return own_comment

    def page_of_record(request: HttpRequest, comment: Comment | None, form: CommentForm) -> HttpResponseBase:
        assert comment is not None, "a comment is changed, and not made"
        return page(request, about(comment), form)

    def about(comment: Comment) -> Model:
        rows: Any = register.model._default_manager
        row: Model = rows.get(pk=comment.key)
        return row

    @deed("edit", "comment", form=CommentForm, page=page_of_record, find=find)
    def view(sent: Sent[Comment, CommentForm]) -> Outcome:
        change_comment(sent.row, sent.form.cleaned_data["text"], by=sent.person)
        return Outcome("Uw opmerking is gewijzigd.", f"{address_of(about(sent.row))}#opmerking-{sent.row.pk}")

    return view


def _record(register: Register[Any], person: Person, place: Mapping[str, object]) -> Model:
    rows: Any = register.model._default_manager
    row: Model = register.find(person, rows.all(), place)
    return row
