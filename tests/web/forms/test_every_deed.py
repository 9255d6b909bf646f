"""Every POST of staff goes through the frame of `deed`, and keeps what was typed whatever stands in its way."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.addresses import Address, addresses, takes_a_form
from tests.web.reading import text_of
from tests.web.staff_site import person
from tests.web.test_every_free_text import views_by_name
from wijkwerk.access.people.account_actions import end_role, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.table import Deed
from wijkwerk.access.permission.weighty import is_weighty
from wijkwerk.lib.user_errors import UserError
from wijkwerk.web.doors.request_parts import deed_of
from wijkwerk.web.forms import FreeText, PublicForm, StaffForm
from wijkwerk.web.forms.deeds import deed, done


def names_of_deeds() -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, view in views_by_name().items():
        if hasattr(view, "form"):
            yield name, view


DEEDS = sorted(names_of_deeds())


def _is_ours(address: Address) -> bool:
    """Of the rooms that show pages; signing in and the technical beheer have frames of their own."""
    is_beheer = address.name.startswith("inspection:")
    return address.view.__module__.startswith(("wijkwerk.web.", "wijkwerk.pages.")) and not is_beheer


@pytest.mark.django_db
def test_every_address_of_the_pages_that_takes_a_form_is_a_deed():
    taking = {each.name for each in addresses() if _is_ours(each) and takes_a_form(each)}
    assert taking <= {name for name, _ in DEEDS}


@pytest.mark.parametrize(("name", "view"), DEEDS, ids=[name for name, _ in DEEDS])
def test_a_deed_asks_the_permission_table_and_does_once_what_is_sent_twice(name: str, view: Callable[..., Any]):
    asked: Deed | None = deed_of(view)
    assert asked is not None
    inner: Any = view
    while not hasattr(inner, "sent_once"):
        inner = inner.__wrapped__
    assert vars(inner)["sent_once"]


# What anybody may send without an account: each has limits of its own, and a trap for programs.
OPEN_TO_ALL = {"inbox:unsubscribe", "web:feedback"}


def test_a_deed_that_anybody_may_send_is_named_here_and_guarded(settings: Any):
    public = {name: view for name, view in DEEDS if vars(view)["is_public"]}
    assert set(public) == OPEN_TO_ALL
    for name, view in public.items():
        assert issubclass(vars(view)["form"], PublicForm)
        assert name.removeprefix("web:") in settings.WIJKWERK_SENDING_RATES
        deed_asked = deed_of(view)
        assert deed_asked is not None
        assert not is_weighty(deed_asked), "nobody could show who they are"


class TextForm(StaffForm):
    text = FreeText("Tekst", 20)


@pytest.mark.django_db
def test_a_form_is_filled_with_what_was_typed_after_every_kind_of_refusal(settings: Any):
    """The page gets the bound form back, whether the form or the deed itself refused."""
    pages: list[StaffForm] = []

    def page(request: Any, row: None, form: StaffForm) -> HttpResponse:
        pages.append(form)
        return HttpResponse()

    @deed("add", "note", form=TextForm, page=page)
    def add(sent: Any) -> Any:
        if sent.form.cleaned_data["text"] == "nu niet":
            raise UserError("Dat kan nu niet.")
        return done("Gedaan.", "web:notes")

    somebody = person("iemand", Role.BELEIDSADVISEUR)

    def answer(text: str) -> tuple[int, str]:
        request = RequestFactory().post("/", {"text": text})
        request.user = somebody
        response = add(request)
        return response.status_code, str(pages[-1]["text"].value())

    assert answer("x" * 21) == (422, "x" * 21)
    assert answer("nu niet") == (409, "nu niet")
    assert pages[-1].non_field_errors() == ["Dat kan nu niet."]


@pytest.mark.django_db
def test_no_two_elements_of_a_page_with_many_forms_have_one_id(settings: Any):
    beheerder, somebody = person("ben", Role.BEHEERDER), person("iemand", Role.ONDERZOEKER)
    give_role(None, Role.PROJECTLEIDER, by=None, reason="vacant")
    client = Client()
    client.force_login(beheerder)
    for address in ("/mensen/", f"/mensen/{somebody.pk}/", "/mensen/gremia/"):
        ids = re.findall(r' id="([^"]+)"', client.get(address).content.decode())
        assert len(ids) == len(set(ids)), [each for each in ids if ids.count(each) > 1]


@pytest.mark.django_db
def test_a_name_that_is_asked_for_is_no_text_about_a_person():
    client = Client()
    client.force_login(person("ben", Role.BEHEERDER))
    sent = {"account": "bakker", "name": "mevrouw Jansen"}
    assert client.post("/mensen/nieuw/", sent).status_code == 302


@pytest.mark.django_db
def test_what_was_typed_for_something_that_is_gone_is_shown_to_take_along():
    client = Client()
    client.force_login(person("ben", Role.BEHEERDER))
    answer = client.post("/mensen/rollen/999/beeindigen/", {"when": "now", "reason": "naar een andere afdeling"})
    assert answer.status_code == 404
    assert "naar een andere afdeling" in text_of(answer)
    assert client.post("/mensen/rollen/999/beeindigen/").status_code == 404


@pytest.mark.django_db
def test_what_was_typed_stands_below_a_page_that_does_not_draw_the_form_any_more():
    """A colleague ended the role first, so that the page has no form to end it."""
    holding = give_role(person("iemand"), Role.ONDERZOEKER, by=None, since=datetime.date(2026, 11, 1), reason="nieuw")
    end_role(holding, by=None, last_day=datetime.date(2026, 11, 2), reason="een ander was eerst")
    client = Client()
    client.force_login(person("ben", Role.BEHEERDER))
    answer = client.post(f"/mensen/rollen/{holding.pk}/beeindigen/", {"when": "now", "reason": "langdurig afwezig"})
    assert answer.status_code == 409
    assert "Wat u typte Het is niet bewaard." in text_of(answer)
    assert "langdurig afwezig" in text_of(answer)
