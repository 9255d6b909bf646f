"""Wat wacht op u: what this person may do now and others wait for, of all flows; and who stands in for whom."""

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.lifecycles.inbox import Waiting, waiting_for
from wijkwerk.access.mail.digest import Digest, Rhythm, choose_rhythm, digest_of_person, person_of_token, stop_digest
from wijkwerk.access.mail.mail import delivery_of
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.people.substitution import Substitution
from wijkwerk.access.people.substitution_actions import agree_substitution, end_substitution
from wijkwerk.access.permission.permissions import may
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.record_pages import address_of, noun_of, place_of

from .forms import DigestForm, SubstitutionForm, UnsubscribeForm, own_holdings
from .letter import KIND
from .page import InboxItem, inbox_page


@require_safe
@staff_page("read", "inbox")
def inbox(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, row: Model | None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    context = {
        "section": "inbox",
        "crumbs": staff_trail(("Wat wacht op u", "")),
        "inbox": inbox_page([_item(each) for each in waiting_for(person)], timezone.localdate()),
        "updated": timezone.localtime(),
        "standing_in": [_line(each, row, form, person) for each in _open(substitute=person)],
        "substituted": [_line(each, row, form, person) for each in _open(holding__person=person)],
        "digest": _digest(person, form),
        "agreeing": form_of(form, SubstitutionForm, person, ("add", "substitution"))
        if own_holdings(person) and may(person, "add", "substitution")
        else None,
    }
    return render(request, "inbox/inbox.html", context)


def _digest(person: Person, form: StaffForm | None) -> dict[str, object]:
    """What the page says of the message by e-mail."""
    digest = digest_of_person(person)
    choosing = form_of(form, DigestForm, person, ("edit", "inbox"), digest)
    return {
        "choosing": choosing if settings.WIJKWERK_SENDS_MAIL else None,
        "has_address": bool(person.email),
        "delivery": delivery_of(KIND, str(person.pk)),
    }


def _item(waiting: Waiting) -> InboxItem:
    return InboxItem(waiting, noun_of(waiting.kind), address_of(waiting.row), place_of(waiting.row))


def _open(**whose: Person) -> list[Substitution]:
    """Of today and later."""
    rows = Substitution.objects.filter(valid_to__gte=timezone.localdate(), ended_at=None, **whose)
    return list(rows.select_related("holding__scope", "holding__person", "substitute"))


def _line(each: Substitution, row: Model | None, form: StaffForm | None, person: Person) -> dict[str, object]:
    refused = form if row == each else None
    return {
        "substitution": each,
        "from": date(each.valid_from),
        "to": date(each.valid_to),
        "ending": form_of(refused, StaffForm, person, ("end", "substitution"), each)
        if may(person, "end", each)
        else None,
    }


def _endable(person: Person, number: int) -> Substitution:
    substitution = Substitution.objects.select_related("holding__scope").filter(pk=number).first()
    if substitution is None or not may(person, "end", substitution):
        raise Http404
    return substitution


@deed("add", "substitution", form=SubstitutionForm, page=_page)
def agree(sent: Sent[None, SubstitutionForm]) -> Outcome:
    substitution = agree_substitution(**sent.form.cleaned_data, by=sent.person)
    until = f"van {date(substitution.valid_from)} tot en met {date(substitution.valid_to)}"
    return done(f"{substitution.substitute} vervangt {substitution.role_words}, {until}.", "inbox:inbox")


@deed("end", "substitution", page=_page, find=_endable)
def end(sent: Sent[Substitution, StaffForm]) -> Outcome:
    end_substitution(sent.row, by=sent.person)
    return done(f"De vervanging van {sent.row.role_words} is beëindigd.", "inbox:inbox")


def _own_digest(person: Person) -> Digest:
    return digest_of_person(person)


@deed("edit", "inbox", form=DigestForm, page=_page, find=_own_digest)
def choose_digest(sent: Sent[Digest, DigestForm]) -> Outcome:
    rhythm = Rhythm(sent.form.cleaned_data["rhythm"])
    choose_rhythm(sent.person, rhythm)
    return done(f"Bewaard: {rhythm.label.lower()}.", "inbox:inbox", fragment="#bericht")


def _whose(visitor: Visitor, token: str) -> Person:
    person = person_of_token(token)
    if person is None:
        raise Http404
    return person


def _unsubscribe_page(request: HttpRequest, person: Person, form: UnsubscribeForm) -> HttpResponse:
    """The same for everybody who opens the link: it shows nothing of the person or of what waits."""
    context = {
        "crumbs": staff_trail(("Bericht afmelden", "")),
        "form": form,
        "action": request.path,
        "is_stopped": digest_of_person(person).rhythm == Rhythm.NEVER,
    }
    return render(request, "inbox/unsubscribe.html", context)


@deed("stop", "inbox", form=UnsubscribeForm, page=_unsubscribe_page, find=_whose, opens=True, is_public=True)
def unsubscribe(sent: Sent[Person, UnsubscribeForm]) -> Outcome:
    """By the link in a message, without signing in."""
    stop_digest(sent.row)
    return Outcome("", sent.request.path)
