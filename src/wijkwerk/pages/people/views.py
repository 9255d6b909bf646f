"""People: added, put in an organisation, let in and closed, each with its event."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from wijkwerk.access.people.account_actions import RoleError, add_person, close_account, join_organisation
from wijkwerk.access.people.models import Organisation, Person
from wijkwerk.access.signing_in.authenticators import take_away_second_factor
from wijkwerk.access.signing_in.passwords import issue_password_link, signs_in_with_provider
from wijkwerk.pages.people.forms import MANAGE_PEOPLE, AddPersonForm, CloseAccountForm, JoinForm
from wijkwerk.pages.people.pages import PAGES
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done


@deed(*MANAGE_PEOPLE, form=AddPersonForm, page=PAGES.list_page)
def add(sent: Sent[None, AddPersonForm]) -> Outcome:
    try:
        new_person = add_person(by=sent.person, **sent.form.cleaned_data)
    except ValidationError as error:
        raise RoleError("Er is al een account met deze naam. Kies een andere.") from error
    return done(f"{new_person.name} is toegevoegd en heeft nog geen rol.", "people:record", number=new_person.pk)


@deed(*MANAGE_PEOPLE, form=CloseAccountForm, page=PAGES.page, find=PAGES.readable)
def close(sent: Sent[Person, CloseAccountForm]) -> Outcome:
    close_account(sent.row, by=sent.person, reason=sent.reason)
    words = f"Het account van {sent.row.name} is gesloten. Het logboek houdt wat er is gedaan."
    return done(words, "people:record", number=sent.row.pk)


@deed(*MANAGE_PEOPLE, page=PAGES.page, find=PAGES.readable)
def link(sent: Sent[Person, StaffForm]) -> HttpResponse:
    """A link to choose a password, told once; not for oneself, nor for whoever signs in with a provider."""
    if sent.row == sent.person or signs_in_with_provider(sent.row):
        raise RoleError("Voor dit account maakt u hier geen link.")
    path = issue_password_link(sent.row, by=sent.person)
    return PAGES.page(sent.request, sent.row, link=sent.request.build_absolute_uri(path))


@deed(*MANAGE_PEOPLE, page=PAGES.page, find=PAGES.readable)
def reset_factor(sent: Sent[Person, StaffForm]) -> Outcome:
    """For whoever lost telephone and recovery codes."""
    if sent.row == sent.person:
        raise RoleError("Uw eigen tweede stap beheert u bij uw account.")
    take_away_second_factor(sent.row, by=sent.person, reason="kwijt")
    words = f"De tweede stap van {sent.row.name} is weg, en wordt opnieuw ingesteld."
    return done(words, "people:record", number=sent.row.pk)


@deed(*MANAGE_PEOPLE, form=JoinForm, page=PAGES.page, find=PAGES.readable)
def join(sent: Sent[Person, JoinForm]) -> Outcome:
    """Put somebody in an organisation, or in none."""
    organisation = Organisation.objects.filter(code=sent.form.cleaned_data["organisation"]).first()
    if not join_organisation(sent.row, organisation, by=sent.person):
        return done("Dat was al zo.", "people:record", number=sent.row.pk, is_news=False)
    return done(
        f"{sent.row.name} hoort nu bij {organisation or 'geen organisatie'}.", "people:record", number=sent.row.pk
    )
