"""Wat wacht op u: what this person may do now and others wait for, of all flows; and who stands in for whom."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.inbox import Waiting, waiting_for
from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.substitution import Substitution
from wijkwerk.access.substitution_actions import agree_substitution, end_substitution
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.public import person_of
from wijkwerk.web.record_pages import address_of, noun_of, place_of
from wijkwerk.web.staff import staff_page, staff_trail

from .forms import SubstitutionForm, own_holdings
from .page import InboxItem, inbox_page


@require_safe
@staff_page("read", "inbox")
def inbox(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, row: Substitution | None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    context = {
        "section": "inbox",
        "crumbs": staff_trail(("Wat wacht op u", "")),
        "inbox": inbox_page([_item(each) for each in waiting_for(person)], timezone.localdate()),
        "updated": timezone.localtime(),
        "standing_in": [_line(each, row, form, person) for each in _open(substitute=person)],
        "substituted": [_line(each, row, form, person) for each in _open(holding__person=person)],
        "agreeing": form_of(form, SubstitutionForm, person, ("add", "substitution"))
        if own_holdings(person) and may(person, "add", "substitution")
        else None,
    }
    return render(request, "inbox/inbox.html", context)


def _item(waiting: Waiting) -> InboxItem:
    return InboxItem(waiting, noun_of(waiting.kind), address_of(waiting.row), place_of(waiting.row))


def _open(**whose: Person) -> list[Substitution]:
    """Of today and later."""
    rows = Substitution.objects.filter(valid_to__gte=timezone.localdate(), ended_at=None, **whose)
    return list(rows.select_related("holding__scope", "holding__person", "substitute"))


def _line(each: Substitution, row: Substitution | None, form: StaffForm | None, person: Person) -> dict[str, object]:
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
    found = Substitution.objects.select_related("holding__scope").filter(pk=number).first()
    if found is None or not may(person, "end", found):
        raise Http404
    return found


@deed("add", "substitution", form=SubstitutionForm, page=_page)
def agree(sent: Sent[None, SubstitutionForm]) -> Outcome:
    made = agree_substitution(**sent.form.cleaned_data, by=sent.person)
    until = f"van {date(made.valid_from)} tot en met {date(made.valid_to)}"
    return done(f"{made.substitute} vervangt {made.role_words}, {until}.", "inbox:inbox")


@deed("end", "substitution", page=_page, find=_endable)
def end(sent: Sent[Substitution, StaffForm]) -> Outcome:
    end_substitution(sent.row, by=sent.person)
    return done(f"De vervanging van {sent.row.role_words} is beëindigd.", "inbox:inbox")
