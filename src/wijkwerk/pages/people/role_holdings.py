"""Roles given, vacant, filled and ended, each with its event. Nobody gives a role to themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wijkwerk.access.people.account_actions import end_role, end_role_at_once, fill_role, give_role
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.pages.people.forms import GiveRoleForm
from wijkwerk.pages.people.pages import PAGES
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.vacancies import EndRoleForm, FillRoleForm, holding_words


def _holding(person: Person, number: int) -> RoleHolding:
    holding = RoleHolding.objects.select_related("person", "scope").filter(pk=number).first()
    if holding is None:
        raise NotHereError("Deze rolinvulling is er niet.", (Way("Mensen en rollen", reverse("people:list")),))
    return holding


def _page_of_holder(request: HttpRequest, holding: RoleHolding, form: StaffForm) -> HttpResponse:
    if holding.person is None:
        return PAGES.list_page(request, None, form)
    return PAGES.page(request, holding.person, form)


@deed("manage", "roleholding", form=GiveRoleForm, page=PAGES.page, find=PAGES.readable)
def give(sent: Sent[Person, GiveRoleForm]) -> Outcome:
    holding = give_role(sent.row, by=sent.person, **sent.form.given())
    return done(f"{holding} vanaf {date(holding.valid_from)}.", "people:record", number=sent.row.pk)


@deed("manage", "roleholding", form=GiveRoleForm, page=PAGES.list_page)
def vacancy(sent: Sent[None, GiveRoleForm]) -> Outcome:
    """A role that is there and that nobody holds yet."""
    give_role(None, by=sent.person, **sent.form.given())
    return done("De vacature staat in de lijst.", "people:list")


@deed("manage", "roleholding", form=FillRoleForm, page=PAGES.list_page, find=_holding)
def fill(sent: Sent[RoleHolding, FillRoleForm]) -> Outcome:
    somebody = sent.form.cleaned_data["account"]
    fill_role(sent.row, somebody, by=sent.person, reason=sent.reason)
    return done(f"{somebody} vervult de rol vanaf vandaag.", "people:record", number=somebody.pk)


@deed("manage", "roleholding", form=EndRoleForm, page=_page_of_holder, find=_holding)
def end(sent: Sent[RoleHolding, EndRoleForm]) -> Outcome:
    holder, last_day = sent.row.person, sent.form.last_day
    words = f"De {'rol' if holder else 'vacature'} {holding_words(sent.row)}"
    if last_day is None:
        end_role_at_once(sent.row, by=sent.person, reason=sent.reason)
        message = f"{words} is nu beëindigd."
    else:
        end_role(sent.row, by=sent.person, last_day=last_day, reason=sent.reason)
        message = f"{words} eindigt na {date(last_day)}."
    return done(message, "people:list") if holder is None else done(message, "people:record", number=holder.pk)
